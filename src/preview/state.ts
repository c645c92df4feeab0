/** What the emulator knows: people, chats and what was said in them. Plain data; the other files change it. */
import type { BotCommand, BotCommandScope, Chat, MenuButton, Message, Opts, ReactionType, User, UserFromGetMe } from 'grammy/types';
import type { Clock } from './clock.ts';
import type { ApiCall, EmulatorEvent, Events, Rejection } from './events.ts';
import type { UpdateQueue } from './queue.ts';
import { badRequest, forbidden, upgraded } from './refusal.ts';

/** Buttons below a message, or in place of the letters. */
export type Markup = NonNullable<Opts<'sendMessage'>['reply_markup']>;

/** A message and its life. Plain data, so that it can be sent to a page as it is. */
export interface Entry {
  /** As it stands now; replaced, never changed, when it is edited. */
  message: Message;
  /** All that the bot attached; `message.reply_markup` holds inline keyboards only. */
  markup: Markup | null;
  /** How it stood before each edit, oldest first. */
  history: Message[];
  deleted: boolean;
  /** By the id of who reacted. */
  reactions: Record<number, ReactionType[]>;
  /** The update that told the bot of it; null where the bot does not hear of it (its own messages, privacy mode). */
  update: number | null;
}

/** Who somebody is in a chat. */
export type MemberStatus = 'creator' | 'administrator' | 'member' | 'restricted' | 'left' | 'kicked';

/** A chat. */
export interface Room {
  chat: Chat;
  /** By user id, the bot included. Empty for private chats. */
  members: Map<number, MemberStatus>;
  entries: Entry[];
  /** Private chats: how the person stands to the bot. */
  standing: 'new' | 'open' | 'blocked' | 'deactivated';
  /** The id under which an upgraded group goes on. */
  upgradedTo: number | null;
  /** Groups: which bot spoke last. */
  lastBot: number | null;
  /** Forums: closed topics. */
  topics: Map<number, { name: string; closed: boolean }>;
}

/** A file that somebody sent. */
export interface StoredFile {
  id: string;
  name: string;
  data: Buffer;
  /** Where getFile says it is. */
  path: string;
  /** Milliseconds until which the path is good. */
  linkedUntil: number;
}

/** A press or an inline query that waits for the bot. */
export interface Pending<Answer> {
  chat: number;
  user: number;
  /** Inline queries: what was typed, and under which key the answer is kept. */
  query?: string;
  key?: string;
  /** Gives the answer to whoever asked; null where none came in time. */
  settle: (answer: Answer | null) => void;
}

/** What the bot answered to a pressed button. */
export type CallbackAnswer = Omit<Extract<EmulatorEvent, { kind: 'callback_answer' }>, 'kind'>;

/** What the bot answered to an inline query. */
export type InlineAnswer = Omit<Extract<EmulatorEvent, { kind: 'inline_answer' }>, 'kind'>;

/** Everything there is. */
export interface State {
  bot: UserFromGetMe;
  token: string;
  clock: Clock;
  events: Events;
  queue: UpdateQueue;
  /** True where a mention of the bot is delivered in spite of privacy mode. Telegram's own texts disagree on it. */
  mentionsReachBot: boolean;
  users: Map<number, User>;
  rooms: Map<number, Room>;
  files: Map<string, StoredFile>;
  presses: Map<string, Pending<CallbackAnswer>>;
  questions: Map<string, Pending<InlineAnswer>>;
  /** Answers that Telegram gives by itself for a while. */
  inlineCache: Map<string, { answer: InlineAnswer; until: number }>;
  /** Messages that people sent by inline mode, by the id under which the bot may edit them. */
  inlineMessages: Map<string, { room: Room; entry: Entry }>;
  profile: {
    commands: Map<string, { scope: BotCommandScope; language: string; commands: BotCommand[] }>;
    /** By "name", "description" or "short_description" and language, for example "description:zh". */
    texts: Map<string, string>;
    menus: Map<number, MenuButton>;
  };
  calls: ApiCall[];
  rejected: Rejection[];
  /** The last number that was given to something. */
  lastNumber: number;
}

/** A number that nothing else has. */
export const nextNumber = (state: State): number => ++state.lastNumber;

/** Seconds since 1970, as the Bot API counts. */
export const secondsNow = (state: State): number => Math.floor(state.clock.now() / 1000);

/** An empty chat. */
export function createRoom(chat: Chat): Room {
  return { chat, members: new Map(), entries: [], standing: 'new', upgradedTo: null, lastBot: null, topics: new Map() };
}

/** The chat of an id or a @username. @throws Refusal 400 "chat not found" */
export function roomOf(state: State, id: number | string | undefined): Room {
  const wanted = typeof id === 'string' && /^-?\d+$/u.test(id) ? Number(id) : id;
  const room = typeof wanted === 'string'
    ? [...state.rooms.values()].find(({ chat }) => chat.type !== 'private' && `@${chat.username ?? ''}`.toLowerCase() === wanted.toLowerCase())
    : state.rooms.get(wanted ?? 0);
  if (!room) throw badRequest('chat not found');
  return room;
}

/** The chat, where the bot may write. @throws Refusal 400 or 403, saying why not */
export function writableRoom(state: State, id: number | string | undefined): Room {
  const room = roomOf(state, id);
  if (room.upgradedTo !== null) throw upgraded(room.upgradedTo);
  if (room.chat.type === 'private') {
    if (room.standing === 'new') throw forbidden("bot can't initiate conversation with a user");
    if (room.standing === 'blocked') throw forbidden('bot was blocked by the user');
    if (room.standing === 'deactivated') throw forbidden('user is deactivated');
    return room;
  }
  const status = room.members.get(state.bot.id) ?? 'left';
  if (status === 'kicked') throw forbidden(`bot was kicked from the ${room.chat.type} chat`);
  if (status === 'left') throw forbidden(`bot is not a member of the ${room.chat.type} chat`);
  if (room.chat.type === 'channel' && status !== 'administrator') throw badRequest('need administrator rights in the channel chat');
  return room;
}

/** A copy without some fields. */
export function without<Whole extends object, Field extends keyof Whole>(whole: Whole, ...fields: Field[]): Omit<Whole, Field> {
  return Object.fromEntries(Object.entries(whole).filter(([name]) => !fields.includes(name as Field))) as Omit<Whole, Field>;
}

/** A message that is still there. */
export function entryOf(room: Room, id: number | undefined): Entry | undefined {
  return room.entries.find(({ message, deleted }) => message.message_id === id && !deleted);
}
