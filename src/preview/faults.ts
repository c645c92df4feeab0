/** Things that go wrong between the bot and Telegram, on demand. */
import type { ResponseParameters } from 'grammy/types';
import type { ApiCall } from './events.ts';

/**
 * What a call meets instead of an ordinary answer. `executed`: the call takes effect all the same, and only its answer is lost.
 *
 * - error: refused with a code, for example `{ kind: 'error', code: 429, parameters: { retry_after: 3 } }`
 * - drop: the connection breaks
 * - hang: no answer, ever
 * - garbage: an answer that is no JSON, by default the 502 page of a proxy
 * - cut: executed, and the connection breaks in the middle of the answer
 * - slow: executed, and answered when the clock has moved so far
 */
export type Fault =
  | { kind: 'error'; code: number; description?: string; parameters?: ResponseParameters }
  | { kind: 'drop' | 'hang'; executed?: boolean }
  | { kind: 'garbage'; status?: number; body?: string; executed?: boolean }
  | { kind: 'cut' }
  | { kind: 'slow'; milliseconds: number };

/** Which calls meet which fault. */
export interface Faults {
  /** The next calls of a method get these, one each. `*` is any method, `download` a file. */
  next(method: string, ...faults: Fault[]): void;
  /** Every call gets it that `when` picks, until the returned function is called. Those of `next` come first. */
  always(method: string, fault: Fault, when?: (call: ApiCall) => boolean): () => void;
  /** No more faults. */
  clear(): void;
  /** The fault of a call, which is then used up. */
  take(call: ApiCall): Fault | null;
}

/** No faults, until some are added. */
export function createFaults(): Faults {
  let once: { method: string; fault: Fault }[] = [];
  let standing: { method: string; fault: Fault; when: (call: ApiCall) => boolean }[] = [];
  const meets = (method: string, call: ApiCall): boolean => method === call.method || (method === '*' && call.method !== 'download');
  return {
    next: (method, ...faults) => void once.push(...faults.map((fault) => ({ method, fault }))),
    always: (method, fault, when = () => true) => {
      const entry = { method, fault, when };
      standing.push(entry);
      return () => void (standing = standing.filter((other) => other !== entry));
    },
    clear: () => {
      once = [];
      standing = [];
    },
    take: (call) => {
      const first = once.find(({ method }) => meets(method, call));
      once = once.filter((entry) => entry !== first);
      return first?.fault ?? standing.find(({ method, when }) => meets(method, call) && when(call))?.fault ?? null;
    },
  };
}
