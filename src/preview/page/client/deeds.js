/** What a person can do in the page, for whatever part of it asks: the parts know what was pressed, this file what it means. */
import { el } from './dom.js';
import { ask, choose, tell, toast } from './dialogs.js';
import { readLink } from './links.js';
import { openMessageMenu } from './message-menu.js';
import { act, Refused, upload } from './net.js';
import { openChat } from './store.js';
import { texts } from './texts.js';

/**
 * @typedef {import('../view.ts').PageEntry} PageEntry
 * @typedef {import('./store.js').State} State
 */

/**
 * What deeds need of the page around them.
 *
 * @typedef {object} Page
 * @property {() => State} state
 * @property {(chat: number) => void} open
 * @property {(payload: string) => void} offerStart shows the button that starts the bot, with what it hands over
 * @property {(text: string) => void} prefill puts a text into the field
 * @property {(mode: 'reply' | 'edit', entry: PageEntry) => void} compose answers or changes a message
 * @property {(message: number) => void} jump
 */

/** @typedef {ReturnType<typeof createDeeds>} Deeds */

/** Deeds of whoever looks, in the chat that is open. @param {Page} page */
export function createDeeds(page) {
  const writing = writingDeeds(page);
  const leading = leadingDeeds(page, writing.say);
  const deeds = {
    ...writing,
    ...messageDeeds(page),
    ...leading,
    ...inlineDeeds(page),
    /** @param {PageEntry} entry @param {string} data */
    press: async (entry, data) => {
      const result = await attempt(act('press', { ...hereIn(page), message: entry.message.message_id, data }));
      if (result !== null) await showAnswer(result.answer, leading.link);
    },
    copy,
    unsupported: () => toast(texts.dialog.unsupported),
    /** @param {PageEntry} entry @param {HTMLElement} anchor */
    menu: (entry, anchor) => openMessageMenu(entry, anchor, page, deeds),
  };
  return deeds;
}

/** @param {Page} page */
const hereIn = (page) => ({ person: page.state().person, chat: page.state().open });

/** What puts something into the chat. @param {Page} page */
function writingDeeds(page) {
  const here = () => hereIn(page);
  /** Resolves with whether it was sent. @param {string} text @param {number} [replyTo] */
  const say = async (text, replyTo) => (await attempt(act('say', { ...here(), text, replyTo }))) !== null;
  return {
    say,
    /** In a group a command says which bot it is for. @param {string} text */
    command: (text) => say(openChat(page.state()).isPrivate || text.includes('@') ? text : `${text}@${page.state().bot.username}`),
    /** @param {Record<string, unknown>} what */
    share: (what) => attempt(act('share', { ...here(), what })),
    /** @param {File} file @param {'document' | 'photo' | 'voice'} as @param {string} caption */
    upload: (file, as, caption) => attempt(upload({ ...here(), name: file.name || as, as, caption }, file)),
  };
}

/** What is done with a message that is there. @param {Page} page */
function messageDeeds(page) {
  /** @param {PageEntry} entry */
  const at = ({ message }) => ({ ...hereIn(page), message: message.message_id });
  return {
    /** Resolves with whether it was changed. @param {PageEntry} entry @param {string} text */
    edit: async (entry, text) => (await attempt(act('edit', { ...at(entry), text }))) !== null,
    /** @param {PageEntry} entry */
    remove: async (entry) => {
      const isSure = await ask({ title: texts.dialog.remove, agree: texts.dialog.removeConfirm, read: () => true });
      if (isSure) await attempt(act('remove', at(entry)));
    },
    /** @param {PageEntry} entry */
    forward: async (entry) => {
      const to = await chooseChat(page.state());
      if (to !== null && (await attempt(act('forward', { ...at(entry), to }))) !== null) page.open(to);
    },
    /** Reacts, or takes back the same reaction. @param {PageEntry} entry @param {string} emoji */
    react: async (entry, emoji) => {
      const own = entry.reactions[page.state().person] ?? [];
      const isThere = own.some((reaction) => reaction.type === 'emoji' && reaction.emoji === emoji);
      await attempt(act('react', { ...at(entry), emoji: isThere ? null : emoji }));
    },
  };
}

/** What leads elsewhere. @param {Page} page @param {(text: string) => Promise<boolean>} say */
function leadingDeeds(page, say) {
  return {
    /** Follows a link; one whose address cannot be read is shown before. @param {string} address @param {boolean} isShown */
    link: async (address, isShown) => {
      const target = readLink(address, page.state().bot.username);
      if (target?.kind === 'start') startPrivately(page, target.payload);
      if (target?.kind === 'startgroup') await startInGroup(page, target.payload, say);
      if (target?.kind === 'out') await openOutside(target.url, isShown);
    },
    /** @param {string} name with its @ */
    mention: (name) => {
      if (name.slice(1).toLowerCase() === page.state().bot.username.toLowerCase()) startPrivately(page, '');
    },
    /** @param {number} message */
    jump: (message) => page.jump(message),
  };
}

/** What asks the bot inline. @param {Page} page */
function inlineDeeds(page) {
  /** Asks in this chat. @param {string} query */
  const askHere = (query) => page.prefill(`@${page.state().bot.username} ${query}`);
  return {
    askHere,
    /** @param {string} query */
    askElsewhere: async (query) => {
      const chat = await chooseChat(page.state());
      if (chat === null) return;
      page.open(chat);
      askHere(query);
    },
    /** @param {string} query @param {string} offset @returns {Promise<any>} null where there is no answer */
    askInline: (query, offset) => act('inline', { ...hereIn(page), query, offset }).then(({ answer }) => answer, () => null),
    /** Resolves with whether it was sent. @param {string} answer @param {string} result */
    chooseResult: async (answer, result) => (await attempt(act('choose', { ...hereIn(page), answer, result }))) !== null,
    botName: () => page.state().bot.username,
  };
}

/**
 * Null, and a word about it, where it was refused.
 *
 * @template Result
 * @param {Promise<Result>} deed
 * @returns {Promise<Result | null>}
 */
async function attempt(deed) {
  try {
    return await deed;
  } catch (error) {
    toast(error instanceof Refused && error.status === 413 ? texts.compose.tooLarge : texts.compose.failed);
    return null;
  }
}

/** @param {{ text: string, alert: boolean, url: string | null } | null} answer null: the bot did not react @param {(address: string, isShown: boolean) => Promise<void>} follow */
async function showAnswer(answer, follow) {
  if (!answer) return toast(texts.dialog.late);
  if (answer.url) await follow(answer.url, false);
  if (answer.text === '') return;
  if (answer.alert) await tell(answer.text);
  else toast(answer.text);
}

/** @param {string} url @param {boolean} isShown */
async function openOutside(url, isShown) {
  const isWanted = isShown || (await ask({ title: texts.dialog.openLink, body: [el('p', { class: 'address' }, url)], agree: texts.dialog.open, read: () => true }));
  if (isWanted) open(url, '_blank', 'noopener,noreferrer');
}

/** @param {Page} page @param {string} payload */
function startPrivately(page, payload) {
  const chat = page.state().chats.find(({ isPrivate }) => isPrivate);
  if (chat) page.open(chat.id);
  if (payload !== '') page.offerStart(payload);
}

/** @param {Page} page @param {string} payload @param {(text: string) => Promise<boolean>} say */
async function startInGroup(page, payload, say) {
  const chat = page.state().chats.find(({ isPrivate }) => !isPrivate);
  if (!chat) return;
  page.open(chat.id);
  await say(`/start@${page.state().bot.username} ${payload}`.trim());
}

/** @param {State} state */
function chooseChat({ chats }) {
  return choose(texts.dialog.choose, chats.map(({ id, title }) => ({ label: title, value: id })));
}

/** Where the browser does not let us, the person copies. @param {string} text */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(texts.dialog.copied);
  } catch {
    const field = el('textarea', { readonly: true, rows: 4, 'aria-label': texts.dialog.copy }, text);
    await ask({ title: texts.dialog.copy, body: [field], agree: texts.dialog.ok, cancel: null, read: () => true });
  }
}
