/** Time as the emulator sees it: the real one for people, one that is moved by hand for tests. */

/** Milliseconds since 1970, and what is to happen later. */
export interface Clock {
  now(): number;
  /** Runs `action` once so many milliseconds have passed; the result calls it off. */
  after(milliseconds: number, action: () => void): () => void;
}

/** A clock that stands still until it is moved, so that no test waits. */
export interface ManualClock extends Clock {
  /** Moves on, and runs everything that falls due on the way, in order. */
  advance(milliseconds: number): void;
}

/** The clock of this machine. What waits on it does not keep the process alive. */
export function createSystemClock(): Clock {
  return {
    now: () => Date.now(),
    after: (milliseconds, action) => {
      const timer = setTimeout(action, milliseconds).unref();
      return () => clearTimeout(timer);
    },
  };
}

/** Begins on a fixed day, so that dates in answers are the same in every run. */
export function createManualClock(start: number = Date.UTC(2025, 0, 2, 3, 4, 5)): ManualClock {
  let now = start;
  let waiting: { due: number; action: () => void }[] = [];
  return {
    now: () => now,
    after: (milliseconds, action) => {
      const entry = { due: now + milliseconds, action };
      waiting.push(entry);
      return () => void (waiting = waiting.filter((other) => other !== entry));
    },
    advance: (milliseconds) => {
      const end = now + milliseconds;
      for (;;) {
        const next = waiting.filter(({ due }) => due <= end).sort((one, other) => one.due - other.due)[0];
        if (!next) break;
        waiting = waiting.filter((entry) => entry !== next);
        now = next.due;
        next.action();
      }
      now = end;
    },
  };
}
