/** What goes wrong on the way reaches grammY as it does from Telegram. */
import { autoRetry } from '@grammyjs/auto-retry';
import { Api, GrammyError, HttpError } from 'grammy';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createNetwork } from '../../src/bot/network.ts';
import { openEmulator, startBot, TOKEN, type TestEmulator } from '../support/emulator.ts';
import { BUS } from '../support/knowledge.ts';

afterEach(() => vi.restoreAllMocks());

/** Waits of exactly so many milliseconds end at once, and are counted; all others are as ever. */
function hasten(milliseconds: number): { count: number } {
  const hastened = { count: 0 };
  const { setTimeout: real } = globalThis;
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(((action: () => void, delay?: number) => {
    if (delay === milliseconds) hastened.count++;
    return real(action, delay === milliseconds ? 0 : delay);
  }));
  return hastened;
}

/** A chat that a person has opened. */
async function chatted(): Promise<{ telegram: TestEmulator; api: Api; chat: number }> {
  const telegram = await openEmulator();
  const person = telegram.person();
  person.say(person.id, '你好');
  return { telegram, api: telegram.api, chat: person.id };
}

const failure = (call: Promise<unknown>): Promise<unknown> => call.then(() => null, (error: unknown) => error);

describe('A fault', () => {
  it.each([
    [401, 'Unauthorized'],
    [403, 'Forbidden: bot was blocked by the user'],
    [404, 'Not Found'],
    [409, 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running'],
    [500, 'Internal Server Error'],
  ])('of code %s is an answer of Telegram, and the call has no effect', async (code, description) => {
    const { telegram, api, chat } = await chatted();
    telegram.faults.next('sendMessage', { kind: 'error', code });
    const error = await failure(api.sendMessage(chat, '一'));
    expect(error).toBeInstanceOf(GrammyError);
    expect(error).toMatchObject({ error_code: code, description });
    expect(telegram.shown(chat)).toEqual(['你好']);
  });

  it('429 says how long to wait, and auto-retry waits as long', async () => {
    const { telegram, api, chat } = await chatted();
    const error = { kind: 'error', code: 429, parameters: { retry_after: 3 } } as const;
    telegram.faults.next('sendMessage', error, error);
    expect(await failure(api.sendMessage(chat, '一'))).toMatchObject({ description: 'Too Many Requests: retry after 3', parameters: { retry_after: 3 } });
    const waits = hasten(3000);
    api.config.use(autoRetry());
    await api.sendMessage(chat, '二');
    expect(waits.count).toBe(1);
    expect(telegram.shown(chat)).toEqual(['你好', '二']);
  });

  it('502 of a proxy is a page, which is no answer of Telegram', async () => {
    const { telegram, api, chat } = await chatted();
    telegram.faults.next('sendMessage', { kind: 'garbage' });
    const error = await failure(api.sendMessage(chat, '一'));
    expect(error).toBeInstanceOf(HttpError);
    // What must never be logged as it is.
    expect((error as { error: Error }).error.message).toContain(TOKEN);
    expect(telegram.shown(chat)).toEqual(['你好']);
  });

  it('of half an answer is no answer, though the message is there', async () => {
    const { telegram, api, chat } = await chatted();
    telegram.faults.next('sendMessage', { kind: 'garbage', status: 200, body: '{"ok":true,"result":{"mess', executed: true });
    expect(await failure(api.sendMessage(chat, '一'))).toBeInstanceOf(HttpError);
    expect(telegram.shown(chat)).toEqual(['你好', '一']);
  });

  it('that breaks the connection leaves open whether the message arrived', async () => {
    const { telegram, api, chat } = await chatted();
    telegram.faults.next('sendMessage', { kind: 'drop' }, { kind: 'drop', executed: true });
    expect(await failure(api.sendMessage(chat, '没有发出'))).toBeInstanceOf(HttpError);
    expect(await failure(api.sendMessage(chat, '发出了'))).toBeInstanceOf(HttpError);
    expect(telegram.shown(chat)).toEqual(['你好', '发出了']);
  });

  it('that loses an answer makes two messages of one, if the call is made again in the dark', async () => {
    const { telegram, api, chat } = await chatted();
    telegram.faults.next('sendMessage', { kind: 'drop', executed: true });
    hasten(3000);
    api.config.use(autoRetry());
    await api.sendMessage(chat, '一');
    expect(telegram.shown(chat)).toEqual(['你好', '一', '一']);
  });

  it.each([
    ['hangs', { kind: 'hang' }, ['你好']],
    ['hangs after the message is there', { kind: 'hang', executed: true }, ['你好', '一']],
    // grammY's HTTP client waits for the other half.
    ['breaks the connection in the middle of the answer', { kind: 'cut' }, ['你好', '一']],
  ] as const)('that %s is ended by the patience of the client', async (_, fault, shown) => {
    const { telegram, chat } = await chatted();
    telegram.faults.next('sendMessage', fault);
    const api = new Api(TOKEN, { apiRoot: telegram.url, timeoutSeconds: 7 });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const waiting = failure(api.sendMessage(chat, '一'));
      await telegram.call('sendMessage');
      vi.advanceTimersByTime(7000);
      expect(await waiting).toBeInstanceOf(HttpError);
    } finally {
      vi.useRealTimers();
    }
    expect(telegram.shown(chat)).toEqual(shown);
  });

  it('that is slow answers when its time has come', async () => {
    const { telegram, api, chat } = await chatted();
    telegram.faults.next('sendMessage', { kind: 'slow', milliseconds: 9000 });
    let isAnswered = false;
    const waiting = api.sendMessage(chat, '一').then(() => (isAnswered = true));
    await telegram.call('sendMessage');
    expect(telegram.shown(chat)).toEqual(['你好', '一']);
    expect(isAnswered).toBe(false);
    // The answer is held back a moment after the call takes effect.
    await new Promise(setImmediate);
    telegram.clock.advance(9000);
    expect(await waiting).toBe(true);
  });

  it('may concern one chat, any method, or every second call', async () => {
    const { telegram, api, chat } = await chatted();
    const blocked = telegram.person();
    blocked.say(blocked.id, '你好');
    let calls = 0;
    const stop = telegram.faults.always('sendMessage', { kind: 'error', code: 403 }, ({ payload }) => payload['chat_id'] === blocked.id);
    telegram.faults.always('*', { kind: 'error', code: 500 }, ({ method }) => method === 'getChat' && ++calls % 2 === 0);
    expect(await failure(api.sendMessage(blocked.id, '一'))).toMatchObject({ error_code: 403 });
    await api.sendMessage(chat, '一');
    await api.getChat(chat);
    expect(await failure(api.getChat(chat))).toMatchObject({ error_code: 500 });
    stop();
    await api.sendMessage(blocked.id, '二');
    telegram.faults.clear();
    await api.getChat(chat);
    await api.getChat(chat);
  });

  it('may concern files: a broken connection in the middle is not a file', async () => {
    const { telegram, api, chat } = await chatted();
    const person = telegram.person();
    const { message } = person.upload(person.id, { name: 'a.txt', data: '一'.repeat(1000) });
    const { file_path: path = '' } = await api.getFile(message.document?.file_id ?? '');
    const { download } = createNetwork({ apiRoot: telegram.url, proxy: null });
    telegram.faults.next('download', { kind: 'cut' });
    expect(await failure(download(TOKEN, path))).toBeInstanceOf(Error);
    expect((await download(TOKEN, path)).length).toBe(3000);
    expect(chat).not.toBe(person.id);
  });
});

describe('The real bot', () => {
  it('answers every question of a bad hour, none of them twice', async () => {
    const telegram = await openEmulator();
    const people = Array.from({ length: 12 }, () => telegram.person());
    telegram.faults.next('sendMessage', { kind: 'error', code: 429, parameters: { retry_after: 0 } }, { kind: 'error', code: 429, parameters: { retry_after: 0 } });
    telegram.faults.next('getUpdates', { kind: 'garbage' }, { kind: 'drop' }, { kind: 'error', code: 409 });
    for (const person of people) person.say(person.id, '坐公交车要钱吗');
    startBot(telegram);
    for (const person of people) expect((await telegram.reply(person.id)).message.text).toContain(BUS);
    await telegram.call('getUpdates', telegram.calls.filter(({ method }) => method === 'getUpdates').length + 1);
    for (const person of people) expect(telegram.shown(person.id)).toHaveLength(2);
    expect(telegram.pending()).toEqual([]);
  });

  it('sends an answer once whose confirmation was lost', async () => {
    const telegram = await openEmulator();
    const person = telegram.person();
    telegram.faults.next('sendMessage', { kind: 'drop', executed: true });
    const { logs } = startBot(telegram);
    person.say(person.id, '坐公交车要钱吗');
    await telegram.call('getUpdates', 2);
    expect(telegram.shown(person.id)).toHaveLength(2);
    expect(logs.join()).toContain('bot.handler_failed');
    expect(logs.join()).not.toContain(TOKEN);
  });
});
