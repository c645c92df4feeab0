/** The one place where messages leave: always entities, never parse_mode, and no link previews. */
import type { Context } from 'grammy';
import type { InlineKeyboardMarkup } from 'grammy/types';
import { splitMessage, type Message } from './message.ts';

/** Sends the messages in order, the buttons under the last. In a group the first one answers the question it belongs to. */
export async function send(ctx: Context, messages: readonly Message[], keyboard?: InlineKeyboardMarkup): Promise<void> {
  const asked = ctx.chat?.type === 'private' ? undefined : ctx.message?.message_id;
  for (const [index, { text, entities }] of messages.entries()) {
    await ctx.reply(text, {
      ...(entities.length > 0 ? { entities } : {}),
      link_preview_options: { is_disabled: true },
      ...(asked !== undefined && index === 0 ? { reply_parameters: { message_id: asked, allow_sending_without_reply: true } } : {}),
      ...(keyboard && index === messages.length - 1 ? { reply_markup: keyboard } : {}),
    });
  }
}

/** Sends a fixed sentence of the wording. */
export async function say(ctx: Context, text: string): Promise<void> {
  await send(ctx, splitMessage({ text, entities: [] }));
}
