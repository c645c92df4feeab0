/** Answers to pressed buttons and inline queries: in time, once, and kept in Telegram's cache. */
import type { Handlers } from './methods.ts';
import { badRequest, queryTooOld } from './refusal.ts';
import type { Pending, State } from './state.ts';

/** Milliseconds for which Telegram takes an answer. Not documented; what people report. */
const ANSWER_WITHIN = 15_000;
const CACHE_SECONDS = 300;

/** answerCallbackQuery, answerInlineQuery. */
export function answerMethods(state: State): Handlers {
  return {
    answerCallbackQuery: ({ callback_query_id: id, text = '', show_alert: alert = false, url = null }) => {
      const { chat, settle } = take(state.presses, id);
      const answer = { id, chat, text, alert, url };
      settle(answer);
      state.events.emit({ kind: 'callback_answer', ...answer });
      return true;
    },
    answerInlineQuery: (payload) => {
      const { inline_query_id: id, results } = payload;
      if (new Set(results.map((result) => result.id)).size < results.length) throw badRequest('RESULT_ID_DUPLICATE');
      const { key = '', user, query = '', settle } = take(state.questions, id);
      const answer = { id, query, results: [...results], nextOffset: payload.next_offset ?? '', button: payload.button ?? null };
      const now = state.clock.now();
      for (const [old, { until }] of state.inlineCache) if (until <= now) state.inlineCache.delete(old);
      // Without is_personal the next person gets the same answer, whoever it was made for.
      state.inlineCache.set(inlineKey(key, payload.is_personal ? user : null), { answer, until: now + (payload.cache_time ?? CACHE_SECONDS) * 1000 });
      settle(answer);
      state.events.emit({ kind: 'inline_answer', ...answer });
      return true;
    },
  };
}

/** Under which an answer is kept: for everybody, or for one person. */
export const inlineKey = (key: string, user: number | null): string => `${user ?? ''} ${key}`;

/** Keeps a query until it is answered or too old. */
export function awaitAnswer<Answer>(state: State, pending: Map<string, Pending<Answer>>, id: string, query: Omit<Pending<Answer>, 'settle'>): Promise<Answer | null> {
  return new Promise((resolve) => {
    const cancel = state.clock.after(ANSWER_WITHIN, () => {
      pending.delete(id);
      resolve(null);
    });
    const settle = (answer: Answer | null): void => {
      cancel();
      resolve(answer);
    };
    pending.set(id, { ...query, settle });
  });
}

/** Ends the wait for an answer that cannot come, because the bot does not ask for such queries. */
export function giveUp<Answer>(pending: Map<string, Pending<Answer>>, id: string): void {
  pending.get(id)?.settle(null);
  pending.delete(id);
}

function take<Query>(pending: Map<string, Query>, id: string): Query {
  const query = pending.get(id);
  if (!query) throw queryTooOld();
  pending.delete(id);
  return query;
}
