/** The bot as it is published, on long polling against a preview. */
import { createBot } from '../../src/bot/bot.ts';
import { runPolling } from '../../src/bot/polling.ts';
import { createHolder } from '../../src/knowledge/holder.ts';
import { createLog } from '../../src/log.ts';
import type { Preview } from '../../src/preview/preview.ts';
import { wording } from './bot.ts';
import { realKnowledge } from './real.ts';

/** Starts it, with the published knowledge, which is built once in a process. The result stops it. */
export function startRealBot({ token, apiRoot, adminId }: Preview, now: () => number): () => Promise<void> {
  const log = createLog({ level: 'silent', write: () => undefined, now: () => new Date(0) });
  const knowledge = createHolder({ first: realKnowledge(), load: realKnowledge, elapsed: () => 0 });
  const bot = createBot(token, { knowledge, wording, adminIds: new Set([adminId]), log, now, client: { apiRoot } });
  const ended = new AbortController();
  const run = runPolling(bot, { wording, log, tell: () => undefined, route: '', signal: ended.signal, sleep: () => Promise.resolve() });
  return async () => {
    ended.abort();
    await run;
  };
}
