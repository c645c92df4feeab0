/** What the page knows, and how events change it. Pure: a state and an event in, a new state out. */

/**
 * @typedef {import('../view.ts').PageEvent} PageEvent
 * @typedef {import('../view.ts').PageChat} PageChat
 * @typedef {import('../view.ts').PageEntry} PageEntry
 * @typedef {import('../view.ts').PagePerson} PagePerson
 */

/**
 * @typedef {object} State
 * @property {number} person who looks
 * @property {PagePerson[]} people
 * @property {{ id: number, name: string, username: string }} bot
 * @property {string} description
 * @property {PageChat[]} chats the private one first
 * @property {number} open the id of the chat that is shown
 * @property {Record<number, number>} unread messages of others, by chat
 * @property {Record<number, boolean>} typing the bot is about to answer, by chat
 * @property {Record<number, string>} drafts what the bot is writing at the moment, by chat
 */

/** @typedef {PageEvent | { kind: 'open', chat: number } | { kind: 'quiet', chat: number }} Change */

/**
 * The state after a change. Entries that stay as they were are the same objects, so that a look at them tells what changed.
 *
 * @param {State | null} state
 * @param {Change} change
 * @returns {State | null} null before the first snapshot
 */
export function reduce(state, change) {
  if (change.kind === 'snapshot') return begin(state, change);
  if (!state) return null;
  switch (change.kind) {
    case 'open':
      return { ...state, open: change.chat, unread: { ...state.unread, [change.chat]: 0 } };
    case 'message':
      return received(state, change.chat, change.entry);
    case 'edit':
      return inEntry(state, change.chat, change.entry.message.message_id, () => change.entry);
    case 'delete':
      return inChat(state, change.chat, (chat) => ({ ...chat, entries: chat.entries.filter(({ message }) => message.message_id !== change.message) }));
    case 'heard':
      return change.messages.reduce((before, id) => inEntry(before, change.chat, id, (entry) => ({ ...entry, heard: true })), state);
    case 'reaction':
      return inEntry(state, change.chat, change.message, (entry) => ({ ...entry, reactions: { ...entry.reactions, [change.user]: change.reactions } }));
    case 'action':
      return { ...state, typing: { ...state.typing, [change.chat]: true } };
    case 'draft':
      return { ...state, drafts: { ...state.drafts, [change.chat]: change.text } };
    case 'quiet':
      return quiet(state, change.chat);
    case 'commands':
      return inChat(state, change.chat, (chat) => ({ ...chat, commands: change.commands }));
    case 'profile':
      return { ...state, bot: { ...state.bot, name: change.name }, description: change.description, chats: state.chats.map((chat) => (chat.isPrivate ? { ...chat, title: change.name } : chat)) };
  }
}

/** Who looks may have changed: then the chat of the same kind is open. @param {State | null} before @param {import('../view.ts').Snapshot} snapshot @returns {State} */
function begin(before, { person, people, bot, description, chats }) {
  const wasPrivate = before?.chats.find(({ id }) => id === before.open)?.isPrivate ?? true;
  const open = (chats.find(({ isPrivate }) => isPrivate === wasPrivate) ?? chats[0])?.id ?? 0;
  const unread = before?.person === person ? before.unread : {};
  return { person, people, bot, description, chats, open, unread, typing: {}, drafts: {} };
}

/** @param {State} state @param {number} chat @param {PageEntry} entry @returns {State} */
function received(state, chat, entry) {
  const isOwn = entry.message.from?.id === state.person;
  const unread = isOwn || chat === state.open ? state.unread : { ...state.unread, [chat]: (state.unread[chat] ?? 0) + 1 };
  const next = inChat({ ...state, unread }, chat, (room) => ({ ...room, entries: [...room.entries, entry] }));
  return entry.message.from?.id === state.bot.id ? quiet(next, chat) : next;
}

/** @param {State} state @param {number} chat @returns {State} */
function quiet(state, chat) {
  return { ...state, typing: { ...state.typing, [chat]: false }, drafts: { ...state.drafts, [chat]: '' } };
}

/** @param {State} state @param {number} id @param {(chat: PageChat) => PageChat} change @returns {State} */
function inChat(state, id, change) {
  return { ...state, chats: state.chats.map((chat) => (chat.id === id ? change(chat) : chat)) };
}

/** @param {State} state @param {number} chat @param {number} message @param {(entry: PageEntry) => PageEntry} change @returns {State} */
function inEntry(state, chat, message, change) {
  return inChat(state, chat, (room) => ({ ...room, entries: room.entries.map((entry) => (entry.message.message_id === message ? change(entry) : entry)) }));
}

/** The chat that is shown. @param {State} state @returns {PageChat} */
export function openChat(state) {
  const chat = state.chats.find(({ id }) => id === state.open);
  if (!chat) throw new Error('No chat is open');
  return chat;
}

/**
 * The keyboard in place of the letters: of the last message of the bot that brought one or took it away.
 *
 * @param {PageChat} chat
 * @param {number} person keyboards for some members only, as answers are, are for whom they answer
 * @returns {{ message: number, markup: import('grammy/types').ReplyKeyboardMarkup | import('grammy/types').ForceReply } | null}
 */
export function replyKeyboard(chat, person) {
  for (const { message, markup } of chat.entries.toReversed()) {
    if (!markup || 'inline_keyboard' in markup) continue;
    const asked = message.reply_to_message?.from?.id;
    if ('selective' in markup && markup.selective && asked !== undefined && asked !== person) continue;
    return 'remove_keyboard' in markup ? null : { message: message.message_id, markup };
  }
  return null;
}
