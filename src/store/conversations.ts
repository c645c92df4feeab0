/** The previous question of a person in a chat, for half an hour: what a follow-up and an edited question need. */
import type { Kysely, SqlBool, ExpressionBuilder, Expression } from 'kysely';
import type { Schema } from './schema.ts';
import { emptyLog } from './sqlite.ts';

/** How long the previous question is kept. */
export const CONVERSATION_MINUTES = 30;
/** Two processes may read the clock in another order than they write. */
const CLOCK_SLACK_MILLISECONDS = 60_000;

/** Whose previous question is meant: a person in a chat, or in one topic of it. */
export interface ConversationKey {
  chat: number;
  thread: number | null;
  user: number;
}

/** What was asked, and where question and answer stand in the chat; null where there is no such message. */
export interface Asked {
  question: string;
  questionMessage: number | null;
  answerMessage: number | null;
}

/** What was asked, and when, in milliseconds since 1970. */
export interface Previous extends Asked {
  askedAt: number;
}

/** Each promise resolves once its change is on the disk. */
export interface Conversations {
  /** Null where nothing was asked, or too long ago. */
  previous(key: ConversationKey): Promise<Previous | null>;
  /** Takes the place of the question before. Call it before the update is confirmed to Telegram. */
  remember(key: ConversationKey, asked: Asked): Promise<void>;
  /** A new topic: nothing that follows refers to the question before. */
  drop(key: ConversationKey): Promise<void>;
}

/** The conversations in `database`; `now` in milliseconds since 1970. */
export function createConversations(database: Kysely<Schema>, now: () => number): Conversations {
  return {
    async previous({ chat, thread, user }) {
      const row = await database
        .selectFrom('conversations')
        .select(['question', 'question_message_id as questionMessage', 'answer_message_id as answerMessage', 'asked_at as askedAt'])
        .where('chat_id', '=', chat).where('thread_id', '=', thread ?? 0).where('user_id', '=', user)
        .where((columns) => columns.not(isOver(columns, now())))
        .executeTakeFirst();
      return row ?? null;
    },
    async remember({ chat, thread, user }, { question, questionMessage, answerMessage }) {
      const asked = { question: storable(question), question_message_id: questionMessage, answer_message_id: answerMessage, asked_at: now() };
      await database
        .insertInto('conversations')
        .values({ chat_id: chat, thread_id: thread ?? 0, user_id: user, ...asked })
        .onConflict((conflict) => conflict.columns(['chat_id', 'thread_id', 'user_id']).doUpdateSet(asked))
        .execute();
      if ((await purgeConversations(database, now())) > 0) await emptyLog(database);
    },
    async drop({ chat, thread, user }) {
      await database.deleteFrom('conversations').where('chat_id', '=', chat).where('thread_id', '=', thread ?? 0).where('user_id', '=', user).execute();
    },
  };
}

/** Deletes the questions that are too old, and says how many. */
export async function purgeConversations(database: Kysely<Schema>, now: number): Promise<number> {
  const { numDeletedRows } = await database.deleteFrom('conversations').where((columns) => isOver(columns, now)).executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** A clock that went back must not keep anything for longer. */
function isOver(columns: ExpressionBuilder<Schema, 'conversations'>, now: number): Expression<SqlBool> {
  return columns.or([columns('asked_at', '<=', now - CONVERSATION_MINUTES * 60_000), columns('asked_at', '>', now + CLOCK_SLACK_MILLISECONDS)]);
}

/** SQLite ends a text at NUL, PostgreSQL refuses one, and half a character has no UTF-8. */
function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
