/** How a message comes into a chat, and whether the bot hears of it. */
import type { ChatMember, Message, User } from 'grammy/types';
import { createRoom, entryOf, nextNumber, secondsNow, without, type Entry, type Markup, type MemberStatus, type Room, type State } from './state.ts';

/** What of a message its sender decides. */
export type Content = Omit<Partial<Message>, 'message_id' | 'chat' | 'date'>;

/** Puts a message into a chat. */
export function addMessage(state: State, room: Room, content: Content, markup: Markup | null = null): Entry {
  // Supergroups and channels count for themselves, so that an id alone says nothing.
  const own = room.chat.type === 'supergroup' || room.chat.type === 'channel';
  const id = own ? room.entries.length + 1 : nextNumber(state);
  const inline = markup && 'inline_keyboard' in markup ? { reply_markup: markup } : {};
  const message = { ...content, message_id: id, date: secondsNow(state), chat: room.chat, ...inline };
  const entry: Entry = { message, markup, history: [], deleted: false, reactions: {}, update: null };
  room.entries.push(entry);
  if (message.from?.is_bot && !message.sender_chat) room.lastBot = message.from.id;
  state.events.emit({ kind: 'message', chat: room.chat.id, entry });
  return entry;
}

/** Replaces what a message says, and keeps how it stood. */
export function changeMessage(state: State, room: Room, entry: Entry, content: Content, markup: Markup | null = entry.markup): void {
  entry.history.push(entry.message);
  const inline = markup && 'inline_keyboard' in markup ? { reply_markup: markup } : {};
  entry.message = { ...without(entry.message, 'reply_markup'), ...content, edit_date: secondsNow(state), ...inline };
  entry.markup = markup;
  state.events.emit({ kind: 'edit', chat: room.chat.id, entry });
}

/** Takes a message out of the chat; the transcript keeps it. */
export function deleteMessage(state: State, room: Room, entry: Entry): void {
  entry.deleted = true;
  state.events.emit({ kind: 'delete', chat: room.chat.id, entry });
}

/** The message that is answered, as it stands inside the answer: without the one that it answers itself. */
export function repliedTo(room: Room, id: number | undefined): Message['reply_to_message'] | null {
  const entry = entryOf(room, id);
  return entry ? (without(entry.message, 'reply_to_message') as Message['reply_to_message']) : null;
}

/** Queues the update for a new or an edited message; null where the bot does not hear of it. */
export function deliver(state: State, room: Room, entry: Entry, edited = false): number | null {
  const { message } = entry;
  if (!isForBot(state, room, message)) return null;
  const kind = room.chat.type === 'channel' ? (edited ? 'edited_channel_post' : 'channel_post') : edited ? 'edited_message' : 'message';
  const update = state.queue.push({ [kind]: message }, room.chat.id);
  if (!edited) entry.update = update;
  return update;
}

/** Privacy mode, where it is on: in groups only what is meant for the bot, and what happens to the group itself. */
function isForBot(state: State, room: Room, message: Message): boolean {
  if (room.chat.type === 'private') return room.standing === 'open';
  const status = room.members.get(state.bot.id) ?? 'left';
  if (status === 'left' || status === 'kicked') return false;
  if (room.chat.type === 'channel') return true;
  if (message.from?.is_bot && !message.sender_chat) return false;
  if (status === 'administrator' || state.bot.can_read_all_group_messages || isService(message)) return true;
  if (message.via_bot?.id === state.bot.id || message.reply_to_message?.from?.id === state.bot.id) return true;
  return isCommandForBot(state, room, message) || (state.mentionsReachBot && namesIn(message, 'mention').includes(`@${state.bot.username.toLowerCase()}`));
}

/** `/ask@this_bot`, or `/ask` where no other bot spoke last. */
function isCommandForBot(state: State, room: Room, message: Message): boolean {
  return namesIn(message, 'bot_command').some((command) => {
    const [, addressee] = command.split('@');
    return addressee === undefined ? (room.lastBot ?? state.bot.id) === state.bot.id : addressee === state.bot.username.toLowerCase();
  });
}

function namesIn(message: Message, type: 'mention' | 'bot_command'): string[] {
  const text = message.text ?? message.caption ?? '';
  const entities = message.entities ?? message.caption_entities ?? [];
  return entities.filter((entity) => entity.type === type).map(({ offset, length }) => text.slice(offset, offset + length).toLowerCase());
}

/** What nobody wrote: somebody joined, the group moved, a topic was opened. */
function isService(message: Message): boolean {
  return ['new_chat_members', 'left_chat_member', 'migrate_to_chat_id', 'migrate_from_chat_id', 'group_chat_created', 'new_chat_title', 'pinned_message', 'forum_topic_created', 'forum_topic_closed'].some((field) => field in message);
}

/** Changes who somebody is in a chat. The bot hears of itself always, of others only as an administrator that asked for it. */
export function setMember(state: State, room: Room, user: User, status: MemberStatus, by: User = user): void {
  const before = room.chat.type === 'private' ? 'member' : (room.members.get(user.id) ?? 'left');
  const wasBlocked = room.standing === 'blocked';
  const isBot = user.id === state.bot.id;
  if (room.chat.type === 'private') room.standing = status === 'kicked' ? 'blocked' : 'open';
  else room.members.set(user.id, status);
  const update = {
    chat: room.chat, from: by, date: secondsNow(state),
    old_chat_member: memberOf(user, room.chat.type === 'private' && wasBlocked ? 'kicked' : before), new_chat_member: memberOf(user, status),
  };
  if (isBot) state.queue.push({ my_chat_member: update }, room.chat.id);
  else if (room.members.get(state.bot.id) === 'administrator') state.queue.push({ chat_member: update }, room.chat.id);
  state.events.emit({ kind: 'member', chat: room.chat.id, user: user.id, status });
}

const RIGHTS = {
  can_be_edited: false, is_anonymous: false, can_manage_chat: true, can_delete_messages: true, can_manage_video_chats: true,
  can_restrict_members: true, can_promote_members: false, can_change_info: true, can_invite_users: true, can_post_stories: false,
  can_edit_stories: false, can_delete_stories: false,
} as const;

/** A member in the words of the Bot API. */
export function memberOf(user: User, status: MemberStatus): ChatMember {
  if (status === 'creator') return { status, user, is_anonymous: false };
  if (status === 'administrator') return { status, user, ...RIGHTS } as ChatMember;
  if (status === 'kicked') return { status, user, until_date: 0 };
  return { status, user } as ChatMember;
}

/** The private chat of a person, made where there is none. */
export function privateRoom(state: State, user: User): Room {
  const { id, first_name, last_name, username } = user;
  const room = state.rooms.get(id) ?? createRoom({ id, type: 'private', first_name, ...(last_name ? { last_name } : {}), ...(username ? { username } : {}) });
  state.rooms.set(id, room);
  return room;
}
