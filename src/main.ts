/** The process: reads the configuration, wires the parts, starts, and stops once. The only file with effects at import. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { createBot, type BotDeps } from './bot/bot.ts';
import { createNetwork } from './bot/network.ts';
import { FatalPollingError, runPolling } from './bot/polling.ts';
import { fill, loadWording, WordingError, type Wording } from './bot/wording.ts';
import { ConfigError, describeProxy, readConfig, secretsOf, type Config } from './config.ts';
import { loadKnowledge } from './knowledge/base.ts';
import { createHolder, type KnowledgeHolder } from './knowledge/holder.ts';
import { createLog, describeCause, type Log } from './log.ts';
import type { Preview } from './preview/preview.ts';

/** Where lexicon, question bank and wording are, whatever folder holds the documents. */
const SHARED = resolve(import.meta.dirname, '..', 'knowledge');
/** How long a stop waits for the answer at hand; service managers kill after ten seconds. */
const GRACE_MILLISECONDS = 8000;

const tell = (sentence: string): void => void process.stdout.write(`${sentence}\n`);

interface Parts {
  config: Config;
  wording: Wording;
  log: Log;
  knowledge: KnowledgeHolder;
  signal: AbortSignal;
}

async function run(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const log = createLog({ level: config.logLevel, write: (line) => process.stderr.write(line), now: () => new Date(), secrets: secretsOf(config) });
  dieLoudly(log);
  const wording = loadWording(SHARED);
  const signal = stopSignal(wording, log);
  tell(wording.process.loading);
  const load = (): ReturnType<typeof loadKnowledge> => loadKnowledge({ directory: config.knowledgeDirectory, shared: SHARED });
  const first = load();
  for (const { file, problem } of first.problems) tell(fill(wording.process.problem, { file, problem }));
  const knowledge = createHolder({ first, load, elapsed: () => performance.now() });
  const parts: Parts = { config, wording, log, knowledge, signal };
  await (config.token === null ? answerInPreview(parts) : answerOnTelegram(config.token, parts));
}

async function answerOnTelegram(token: string, { config, wording, log, knowledge, signal }: Parts): Promise<void> {
  const { client } = createNetwork(config);
  const bot = createBot(token, { ...depsOf({ config, wording, log, knowledge, signal }), client });
  const route = config.proxy ? fill(wording.process.viaProxy, { proxy: describeProxy(config.proxy) }) : wording.process.direct;
  tell(fill(wording.process.connecting, { route }));
  await runPolling(bot, { wording, log, tell, route, signal, sleep });
  tell(wording.process.stopped);
}

/** The same bot against a Telegram of its own, with a page and, where somebody types, a terminal to talk to it. */
async function answerInPreview(parts: Parts): Promise<void> {
  const { config, wording, log } = parts;
  // Not loaded where the bot is live.
  const { openPreview } = await import('./preview/preview.ts');
  const preview = await openPreview({ host: config.host, port: config.port, names: wording.process.names });
  const ended = new AbortController();
  const signal = AbortSignal.any([parts.signal, ended.signal]);
  const deps = depsOf(parts);
  const { client } = createNetwork({ apiRoot: preview.apiRoot, proxy: null });
  const bot = createBot(preview.token, { ...deps, adminIds: new Set([...deps.adminIds, preview.adminId]), client });
  // Nothing on this way fails, and that the bot is online is no news here.
  const quiet: Log = { ...log, info: (code, details) => log.debug(code, details) };
  const polling = runPolling(bot, { wording, log: quiet, tell: () => undefined, route: wording.process.direct, signal, sleep });
  try {
    introducePreview(preview, wording);
    await Promise.race([polling, chatInTerminal(preview, wording, signal)]);
    ended.abort();
    await polling;
    if (parts.signal.aborted) tell(wording.process.stopped);
  } finally {
    await preview.close();
  }
}

function introducePreview({ addresses, isPrivate }: Preview, wording: Wording): void {
  const words = wording.process;
  tell(words.preview);
  for (const address of addresses) tell(fill(words.page, { address }));
  if (!isPrivate) tell(words.pageExposed);
  tell(words.goLive);
}

/** Resolves when whoever types is done; where nobody does, as under a service manager, when the signal fires. */
async function chatInTerminal(preview: Preview, wording: Wording, signal: AbortSignal): Promise<void> {
  const words = wording.process;
  const interactive = process.stdin.isTTY && process.stdout.isTTY;
  const lines = createInterface({ input: process.stdin, ...(interactive ? { output: process.stdout } : {}), prompt: words.prompt });
  // A terminal hands Ctrl+C to the line editor instead of to the process.
  lines.on('SIGINT', () => process.emit('SIGINT'));
  signal.addEventListener('abort', () => lines.close());
  const write = (text: string): void => void process.stdout.write(text);
  const chat = preview.terminal({ write, colour: interactive && !process.env['NO_COLOR'], elsewhere: words.elsewhere });
  void chat.follow(signal);
  // From here on no line is lost, however long an answer takes.
  const typed = lines[Symbol.asyncIterator]();
  let isUsed = interactive;
  tell(interactive ? words.terminalHint : words.pageOnly);
  tell('');
  if (interactive) await chat.type('/start');
  if (interactive) lines.prompt();
  for await (const line of typed) {
    if (!isUsed) await chat.type('/start');
    isUsed = true;
    await chat.type(line);
    if (interactive && !signal.aborted) lines.prompt();
  }
  if (!isUsed) await aborted(signal);
}

/** Waits, but not longer than until the signal fires. */
const sleep = (milliseconds: number, signal: AbortSignal): Promise<void> => delay(milliseconds, undefined, { signal }).catch(() => undefined);

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => (signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true })));

function depsOf({ config, wording, log, knowledge }: Parts): BotDeps {
  return { knowledge, wording, adminIds: config.adminIds, log, now: Date.now };
}

/** Fires at the first SIGINT or SIGTERM; those that follow change nothing, and a stop that hangs is ended. */
function stopSignal(wording: Wording, log: Log): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) return;
    tell(wording.process.stopping);
    controller.abort();
    setTimeout(() => {
      log.error('process.stop_forced');
      process.exit(1);
    }, GRACE_MILLISECONDS).unref();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  stopWithNpm(stop);
  return controller.signal;
}

/** npm hands SIGTERM to the shell between itself and us, which ends without handing it on: its end is our signal. */
function stopWithNpm(stop: () => void): void {
  if (process.env['npm_lifecycle_event'] !== 'start') return;
  const shell = process.ppid;
  setInterval(() => process.ppid !== shell && stop(), 200).unref();
}

/** Node.js would print the whole error, and the errors of the network hold the token. */
function dieLoudly(log: Log): void {
  const die = (error: unknown): void => {
    log.error('process.crashed', { cause: describeCause(error) });
    process.exit(1);
  };
  process.on('uncaughtException', die);
  process.on('unhandledRejection', die);
}

/** Errors that are written for whoever runs the bot, words and remedy included. */
function isForPeople(error: unknown): error is Error {
  return error instanceof ConfigError || error instanceof WordingError || error instanceof FatalPollingError || (error instanceof Error && ['KnowledgeError', 'ListenError'].includes(error.name));
}

try {
  await run();
  process.exit(0);
} catch (error) {
  process.stderr.write(`${isForPeople(error) ? error.message : describeCause(error)}\n`);
  process.exit(1);
}
