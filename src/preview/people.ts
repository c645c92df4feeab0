/** What people do: say, press, ask inline, upload, edit, react, block. Each deed is in the chat, and with the bot, when it returns. */
import type { InlineKeyboardButton, InlineQueryResult, Message, MessageEntity, ReactionType, User } from 'grammy/types';
import { awaitAnswer, giveUp, inlineKey } from './answers.ts';
import { addMessage, changeMessage, deleteMessage, deliver, privateRoom, repliedTo, setMember, type Content } from './deliver.ts';
import { formatText, typedText } from './entities.ts';
import { describeFile, storeFile } from './files.ts';
import { mediumContent } from './messages.ts';
import { entryOf, nextNumber, roomOf, secondsNow, type CallbackAnswer, type Entry, type InlineAnswer, type Room, type State } from './state.ts';

/** What came of writing: the message, and the update for the bot, null where it does not hear of it (privacy mode). */
export interface Said {
  message: Message;
  updateId: number | null;
}

/** How something is said. */
export interface SayOptions {
  /** The id of the message that is answered. */
  replyTo?: number;
  /** The topic of a forum. */
  topic?: number;
  /** Not in the own name: as an administrator whom nobody names, or as the channel of this id. */
  as?: 'anonymous' | number;
  entities?: MessageEntity[];
}

/** A query that the bot is to answer; null: it did not in time. */
export interface Asked<Answer> {
  id: string;
  answer: Promise<Answer | null>;
}

/**
 * Somebody with an account. Chats and messages are named by their ids; a chat that is not there is a Refusal, a message that is
 * not there an Error.
 */
export interface Person {
  readonly user: User;
  /** Also the id of the private chat with the bot. */
  readonly id: number;
  /** Writes a text. The first one in a private chat opens it. */
  say(chat: number, text: string, options?: SayOptions): Said;
  /** Sends anything else, for example `{ location: … }`. */
  send(chat: number, content: Content, options?: SayOptions): Said;
  upload(chat: number, file: { name: string; data: Buffer | string; as?: 'document' | 'photo' | 'voice' }, options?: SayOptions & { caption?: string }): Said;
  edit(chat: number, message: number, text: string): Said;
  remove(chat: number, message: number): void;
  /** Presses the button of a message that has this text or data. @throws Error where there is none to press */
  press(chat: number, message: number, button: string): Asked<CallbackAnswer>;
  /** Sends data that no button has, as a manipulated client can. */
  forge(chat: number, message: number, data: string): Asked<CallbackAnswer>;
  /** Types the bot's name and a query into some chat. Telegram's cache may answer. */
  askInline(query: string, offset?: string): Asked<InlineAnswer>;
  /** Sends one of the results into a chat. */
  choose(chat: number, answer: InlineAnswer, result: string): Said;
  react(chat: number, message: number, ...emoji: Extract<ReactionType, { type: 'emoji' }>['emoji'][]): void;
  block(): void;
  unblock(): void;
  /** Deletes the account. */
  deactivate(): void;
}

/** Those whom Telegram names as senders where a chat speaks. */
const ANONYMOUS: User = { id: 1087968824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' };
const CHANNEL: User = { id: 136817688, is_bot: true, first_name: 'Channel', username: 'Channel_Bot' };

/** Somebody whose private chat with the bot is there, and not open yet. */
export function createPerson(state: State, user: User): Person {
  state.users.set(user.id, user);
  const home = privateRoom(state, user);
  const send = (chat: number, content: Content, options: SayOptions = {}): Said => write(state, user, roomOf(state, chat), content, options);
  return {
    user,
    id: user.id,
    send,
    say: (chat, text, options = {}) => send(chat, typed(text, options), options),
    upload: (chat, { name, data, as = 'document' }, options = {}) => {
      const file = storeFile(state, { name, data: Buffer.from(data) });
      const { text, entities } = typedText(options.caption ?? '', options.entities);
      const caption = text === '' ? {} : { caption: text, ...(entities.length > 0 ? { caption_entities: entities } : {}) };
      return send(chat, { ...mediumContent(as, { ...describeFile(file), file_name: name }), ...caption }, options);
    },
    edit: (chat, id, text) => {
      const [room, entry] = existing(state, chat, id);
      changeMessage(state, room, entry, { entities: undefined, ...typed(text, {}) } as Content);
      return { message: entry.message, updateId: deliver(state, room, entry, true) };
    },
    remove: (chat, id) => deleteMessage(state, ...existing(state, chat, id)),
    press: (chat, id, button) => press(state, user, chat, id, dataOf(existing(state, chat, id)[1], button)),
    forge: (chat, id, data) => press(state, user, chat, id, data),
    askInline: (query, offset = '') => askInline(state, user, query, offset),
    choose: (chat, { results, query }, result) => choose(state, user, roomOf(state, chat), results.find(({ id }) => id === result), query),
    react: (chat, id, ...emoji) => react(state, user, chat, id, emoji.map((one) => ({ type: 'emoji', emoji: one }))),
    block: () => setMember(state, home, state.bot, 'kicked', user),
    unblock: () => setMember(state, home, state.bot, 'member', user),
    deactivate: () => void (home.standing = 'deactivated'),
  };
}

function typed(text: string, { entities }: SayOptions): Content {
  const formatted = formatText(text, { entities });
  return { text: formatted.text, ...(formatted.entities.length > 0 ? { entities: formatted.entities } : {}) };
}

function write(state: State, user: User, room: Room, content: Content, { replyTo, topic, as }: SayOptions): Said {
  if (room.chat.type === 'private') room.standing = room.standing === 'new' ? 'open' : room.standing;
  const replied = replyTo === undefined ? null : repliedTo(room, replyTo);
  const fields: Content = {
    ...senderFields(state, user, room, as),
    ...(replied ? { reply_to_message: replied } : {}),
    ...(topic === undefined ? {} : { message_thread_id: topic, is_topic_message: true }),
  };
  const entry = addMessage(state, room, { ...content, ...fields });
  return { message: entry.message, updateId: deliver(state, room, entry) };
}

function senderFields(state: State, user: User, room: Room, as: SayOptions['as']): Content {
  if (as === 'anonymous') return { from: ANONYMOUS, sender_chat: room.chat };
  if (as !== undefined) return { from: CHANNEL, sender_chat: roomOf(state, as).chat };
  return room.chat.type === 'channel' ? { sender_chat: room.chat } : { from: user };
}

function existing(state: State, chat: number, id: number): [Room, Entry] {
  const room = roomOf(state, chat);
  const entry = entryOf(room, id);
  if (!entry) throw new Error(`Chat ${chat} has no message ${id}`);
  return [room, entry];
}

function dataOf({ message }: Entry, wanted: string): string {
  const buttons = message.reply_markup?.inline_keyboard.flat() ?? [];
  const button = buttons.find((one): one is InlineKeyboardButton.CallbackButton => 'callback_data' in one && (one.text === wanted || one.callback_data === wanted));
  if (!button) throw new Error(`Message ${message.message_id} has no button ${wanted} to press`);
  return button.callback_data;
}

function press(state: State, user: User, chat: number, pressed: number, data: string): Asked<CallbackAnswer> {
  const room = roomOf(state, chat);
  const entry = room.entries.find(({ message }) => message.message_id === pressed);
  const id = String(nextNumber(state));
  // Of a message that is gone Telegram says no more than where it was.
  const message = entry && !entry.deleted ? entry.message : { chat: room.chat, message_id: pressed, date: 0 as const };
  const inline = [...state.inlineMessages].find(([, found]) => found.entry === entry)?.[0];
  const origin = inline === undefined ? { message } : { inline_message_id: inline };
  const answer = awaitAnswer(state, state.presses, id, { chat, user: user.id });
  const update = state.queue.push({ callback_query: { id, from: user, chat_instance: String(chat), data, ...origin } }, chat);
  if (update === null) giveUp(state.presses, id);
  return { id, answer };
}

function askInline(state: State, user: User, query: string, offset: string): Asked<InlineAnswer> {
  const id = String(nextNumber(state));
  const key = JSON.stringify([query, offset]);
  const cached = [null, user.id].map((owner) => state.inlineCache.get(inlineKey(key, owner))).find((entry) => entry && entry.until > state.clock.now());
  if (cached) return { id, answer: Promise.resolve(cached.answer) };
  const answer = awaitAnswer(state, state.questions, id, { chat: user.id, user: user.id, query, key });
  if (state.queue.push({ inline_query: { id, from: user, query, offset } }, user.id) === null) giveUp(state.questions, id);
  return { id, answer };
}

function choose(state: State, user: User, room: Room, result: InlineQueryResult | undefined, query: string): Said {
  if (!result) throw new Error('There is no such result to choose');
  const content = 'input_message_content' in result && result.input_message_content && 'message_text' in result.input_message_content ? result.input_message_content : null;
  const { text, entities } = formatText(content?.message_text ?? ('title' in result ? (result.title ?? '') : ''), { entities: content?.entities, parseMode: content?.parse_mode });
  const { id, is_bot, first_name, username } = state.bot;
  const from = room.chat.type === 'channel' ? { sender_chat: room.chat } : { from: user };
  const entry = addMessage(state, room, { text, entities, ...from, via_bot: { id, is_bot, first_name, username } }, result.reply_markup ?? null);
  const inline = `inline-${nextNumber(state)}`;
  if (result.reply_markup) state.inlineMessages.set(inline, { room, entry });
  state.queue.push({ chosen_inline_result: { result_id: result.id, from: user, query, ...(result.reply_markup ? { inline_message_id: inline } : {}) } }, user.id);
  return { message: entry.message, updateId: deliver(state, room, entry) };
}

function react(state: State, user: User, chat: number, id: number, reactions: ReactionType[]): void {
  const [room, entry] = existing(state, chat, id);
  const before = entry.reactions[user.id] ?? [];
  entry.reactions[user.id] = reactions;
  state.events.emit({ kind: 'reaction', chat, message: id, user: user.id, reactions });
  const hears = room.chat.type === 'private' || room.members.get(state.bot.id) === 'administrator';
  const update = { chat: room.chat, message_id: id, user, date: secondsNow(state), old_reaction: before, new_reaction: reactions };
  if (hears) state.queue.push({ message_reaction: update }, chat);
}
