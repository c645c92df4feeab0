/**
 * A Telegram of one's own on 127.0.0.1: the Bot API over HTTP for an unmodified bot, and people, groups and channels that talk
 * to it. For tests, and for the chat page that shows the bot without an account.
 *
 * @example
 * const emulator = await createEmulator();
 * const bot = new Bot(emulator.token, { client: { apiRoot: emulator.url } });
 * const person = emulator.person();
 * person.say(person.id, '/start');
 * const reply = await emulator.until(() => emulator.transcript(person.id)[1]);
 */
import { randomBytes } from 'node:crypto';
import type { BotCommand, Chat, User, UserFromGetMe } from 'grammy/types';
import { createSystemClock, type Clock } from './clock.ts';
import { createEvents, type ApiCall, type EmulatorEvent, type Events, type Rejection } from './events.ts';
import { createFaults, type Faults } from './faults.ts';
import { createChannel, createGroup, type Channel, type Group, type GroupOptions } from './groups.ts';
import { serveApi } from './http.ts';
import { createMethods } from './methods.ts';
import { createPerson, type Person } from './people.ts';
import { createPolling } from './polling.ts';
import { commandsFor } from './profile.ts';
import { createQueue, type NewUpdate } from './queue.ts';
import { roomOf, type Entry, type State } from './state.ts';
import { createWebhook } from './webhook.ts';

/** All of it may be left out. */
export interface EmulatorOptions {
  /** By default one that nobody else knows. */
  token?: string;
  /** What getMe tells; privacy mode is on unless `can_read_all_group_messages` is true. */
  bot?: Partial<UserFromGetMe>;
  /** By default the time of this machine. */
  clock?: Clock;
  port?: number;
  /** Delivers a mention of the bot in spite of privacy mode; see `State`. */
  mentionsReachBot?: boolean;
}

/** A running Telegram, seen from all sides: the people, the bot, whoever shows or tests it. Chats are named by their ids. */
export interface Emulator {
  /** For grammY's `apiRoot` and TELEGRAM_API_ROOT. */
  url: string;
  token: string;
  bot: UserFromGetMe;
  clock: Clock;
  faults: Faults;
  /** Somebody with a private chat, which the first message opens. Ids and names are made up where they are not given. */
  person(profile?: Partial<User>): Person;
  group(options?: GroupOptions): Group;
  channel(options?: Parameters<typeof createChannel>[1]): Channel;
  /** Every chat there is. */
  chats(): Chat[];
  /** A copy of what was said in a chat: messages with their markup, their history, their reactions; deleted ones as well. */
  transcript(chat: number): Entry[];
  /** The command menu that a person sees in a chat. */
  commands(chat: number, person: number): BotCommand[];
  /** What the empty chat shows of the bot, for example `profile('description')`. */
  profile(text: 'name' | 'description' | 'short_description', language?: string): string;
  /** A file out of a message, by its file_id. */
  file(id: string): { name: string; data: Buffer } | null;
  /** What happens from now on; see `EmulatorEvent`. */
  events(signal?: AbortSignal): AsyncIterable<EmulatorEvent>;
  /** Waits until something is so: looks now and after every event, never on a timer. */
  until: Events['until'];
  /** Every call of the bot, getUpdates and downloads included, in order. */
  calls: readonly ApiCall[];
  /** Resolves with the `count`th call of a method, now or when it comes; what it does is done by then. */
  call(method: string, count?: number): Promise<ApiCall>;
  /** Calls that the real Bot API would not understand. A good bot leaves this empty. */
  rejected: readonly Rejection[];
  /** Ids of the updates that the bot has not confirmed. */
  pending(): number[];
  /** Puts any update into the queue, also one that Telegram would not send. */
  push(update: NewUpdate, key?: number): number | null;
  close(): Promise<void>;
}

/** Who the bot is unless it is told otherwise. */
export const EMULATED_BOT: UserFromGetMe = {
  id: 999, is_bot: true, first_name: '双拥', username: 'shuangyong_bot', can_join_groups: true, can_read_all_group_messages: false, can_manage_bots: false,
  supports_inline_queries: true, supports_join_request_queries: false, can_connect_to_business: false, has_main_web_app: false, has_topics_enabled: false,
  allows_users_to_create_topics: false, supports_guest_queries: false,
};

/** Starts a Telegram that knows one bot. It listens when the promise resolves. */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const state = createState(options);
  const { events, queue, clock } = state;
  const faults = createFaults();
  const polling = createPolling(queue, clock);
  const webhook = createWebhook({ queue, clock, execute: (method, payload) => void server.execute(method, payload).catch(() => undefined) });
  const server = await serveApi(state, createMethods(state, polling, webhook), faults, options.port);
  const called = (method: string, count: number): ApiCall | undefined => state.calls.filter((call) => call.method === method)[count - 1];
  return {
    url: server.url,
    token: state.token,
    bot: state.bot,
    clock,
    faults,
    person: (profile = {}) => createPerson(state, { id: profile.id ?? nextPerson(state), is_bot: false, first_name: '某人', ...profile }),
    group: (group) => createGroup(state, group),
    channel: (channel) => createChannel(state, channel),
    chats: () => [...state.rooms.values()].map(({ chat }) => chat),
    transcript: (chat) => roomOf(state, chat).entries.map((entry) => structuredClone(entry)),
    commands: (chat, person) => commandsFor(state, chat, person),
    profile: (text, language = '') => state.profile.texts.get(`${text}:${language}`) ?? state.profile.texts.get(`${text}:`) ?? '',
    file: (id) => state.files.get(id) ?? null,
    events: (signal) => events.subscribe(signal),
    until: (look) => events.until(look),
    calls: state.calls,
    call: (method, count = 1) => events.until(() => called(method, count)),
    rejected: state.rejected,
    pending: () => queue.list().map(({ update }) => update.update_id),
    push: (update, key = 0) => queue.push(update, key),
    close: async () => {
      webhook.close();
      events.close();
      await server.close();
    },
  };
}

/** Ids of people are apart from those of messages, so that one is not taken for the other. */
const nextPerson = (state: State): number => 7_000_000 + state.users.size;

function createState(options: EmulatorOptions): State {
  const clock = options.clock ?? createSystemClock();
  const bot = { ...EMULATED_BOT, ...options.bot };
  return {
    bot,
    token: options.token ?? `${bot.id}:${randomBytes(26).toString('base64url')}`,
    clock,
    events: createEvents(),
    queue: createQueue(clock),
    mentionsReachBot: options.mentionsReachBot ?? false,
    users: new Map([[bot.id, bot]]),
    rooms: new Map(),
    files: new Map(),
    presses: new Map(),
    questions: new Map(),
    inlineCache: new Map(),
    inlineMessages: new Map(),
    profile: { commands: new Map(), texts: new Map(), menus: new Map() },
    calls: [],
    rejected: [],
    lastNumber: 0,
  };
}
