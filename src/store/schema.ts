/** The tables as Kysely sees them. `stored.ts` says what is in them and why; `migrations/` makes them. */

/** The previous question of a person in a chat. */
export interface ConversationRow {
  chat_id: number;
  /** 0 outside of topics: a key has no null. */
  thread_id: number;
  user_id: number;
  question: string;
  question_message_id: number | null;
  answer_message_id: number | null;
  /** Milliseconds since 1970. */
  asked_at: number;
}

/** What a person chose. */
export interface PreferenceRow {
  user_id: number;
  /** 0 or 1. */
  simple_mode: number;
  language: string | null;
}

/** How often somebody said on one day, for one reason, that a quote is no answer. */
export interface FeedbackRow {
  /** `2026-11-24`, in Beijing time. */
  day: string;
  reason: string;
  version: string;
  /** Empty where nothing was quoted. */
  receipt: string;
  /** A JSON list of passage ids. */
  passages: string;
  times: number;
}

/** A migration that was applied. */
export interface MigrationRow {
  name: string;
  /** ISO 8601, UTC. */
  applied_at: string;
}

/** All tables by name. */
export interface Schema {
  conversations: ConversationRow;
  preferences: PreferenceRow;
  feedback: FeedbackRow;
  migrations: MigrationRow;
}
