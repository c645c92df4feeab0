import type { Kysely } from 'kysely';

/** The previous question of a person in a chat, and what a person chose. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('conversations')
    .addColumn('chat_id', 'bigint', (column) => column.notNull())
    .addColumn('thread_id', 'bigint', (column) => column.notNull())
    .addColumn('user_id', 'bigint', (column) => column.notNull())
    .addColumn('question', 'text', (column) => column.notNull())
    .addColumn('question_message_id', 'bigint')
    .addColumn('answer_message_id', 'bigint')
    .addColumn('asked_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('conversations_key', ['chat_id', 'thread_id', 'user_id'])
    .execute();
  await database.schema
    .createTable('preferences')
    .addColumn('user_id', 'bigint', (column) => column.notNull().primaryKey())
    .addColumn('simple_mode', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('language', 'text')
    .execute();
}
