/** Beside the chat: who one is, which chats there are, and how the page looks. On a narrow screen a panel that opens over it. */
import { avatarOf } from './bubble.js';
import { button, byId, el, fill, spoken } from './dom.js';
import { clockTime } from './format.js';
import { icon } from './icons.js';
import { snippetOf } from './media.js';
import { choices, lookSettings } from './settings.js';
import { texts } from './texts.js';

/**
 * @typedef {import('./store.js').State} State
 * @typedef {import('../view.ts').PageChat} PageChat
 * @typedef {'visitor' | 'admin'} Role
 */

/**
 * The side in its element.
 *
 * @param {Role} role at first
 * @param {{ open: (chat: number) => void, become: (role: Role) => void }} deeds
 */
export function createSide(role, deeds) {
  const side = byId('side', HTMLElement);
  const panel = createPanel();
  const chats = new Map([true, false].map((isPrivate) => [isPrivate, createChatButton()]));
  /** @type {State | null} */
  let shown = null;
  const list = el('nav', { class: 'chats', 'aria-label': texts.side.chats }, ...[...chats].map(([isPrivate, { node }]) => {
    node.addEventListener('click', () => {
      const chat = shown?.chats.find((one) => one.isPrivate === isPrivate);
      if (chat) deeds.open(chat.id);
      panel.close();
    });
    return node;
  }));
  const who = el('div', { class: 'who' });
  side.append(
    el('div', { class: 'top' }, el('div', {}, el('h2', {}, texts.side.heading), el('p', {}, texts.side.tagline)), panel.closer),
    who, list,
    el('div', { class: 'looks' }, ...lookSettings(), el('p', { class: 'note' }, texts.side.note)));
  return {
    /** @param {State} state */
    render(state) {
      if (!shown) {
        const [visitor, admin] = [false, true].map((isAdmin) => state.people.find((one) => one.isAdmin === isAdmin)?.name ?? '');
        who.append(choices('role', texts.side.as, { visitor: visitor ?? '', admin: admin ?? '' }, role, (value) => deeds.become(value)));
      }
      shown = state;
      for (const chat of state.chats) chats.get(chat.isPrivate)?.render(chat, state);
    },
  };
}

/** One line of the list of chats; it stays the same element, so that focus stays on it. */
function createChatButton() {
  const node = el('button', { type: 'button', class: 'chat-button' });
  return {
    node,
    /** @param {PageChat} chat @param {State} state */
    render(chat, state) {
      const last = chat.entries.at(-1)?.message;
      const unread = state.unread[chat.id] ?? 0;
      const sender = !chat.isPrivate && last?.from ? `${last.from.id === state.person ? texts.log.me : last.from.first_name}：` : '';
      node.setAttribute('aria-current', String(chat.id === state.open));
      node.replaceChildren(
        chat.isPrivate ? avatarOf({ id: state.bot.id, is_bot: true, first_name: chat.title }) : groupAvatar(),
        el('span', { class: 'lines' },
          el('span', { class: 'line-one' }, el('strong', {}, chat.title), last ? el('time', {}, clockTime(last.date)) : null),
          el('span', { class: 'line-two' }, el('span', {}, last ? sender + snippetOf(last) : texts.side.empty),
            unread > 0 ? el('span', { class: 'badge' }, el('span', { 'aria-hidden': 'true' }, String(unread)), spoken(fill(texts.side.unread, { count: unread }))) : null)));
    },
  };
}

/** The round picture of the group. */
export const groupAvatar = () => el('span', { class: 'avatar', 'data-colour': 'group', 'aria-hidden': 'true' }, icon('people'));

/** On a narrow screen the side lies over the chat, which is out of reach until it is closed. */
function createPanel() {
  const opener = byId('opener', HTMLButtonElement);
  const main = byId('main', HTMLElement);
  const set = (/** @type {boolean} */ isOpen) => {
    document.documentElement.classList.toggle('side-open', isOpen);
    opener.setAttribute('aria-expanded', String(isOpen));
    main.inert = isOpen;
  };
  const close = () => {
    if (!main.inert) return;
    set(false);
    opener.focus();
  };
  const closer = button({ class: 'round closer', 'aria-label': texts.side.close }, close, icon('close'));
  opener.addEventListener('click', () => {
    set(true);
    closer.focus();
  });
  byId('veil', HTMLElement).addEventListener('click', close);
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && close());
  // A window that becomes wide shows both.
  matchMedia('(min-width: 50rem)').addEventListener('change', ({ matches }) => matches && set(false));
  return { closer, close };
}
