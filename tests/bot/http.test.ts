/** The bot over real HTTP: long polling against a small fake of the Bot API, directly and through local proxies. */
import { afterEach, describe, expect, it } from 'vitest';
import { createBot } from '../../src/bot/bot.ts';
import { createNetwork } from '../../src/bot/network.ts';
import { FatalPollingError, runPolling } from '../../src/bot/polling.ts';
import { createHolder } from '../../src/knowledge/holder.ts';
import { createLog } from '../../src/log.ts';
import { startFakeBotApi, type ApiCall, type FakeBotApi } from '../support/fake-bot-api.ts';
import { startHttpProxy, startSocksProxy, type Proxy } from '../support/proxies.ts';
import { under, wording } from '../support/bot.ts';
import { BUS, handMade } from '../support/knowledge.ts';

const TOKEN = '123456789:AAF-abcdefghijklmnopqrstuvwxyz12345';
const ROUTE = '直接连接';

interface Running {
  api: FakeBotApi;
  /** Sentences for whoever runs the bot. */
  told: string[];
  logs: string[];
  /** Waits that the bot asked for, in seconds; they end at once. */
  waits: number[];
  knowledge: ReturnType<typeof handMade>;
  /** The run, to await its end. */
  run: Promise<void>;
  stop(): Promise<void>;
}

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function start(options: { proxy?: (api: FakeBotApi) => Promise<URL>; root?: (api: FakeBotApi) => string; prepare?: (api: FakeBotApi) => void; token?: string; beforeWait?: (waits: number[]) => void } = {}): Promise<Running> {
  const api = await startFakeBotApi(TOKEN);
  cleanups.push(() => api.close());
  options.prepare?.(api);
  const { client } = createNetwork({ apiRoot: options.root?.(api) ?? api.root, proxy: (await options.proxy?.(api)) ?? null });
  const knowledge = handMade();
  const holder = createHolder({ first: knowledge, load: () => knowledge, elapsed: () => 0 });
  const [told, logs, waits]: [string[], string[], number[]] = [[], [], []];
  const log = createLog({ level: 'debug', write: (line) => void logs.push(line), now: () => new Date(0) });
  const bot = createBot(options.token ?? TOKEN, { knowledge: holder, wording, adminIds: new Set(), log, now: () => 0, client });
  const controller = new AbortController();
  const sleep = (milliseconds: number): Promise<void> => {
    waits.push(milliseconds / 1000);
    options.beforeWait?.(waits);
    return Promise.resolve();
  };
  const run = runPolling(bot, { wording, log, tell: (sentence) => void told.push(sentence), route: ROUTE, signal: controller.signal, sleep });
  const stop = async (): Promise<void> => {
    controller.abort();
    await run.catch(() => undefined);
  };
  cleanups.push(stop);
  return { api, told, logs, waits, knowledge, run, stop };
}

const message = ({ payload }: ApiCall) => ({ text: String(payload['text']), entities: (payload['entities'] ?? []) as never[] });

async function opened(proxy: Promise<Proxy>): Promise<Proxy> {
  const started = await proxy;
  cleanups.push(() => started.close());
  return started;
}

describe('Over real HTTP, the bot', () => {
  it('introduces itself, answers what was asked, and confirms what it answered', async () => {
    const { api, told, stop } = await start();
    const update = api.write('坐公交车要钱吗');
    expect(under(message(await api.call('sendMessage')), 'blockquote')).toEqual([BUS]);
    await stop();
    expect(api.calls.slice(0, 6).map((call) => call.method)).toEqual(['getMe', 'deleteWebhook', 'setMyCommands', 'setMyDescription', 'setMyShortDescription', 'getUpdates']);
    expect(api.calls[2]?.payload).toEqual({ commands: wording.profile.commands });
    expect(api.calls[3]?.payload).toEqual({ description: wording.profile.description });
    expect(api.calls[5]?.payload).toMatchObject({ timeout: 30, allowed_updates: ['message', 'callback_query'] });
    expect(api.pending()).not.toContain(update);
    expect(told).toEqual(['已上线：@shuangyong_bot。按 Ctrl+C 停止。']);
  });

  it('answers a question that comes while it waits', async () => {
    const { api } = await start();
    await api.call('getUpdates');
    api.write('坐公交车要钱吗');
    await api.call('sendMessage');
    await api.call('getUpdates', 2);
    api.write('就业帮扶');
    expect(message(await api.call('sendMessage', 2)).text).toContain(BUS);
  });

  it('stops after the question at hand, and leaves the rest of the batch to the next start', async () => {
    const running = await start({ prepare: (api) => ['第一问', '第二问', '第三问'].forEach((question) => api.write(question)) });
    const stopped = running.api.call('sendMessage').then(() => running.stop());
    await stopped;
    expect(running.knowledge.asked.map((entry) => entry.message)).toEqual(['第一问']);
    expect(running.api.pending()).toHaveLength(2);
  });

  it('stops at once while it waits for messages', async () => {
    const { api, stop, logs } = await start();
    await api.call('getUpdates');
    await stop();
    expect(logs.join()).not.toMatch(/warn|error/u);
  });

  it('goes on where a profile cannot be set', async () => {
    const { api, logs } = await start({ prepare: (fake) => fake.fail('setMyDescription', { error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 9000 } }) });
    await api.call('getUpdates');
    expect(logs.join()).toContain('telegram.profile_failed');
  });

  it('waits as long as Telegram asks and sends a message once', async () => {
    const { api } = await start({ prepare: (fake) => fake.fail('sendMessage', { error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 0 } }) });
    api.write('坐公交车要钱吗');
    await api.call('sendMessage', 2);
    await api.call('getUpdates', 2);
    expect(api.calls.filter((call) => call.method === 'sendMessage')).toHaveLength(2);
  });

  it('does not send again what may have arrived', async () => {
    const { api, logs } = await start({ prepare: (fake) => fake.fail('sendMessage', 'drop') });
    api.write('坐公交车要钱吗');
    await api.call('getUpdates', 2);
    expect(api.calls.filter((call) => call.method === 'sendMessage')).toHaveLength(1);
    expect(logs.join()).toContain('bot.handler_failed');
  });
});

describe('When Telegram is out of order, the bot', () => {
  it('without a route says so in Chinese and tries again, more and more slowly', async () => {
    let open: () => void = () => undefined;
    const tried = new Promise<void>((resolve) => (open = resolve));
    const { told, waits, stop } = await start({ root: () => 'http://127.0.0.1:1', beforeWait: (list) => list.length === 9 && open() });
    await tried;
    await stop();
    expect(waits.slice(0, 9)).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
    expect(told[0]).toBe('连不上 Telegram（直接连接；ECONNREFUSED）。请检查网络；直接连不通的地方，请在 .env 里填 TELEGRAM_PROXY 或 TELEGRAM_API_ROOT。1 秒后再试。');
  });

  it('comes back by itself', async () => {
    const { api, told } = await start({ prepare: (fake) => { fake.fail('getMe', 'drop'); fake.fail('getUpdates', { status: 502, body: '<html>' }, { error_code: 500, description: 'Internal' }); } });
    api.write('坐公交车要钱吗');
    await api.call('sendMessage');
    expect(told.map((sentence) => sentence.slice(0, 8))).toEqual(['连不上 Tele', '已上线：@shu', '连不上 Tele', 'Telegram']);
    expect(told[2]).toContain('INVALID_ANSWER');
  });

  it('ends with a sentence where the token is wrong', async () => {
    const { run, told } = await start({ token: '1:wrong' });
    await expect(run).rejects.toThrow(new FatalPollingError(wording.process.unauthorized));
    expect(told).toEqual([]);
  });

  it('says that another program is receiving its messages, and tries again', async () => {
    const { api, told } = await start({
      prepare: (fake) => fake.fail('getUpdates', { error_code: 409, description: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running' },
        { error_code: 409, description: "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first" }),
    });
    api.write('坐公交车要钱吗');
    await api.call('sendMessage');
    expect(told[1]).toContain('另有一个程序正在用同一个 BOT_TOKEN 收消息（409）');
    expect(told[2]).toContain('设了 webhook');
  });

  it('waits as long as Telegram asks before it polls again', async () => {
    const { api, waits } = await start({ prepare: (fake) => fake.fail('getUpdates', { error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 7 } }) });
    await api.call('getUpdates', 2);
    expect(waits).toEqual([7]);
  });

  it('never puts the token, the question or who asked into the log', async () => {
    const { api, logs, stop } = await start({ prepare: (fake) => { fake.fail('getMe', { status: 502, body: `<html>bot${TOKEN}` }, 'drop'); fake.fail('sendMessage', { status: 502, body: '<html>' }, 'drop'); } });
    api.write('我叫张三，坐公交车要钱吗');
    api.write('我叫张三，就业帮扶');
    await api.call('sendMessage', 2);
    await stop();
    expect(logs.length).toBeGreaterThan(3);
    expect(logs.join()).not.toMatch(/AAF-|张三|"77"|:77\b/u);
  });
});

describe('Through a proxy, the bot', () => {
  const named = (api: FakeBotApi): string => api.root.replace('127.0.0.1', 'telegram.test');

  it.each([
    ['HTTP', () => startHttpProxy('user:p@ss'), 'http'],
    ['SOCKS5', () => startSocksProxy('user:p@ss'), 'socks5'],
  ])('answers over %s, with a password, and leaves names to the proxy', async (_, startProxy, scheme) => {
    const proxy = await opened(startProxy());
    const { api } = await start({ root: named, proxy: () => Promise.resolve(new URL(`${scheme}://user:p%40ss@127.0.0.1:${proxy.port}`)) });
    api.write('坐公交车要钱吗');
    expect(under(message(await api.call('sendMessage')), 'blockquote')).toEqual([BUS]);
    expect(new Set(proxy.targets)).toEqual(new Set([named(api).replace('http://', '')]));
  });

  it.each([
    ['HTTP', () => startHttpProxy(), 'http'],
    ['SOCKS5', () => startSocksProxy(), 'socks5'],
  ])('downloads files over %s as well', async (_, startProxy, scheme) => {
    const proxy = await opened(startProxy());
    const api = await startFakeBotApi(TOKEN);
    cleanups.push(() => api.close());
    api.files.set('documents/a.txt', Buffer.from('公文'));
    const network = createNetwork({ apiRoot: named(api), proxy: new URL(`${scheme}://127.0.0.1:${proxy.port}`) });
    expect((await network.download(TOKEN, 'documents/a.txt')).toString()).toBe('公文');
    expect(proxy.targets).toHaveLength(1);
    await expect(network.download(TOKEN, 'documents/b.txt')).rejects.toThrow('answered 404');
    await expect(network.download(TOKEN, 'documents/a.txt', 3)).rejects.toThrow('larger than 3 bytes');
  });

  it('says that the proxy wants another password, without repeating the one it has', async () => {
    const proxy = await opened(startHttpProxy('user:right'));
    let open: () => void = () => undefined;
    const tried = new Promise<void>((resolve) => (open = resolve));
    const { told, logs, stop } = await start({ proxy: () => Promise.resolve(new URL(`http://user:wrong-one@127.0.0.1:${proxy.port}`)), beforeWait: () => open() });
    await tried;
    await stop();
    expect(told[0]).toContain('PROXY_407');
    expect(told.join() + logs.join()).not.toContain('wrong-one');
  });

  it('says that the proxy is not there', async () => {
    let open: () => void = () => undefined;
    const tried = new Promise<void>((resolve) => (open = resolve));
    const { told, stop } = await start({ proxy: () => Promise.resolve(new URL('socks5://127.0.0.1:1')), beforeWait: () => open() });
    await tried;
    await stop();
    expect(told[0]).toContain('ECONNREFUSED');
  });
});
