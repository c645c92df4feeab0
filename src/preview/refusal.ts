/** How the Bot API says no, in the words that libraries and bots look for. */
import type { ResponseParameters } from 'grammy/types';
import type { Problem } from './schema.ts';

/** An answer with `ok: false`. Its code is the HTTP status, too. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: number;
  readonly parameters: ResponseParameters | undefined;

  constructor(code: number, description: string, parameters?: ResponseParameters) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

/** The caller's fault, whatever the state of the chats: an unknown method, one not emulated, parameters against the schema. */
export class Mistake extends Refusal {
  readonly problems: readonly Problem[];

  constructor(code: number, description: string, problems: readonly Problem[] = []) {
    super(code, description);
    this.problems = problems;
  }
}

/** For example `badRequest('chat not found')`. */
export const badRequest = (words: string): Refusal => new Refusal(400, `Bad Request: ${words}`);

/** For example `forbidden('bot was blocked by the user')`. */
export const forbidden = (words: string): Refusal => new Refusal(403, `Forbidden: ${words}`);

/** Somebody else receives the updates. */
export const conflict = (words: string): Refusal => new Refusal(409, `Conflict: ${words}`);

/** Too much at once; the same call may be tried again after so many seconds. */
export const tooManyRequests = (seconds: number): Refusal => new Refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });

/** The group goes on under another id. */
export const upgraded = (id: number): Refusal =>
  new Refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', { migrate_to_chat_id: id });

/** A callback or inline query that is unknown, answered too late, or answered before. */
export const queryTooOld = (): Refusal => badRequest('query is too old and response timeout expired or query ID is invalid');

/** The words of a code where a fault names none. */
export function defaultWords(code: number, parameters?: ResponseParameters): string {
  if (code === 429) return tooManyRequests(parameters?.retry_after ?? 0).message;
  const words: Record<number, string> = {
    400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden: bot was blocked by the user', 404: 'Not Found',
    409: POLLED_ELSEWHERE, 500: 'Internal Server Error', 502: 'Bad Gateway', 503: 'Service Unavailable', 504: 'Gateway Timeout',
  };
  return words[code] ?? 'Error';
}

/** What the earlier of two polls is told. */
export const POLLED_ELSEWHERE = 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';
