import type { Kysely } from 'kysely';

/** Counts, not entries: neither who pressed nor in which order can be told from them. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('feedback')
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('version', 'text', (column) => column.notNull())
    .addColumn('receipt', 'text', (column) => column.notNull())
    .addColumn('passages', 'text', (column) => column.notNull())
    .addColumn('times', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('feedback_key', ['day', 'reason', 'version', 'receipt', 'passages'])
    .execute();
}
