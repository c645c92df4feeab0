/**
 * Long polling that says what is wrong, tries again, and stops without losing or repeating an answer. grammY's own loop keeps
 * handling the rest of a batch after stop() and confirms only part of it, so that users are answered twice after a restart.
 */
import type { Bot } from 'grammy';
import type { Update } from 'grammy/types';
import { describeCause, type Log } from '../log.ts';
import { explainFailure } from './failure.ts';
import { introduce, type CallSignal } from './profile.ts';
import { fill, type Wording } from './wording.ts';

export interface PollingOptions {
  wording: Wording;
  log: Log;
  /** Shows a sentence to whoever runs the bot. */
  tell: (sentence: string) => void;
  /** Which way to Telegram is tried, in words. */
  route: string;
  /** Stops the loop: the update at hand is finished, the rest of its batch is left to the next start. */
  signal: AbortSignal;
  /** Waits; resolves early when the signal fires. */
  sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** Telegram cannot be used with this configuration; `message` is the sentence for whoever runs the bot. */
export class FatalPollingError extends Error {
  override readonly name = 'FatalPollingError';
}

/** How long Telegram holds a poll without news, in seconds. */
const POLL_SECONDS = 30;
/** Before giving up a call that should be answered at once: a blocked route swallows packets and stays silent. */
const CALL_SECONDS = 15;
/** The wait doubles from the first to the last, in seconds. */
const FIRST_WAIT = 1;
const LAST_WAIT = 60;
/** Everything else, such as channel posts and edits, is not even sent to us. */
const ALLOWED_UPDATES = ['message', 'callback_query'] as const;

/**
 * Runs until the signal fires.
 *
 * @throws FatalPollingError when Telegram does not know the token
 */
export async function runPolling(bot: Bot, options: PollingOptions): Promise<void> {
  const { signal, log, tell, wording } = options;
  const persist = createPersistence(options);
  const me = await persist(() => bot.api.getMe(limited(signal)));
  if (me === undefined) return;
  bot.botInfo = me;
  await persist(() => bot.api.deleteWebhook({}, limited(signal)));
  if (signal.aborted) return;
  await introduce(bot.api, wording, log, native(signal));
  if (signal.aborted) return;
  tell(fill(wording.process.online, { username: me.username }));
  log.info('telegram.online');
  let offset = 0;
  while (!signal.aborted) {
    const updates = await persist(() => bot.api.getUpdates({ offset, timeout: POLL_SECONDS, allowed_updates: ALLOWED_UPDATES }, native(signal)));
    for (const update of updates ?? []) {
      if (signal.aborted) break;
      await handle(bot, update, log);
      offset = update.update_id + 1;
    }
  }
  if (offset > 0) await confirm(bot, offset, log);
}

type Persistence = <Result>(call: () => Promise<Result>) => Promise<Result | undefined>;

/** Repeats a call until it succeeds, says each time what is wrong, and gives undefined once the signal fires. */
function createPersistence({ signal, sleep, tell, log, wording, route }: PollingOptions): Persistence {
  return async (call) => {
    for (let wait = FIRST_WAIT; !signal.aborted; wait = Math.min(LAST_WAIT, wait * 2)) {
      try {
        return await call();
      } catch (error) {
        // The call was cut off because the bot stops.
        if (signal.aborted) return undefined;
        const failure = explainFailure(error, wording, route);
        const seconds = failure.retryAfter ?? wait;
        log.warn(failure.code, { cause: describeCause(error), seconds: failure.fatal ? null : seconds });
        if (failure.fatal) throw new FatalPollingError(failure.words(seconds), { cause: error });
        tell(failure.words(seconds));
        await sleep(seconds * 1000, signal);
      }
    }
    return undefined;
  };
}

async function handle(bot: Bot, update: Update, log: Log): Promise<void> {
  try {
    await bot.handleUpdate(update);
  } catch (error) {
    // The bot has an error boundary of its own; what comes here must not stop the others' questions.
    log.error('bot.update_failed', { cause: describeCause(error) });
  }
}

/** Tells Telegram what was handled, so that nothing of it comes again after a restart. */
async function confirm(bot: Bot, offset: number, log: Log): Promise<void> {
  try {
    await bot.api.getUpdates({ offset, limit: 1, timeout: 0, allowed_updates: ALLOWED_UPDATES }, native(AbortSignal.timeout(CALL_SECONDS * 1000)));
  } catch (error) {
    log.warn('telegram.unconfirmed', { cause: describeCause(error) });
  }
}

const limited = (signal: AbortSignal): CallSignal => native(AbortSignal.any([signal, AbortSignal.timeout(CALL_SECONDS * 1000)]));

/** grammY's type is that of a package from before the signal of Node.js; at run time both work. */
const native = (signal: AbortSignal): CallSignal => signal as unknown as CallSignal;
