/** What people said about answers: counts by day. Neither who said it nor what was asked is there to be stored. */
import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** How long feedback is kept. */
export const FEEDBACK_DAYS = 365;

/** One press of a reason. All of it are ids: words are refused, since they might be somebody's question. */
export interface Given {
  /** A code of the bot, such as `wrong` or `too_long`. */
  reason: string;
  /** The version of the knowledge that answered. */
  version: string;
  /** The receipt of the quote; null where nothing was quoted. It names a text, never a message or a person. */
  receipt: string | null;
  /** The passages that were shown, such as `12.2.3` or `urumqi-shuangyong.txt#12.2.3`. */
  passages: readonly string[];
}

/** How often the same was said on one day, in Beijing time: `2026-11-24`. */
export interface Count extends Given {
  day: string;
  times: number;
}

/** Feeds the list of gaps, never the ranking. */
export interface Feedback {
  /**
   * Resolves once it is on the disk.
   *
   * @throws RangeError where something is no id
   */
  record(given: Given): Promise<void>;
  /** All counts from that day on, the oldest day first. */
  since(day: string): Promise<Count[]>;
}

const IDS = {
  reason: /^[a-z][a-z0-9_-]{0,31}$/u,
  version: /^[\w.-]{1,64}$/u,
  receipt: /^[\w.:=~-]{1,64}$/u,
  passage: /^(?:[^\n]{1,200}[:#])?(?:h\d+|\d+(?:\.\d+){0,2})$/u,
};

/** The feedback in `database`; `now` in milliseconds since 1970. */
export function createFeedback(database: Kysely<Schema>, now: () => number): Feedback {
  return {
    async record({ reason, version, receipt, passages }) {
      check('reason', reason);
      check('version', version);
      if (receipt !== null) check('receipt', receipt);
      for (const passage of passages) check('passage', passage);
      await database
        .insertInto('feedback')
        .values({ day: dayOf(now()), reason, version, receipt: receipt ?? '', passages: JSON.stringify(passages), times: 1 })
        .onConflict((conflict) => conflict.columns(['day', 'reason', 'version', 'receipt', 'passages']).doUpdateSet((row) => ({ times: row('feedback.times', '+', 1) })))
        .execute();
      await purgeFeedback(database, now());
    },
    async since(day) {
      const rows = await database.selectFrom('feedback').selectAll().where('day', '>=', day).orderBy('day').orderBy('times', 'desc').orderBy('reason').execute();
      return rows.map((row) => ({ ...row, receipt: row.receipt === '' ? null : row.receipt, passages: JSON.parse(row.passages) as string[] }));
    },
  };
}

/** Deletes the feedback that is too old, and says how many rows. */
export async function purgeFeedback(database: Kysely<Schema>, now: number): Promise<number> {
  const { numDeletedRows } = await database.deleteFrom('feedback').where('day', '<', dayOf(now - FEEDBACK_DAYS * 86_400_000)).executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

const DAY = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: 'Asia/Shanghai' });

function dayOf(milliseconds: number): string {
  return DAY.format(milliseconds);
}

/** The value is not repeated: it may be what should not be stored. */
function check(what: keyof typeof IDS, value: string): void {
  if (!IDS[what].test(value)) throw new RangeError(`feedback: the ${what} is no id`);
}
