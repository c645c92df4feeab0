/** How updates reach a bot: long polling and webhooks, as Telegram does them. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Bot, webhookCallback } from 'grammy';
import type { Update } from 'grammy/types';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openEmulator, startBot, TOKEN } from '../support/emulator.ts';

const ids = (updates: readonly Update[]): number[] => updates.map((update) => update.update_id);

async function asked(...texts: string[]) {
  const telegram = await openEmulator();
  const person = telegram.person();
  const say = (text: string): number => person.say(person.id, text).updateId ?? 0;
  return { telegram, api: telegram.api, person, say, updates: texts.map(say) };
}

describe('getUpdates', () => {
  it('gives what was not confirmed again, until a higher offset confirms it', async () => {
    const { api, telegram, updates: [first = 0, second = 0] } = await asked('一', '二');
    expect(ids(await api.getUpdates())).toEqual([first, second]);
    expect(ids(await api.getUpdates({ offset: first, limit: 1 }))).toEqual([first]);
    expect(ids(await api.getUpdates({ offset: second }))).toEqual([second]);
    expect(telegram.pending()).toEqual([second]);
    expect(await api.getUpdates({ offset: second + 1 })).toEqual([]);
  });

  it('of a bot that does not ask for presses and queries leaves those who do without an answer, at once', async () => {
    const { api, telegram, person } = await asked('一');
    await api.getUpdates({ allowed_updates: ['message'] });
    const { message_id: id } = await api.sendMessage(person.id, '按吧', { reply_markup: { inline_keyboard: [[{ text: '按', callback_data: 'a' }]] } });
    expect(await person.press(person.id, id, '按').answer).toBeNull();
    expect(await person.askInline('公交').answer).toBeNull();
    expect(telegram.transcript(person.id).map(({ update }) => update)).toEqual([telegram.pending()[0], null]);
  });

  it('counts a negative offset from the end, and forgets the rest', async () => {
    const { api, telegram, updates } = await asked('一', '二', '三');
    expect(ids(await api.getUpdates({ offset: -1 }))).toEqual(updates.slice(2));
    expect(telegram.pending()).toEqual(updates.slice(2));
  });

  it('waits for news as long as it was asked to', async () => {
    const { telegram, api, say } = await asked();
    const first = api.getUpdates({ timeout: 30 });
    await telegram.call('getUpdates');
    const update = say('一');
    expect(ids(await first)).toEqual([update]);
    const second = api.getUpdates({ offset: update + 1, timeout: 30 });
    await telegram.call('getUpdates', 2);
    telegram.clock.advance(29_999);
    telegram.clock.advance(1);
    expect(await second).toEqual([]);
  });

  it('is for one: whoever polls first is told so', async () => {
    const { telegram, api, say } = await asked();
    const first = api.getUpdates({ timeout: 30 }).catch((error: unknown) => error);
    await telegram.call('getUpdates');
    const second = api.getUpdates({ timeout: 30 });
    expect(await first).toMatchObject({ error_code: 409, description: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running' });
    const update = say('一');
    expect(ids(await second)).toEqual([update]);
  });

  it('ends the loop of grammY itself where another one polls', async () => {
    const { telegram, api } = await asked();
    const bot = new Bot(TOKEN, { client: { apiRoot: telegram.url } });
    const ended = bot.start().catch((error: unknown) => error);
    await telegram.call('getUpdates');
    const other = api.getUpdates({ timeout: 30 });
    expect(await ended).toMatchObject({ error_code: 409 });
    telegram.clock.advance(30_000);
    await other;
  });

  it('of somebody who hung up takes nothing away', async () => {
    const { telegram, api, say } = await asked();
    const controller = new AbortController();
    const polling = api.getUpdates({ timeout: 30 }, controller.signal as never).catch(() => 'hung up');
    await telegram.call('getUpdates');
    controller.abort();
    expect(await polling).toBe('hung up');
    const update = say('一');
    expect(ids(await api.getUpdates({ timeout: 30 }))).toEqual([update]);
  });

  it('is impossible while there is a webhook', async () => {
    const { telegram, api } = await asked();
    const polling = api.getUpdates({ timeout: 30 }).catch((error: unknown) => error);
    await telegram.call('getUpdates');
    await api.setWebhook('http://127.0.0.1:1/hook');
    expect(await polling).toMatchObject({ description: 'Conflict: terminated by setWebhook request' });
    await expect(api.getUpdates()).rejects.toMatchObject({ error_code: 409, description: "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first" });
    await api.deleteWebhook();
    await api.getUpdates();
  });

  it('gives only kinds that were asked for, from then on', async () => {
    const { api, telegram, person, say, updates: [before = 0] } = await asked('一');
    expect(ids(await api.getUpdates({ allowed_updates: ['edited_message', 'message_reaction'] }))).toEqual([before]);
    expect(say('二')).toBe(0);
    const { message } = person.say(person.id, '三');
    const { updateId } = person.edit(person.id, message.message_id, '四');
    person.react(person.id, message.message_id, '👍');
    expect(ids(await api.getUpdates({ offset: before + 1 }))).toEqual([updateId, (updateId ?? 0) + 1]);
    await api.getUpdates({ offset: before + 9, allowed_updates: [] });
    person.react(person.id, message.message_id);
    expect(telegram.pending()).toEqual([]);
    expect(say('五')).toBeGreaterThan(before);
  });

  it('forgets after a day, and goes on from another number after a quiet week', async () => {
    const { telegram, api, say, updates: [first = 0] } = await asked('一');
    telegram.clock.advance(24 * 3600 * 1000);
    expect(await api.getUpdates()).toEqual([]);
    expect(say('二')).toBe(first + 1);
    telegram.clock.advance(8 * 24 * 3600 * 1000);
    expect(Math.abs(say('三') - first)).toBeGreaterThan(1000);
  });
});

it('A question that was answered but not confirmed comes again after a crash', async () => {
  const { telegram, person } = await asked('坐公交车要钱吗');
  const [update] = await telegram.api.getUpdates();
  expect(update?.message?.text).toBe('坐公交车要钱吗');
  const { stop } = startBot(telegram);
  await telegram.reply(person.id);
  await stop();
  expect(telegram.pending()).toEqual([]);
});

interface Hook {
  url: string;
  seen: { update: Update; secret: unknown }[];
  /** Resolves when so many requests have arrived. */
  arrived(count: number): Promise<void>;
}

/** A server for a webhook that answers as it is told; by default 200. */
async function openHook(answer: (update: Update, response: ServerResponse, request: IncomingMessage) => void = (_, response) => void response.end()): Promise<Hook> {
  const seen: Hook['seen'] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const update = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Update;
      seen.push({ update, secret: request.headers['x-telegram-bot-api-secret-token'] });
      answer(update, response, request);
      for (const { count, resolve } of waiting) if (seen.length >= count) resolve();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  }));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    seen,
    arrived: (count) => new Promise((resolve) => (seen.length >= count ? resolve() : waiting.push({ count, resolve }))),
  };
}

const textsOf = (hook: Hook): (string | undefined)[] => hook.seen.map(({ update }) => update.message?.text);

/** Lets answers that are on their way arrive. */
async function until(look: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await look())) await new Promise(setImmediate);
}

describe('A webhook', () => {
  it('gets the secret, and what waited before', async () => {
    const { telegram, api, say } = await asked('一');
    const hook = await openHook();
    await api.setWebhook(hook.url, { secret_token: 'a-Secret_1' });
    await hook.arrived(1);
    say('二');
    await hook.arrived(2);
    expect(textsOf(hook)).toEqual(['一', '二']);
    expect(hook.seen.map(({ secret }) => secret)).toEqual(['a-Secret_1', 'a-Secret_1']);
    await until(() => telegram.pending().length === 0);
  });

  it('drives a bot of grammY, which checks the secret', async () => {
    const { telegram, api, person } = await asked('你好');
    const bot = new Bot(TOKEN, { client: { apiRoot: telegram.url }, botInfo: telegram.bot });
    bot.on('message:text', (ctx) => ctx.reply(`你说：${ctx.msg.text}`));
    const handle = webhookCallback(bot, 'http', { secretToken: 'right' });
    const server = createServer((request, response) => void handle(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    await api.setWebhook(url, { secret_token: 'wrong' });
    await until(async () => (await api.getWebhookInfo()).last_error_message === 'Wrong response from the webhook: 401 Unauthorized');
    await api.setWebhook(url, { secret_token: 'right' });
    expect((await telegram.reply(person.id)).message.text).toBe('你说：你好');
  });

  it('gets the updates of a chat in order, and those of another chat meanwhile', async () => {
    const { telegram, api, say } = await asked();
    const held: ServerResponse[] = [];
    const hook = await openHook((update, response) => void (update.message?.text === '一' ? held.push(response) : response.end()));
    await api.setWebhook(hook.url);
    say('一');
    say('二');
    const other = telegram.person();
    other.say(other.id, '三');
    await hook.arrived(2);
    expect(textsOf(hook).sort()).toEqual(['一', '三'].sort());
    held[0]?.end();
    await hook.arrived(3);
    expect(textsOf(hook)[2]).toBe('二');
  });

  it('gets no more at once than it wants', async () => {
    const { telegram, api } = await asked();
    const held: ServerResponse[] = [];
    const hook = await openHook((_, response) => void held.push(response));
    await api.setWebhook(hook.url, { max_connections: 2 });
    for (const text of ['一', '二', '三']) {
      const person = telegram.person();
      person.say(person.id, text);
    }
    await hook.arrived(2);
    held[0]?.end();
    await hook.arrived(3);
    expect(textsOf(hook)).toEqual(['一', '二', '三']);
  });

  it('gets an update again and again until it takes it, and the rest of the chat waits', async () => {
    const { telegram, api, say } = await asked();
    let failures = 3;
    const hook = await openHook((_, response) => void response.writeHead(failures-- > 0 ? 500 : 200).end());
    await api.setWebhook(hook.url);
    say('一');
    say('二');
    await hook.arrived(2);
    await until(async () => (await api.getWebhookInfo()).last_error_message !== undefined);
    expect(await api.getWebhookInfo()).toMatchObject({ url: hook.url, pending_update_count: 2, last_error_message: 'Wrong response from the webhook: 500 Internal Server Error', max_connections: 40 });
    while (hook.seen.length < 5) {
      telegram.clock.advance(1000);
      await new Promise(setImmediate);
    }
    expect(textsOf(hook)).toEqual(['一', '一', '一', '一', '二']);
  });

  it('may say when to come again', async () => {
    const { telegram, api, say } = await asked();
    let isFirst = true;
    const hook = await openHook((_, response) => {
      if (isFirst) response.writeHead(429, { 'retry-after': '120' });
      isFirst = false;
      response.end();
    });
    await api.setWebhook(hook.url);
    say('一');
    await until(async () => (await api.getWebhookInfo()).last_error_message !== undefined);
    telegram.clock.advance(119_000);
    expect(hook.seen).toHaveLength(1);
    telegram.clock.advance(1000);
    await hook.arrived(2);
  });

  it('may answer with a call, though not with every one', async () => {
    const { telegram, api, person, say } = await asked();
    const calls = [{ method: 'deleteWebhook' }, { method: 'sendMessage', chat_id: person.id, text: '好' }];
    const hook = await openHook((_, response) => void response.end(JSON.stringify(calls.shift() ?? {})));
    await api.setWebhook(hook.url);
    say('一');
    say('二');
    expect((await telegram.reply(person.id)).message.text).toBe('好');
    expect((await api.getWebhookInfo()).url).toBe(hook.url);
  });

  it('that is not there is an error to read, and nothing is lost', async () => {
    const { api, say } = await asked();
    await api.setWebhook('http://127.0.0.1:1/hook');
    say('一');
    await until(async () => (await api.getWebhookInfo()).last_error_message === 'Connection failed');
    await api.deleteWebhook();
    expect(await api.getUpdates()).toHaveLength(1);
    await api.setWebhook('http://127.0.0.1:1/hook', { drop_pending_updates: true });
    expect((await api.getWebhookInfo()).pending_update_count).toBe(0);
  });

  it('is on this machine', async () => {
    const { api } = await asked();
    await expect(api.setWebhook('https://bot.example.org/hook')).rejects.toMatchObject({ error_code: 400 });
  });
});
