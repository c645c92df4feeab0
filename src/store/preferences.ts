/** What a person chose for all chats: kept until /forget. */
import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** `language` is the name of a wording file, null where the person left it to Telegram. */
export interface Preference {
  simpleMode: boolean;
  language: string | null;
}

/** Each promise resolves once its change is on the disk. */
export interface Preferences {
  /** What holds for somebody who never chose: no simple mode, no language. */
  get(user: number): Promise<Preference>;
  /** Changes what is given and leaves the rest. */
  set(user: number, change: Partial<Preference>): Promise<void>;
}

/** The preferences in `database`. */
export function createPreferences(database: Kysely<Schema>): Preferences {
  return {
    async get(user) {
      const row = await database.selectFrom('preferences').select(['simple_mode', 'language']).where('user_id', '=', user).executeTakeFirst();
      return { simpleMode: row?.simple_mode === 1, language: row?.language ?? null };
    },
    async set(user, { simpleMode, language }) {
      const change = {
        ...(simpleMode === undefined ? {} : { simple_mode: simpleMode ? 1 : 0 }),
        ...(language === undefined ? {} : { language }),
      };
      if (Object.keys(change).length === 0) return;
      await database
        .insertInto('preferences')
        .values({ user_id: user, simple_mode: 0, language: null, ...change })
        .onConflict((conflict) => conflict.column('user_id').doUpdateSet(change))
        .execute();
    },
  };
}
