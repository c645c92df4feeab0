/** The state of the bot: one file in one folder, one small interface for each concern. */
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { createConversations, purgeConversations, type Conversations } from './conversations.ts';
import { createFeedback, purgeFeedback, type Feedback } from './feedback.ts';
import { migrate } from './migrate.ts';
import { createPreferences, type Preferences } from './preferences.ts';
import type { Schema } from './schema.ts';
import { emptyLog, explain, IN_MEMORY, openDatabase } from './sqlite.ts';

export { IN_MEMORY, StoreError } from './sqlite.ts';

/** The database in the data folder. Whoever copies it while the bot runs takes the files `-wal` and `-shm` beside it along. */
export const DATABASE_FILE = 'bot.db';

export interface Store {
  conversations: Conversations;
  preferences: Preferences;
  feedback: Feedback;
  /** Removes everything of a person, from the disk too, and says how many entries that were. */
  forget(user: number): Promise<number>;
  /**
   * Removes what is too old, from the disk too, and says how many entries. Opening and writing do it as well; call it every minute, so
   * that what is said of half an hour holds while nobody writes.
   */
  purge(): Promise<number>;
  /** Empties the log and lets go of the file. A second call does nothing. */
  close(): Promise<void>;
}

export interface StoreOptions {
  /** Milliseconds since 1970. */
  now?: () => number;
}

/**
 * Opens the store in a folder that is made where it is missing, or `IN_MEMORY`; brings its schema up to date and removes what is too old.
 * Open a folder once in a process.
 *
 * @throws StoreError in words for whoever starts the bot
 */
export async function openStore(dataDirectory: string, { now = Date.now }: StoreOptions = {}): Promise<Store> {
  const file = dataDirectory === IN_MEMORY ? IN_MEMORY : join(dataDirectory, DATABASE_FILE);
  const database = await openDatabase<Schema>(file);
  const purge = () => purgeAll(database, now());
  try {
    await migrate(database, new Date(now()));
    await purge();
  } catch (error) {
    await database.destroy();
    throw explain(error, file);
  }
  return {
    conversations: createConversations(database, now),
    preferences: createPreferences(database),
    feedback: createFeedback(database, now),
    forget: (user) => forget(database, user),
    purge,
    close: closeOnce(database),
  };
}

async function purgeAll(database: Kysely<Schema>, now: number): Promise<number> {
  const removed = (await purgeConversations(database, now)) + (await purgeFeedback(database, now));
  await emptyLog(database);
  return removed;
}

/** A private chat has the number of the person in it. */
async function forget(database: Kysely<Schema>, user: number): Promise<number> {
  const removed = await database.transaction().execute(async (transaction) => {
    const deletions = [
      await transaction.deleteFrom('conversations').where((columns) => columns.or([columns('user_id', '=', user), columns('chat_id', '=', user)])).executeTakeFirstOrThrow(),
      await transaction.deleteFrom('preferences').where('user_id', '=', user).executeTakeFirstOrThrow(),
    ];
    return deletions.reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), 0);
  });
  await emptyLog(database);
  return removed;
}

function closeOnce(database: Kysely<Schema>): () => Promise<void> {
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    try {
      await emptyLog(database);
    } finally {
      await database.destroy();
    }
  };
  return () => (closing ??= close());
}
