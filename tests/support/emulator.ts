/** The emulator as tests use it: with a clock that they move, and closed behind them; and the real bot that talks to it. */
import { Api } from 'grammy';
import { expect, onTestFinished } from 'vitest';
import { createBot } from '../../src/bot/bot.ts';
import { createNetwork } from '../../src/bot/network.ts';
import { runPolling } from '../../src/bot/polling.ts';
import { createHolder } from '../../src/knowledge/holder.ts';
import { createLog } from '../../src/log.ts';
import { createManualClock, type ManualClock } from '../../src/preview/clock.ts';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/preview/emulator.ts';
import type { Entry } from '../../src/preview/state.ts';
import { wording } from './bot.ts';
import { handMade, type HandMade } from './knowledge.ts';

/** Looks like a real one, so that what hides tokens has something to hide. */
export const TOKEN = '123456789:AAF-abcdefghijklmnopqrstuvwxyz12345';
/** How the way to Telegram is called in what the bot tells. */
export const ROUTE = '直接连接';

export interface TestEmulator extends Emulator {
  clock: ManualClock;
  /** Calls as grammY makes them, without a bot. */
  api: Api;
  /** Resolves with the `count`th message of the bot in a chat, now or when it comes. */
  reply(chat: number, count?: number): Promise<Entry>;
  /** What a chat shows: texts and captions of the messages that are not deleted. */
  shown(chat: number): string[];
}

/**
 * Opens a Telegram for one test. The test fails if the bot made a call that the real Bot API would not understand, unless it is
 * about such calls.
 */
export async function openEmulator(options: EmulatorOptions & { mistakesExpected?: boolean } = {}): Promise<TestEmulator> {
  const clock = createManualClock();
  const emulator = await createEmulator({ token: TOKEN, clock, ...options });
  onTestFinished(async () => {
    await emulator.close();
    if (!options.mistakesExpected) expect(emulator.rejected).toEqual([]);
  });
  const own = (entry: Entry): boolean => entry.message.from?.id === emulator.bot.id && entry.message.via_bot === undefined;
  return {
    ...emulator,
    clock,
    api: new Api(emulator.token, { apiRoot: emulator.url }),
    reply: (chat, count = 1) => emulator.until(() => emulator.transcript(chat).filter(own)[count - 1]),
    shown: (chat) => emulator.transcript(chat).filter(({ deleted }) => !deleted).map(({ message }) => message.text ?? message.caption ?? ''),
  };
}

export interface StartOptions {
  knowledge?: HandMade;
  adminIds?: readonly number[];
  proxy?: URL | null;
  /** By default the emulator's address. */
  root?: string;
  token?: string;
  /** Called at each wait between two tries, with all waits so far in seconds. */
  beforeWait?: (waits: readonly number[]) => void;
}

export interface RunningBot {
  /** Sentences for whoever runs the bot. */
  told: string[];
  logs: string[];
  /** Waits that the bot asked for, in seconds; they end at once. */
  waits: number[];
  knowledge: HandMade;
  /** The run, to await its end. */
  run: Promise<void>;
  stop(): Promise<void>;
}

/** Starts the real bot on long polling. It is stopped before the emulator closes. */
export function startBot(emulator: Emulator, options: StartOptions = {}): RunningBot {
  const { client } = createNetwork({ apiRoot: options.root ?? emulator.url, proxy: options.proxy ?? null });
  const knowledge = options.knowledge ?? handMade();
  const holder = createHolder({ first: knowledge, load: () => knowledge, elapsed: () => 0 });
  const [told, logs, waits]: [string[], string[], number[]] = [[], [], []];
  const log = createLog({ level: 'debug', write: (line) => void logs.push(line), now: () => new Date(0) });
  const bot = createBot(options.token ?? emulator.token, { knowledge: holder, wording, adminIds: new Set(options.adminIds), log, now: () => emulator.clock.now(), client });
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
  onTestFinished(stop);
  return { told, logs, waits, knowledge, run, stop };
}
