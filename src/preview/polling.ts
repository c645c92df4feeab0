/** getUpdates: long polling with offsets, and only one poll at a time. */
import type { Update } from 'grammy/types';
import type { Clock } from './clock.ts';
import type { UpdateKind, UpdateQueue } from './queue.ts';
import { POLLED_ELSEWHERE, Refusal } from './refusal.ts';

/** The parameters of getUpdates. */
export interface PollOptions {
  offset?: number;
  limit?: number;
  /** Seconds. */
  timeout?: number;
  allowed_updates?: readonly UpdateKind[];
}

/** At most one poll that waits. */
export interface Polling {
  /** Answers with updates as soon as there are any. `gone`: the other side hung up, and the poll is over. */
  poll(options: PollOptions, gone: AbortSignal): Promise<Update[]>;
  /** Ends the poll that is waiting with a 409 of these words. */
  interrupt(words: string): void;
}

const LONGEST_POLL_SECONDS = 50;

/** Polls give what is in the queue. */
export function createPolling(queue: UpdateQueue, clock: Clock): Polling {
  let waiting: { wake: () => void; fail: (refusal: Refusal) => void } | null = null;
  queue.listen(() => waiting?.wake());
  const interrupt = (words: string): void => waiting?.fail(new Refusal(409, words));
  return {
    interrupt,
    poll: ({ offset = 0, limit = 100, timeout = 0, allowed_updates: kinds }, gone) => {
      interrupt(POLLED_ELSEWHERE);
      if (kinds) queue.allow(kinds);
      // A negative offset counts from the end; all before it is forgotten.
      queue.confirm(offset < 0 ? (queue.list().at(offset)?.update.update_id ?? 0) : offset);
      const batch = (): Update[] => queue.list().slice(0, limit).map(({ update }) => update);
      if (timeout <= 0 || queue.list().length > 0) return Promise.resolve(batch());
      return new Promise((resolve, reject) => {
        const end = (): void => {
          cancel();
          if (waiting === own) waiting = null;
        };
        const answer = (): void => {
          end();
          resolve(batch());
        };
        const fail = (refusal: Refusal): void => {
          end();
          reject(refusal);
        };
        const own = { wake: answer, fail };
        const cancel = clock.after(Math.min(timeout, LONGEST_POLL_SECONDS) * 1000, answer);
        waiting = own;
        gone.addEventListener('abort', end, { once: true });
      });
    },
  };
}
