/**
 * Buttons that ask a question. The data of a button is a position and nothing else: no text, no rights. What it asks is looked up
 * in the wording or on the button itself, so that buttons work after a restart and forged data asks nothing.
 */
import type { Context } from 'grammy';
import type { InlineKeyboardMarkup } from 'grammy/types';
import type { Wording } from './wording.ts';

type Example = Wording['examples'][number];

/** One button for each example that `chosen` lets through, all in one row. */
export function exampleKeyboard(examples: readonly Example[], chosen: (example: Example) => boolean): InlineKeyboardMarkup | undefined {
  const row = examples.flatMap((example, index) => (chosen(example) ? [{ text: example.label, callback_data: `e:${index}` }] : []));
  return row.length === 0 ? undefined : { inline_keyboard: [row] };
}

/** One row for each option. */
export function optionKeyboard(options: readonly string[]): InlineKeyboardMarkup | undefined {
  if (options.length === 0) return undefined;
  return { inline_keyboard: options.map((text, index) => [{ text, callback_data: `o:${index}` }]) };
}

/** The question that a pressed button asks; null for data that no button of ours has. */
export function pressedQuestion(ctx: Context, wording: Wording): string | null {
  const data = ctx.callbackQuery?.data ?? '';
  const match = /^([eo]):(\d{1,2})$/u.exec(data);
  if (!match) return null;
  if (match[1] === 'e') return wording.examples[Number(match[2])]?.question ?? null;
  const message = ctx.callbackQuery?.message;
  // A message that is too old comes without its buttons.
  if (!message || !('reply_markup' in message) || message.from?.id !== ctx.me.id) return null;
  const pressed = message.reply_markup?.inline_keyboard.flat().find((button) => 'callback_data' in button && button.callback_data === data);
  return pressed?.text ?? null;
}
