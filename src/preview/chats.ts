/** Methods about chats and who is in them, and files. */
import type { ChatMember, ChatMemberAdministrator, ChatMemberOwner } from 'grammy/types';
import { memberOf, setMember } from './deliver.ts';
import { linkFile } from './files.ts';
import type { Handlers } from './methods.ts';
import { badRequest, forbidden } from './refusal.ts';
import { roomOf, writableRoom, type Room, type State } from './state.ts';

/** getChat, getChatMember and their kin, leaveChat, getFile. */
export function chatMethods(state: State): Handlers {
  return {
    getChat: ({ chat_id: id }) => {
      const gifts = { unlimited_gifts: false, limited_gifts: false, unique_gifts: false, premium_subscription: false, gifts_from_channels: false };
      return { ...roomOf(state, id).chat, accent_color_id: 0, max_reaction_count: 11, accepted_gift_types: gifts };
    },
    getChatMember: ({ chat_id: id, user_id: user }) => memberIn(state, visibleRoom(state, id), user),
    getChatAdministrators: ({ chat_id: id }) => {
      const room = visibleRoom(state, id);
      if (room.chat.type === 'private') throw badRequest('there are no administrators in the private chat');
      // Other bots are left out, as Telegram does.
      const administrators = [...room.members].filter(([, status]) => status === 'creator' || status === 'administrator');
      return administrators.map(([user]) => memberIn(state, room, user) as ChatMemberOwner | ChatMemberAdministrator).filter(({ user }) => !user.is_bot || user.id === state.bot.id);
    },
    getChatMemberCount: ({ chat_id: id }) => {
      const room = visibleRoom(state, id);
      return room.chat.type === 'private' ? 2 : [...room.members.values()].filter((status) => status !== 'left' && status !== 'kicked').length;
    },
    leaveChat: ({ chat_id: id }) => {
      setMember(state, writableRoom(state, id), state.bot, 'left');
      return true;
    },
    getFile: ({ file_id: id }) => linkFile(state, id),
  };
}

/** Members are told to members only. */
function visibleRoom(state: State, id: number | string): Room {
  const room = roomOf(state, id);
  const status = room.chat.type === 'private' ? 'member' : (room.members.get(state.bot.id) ?? 'left');
  if (status === 'left' || status === 'kicked') throw forbidden(`bot ${status === 'left' ? 'is not a member of' : 'was kicked from'} the ${room.chat.type} chat`);
  return room;
}

function memberIn(state: State, room: Room, id: number): ChatMember {
  const user = id === state.bot.id ? state.bot : state.users.get(id);
  if (!user) throw badRequest('PARTICIPANT_ID_INVALID');
  return memberOf(user, room.chat.type === 'private' ? 'member' : (room.members.get(id) ?? 'left'));
}
