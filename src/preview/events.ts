/** What happens in the emulator, as it happens, for a page that shows it and for tests that wait for it. */
import type { InlineQueryResult, InlineQueryResultsButton, MessageEntity, ReactionType } from 'grammy/types';
import type { Entry } from './state.ts';
import type { Problem } from './schema.ts';

/** One call of the bot. */
export interface ApiCall {
  method: string;
  payload: Record<string, unknown>;
}

/** A call that the real Bot API would not understand: unknown, not emulated, or against the schema. */
export interface Rejection extends ApiCall {
  code: number;
  problems: readonly Problem[];
}

/**
 * One thing that happened. `chat`, `message` and `user` are ids; an `entry` is the message with its markup and its history, and
 * changes later: copy what is to be kept.
 */
export type EmulatorEvent =
  | { kind: 'message' | 'edit' | 'delete'; chat: number; entry: Entry }
  | { kind: 'action'; chat: number; action: string }
  | { kind: 'draft'; chat: number; draft: number; text: string; entities: MessageEntity[] }
  | { kind: 'reaction'; chat: number; message: number; user: number; reactions: ReactionType[] }
  | { kind: 'callback_answer'; id: string; chat: number; text: string; alert: boolean; url: string | null }
  | { kind: 'inline_answer'; id: string; query: string; results: InlineQueryResult[]; nextOffset: string; button: InlineQueryResultsButton | null }
  | { kind: 'commands' | 'profile' }
  | { kind: 'member'; chat: number; user: number; status: string }
  | { kind: 'call'; call: ApiCall }
  | { kind: 'rejected'; rejection: Rejection };

/** Tells everybody who listens what happens. */
export interface Events {
  emit(event: EmulatorEvent): void;
  /** Everything from now on, for each subscriber all of it, until the signal fires or the emulator is closed. */
  subscribe(signal?: AbortSignal): AsyncIterable<EmulatorEvent>;
  /** Resolves with what `look` finds, now or after one of the next events; null, undefined and false are nothing. */
  until<Found>(look: () => Found): Promise<NonNullable<Exclude<Found, false>>>;
  close(): void;
}

/** Nobody listens yet. */
export function createEvents(): Events {
  const listeners = new Set<(event: EmulatorEvent) => void>();
  const closing = new AbortController();
  return {
    emit: (event) => {
      for (const listener of [...listeners]) listener(event);
    },
    subscribe: (signal) => subscribe(listeners, AbortSignal.any([closing.signal, ...(signal ? [signal] : [])])),
    until: <Found>(look: () => Found) =>
      new Promise<NonNullable<Exclude<Found, false>>>((resolve) => {
        const listener = (): void => {
          const found = look();
          if (found === undefined || found === null || found === false) return;
          listeners.delete(listener);
          resolve(found as NonNullable<Exclude<Found, false>>);
        };
        listeners.add(listener);
        listener();
      }),
    close: () => {
      closing.abort();
      listeners.clear();
    },
  };
}

/** Listens from the call on, not from the first event that is asked for. */
function subscribe(listeners: Set<(event: EmulatorEvent) => void>, ended: AbortSignal): AsyncIterable<EmulatorEvent> {
  const waiting: EmulatorEvent[] = [];
  let wake: () => void = () => undefined;
  const listener = (event: EmulatorEvent): void => {
    waiting.push(event);
    wake();
  };
  const end = (): void => {
    listeners.delete(listener);
    wake();
  };
  listeners.add(listener);
  ended.addEventListener('abort', end, { once: true });
  return (async function* () {
    try {
      while (!ended.aborted || waiting.length > 0) {
        const event = waiting.shift();
        if (event) yield event;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      end();
    }
  })();
}
