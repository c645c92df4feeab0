/** Groups and channels, and what happens to them. */
import type { Chat, Message, User } from 'grammy/types';
import { addMessage, changeMessage, deliver, setMember, type Content } from './deliver.ts';
import { typedText } from './entities.ts';
import type { Person, Said } from './people.ts';
import { createRoom, entryOf, nextNumber, type MemberStatus, type Room, type State } from './state.ts';

/** By default a supergroup in which the bot is a member. */
export interface GroupOptions {
  title?: string;
  /** Groups become supergroups sooner or later; most are from the start. */
  type?: 'group' | 'supergroup';
  username?: string;
  /** With topics. */
  forum?: boolean;
  members?: readonly Person[];
  /** What the bot is there; `left`: not in it. */
  bot?: 'member' | 'administrator' | 'left';
}

/** A group and what can happen to it; people talk in it through `Person`. */
export interface Group {
  readonly id: number;
  readonly chat: Chat;
  join(person: Person): void;
  leave(person: Person): void;
  promote(person: Person, status?: 'administrator' | 'creator' | 'member'): void;
  /** Adds, promotes or removes the bot; it hears of it. */
  setBot(status: MemberStatus): void;
  /** Another bot says something; no bot hears another, but plain commands go to the one that spoke last. */
  otherBotSays(text: string): Message;
  /** Turns a group into a supergroup, which goes on under the id that is returned. */
  upgrade(): Group;
  /** Opens a topic and gives its id. */
  openTopic(name: string): number;
  closeTopic(id: number): void;
}

/** A channel and its posts. */
export interface Channel {
  readonly id: number;
  readonly chat: Chat;
  post(text: string): Said;
  edit(message: number, text: string): Said;
}

const OTHER_BOT: User = { id: 555_000, is_bot: true, first_name: 'Other', username: 'some_other_bot' };

const supergroupId = (state: State): number => -1_000_000_000_000 - nextNumber(state);

/** A group that is there from the start: nobody is told that somebody joined. */
export function createGroup(state: State, options: GroupOptions = {}): Group {
  const { title = '群', type = 'supergroup', username, forum = false } = options;
  const chat: Chat = type === 'group'
    ? { id: -nextNumber(state), type, title }
    : { id: supergroupId(state), type, title, ...(username ? { username } : {}), ...(forum ? { is_forum: true } : {}) };
  const room = createRoom(chat);
  for (const { id } of options.members ?? []) room.members.set(id, 'member');
  state.rooms.set(chat.id, room);
  room.members.set(state.bot.id, options.bot ?? 'member');
  return groupOf(state, room);
}

function groupOf(state: State, room: Room): Group {
  const { chat } = room;
  /** Says what happened in the chat, to the bot too. */
  const report = (content: Content): Message => {
    const entry = addMessage(state, room, content);
    deliver(state, room, entry);
    return entry.message;
  };
  return {
    id: chat.id,
    chat,
    join: ({ user }) => {
      setMember(state, room, user, 'member');
      report({ from: user, new_chat_members: [user] });
    },
    leave: ({ user }) => {
      setMember(state, room, user, 'left');
      report({ from: user, left_chat_member: user });
    },
    promote: ({ user }, status = 'administrator') => setMember(state, room, user, status),
    setBot: (status) => setMember(state, room, state.bot, status, [...state.users.values()].find((user) => !user.is_bot) ?? OTHER_BOT),
    otherBotSays: (text) => addMessage(state, room, { from: OTHER_BOT, ...typedText(text) }).message,
    upgrade: () => upgrade(state, room),
    openTopic: (name) => {
      const { message_id: id } = report({ forum_topic_created: { name, icon_color: 0x6fb9f0 } });
      room.topics.set(id, { name, closed: false });
      return id;
    },
    closeTopic: (id) => {
      room.topics.set(id, { name: room.topics.get(id)?.name ?? '', closed: true });
      report({ message_thread_id: id, forum_topic_closed: {} });
    },
  };
}

function upgrade(state: State, room: Room): Group {
  const next = createRoom({ id: supergroupId(state), type: 'supergroup', title: room.chat.title ?? '' });
  next.members = new Map(room.members);
  state.rooms.set(next.chat.id, next);
  deliver(state, room, addMessage(state, room, { migrate_to_chat_id: next.chat.id }));
  room.upgradedTo = next.chat.id;
  deliver(state, next, addMessage(state, next, { migrate_from_chat_id: room.chat.id }));
  return groupOf(state, next);
}

/** A channel; by default the bot is an administrator, as bots in channels are. */
export function createChannel(state: State, options: { title?: string; username?: string; bot?: 'administrator' | 'left' } = {}): Channel {
  const chat: Chat = { id: supergroupId(state), type: 'channel', title: options.title ?? '频道', ...(options.username ? { username: options.username } : {}) };
  const room = createRoom(chat);
  room.members.set(state.bot.id, options.bot ?? 'administrator');
  state.rooms.set(chat.id, room);
  return {
    id: chat.id,
    chat,
    post: (text) => {
      const entry = addMessage(state, room, { sender_chat: chat, ...typedText(text) });
      return { message: entry.message, updateId: deliver(state, room, entry) };
    },
    edit: (id, text) => {
      const entry = entryOf(room, id);
      if (!entry) throw new Error(`The channel has no message ${id}`);
      changeMessage(state, room, entry, typedText(text));
      return { message: entry.message, updateId: deliver(state, room, entry, true) };
    },
  };
}
