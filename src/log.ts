/** A log of JSON lines for whoever runs the bot: stable codes, redacted causes. No questions, no people, no secrets. */

/** From the most to the least talkative. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Small facts that stand beside a code: counts, names of API methods, file names of the knowledge base. */
export type LogDetails = Record<string, string | number | boolean | null>;

/** One line for each call, for example `{"time":"…","level":"warn","code":"telegram.conflict"}`. */
export interface Log {
  debug(code: string, details?: LogDetails): void;
  info(code: string, details?: LogDetails): void;
  warn(code: string, details?: LogDetails): void;
  error(code: string, details?: LogDetails): void;
}

export interface LogOptions {
  level: LogLevel;
  /** Receives each line, its line break included. */
  write: (line: string) => void;
  now: () => Date;
  /** Values that never appear, whatever is logged: the token, the proxy's password. */
  secrets?: readonly string[];
}

/** Builds a log that drops lines below `level` and blanks out every secret. */
export function createLog(options: LogOptions): Log {
  const lowest = LOG_LEVELS.indexOf(options.level);
  const line = (level: LogLevel, code: string, details: LogDetails = {}): void => {
    if (LOG_LEVELS.indexOf(level) < lowest) return;
    const redacted = Object.entries(details).map(([name, value]) => [name, typeof value === 'string' ? redact(value, options.secrets) : value]);
    options.write(`${JSON.stringify({ time: options.now().toISOString(), level, code, ...Object.fromEntries(redacted) })}\n`);
  };
  return {
    debug: (code, details) => line('debug', code, details),
    info: (code, details) => line('info', code, details),
    warn: (code, details) => line('warn', code, details),
    error: (code, details) => line('error', code, details),
  };
}

/** A token as it stands in a URL of the Bot API, and credentials as they stand in any URL. */
const TOKEN = /\b(?:bot)?\d+:[A-Za-z0-9_-]{20,}/gu;
const CREDENTIALS = /\/\/[^/\s@]+@/gu;

/** Blanks out the secrets, and whatever looks like a token or like credentials in a URL. */
export function redact(text: string, secrets: readonly string[] = []): string {
  let redacted = text;
  for (const secret of secrets) if (secret !== '') redacted = redacted.replaceAll(secret, '***');
  return redacted.replace(TOKEN, '***').replace(CREDENTIALS, '//***@');
}

/**
 * What went wrong, fit for a log. The words of an error are kept only where they come from the network or from Telegram; any
 * other error might repeat what a user wrote, so that only its name and the place in the code are told.
 */
export function describeCause(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  // grammY's HttpError keeps the real cause inside, and its words hold the address of the request, token included.
  if (error.name === 'HttpError' && 'error' in error) return `HttpError: ${networkCause(error.error)}`;
  if (error.name === 'GrammyError' && 'description' in error && 'error_code' in error && 'method' in error) {
    return `GrammyError: ${String(error.method)}: ${String(error.error_code)} ${String(error.description)}`;
  }
  if ('code' in error && typeof error.code === 'string') return `${error.name}: ${error.code}`;
  const frame = error.stack?.split('\n').find((entry) => /^\s+at /u.test(entry))?.trim() ?? 'at an unknown place';
  return `${error.name} ${frame.replace(/(?:file:\/\/)?\/\S*?\/(?=(?:src|tests|node_modules)\/)/u, '')}`;
}

/** The system's code where there is one (ECONNREFUSED), the redacted words of the network layer otherwise. */
export function networkCause(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error.name === 'AbortError' || /timed out/u.test(error.message)) return 'TIMEOUT';
  // What came back was no answer of the Bot API, for example the page of a gateway; node-fetch quotes it, we do not.
  if ('type' in error && error.type === 'invalid-json') return 'INVALID_ANSWER';
  return redact(error.message.replace(/^(?:request to|invalid json response body at) \S+/u, '').replace(/^[\s,]*(?:failed, )?reason: /u, '').trim());
}
