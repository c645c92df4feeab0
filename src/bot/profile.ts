/** What Telegram shows of the bot before the first message: commands, description, short description. */
import type { Api } from 'grammy';
import { describeCause, type Log } from '../log.ts';
import type { Wording } from './wording.ts';

/** grammY's own type of a signal. */
export type CallSignal = NonNullable<Parameters<Api['getMe']>[0]>;

/** Sets all three; one that fails is logged, since the bot answers just as well without. /reindex is deliberately not listed. */
export async function introduce(api: Api, wording: Wording, log: Log, signal?: CallSignal): Promise<void> {
  const { commands, description, shortDescription } = wording.profile;
  const calls: [string, () => Promise<true>][] = [
    ['setMyCommands', () => api.setMyCommands(commands, {}, signal)],
    ['setMyDescription', () => api.setMyDescription(description, {}, signal)],
    ['setMyShortDescription', () => api.setMyShortDescription(shortDescription, {}, signal)],
  ];
  for (const [method, call] of calls) {
    try {
      await call();
    } catch (error) {
      log.warn('telegram.profile_failed', { method, cause: describeCause(error) });
    }
  }
}
