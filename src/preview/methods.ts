/** The methods of the Bot API that are emulated, by what they are about. Everything else is 501. */
import type { ApiMethods, Opts } from 'grammy/types';
import { answerMethods } from './answers.ts';
import { chatMethods } from './chats.ts';
import { editMethods } from './edits.ts';
import type { Upload } from './files.ts';
import { messageMethods } from './messages.ts';
import type { Polling } from './polling.ts';
import { profileMethods } from './profile.ts';
import { conflict } from './refusal.ts';
import type { State } from './state.ts';
import type { Webhook } from './webhook.ts';

/** What came with a call besides its parameters. */
export interface Circumstances {
  uploads: ReadonlyMap<string, Upload>;
  /** Fires when the caller hangs up. */
  gone: AbortSignal;
}

/** Parameters in, result out; what is refused is thrown. Parameters have passed the schema. */
export type Handlers = {
  [Method in keyof ApiMethods]?: (payload: Opts<Method>, circumstances: Circumstances) => ReturnType<ApiMethods[Method]> | Promise<ReturnType<ApiMethods[Method]>>;
};

/** All of them, over one state. */
export function createMethods(state: State, polling: Polling, webhook: Webhook): Handlers {
  return {
    ...messageMethods(state),
    ...editMethods(state),
    ...answerMethods(state),
    ...profileMethods(state),
    ...chatMethods(state),
    ...updateMethods(state, polling, webhook),
  };
}

function updateMethods(state: State, polling: Polling, webhook: Webhook): Handlers {
  return {
    getMe: () => state.bot,
    getUpdates: (payload, { gone }) => {
      if (webhook.isSet()) throw conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");
      return polling.poll(payload, gone);
    },
    setWebhook: (payload) => {
      webhook.set(payload);
      polling.interrupt('Conflict: terminated by setWebhook request');
      return true;
    },
    deleteWebhook: ({ drop_pending_updates: drop = false }) => {
      webhook.set({ url: '', drop_pending_updates: drop });
      return true;
    },
    getWebhookInfo: () => webhook.info(),
    logOut: () => true,
    close: () => true,
  };
}
