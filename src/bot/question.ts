/** One question, one answer: the path that typed texts, captions and buttons share. */
import type { Context } from 'grammy';
import type { Reply } from '../core/answer.ts';
import type { KnowledgeHolder } from '../knowledge/holder.ts';
import type { Log } from '../log.ts';
import { conversationOf } from './audience.ts';
import { optionKeyboard } from './buttons.ts';
import type { Memory } from './memory.ts';
import { renderReply } from './render.ts';
import { say, send } from './send.ts';
import { isProvable } from './verify.ts';
import type { Wording } from './wording.ts';

/** What answering needs. */
export interface Answering {
  knowledge: KnowledgeHolder;
  wording: Wording;
  /** The previous question of a conversation. */
  previous: Memory<string>;
  log: Log;
}

/** Answers `text`. `pressed`: the user chose it on a button, and does not see it in the chat. */
export async function answerQuestion(ctx: Context, text: string, answering: Answering, pressed = false): Promise<void> {
  const { wording, previous, log } = answering;
  // One version for the whole answer, also if another is published meanwhile.
  const knowledge = answering.knowledge.current();
  const conversation = conversationOf(ctx);
  const reply = knowledge.ask(text, previous.recall(conversation));
  const { messages, options } = renderReply(reply, knowledge, wording, pressed ? text : undefined);
  if (!isProvable(reply, messages, knowledge)) {
    log.error('quote.not_verbatim', { version: knowledge.version });
    return say(ctx, wording.trouble);
  }
  if (isWorthRemembering(reply)) previous.remember(conversation, text);
  return send(ctx, messages, optionKeyboard(options));
}

/** A thank-you leaves the question before it in place; what people say in distress is not kept at all. */
function isWorthRemembering(reply: Reply): boolean {
  const statuses = reply.parts.map((part) => part.answer.status);
  return !statuses.includes('distress') && statuses.some((status) => status !== 'smalltalk');
}
