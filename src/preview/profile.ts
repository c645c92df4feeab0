/** How the bot presents itself: commands, descriptions, name, menu button. */
import type { BotCommand, BotCommandScope } from 'grammy/types';
import type { Handlers } from './methods.ts';
import { roomOf, type State } from './state.ts';

export function profileMethods(state: State): Handlers {
  const { commands, texts, menus } = state.profile;
  const setText = (name: string, language: string | undefined, text: string | undefined): true => {
    texts.set(`${name}:${language ?? ''}`, text ?? '');
    state.events.emit({ kind: 'profile' });
    return true;
  };
  const text = (name: string, language: string | undefined): string => texts.get(`${name}:${language ?? ''}`) ?? '';
  return {
    setMyCommands: ({ commands: list, scope = { type: 'default' }, language_code: language = '' }) => {
      commands.set(scopeKey(scope, language), { scope, language, commands: [...list] });
      state.events.emit({ kind: 'commands' });
      return true;
    },
    deleteMyCommands: ({ scope = { type: 'default' }, language_code: language = '' }) => {
      commands.delete(scopeKey(scope, language));
      state.events.emit({ kind: 'commands' });
      return true;
    },
    getMyCommands: ({ scope = { type: 'default' }, language_code: language = '' }) => commands.get(scopeKey(scope, language))?.commands ?? [],
    setMyName: ({ name, language_code: language }) => setText('name', language, name),
    getMyName: ({ language_code: language }) => ({ name: text('name', language) || state.bot.first_name }),
    setMyDescription: ({ description, language_code: language }) => setText('description', language, description),
    getMyDescription: ({ language_code: language }) => ({ description: text('description', language) }),
    setMyShortDescription: ({ short_description: description, language_code: language }) => setText('short_description', language, description),
    getMyShortDescription: ({ language_code: language }) => ({ short_description: text('short_description', language) }),
    setChatMenuButton: ({ chat_id: chat = 0, menu_button: button = { type: 'default' } }) => {
      menus.set(chat, button);
      state.events.emit({ kind: 'profile' });
      return true;
    },
    getChatMenuButton: ({ chat_id: chat = 0 }) => menus.get(chat) ?? menus.get(0) ?? { type: 'commands' },
  };
}

const scopeKey = (scope: BotCommandScope, language: string): string => JSON.stringify([Object.entries(scope).sort(), language]);

/** The menu that somebody sees in a chat: of the narrowest scope that has one, in the person's language before any. */
export function commandsFor(state: State, chat: number, user: number): BotCommand[] {
  const room = roomOf(state, chat);
  const isPrivate = room.chat.type === 'private';
  const isAdministrator = ['creator', 'administrator'].includes(room.members.get(user) ?? '');
  const scopes: BotCommandScope[] = [
    ...(isPrivate ? [] : [{ type: 'chat_member', chat_id: chat, user_id: user } as const]),
    ...(isAdministrator ? [{ type: 'chat_administrators', chat_id: chat } as const] : []),
    { type: 'chat', chat_id: chat },
    ...(isAdministrator ? [{ type: 'all_chat_administrators' } as const] : []),
    { type: isPrivate ? 'all_private_chats' : 'all_group_chats' },
    { type: 'default' },
  ];
  const language = state.users.get(user)?.language_code?.slice(0, 2) ?? '';
  for (const scope of scopes) {
    const found = state.profile.commands.get(scopeKey(scope, language)) ?? state.profile.commands.get(scopeKey(scope, ''));
    if (found) return found.commands;
  }
  return [];
}
