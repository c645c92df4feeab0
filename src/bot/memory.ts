/** What is kept of a conversation: in memory only, few of them, and not for long. */

/** How long the previous question of a chat is kept; `/privacy` says so. */
export const MEMORY_MINUTES = 30;
/** Chats that are remembered at once; the one that was silent longest is forgotten first. */
const CHAT_LIMIT = 1000;

export interface Memory<Value> {
  /** What was remembered, or undefined where nothing was or it is too old. */
  recall(key: string): Value | undefined;
  remember(key: string, value: Value): void;
  /** How many are remembered, too old ones included. */
  size(): number;
}

/** A memory of at most `limit` entries, each for `minutes`. `now` is in milliseconds. */
export function createMemory<Value>(now: () => number, limit: number = CHAT_LIMIT, minutes: number = MEMORY_MINUTES): Memory<Value> {
  const entries = new Map<string, { value: Value; at: number }>();
  return {
    recall(key) {
      const entry = entries.get(key);
      if (!entry) return undefined;
      // A clock that went back must not keep anything for longer.
      const age = now() - entry.at;
      if (age >= 0 && age < minutes * 60_000) return entry.value;
      entries.delete(key);
      return undefined;
    },
    remember(key, value) {
      entries.delete(key);
      entries.set(key, { value, at: now() });
      const oldest = entries.keys().next();
      if (entries.size > limit && !oldest.done) entries.delete(oldest.value);
    },
    size: () => entries.size,
  };
}
