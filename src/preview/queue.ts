/** Updates on their way to the bot: numbered, filtered by what the bot asked for, kept for a day, gone once they are confirmed. */
import type { Update } from 'grammy/types';
import type { Clock } from './clock.ts';

/** The kinds of updates that the Bot API has. */
export type UpdateKind = Exclude<keyof Update, 'update_id'>;

/** An update without its number. */
export type NewUpdate = Partial<Omit<Update, 'update_id'>>;

/** An update that waits. */
export interface Queued {
  update: Update;
  /** Updates of one chat, or of one person, reach a webhook one after the other. */
  key: number;
}

/** Updates, oldest first. */
export interface UpdateQueue {
  /** The id of the update; null where the bot did not ask for its kind. */
  push(update: NewUpdate, key: number): number | null;
  /** What is not confirmed, oldest first. */
  list(): readonly Queued[];
  /** Forgets one update, or everything below an id. */
  remove(id: number): void;
  confirm(offset: number): void;
  clear(): void;
  /** What is asked for from now on. Empty: everything but three kinds. */
  allow(kinds: readonly UpdateKind[]): void;
  allowed(): readonly UpdateKind[];
  /** Called after each push. */
  listen(listener: () => void): void;
}

const KEPT = 24 * 3600 * 1000;
const WEEK = 7 * 24 * 3600 * 1000;
const ON_REQUEST: readonly UpdateKind[] = ['chat_member', 'message_reaction', 'message_reaction_count'];

/** An empty queue that asks the clock how old its updates are. */
export function createQueue(clock: Clock): UpdateQueue {
  let queued: (Queued & { dies: number })[] = [];
  let kinds: readonly UpdateKind[] = [];
  let last = { id: 1000, at: clock.now() };
  const listeners: (() => void)[] = [];
  const alive = (): readonly Queued[] => (queued = queued.filter(({ dies }) => dies > clock.now()));
  return {
    push: (content, key) => {
      const [kind] = Object.keys(content) as UpdateKind[];
      if (kind && (kinds.length > 0 ? !kinds.includes(kind) : ON_REQUEST.includes(kind))) return null;
      // After a quiet week Telegram goes on from anywhere, also from below.
      const id = clock.now() - last.at > WEEK ? (last.id * 7919) % 900_000_000 : last.id + 1;
      last = { id, at: clock.now() };
      // A copy: what changes later is not in an update that was there before.
      queued.push({ update: { update_id: id, ...structuredClone(content) }, key, dies: clock.now() + KEPT });
      for (const listener of listeners) listener();
      return id;
    },
    list: alive,
    remove: (id) => void (queued = queued.filter(({ update }) => update.update_id !== id)),
    confirm: (offset) => void (queued = queued.filter(({ update }) => update.update_id >= offset)),
    clear: () => void (queued = []),
    allow: (wanted) => void (kinds = wanted),
    allowed: () => kinds,
    listen: (listener) => void listeners.push(listener),
  };
}
