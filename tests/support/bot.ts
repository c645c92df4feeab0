/** The real bot with a transformer that records what users receive instead of sending it; the schema sees every call. */
import type { Bot, Transformer } from 'grammy';
import type { Chat, InlineKeyboardButton, Message, MessageEntity, User } from 'grammy/types';
import { expect, onTestFinished } from 'vitest';
import { createBot } from '../../src/bot/bot.ts';
import { loadWording } from '../../src/bot/wording.ts';
import type { KnowledgeBase } from '../../src/knowledge/base.ts';
import { createHolder, type KnowledgeHolder } from '../../src/knowledge/holder.ts';
import { createLog } from '../../src/log.ts';
import { EMULATED_BOT } from '../../src/preview/emulator.ts';
import { checkCall, type Problem } from '../../src/preview/schema.ts';
import { handMade } from './knowledge.ts';

export const wording = loadWording(new URL('../../knowledge', import.meta.url).pathname);
export const ADMIN_ID = 4242;
export const BOT = EMULATED_BOT;

export interface Sent {
  text: string;
  entities: MessageEntity[];
  buttons: InlineKeyboardButton[];
  payload: Record<string, unknown>;
}

export interface TestBot {
  bot: Bot;
  /** Messages that users received. */
  sent: Sent[];
  /** Every call, in order. */
  calls: { method: string; payload: Record<string, unknown> }[];
  logs: Record<string, unknown>[];
  holder: KnowledgeHolder;
  clock: { now: number };
  /** Makes calls of `method` fail once with what it throws or returns. */
  failOnce(method: string, answer: () => unknown): void;
  text(text: string, more?: Partial<Message>): Promise<void>;
  message(message: Record<string, unknown>): Promise<void>;
  press(data: string, buttons?: InlineKeyboardButton[], more?: Record<string, unknown>): Promise<void>;
  update(update: Record<string, unknown>): Promise<void>;
  /** The one message that was sent last. */
  last(): Sent;
}

export const PERSON: User = { id: 77, is_bot: false, first_name: '某人' };
export const PRIVATE: Chat.PrivateChat = { id: 77, type: 'private', first_name: '某人' };
export const GROUP: Chat.SupergroupChat = { id: -1001, type: 'supergroup', title: '群' };

export function prepareBot(options: { knowledge?: KnowledgeBase; load?: () => KnowledgeBase | Promise<KnowledgeBase> } = {}): TestBot {
  const first = options.knowledge ?? handMade();
  const clock = { now: 1_000_000 };
  const holder = createHolder({ first, load: options.load ?? (() => first), elapsed: () => clock.now });
  const logs: TestBot['logs'] = [];
  const log = createLog({ level: 'debug', write: (line) => void logs.push(JSON.parse(line) as Record<string, unknown>), now: () => new Date(0) });
  const bot = createBot('123456:a-token-of-a-test-0123456789', { knowledge: holder, wording, adminIds: new Set([ADMIN_ID]), log, now: () => clock.now, botInfo: BOT });
  const calls: TestBot['calls'] = [];
  const sent: Sent[] = [];
  const mistakes: Problem[] = [];
  onTestFinished(() => expect(mistakes).toEqual([]));
  const failures = new Map<string, (() => unknown)[]>();
  bot.api.config.use(((_call: unknown, method: string, payload: Record<string, unknown>) => {
    const plain = JSON.parse(JSON.stringify(payload)) as Record<string, unknown>;
    calls.push({ method, payload: plain });
    mistakes.push(...checkCall(method, plain));
    const failure = failures.get(method)?.shift();
    if (failure) return Promise.resolve().then(failure);
    if (method === 'sendMessage') sent.push(received(plain));
    return Promise.resolve({ ok: true, result: true });
  }) as unknown as Transformer);
  let id = 0;
  const update = (content: Record<string, unknown>): Promise<void> => bot.handleUpdate({ update_id: ++id, ...content });
  const message = (content: Record<string, unknown>): Promise<void> =>
    update({ message: { message_id: ++id, date: 1, chat: PRIVATE, from: PERSON, ...content } });
  return {
    bot, sent, calls, logs, holder, clock, update, message,
    failOnce: (method, answer) => void failures.set(method, [...(failures.get(method) ?? []), answer]),
    text: (text, more = {}) => message({ text, ...commandEntity(text), ...more }),
    press: (data, buttons = [], more = {}) =>
      update({
        callback_query: {
          id: String(++id), from: PERSON, chat_instance: 'x', data,
          message: { message_id: 1, date: 1, chat: PRIVATE, from: BOT, text: '…', reply_markup: { inline_keyboard: buttons.map((button) => [button]) } },
          ...more,
        },
      }),
    last: () => {
      const entry = sent.at(-1);
      if (!entry) throw new Error('Nothing was sent');
      return entry;
    },
  };
}

/** The text under each entity of one type. */
export function under(message: { text: string; entities: readonly MessageEntity[] }, type: string): string[] {
  return message.entities.filter((entity) => entity.type === type).map((entity) => message.text.slice(entity.offset, entity.offset + entity.length));
}

function commandEntity(text: string): { entities?: MessageEntity[] } {
  const command = /^\/[a-z0-9_]+(?:@\w+)?/iu.exec(text)?.[0];
  return command ? { entities: [{ type: 'bot_command', offset: 0, length: command.length }] } : {};
}

function received(payload: Record<string, unknown>): Sent {
  const markup = payload['reply_markup'] as { inline_keyboard?: InlineKeyboardButton[][] } | undefined;
  return { text: String(payload['text']), entities: (payload['entities'] ?? []) as MessageEntity[], buttons: markup?.inline_keyboard?.flat() ?? [], payload };
}
