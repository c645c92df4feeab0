/** Brings a database to the schema of this code: migrations in order, each once, all of them or none. */
import type { Kysely, Transaction } from 'kysely';
import * as conversationsAndPreferences from './migrations/001-conversations-and-preferences.ts';
import * as feedback from './migrations/002-feedback.ts';
import type { Schema } from './schema.ts';
import { StoreError } from './sqlite.ts';

/** One step of the schema. Published ones are never edited: a change is a new file. */
export interface Migration {
  /** The name of its file without the ending. */
  name: string;
  up: (database: Kysely<unknown>) => Promise<void>;
}

/** All steps, the oldest first. */
export const MIGRATIONS: readonly Migration[] = [
  { name: '001-conversations-and-preferences', up: conversationsAndPreferences.up },
  { name: '002-feedback', up: feedback.up },
];

/**
 * Applies what `migrations` holds and the database has not seen, in one transaction. `now` is written beside each.
 *
 * @throws StoreError where the database was made by newer code
 */
export async function migrate(database: Kysely<Schema>, now: Date, migrations: readonly Migration[] = MIGRATIONS): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const applied = await appliedIn(transaction);
    const unknown = applied.filter((name) => !migrations.some((migration) => migration.name === name));
    if (unknown.length > 0) {
      throw new StoreError(`数据库是更新的程序建的（多了 ${unknown.join('、')}），这一版程序读不了它。请升级程序，或者用 DATA_DIR 另指一个文件夹。`);
    }
    for (const { name, up } of migrations.filter((migration) => !applied.includes(migration.name))) {
      // A migration knows the tables of its own time, not those of today.
      await up(transaction as unknown as Kysely<unknown>);
      await transaction.insertInto('migrations').values({ name, applied_at: now.toISOString() }).execute();
    }
  });
}

async function appliedIn(transaction: Transaction<Schema>): Promise<string[]> {
  await transaction.schema
    .createTable('migrations')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.notNull().primaryKey())
    .addColumn('applied_at', 'text', (column) => column.notNull())
    .execute();
  const rows = await transaction.selectFrom('migrations').select('name').orderBy('name').execute();
  return rows.map(({ name }) => name);
}
