/** The process as people start it: a child process, the real knowledge, real signals. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import type { ApiCall } from '../src/preview/events.ts';
import { under } from './support/bot.ts';
import { openEmulator, TOKEN } from './support/emulator.ts';
import { act, watch } from './support/page.ts';

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
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** Empty values keep a developer's own .env out of the test, and a test run by npm does not look like npm start. */
function environmentOf(environment: Record<string, string>): NodeJS.ProcessEnv {
  const empty = { BOT_TOKEN: '', ADMIN_IDS: '', TELEGRAM_API_ROOT: '', TELEGRAM_PROXY: '', KNOWLEDGE_DIR: '', LOG_LEVEL: '', HOST: '', PORT: '0', NODE_ENV: '', DATABASE_URL: '', WEBHOOK_URL: '', npm_lifecycle_event: '' };
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

describe('npm start', { timeout: 60_000 }, () => {
  it('without a token answers what is piped in, and says how to go live', async () => {
    const { child, output, ended } = start({});
    child.stdin.end('坐公交车要钱吗\n优待证怎么申请\n/about\n');
    expect(await ended).toBe(0);
    for (const text of ['@BotFather', 'BOT_TOKEN', '目前收录 1 篇：新闻报道《', '[1] 免费乘车', '│ ', '222条市区公交线路', '〔新闻报道〕《', '文章没有写：', '发布日期未注明']) {
      expect(output()).toContain(text);
    }
  });

  it('without a token serves the chat page, on the same bot as the terminal, until it is stopped', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'start-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const kept = (): string[] => readdirSync(folder).filter((name) => name.startsWith('shuangyong-preview-'));
    const { child, output, shows, ended } = start({ TMPDIR: folder });
    await shows('按 Ctrl+C 停止。');
    expect(kept()).toHaveLength(1);
    const [address = ''] = /http:\/\/127\.0\.0\.1:\d+\/[\w-]{24}\//u.exec(output()) ?? [];
    const page = await fetch(address);
    expect([page.status, page.headers.get('content-security-policy')]).toEqual([200, expect.stringContaining("default-src 'self'")]);
    expect((await fetch(new URL('/', address))).status).toBe(403);
    child.stdin.write('/start\n');
    await shows('[1] 免费乘车');
    // Whoever sits at the terminal is the administrator of the page.
    const { snapshot } = await watch(address, 'admin');
    expect((await act(address, 'say', { person: snapshot.person, chat: snapshot.person, text: '坐公交车要钱吗' })).status).toBe(200);
    await shows('您（网页）：坐公交车要钱吗');
    await shows('222条市区公交线路');
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(kept()).toEqual([]);
  });

  it('without a token ends where it looks like production', async () => {
    const { output, ended } = start({ NODE_ENV: 'production' });
    expect(await ended).toBe(1);
    expect(output()).toContain('BOT_TOKEN：没有填，却设了 NODE_ENV=production');
    expect(output()).not.toContain('http://127');
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
    const telegram = await openEmulator();
    const person = telegram.person();
    const { updateId } = person.say(person.id, '坐公交车要钱吗');
    const { child, output, shows, ended } = start({ BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.url });
    const { message } = await telegram.reply(person.id);
    const [quote] = under({ text: message.text ?? '', entities: message.entities ?? [] }, 'blockquote');
    expect(quote).toContain('222条市区公交线路');
    child.kill(signal);
    child.kill(signal);
    await shows('已停止。');
    expect(await ended).toBe(0);
    expect(output().match(/正在停止/gu)).toHaveLength(1);
    expect(telegram.pending()).not.toContain(updateId);
    expect(output()).not.toContain('AAF-');
  });

  it('stops cleanly where npm is told to stop, too', async () => {
    const telegram = await openEmulator();
    const person = telegram.person();
    const { updateId } = person.say(person.id, '坐公交车要钱吗');
    const npm = spawn('npm', ['start'], { cwd: ROOT, env: { ...environmentOf({ BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.url }) } });
    children.push(npm);
    await telegram.reply(person.id);
    npm.kill('SIGTERM');
    const lastPoll = async (count: number): Promise<ApiCall> => {
      const call = await telegram.call('getUpdates', count);
      return call.payload['timeout'] === 0 ? call : lastPoll(count + 1);
    };
    expect((await lastPoll(1)).payload['offset']).toBe((updateId ?? 0) + 1);
  });

  it('with a token that Telegram does not know says so and ends', async () => {
    const telegram = await openEmulator();
    const { output, ended } = start({ BOT_TOKEN: '1:wrong', TELEGRAM_API_ROOT: telegram.url });
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
