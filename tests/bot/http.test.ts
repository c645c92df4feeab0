/** The bot over real HTTP: long polling against the emulator of the Bot API, directly and through local proxies. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { createNetwork } from '../../src/bot/network.ts';
import { FatalPollingError } from '../../src/bot/polling.ts';
import type { Emulator } from '../../src/preview/emulator.ts';
import type { Entry } from '../../src/preview/state.ts';
import { under, wording } from '../support/bot.ts';
import { openEmulator, startBot, TOKEN, type RunningBot, type StartOptions, type TestEmulator } from '../support/emulator.ts';
import { BUS } from '../support/knowledge.ts';
import { startHttpProxy, startSocksProxy, type Proxy } from '../support/proxies.ts';

interface Running extends RunningBot {
  telegram: TestEmulator;
  /** Writes to the bot in private, and gives the id of the update. */
  write(text: string): number | null;
  /** The `count`th reply. */
  reply(count?: number): Promise<Entry>;
}

interface Options extends Omit<StartOptions, 'proxy' | 'root'> {
  prepare?: (telegram: TestEmulator, write: (text: string) => void) => void;
  proxy?: URL;
  root?: (telegram: TestEmulator) => string;
}

async function start({ prepare, root, ...options }: Options = {}): Promise<Running> {
  const telegram = await openEmulator();
  const person = telegram.person({ id: 77 });
  const write = (text: string): number | null => person.say(person.id, text).updateId;
  prepare?.(telegram, write);
  const running = startBot(telegram, { ...options, ...(root ? { root: root(telegram) } : {}) });
  return { ...running, telegram, write, reply: (count) => telegram.reply(person.id, count) };
}

const quoteIn = ({ message }: Entry): string[] => under({ text: message.text ?? '', entities: message.entities ?? [] }, 'blockquote');

async function opened(proxy: Promise<Proxy>): Promise<Proxy> {
  const started = await proxy;
  onTestFinished(() => started.close());
  return started;
}

/** A promise, and what resolves it. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => (open = resolve));
  return { opened: promise, open };
}

describe('Over real HTTP, the bot', () => {
  it('introduces itself, answers what was asked, and confirms what it answered', async () => {
    const { telegram, told, stop, write, reply } = await start();
    const update = write('坐公交车要钱吗');
    expect(quoteIn(await reply())).toEqual([BUS]);
    await stop();
    expect(telegram.calls.slice(0, 6).map((call) => call.method)).toEqual(['getMe', 'deleteWebhook', 'setMyCommands', 'setMyDescription', 'setMyShortDescription', 'getUpdates']);
    expect(telegram.commands(77, 77)).toEqual(wording.profile.commands);
    expect(telegram.profile('description')).toBe(wording.profile.description);
    expect(telegram.profile('short_description')).toBe(wording.profile.shortDescription);
    expect(telegram.calls[5]?.payload).toMatchObject({ timeout: 30, allowed_updates: ['message', 'callback_query'] });
    expect(telegram.pending()).not.toContain(update);
    expect(told).toEqual(['已上线：@shuangyong_bot。按 Ctrl+C 停止。']);
  });

  it('answers a question that comes while it waits', async () => {
    const { telegram, write, reply } = await start();
    await telegram.call('getUpdates');
    write('坐公交车要钱吗');
    await reply();
    await telegram.call('getUpdates', 2);
    write('就业帮扶');
    expect((await reply(2)).message.text).toContain(BUS);
  });

  it('stops after the question at hand, and leaves the rest of the batch to the next start', async () => {
    const { telegram, knowledge, stop } = await start({ prepare: (_, write) => ['第一问', '第二问', '第三问'].forEach(write) });
    await telegram.call('sendMessage').then(stop);
    expect(knowledge.asked.map((entry) => entry.message)).toEqual(['第一问']);
    expect(telegram.pending()).toHaveLength(2);
  });

  it('stops at once while it waits for messages', async () => {
    const { telegram, stop, logs } = await start();
    await telegram.call('getUpdates');
    await stop();
    expect(logs.join()).not.toMatch(/warn|error/u);
  });

  it('goes on where a profile cannot be set', async () => {
    const { telegram, logs } = await start({ prepare: ({ faults }) => faults.next('setMyDescription', { kind: 'error', code: 429, parameters: { retry_after: 9000 } }) });
    await telegram.call('getUpdates');
    expect(logs.join()).toContain('telegram.profile_failed');
  });

  it('waits as long as Telegram asks and sends a message once', async () => {
    const { telegram, write } = await start({ prepare: ({ faults }) => faults.next('sendMessage', { kind: 'error', code: 429, parameters: { retry_after: 0 } }) });
    write('坐公交车要钱吗');
    await telegram.call('sendMessage', 2);
    await telegram.call('getUpdates', 2);
    expect(telegram.calls.filter((call) => call.method === 'sendMessage')).toHaveLength(2);
    expect(telegram.shown(77)).toHaveLength(2);
  });

  it.each([true, false])('does not send again what may have arrived (executed: %s)', async (executed) => {
    const { telegram, logs, write } = await start({ prepare: ({ faults }) => faults.next('sendMessage', { kind: 'drop', executed }) });
    write('坐公交车要钱吗');
    await telegram.call('getUpdates', 2);
    expect(telegram.calls.filter((call) => call.method === 'sendMessage')).toHaveLength(1);
    expect(telegram.shown(77)).toHaveLength(executed ? 2 : 1);
    expect(logs.join()).toContain('bot.handler_failed');
  });
});

describe('When Telegram is out of order, the bot', () => {
  it('without a route says so in Chinese and tries again, more and more slowly', async () => {
    const tried = gate();
    const { told, waits, stop } = await start({ root: () => 'http://127.0.0.1:1', beforeWait: (list) => list.length === 9 && tried.open() });
    await tried.opened;
    await stop();
    expect(waits.slice(0, 9)).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
    expect(told[0]).toBe('连不上 Telegram（直接连接；ECONNREFUSED）。请检查网络；直接连不通的地方，请在 .env 里填 TELEGRAM_PROXY 或 TELEGRAM_API_ROOT。1 秒后再试。');
  });

  it('comes back by itself', async () => {
    const { told, write, reply } = await start({
      prepare: ({ faults }) => {
        faults.next('getMe', { kind: 'drop' });
        faults.next('getUpdates', { kind: 'garbage' }, { kind: 'error', code: 500 });
      },
    });
    write('坐公交车要钱吗');
    await reply();
    expect(told.map((sentence) => sentence.slice(0, 8))).toEqual(['连不上 Tele', '已上线：@shu', '连不上 Tele', 'Telegram']);
    expect(told[2]).toContain('INVALID_ANSWER');
  });

  it('ends with a sentence where the token is wrong', async () => {
    const { run, told } = await start({ token: '1:wrong' });
    await expect(run).rejects.toThrow(new FatalPollingError(wording.process.unauthorized));
    expect(told).toEqual([]);
  });

  it('says that another program is receiving its messages, and tries again', async () => {
    const description = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
    const { told, write, reply } = await start({ prepare: ({ faults }) => faults.next('getUpdates', { kind: 'error', code: 409 }, { kind: 'error', code: 409, description }) });
    write('坐公交车要钱吗');
    await reply();
    expect(told[1]).toContain('另有一个程序正在用同一个 BOT_TOKEN 收消息（409）');
    expect(told[2]).toContain('设了 webhook');
  });

  it('waits as long as Telegram asks before it polls again', async () => {
    const { telegram, waits } = await start({ prepare: ({ faults }) => faults.next('getUpdates', { kind: 'error', code: 429, parameters: { retry_after: 7 } }) });
    await telegram.call('getUpdates', 2);
    expect(waits).toEqual([7]);
  });

  it('never puts the token, the question or who asked into the log', async () => {
    const { telegram, logs, stop, write } = await start({
      prepare: ({ faults }) => {
        faults.next('getMe', { kind: 'garbage', body: `<html>bot${TOKEN}` }, { kind: 'drop' });
        faults.next('sendMessage', { kind: 'garbage' }, { kind: 'drop' });
      },
    });
    write('我叫张三，坐公交车要钱吗');
    write('我叫张三，就业帮扶');
    await telegram.call('sendMessage', 2);
    await stop();
    expect(logs.length).toBeGreaterThan(3);
    expect(logs.join()).not.toMatch(/AAF-|张三|"77"|:77\b/u);
  });
});

describe('Through a proxy, the bot', () => {
  const named = (telegram: Emulator): string => telegram.url.replace('127.0.0.1', 'telegram.test');

  it.each([
    ['HTTP', () => startHttpProxy('user:p@ss'), 'http'],
    ['SOCKS5', () => startSocksProxy('user:p@ss'), 'socks5'],
  ])('answers over %s, with a password, and leaves names to the proxy', async (_, startProxy, scheme) => {
    const proxy = await opened(startProxy());
    const { telegram, write, reply } = await start({ root: named, proxy: new URL(`${scheme}://user:p%40ss@127.0.0.1:${proxy.port}`) });
    write('坐公交车要钱吗');
    expect(quoteIn(await reply())).toEqual([BUS]);
    expect(new Set(proxy.targets)).toEqual(new Set([named(telegram).replace('http://', '')]));
  });

  it.each([
    ['HTTP', () => startHttpProxy(), 'http'],
    ['SOCKS5', () => startSocksProxy(), 'socks5'],
  ])('downloads files over %s as well', async (_, startProxy, scheme) => {
    const proxy = await opened(startProxy());
    const telegram = await openEmulator();
    const person = telegram.person();
    const { message } = person.upload(person.id, { name: 'a.txt', data: '公文' });
    const { file_path: path = '' } = await telegram.api.getFile(message.document?.file_id ?? '');
    const network = createNetwork({ apiRoot: named(telegram), proxy: new URL(`${scheme}://127.0.0.1:${proxy.port}`) });
    expect((await network.download(TOKEN, path)).toString()).toBe('公文');
    expect(proxy.targets).toHaveLength(1);
    await expect(network.download(TOKEN, 'documents/b.txt')).rejects.toThrow('answered 404');
    await expect(network.download(TOKEN, path, 3)).rejects.toThrow('larger than 3 bytes');
  });

  it('says that the proxy wants another password, without repeating the one it has', async () => {
    const proxy = await opened(startHttpProxy('user:right'));
    const tried = gate();
    const { told, logs, stop } = await start({ proxy: new URL(`http://user:wrong-one@127.0.0.1:${proxy.port}`), beforeWait: tried.open });
    await tried.opened;
    await stop();
    expect(told[0]).toContain('PROXY_407');
    expect(told.join() + logs.join()).not.toContain('wrong-one');
  });

  it('says that the proxy is not there', async () => {
    const tried = gate();
    const { told, stop } = await start({ proxy: new URL('socks5://127.0.0.1:1'), beforeWait: tried.open });
    await tried.opened;
    await stop();
    expect(told[0]).toContain('ECONNREFUSED');
  });
});
