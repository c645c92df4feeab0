/** The process as people start it: a child process, the real knowledge, real signals. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { startFakeBotApi, type ApiCall, type FakeBotApi } from './support/fake-bot-api.ts';
import { under } from './support/bot.ts';

const TOKEN = '123456789:AAF-abcdefghijklmnopqrstuvwxyz12345';
const ROOT = new URL('..', import.meta.url).pathname;

interface Running {
  child: ChildProcessWithoutNullStreams;
  /** Both streams so far. */
  output(): string;
  /** Resolves when the output holds the text. */
  shows(text: string): Promise<void>;
  /** Resolves with the exit code. */
  ended: Promise<number | null>;
}

const children: ChildProcessWithoutNullStreams[] = [];
const servers: FakeBotApi[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const server of servers.splice(0)) await server.close();
});

/** Empty values keep a developer's own .env out of the test, and a test run by npm does not look like npm start. */
function environmentOf(environment: Record<string, string>): NodeJS.ProcessEnv {
  const empty = { BOT_TOKEN: '', ADMIN_IDS: '', TELEGRAM_API_ROOT: '', TELEGRAM_PROXY: '', KNOWLEDGE_DIR: '', LOG_LEVEL: '', npm_lifecycle_event: '' };
  return { ...process.env, ...empty, ...environment };
}

function start(environment: Record<string, string>): Running {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], { cwd: ROOT, env: environmentOf(environment) });
  children.push(child);
  let output = '';
  const waiting: { text: string; resolve: () => void }[] = [];
  const collect = (chunk: string): void => {
    output += chunk;
    for (const entry of waiting) if (output.includes(entry.text)) entry.resolve();
  };
  child.stdout.setEncoding('utf8').on('data', collect);
  child.stderr.setEncoding('utf8').on('data', collect);
  return {
    child,
    output: () => output,
    shows: (text) => new Promise((resolve) => (output.includes(text) ? resolve() : waiting.push({ text, resolve }))),
    ended: new Promise((resolve) => child.on('close', (code) => resolve(code))),
  };
}

async function startApi(): Promise<FakeBotApi> {
  const api = await startFakeBotApi(TOKEN);
  servers.push(api);
  return api;
}

describe('npm start', { timeout: 60_000 }, () => {
  it('without a token is a chat in the terminal, and says how to go live', async () => {
    const { child, output, ended } = start({});
    child.stdin.end('坐公交车要钱吗\n优待证怎么申请\n/about\n');
    expect(await ended).toBe(0);
    for (const text of ['@BotFather', 'BOT_TOKEN', '目前收录 1 篇：新闻报道《', '[1] 免费乘车', '│ ', '222条市区公交线路', '〔新闻报道〕《', '文章没有写：', '发布日期未注明']) {
      expect(output()).toContain(text);
    }
  });

  it('offers three examples that are all answered', async () => {
    const { child, output, ended } = start({});
    // A number presses a button of the message before it.
    child.stdin.end('1\n/start\n2\n/start\n3\n');
    expect(await ended).toBe(0);
    expect(output().match(/您问：/gu)).toHaveLength(3);
    expect(output().match(/原文是这样写的：/gu)).toHaveLength(3);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('with a token answers on Telegram, and %s stops it once and cleanly', async (signal) => {
    const api = await startApi();
    const update = api.write('坐公交车要钱吗');
    const { child, output, shows, ended } = start({ BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: api.root });
    const { payload } = await api.call('sendMessage');
    const [quote] = under({ text: String(payload['text']), entities: payload['entities'] as never }, 'blockquote');
    expect(quote).toContain('222条市区公交线路');
    child.kill(signal);
    child.kill(signal);
    await shows('已停止。');
    expect(await ended).toBe(0);
    expect(output().match(/正在停止/gu)).toHaveLength(1);
    expect(api.pending()).not.toContain(update);
    expect(output()).not.toContain('AAF-');
  });

  it('stops cleanly where npm is told to stop, too', async () => {
    const api = await startApi();
    const update = api.write('坐公交车要钱吗');
    const npm = spawn('npm', ['start'], { cwd: ROOT, env: { ...environmentOf({ BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: api.root }) } });
    children.push(npm);
    await api.call('sendMessage');
    npm.kill('SIGTERM');
    const lastPoll = async (count: number): Promise<ApiCall> => {
      const call = await api.call('getUpdates', count);
      return call.payload['timeout'] === 0 ? call : lastPoll(count + 1);
    };
    expect((await lastPoll(1)).payload['offset']).toBe(update + 1);
  });

  it('with a token that Telegram does not know says so and ends', async () => {
    const api = await startApi();
    const { output, ended } = start({ BOT_TOKEN: '1:wrong', TELEGRAM_API_ROOT: api.root });
    expect(await ended).toBe(1);
    expect(output()).toContain('Telegram 不认这个 BOT_TOKEN（401）');
  });

  it('without a route says so, tries again, and still stops at once', async () => {
    const { child, shows, ended } = start({ BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: 'http://127.0.0.1:1' });
    await shows('2 秒后再试。');
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('with bad values names all of them and ends', async () => {
    const { output, ended } = start({ ADMIN_IDS: 'me', LOG_LEVEL: 'loud', KNOWLEDGE_DIR: '/does/not/exist' });
    expect(await ended).toBe(1);
    for (const name of ['ADMIN_IDS：', 'LOG_LEVEL：', 'KNOWLEDGE_DIR：']) expect(output()).toContain(name);
  });
});
