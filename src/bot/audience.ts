/** Who is speaking, and whether it is meant for the bot. Rights come from ids that Telegram vouches for, never from what is shown. */
import type { Context } from 'grammy';
import type { Message } from 'grammy/types';
import type { Memory } from './memory.ts';

/** True for a message of a person to the bot: anything in private, in a group only commands, replies and mentions. */
export function isForBot(ctx: Context): boolean {
  const message = ctx.message;
  if (!message || message.is_automatic_forward) return false;
  // Anonymous admins and people who write as their channel are people; every other bot is not, and two bots would talk for ever.
  if (message.from?.is_bot && !message.sender_chat) return false;
  if (message.chat.type === 'private') return true;
  return repliesTo(message, ctx.me.id) || namesBot(message, ctx.me.username) || isCommand(ctx);
}

/**
 * True for a listed person who writes as himself. An anonymous admin of a group, a channel and a message without a sender have
 * no rights, since nobody can tell who they are.
 */
export function isAdmin(ctx: Context, adminIds: ReadonlySet<number>): boolean {
  const message = ctx.message;
  return message?.from !== undefined && !message.from.is_bot && message.sender_chat === undefined && adminIds.has(message.from.id);
}

/** True where the message begins with a command; in a group, with one that is not for another bot. */
export function isCommand(ctx: Context): boolean {
  const command = commandOf(ctx.message);
  if (command === null) return false;
  if (ctx.chat?.type === 'private') return true;
  const [, addressee] = command.split('@');
  return addressee === undefined || addressee.toLowerCase() === ctx.me.username.toLowerCase();
}

/** True for a command that says which bot it is for, or that can only be for this one. */
export function isCommandForBotOnly(ctx: Context): boolean {
  return isCommand(ctx) && (ctx.chat?.type === 'private' || (commandOf(ctx.message) ?? '').includes('@'));
}

/**
 * True for a picture without words of an album that has been seen before: an album is one thing to whoever sends it, and ten
 * messages to a bot.
 */
export function isLaterInAlbum(ctx: Context, albums: Memory<true>): boolean {
  const { media_group_id: album, caption } = ctx.message ?? {};
  if (album === undefined) return false;
  const seen = albums.recall(album) === true;
  albums.remember(album, true);
  return seen && caption === undefined;
}

/** The question in a text: without the bot's name, which groups need and the search does not. */
export function questionIn(text: string, username: string): string {
  return text.replace(new RegExp(`@${username}\\b`, 'giu'), ' ').trim();
}

/** Whose previous question is meant: a person in a chat. */
export function conversationOf(ctx: Context): string {
  return `${ctx.chatId ?? ''}:${ctx.msg?.message_thread_id ?? ''}:${ctx.from?.id ?? ''}`;
}

function commandOf(message: Message | undefined): string | null {
  const entity = message?.entities?.find((entry) => entry.type === 'bot_command' && entry.offset === 0);
  return entity && message?.text ? message.text.slice(0, entity.length) : null;
}

function repliesTo(message: Message, id: number): boolean {
  return message.reply_to_message?.from?.id === id;
}

function namesBot(message: Message, username: string): boolean {
  const text = message.text ?? message.caption ?? '';
  const entities = message.entities ?? message.caption_entities ?? [];
  const name = `@${username.toLowerCase()}`;
  return entities.some((entry) => entry.type === 'mention' && text.slice(entry.offset, entry.offset + entry.length).toLowerCase() === name);
}
