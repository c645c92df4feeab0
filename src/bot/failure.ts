/** What can go wrong between the bot and Telegram, as a code for the log and a sentence for whoever runs the bot. Pure. */
import { GrammyError, HttpError } from 'grammy';
import { networkCause } from '../log.ts';
import { fill, type Wording } from './wording.ts';

/** One failed call. */
export interface Failure {
  /** Stable, for logs and alerts. */
  code: 'telegram.unreachable' | 'telegram.unauthorized' | 'telegram.conflict' | 'telegram.webhook' | 'telegram.server' | 'telegram.unexpected';
  /** Trying again is of no use: somebody has to change the configuration. */
  fatal: boolean;
  /** Telegram's own wish how long to wait. */
  retryAfter: number | null;
  /** The sentence, for a wait of so many seconds. */
  words(seconds: number): string;
}

/** `route` says which way was tried, for example 直接连接. */
export function explainFailure(error: unknown, wording: Wording, route: string): Failure {
  const words = wording.process;
  const failure = (code: Failure['code'], template: string, cause: string): Failure => ({
    code,
    fatal: code === 'telegram.unauthorized',
    retryAfter: error instanceof GrammyError ? (error.parameters.retry_after ?? null) : null,
    words: (seconds) => fill(template, { cause, route, seconds }),
  });
  if (error instanceof HttpError) return failure('telegram.unreachable', words.unreachable, networkCause(error.error));
  if (!(error instanceof GrammyError)) return failure('telegram.unexpected', words.unexpected, error instanceof Error ? error.name : typeof error);
  const cause = String(error.error_code);
  // Telegram answers 404 to a token that it cannot even read.
  if (error.error_code === 401 || error.error_code === 404) return failure('telegram.unauthorized', words.unauthorized, cause);
  if (error.error_code === 409 && /webhook/iu.test(error.description)) return failure('telegram.webhook', words.webhook, cause);
  if (error.error_code === 409) return failure('telegram.conflict', words.conflict, cause);
  return failure(error.error_code >= 500 ? 'telegram.server' : 'telegram.unexpected', error.error_code >= 500 ? words.serverTrouble : words.unexpected, cause);
}
