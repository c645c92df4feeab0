/** Methods that change what is in a chat already. */
import type { InlineKeyboardMarkup, Message } from 'grammy/types';
import { changeMessage, deleteMessage, type Content } from './deliver.ts';
import { captionOf, textOf } from './messages.ts';
import type { Handlers } from './methods.ts';
import { badRequest } from './refusal.ts';
import { entryOf, writableRoom, type Entry, type Room, type State } from './state.ts';

/** Which message is meant. */
interface Target {
  chat_id?: number | string;
  message_id?: number;
  inline_message_id?: string;
  reply_markup?: InlineKeyboardMarkup;
}

const DELETABLE_SECONDS = 48 * 3600;

/** editMessageText and its kin, deleteMessage, deleteMessages, setMessageReaction. */
export function editMethods(state: State): Handlers {
  return {
    editMessageText: (payload) => edit(state, payload, { entities: undefined, ...textOf(payload) } as Content) as true,
    editMessageCaption: (payload) => edit(state, payload, { caption: undefined, caption_entities: undefined, ...captionOf(payload) } as Content) as true,
    editMessageReplyMarkup: (payload) => edit(state, payload, {}) as true,
    deleteMessage: ({ chat_id: chat, message_id: id }) => remove(state, writableRoom(state, chat), id),
    deleteMessages: ({ chat_id: chat, message_ids: ids }) => {
      const room = writableRoom(state, chat);
      // Those that are not there are skipped.
      for (const id of ids) if (entryOf(room, id)) remove(state, room, id);
      return true;
    },
    setMessageReaction: ({ chat_id: chat, message_id: id, reaction: reactions = [] }) => {
      const room = writableRoom(state, chat);
      const entry = entryOf(room, id);
      if (!entry) throw badRequest('message to react not found');
      if (reactions.length > 1) throw badRequest('REACTIONS_TOO_MANY');
      entry.reactions[state.bot.id] = [...reactions];
      state.events.emit({ kind: 'reaction', chat: room.chat.id, message: id, user: state.bot.id, reactions: [...reactions] });
      return true;
    },
  };
}

function edit(state: State, target: Target, content: Content): Message | true {
  const { room, entry } = targetOf(state, target);
  const markup = target.reply_markup ?? null;
  const { reply_markup: before, ...message } = entry.message;
  const isSame = JSON.stringify({ ...message, ...content }, sortedKeys) === JSON.stringify(message, sortedKeys) && JSON.stringify(before ?? null) === JSON.stringify(markup);
  if (isSame) throw badRequest('message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message');
  changeMessage(state, room, entry, content, markup);
  return target.inline_message_id === undefined ? entry.message : true;
}

function sortedKeys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function targetOf(state: State, { chat_id: chat, message_id: id, inline_message_id: inline }: Target): { room: Room; entry: Entry } {
  if (inline !== undefined) {
    const found = state.inlineMessages.get(inline);
    if (!found) throw badRequest('invalid inline message identifier specified');
    return found;
  }
  const room = writableRoom(state, chat);
  const entry = entryOf(room, id);
  if (!entry) throw badRequest('message to edit not found');
  const isOwn = entry.message.from?.id === state.bot.id || (room.chat.type === 'channel' && entry.message.from === undefined);
  // A message with a keyboard in place of the letters stays as it is.
  if (!isOwn || (entry.markup !== null && !('inline_keyboard' in entry.markup))) throw badRequest("message can't be edited");
  return { room, entry };
}

function remove(state: State, room: Room, id: number): true {
  const entry = entryOf(room, id);
  if (!entry) throw badRequest('message to delete not found');
  const isOthers = entry.message.from?.id !== state.bot.id && room.chat.type !== 'private';
  if (isOthers && room.members.get(state.bot.id) !== 'administrator') throw badRequest("message can't be deleted");
  if (state.clock.now() / 1000 - entry.message.date > DELETABLE_SECONDS) throw badRequest("message can't be deleted for everyone");
  deleteMessage(state, room, entry);
  return true;
}
