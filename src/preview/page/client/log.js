/** The chat itself: messages come, change and go without what stays being touched, so that focus and place are kept. */
import { avatarOf, renderMessage } from './bubble.js';
import { el, fill } from './dom.js';
import { dayName } from './format.js';
import { icon } from './icons.js';
import { createPlace } from './place.js';
import { openChat } from './store.js';
import { texts } from './texts.js';
import { layOut } from './timeline.js';

/**
 * @typedef {import('./store.js').State} State
 * @typedef {import('./timeline.js').Item} Item
 * @typedef {import('./deeds.js').Deeds} Deeds
 * @typedef {{ item: Item, node: HTMLElement }} Shown
 */

/**
 * The log in its element.
 *
 * @param {HTMLElement} root
 * @param {HTMLElement} column inside it
 * @param {HTMLButtonElement} toEnd leads to the newest message
 * @param {Deeds} deeds
 */
export function createLog(root, column, toEnd, deeds) {
  /** @type {Map<string, Shown>} */
  let shown = new Map();
  let chat = 0;
  const place = createPlace(root, column, toEnd);
  root.addEventListener('keydown', (event) => walk(event, root, column));

  return {
    /** Shows the open chat. @param {State} state */
    render(state) {
      const open = openChat(state);
      const isOther = open.id !== chat;
      chat = open.id;
      const items = layOut(open.entries, state.person, state.drafts[open.id]);
      const before = root.scrollTop;
      const hadFocus = column.contains(document.activeElement);
      // A whole chat is not read out, only what comes.
      root.setAttribute('aria-busy', String(isOther));
      const { next, added } = reconcile(column, isOther ? new Map() : shown, items, open.isPrivate, deeds);
      // Where the message that had the focus is gone.
      if (hadFocus && document.activeElement === document.body) root.focus({ preventScroll: true });
      shown = next;
      column.querySelector('.empty')?.remove();
      if (items.length === 0) column.append(emptyCard(state, open));
      root.setAttribute('aria-busy', 'false');
      const wasSaid = added.some(({ item }) => item.kind === 'message' && item.own);
      // A long answer is read from its beginning.
      const answer = added.find(({ item }) => item.kind === 'message' && !item.own)?.node;
      if (isOther) place.goToEnd();
      else if (place.follows() || wasSaid) place.goOn(before, added.length > 0 ? answer : undefined);
    },
    /** Leads to a message and marks it for a moment. @param {number} message */
    jump(message) {
      const node = shown.get(`message-${message}`)?.node;
      if (!node) return;
      node.scrollIntoView({ block: 'center' });
      node.focus({ preventScroll: true });
      node.classList.remove('flash');
      requestAnimationFrame(() => node.classList.add('flash'));
    },
  };
}

/**
 * Makes the column show the items, and touches only what is new or different.
 *
 * @param {HTMLElement} column
 * @param {Map<string, Shown>} before
 * @param {Item[]} items
 * @param {boolean} isPrivate
 * @param {Deeds} deeds
 */
function reconcile(column, before, items, isPrivate, deeds) {
  /** @type {Map<string, Shown>} */
  const next = new Map();
  /** @type {Shown[]} */
  const added = [];
  for (const item of items) {
    const old = before.get(item.key);
    const entry = { item, node: old?.node ?? create(item) };
    if (!old || isDifferent(old.item, item)) keepFocus(entry.node, () => entry.node.replaceChildren(...contentOf(item, isPrivate, deeds)));
    if (item.kind === 'message') Object.assign(entry.node.dataset, { own: String(item.own), first: String(item.first), last: String(item.last) });
    if (!old) added.push(entry);
    next.set(item.key, entry);
  }
  const kept = new Set([...next.values()].map(({ node }) => node));
  for (const node of [...column.children]) if (!kept.has(/** @type {HTMLElement} */ (node))) node.remove();
  [...next.values()].forEach(({ node }, index) => {
    if (column.children[index] !== node) column.insertBefore(node, column.children[index] ?? null);
  });
  return { next, added };
}

/** @param {Item} item */
function create(item) {
  if (item.kind === 'day') return el('h2', { class: 'chip' });
  if (item.kind === 'service') return el('div', { class: 'chip' });
  return el('article', { class: 'message', tabindex: -1, 'data-key': item.key });
}

/** @param {Item} item @param {boolean} isPrivate @param {Deeds} deeds @returns {(Node | string)[]} */
function contentOf(item, isPrivate, deeds) {
  if (item.kind === 'day') return [dayName(item.seconds, texts.log, new Date())];
  if (item.kind === 'service') return [serviceWords(item.entry.message)];
  if (item.kind === 'draft') return [el('div', { class: 'stack' }, el('div', { class: 'bubble' }, el('div', { class: 'text' }, item.text)))];
  return renderMessage(item, isPrivate, deeds);
}

/** @param {Item} one @param {Item} other */
function isDifferent(one, other) {
  if ('entry' in one && 'entry' in other) return one.entry !== other.entry;
  return 'text' in one && 'text' in other && one.text !== other.text;
}

/** @param {import('grammy/types').Message} message */
function serviceWords(message) {
  const words = texts.log;
  if (message.new_chat_members) return message.new_chat_members.map(({ first_name: name }) => fill(words.joined, { name })).join('，');
  if (message.left_chat_member) return fill(words.left, { name: message.left_chat_member.first_name });
  if (message.new_chat_title) return fill(words.renamed, { name: message.new_chat_title });
  if (message.pinned_message) return words.pinned;
  if (message.group_chat_created) return words.created;
  return message.migrate_to_chat_id || message.migrate_from_chat_id ? words.upgraded : words.service;
}

/** Changes what is inside; whoever was on something in it is then on the same thing, or on the message. @param {HTMLElement} node @param {() => void} change */
function keepFocus(node, change) {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || !node.contains(focused) || focused === node) return change();
  const index = stopsIn(node).indexOf(focused);
  const label = focused.textContent;
  change();
  const stops = stopsIn(node);
  const same = stops[index]?.textContent === label ? stops[index] : stops.find((stop) => stop.textContent === label);
  (same ?? stops[index] ?? node).focus({ preventScroll: true });
}

/** @param {HTMLElement} node @returns {HTMLElement[]} */
const stopsIn = (node) => [...node.querySelectorAll(/** @type {'button'} */ ('button, a, audio'))];

/** Up and down lead from message to message, Enter to the menu of one. @param {KeyboardEvent} event @param {HTMLElement} root @param {HTMLElement} column */
function walk(event, root, column) {
  const { target, key } = event;
  if (!(target instanceof HTMLElement) || (target !== root && !target.matches('.message'))) return;
  /** @type {HTMLElement[]} */
  const messages = [...column.querySelectorAll(/** @type {'article'} */ ('.message'))];
  const at = messages.indexOf(target);
  const step = key === 'ArrowUp' ? (at < 0 ? messages.length - 1 : at - 1) : key === 'ArrowDown' && at >= 0 ? at + 1 : null;
  const next = step === null ? undefined : messages[step];
  if (next) {
    event.preventDefault();
    next.focus();
  } else if (at >= 0 && (key === 'Enter' || key === 'ContextMenu')) {
    event.preventDefault();
    target.querySelector(/** @type {'button'} */ ('.more'))?.click();
  }
}

/** What stands where nothing was said yet. @param {State} state @param {import('../view.ts').PageChat} chat */
function emptyCard({ bot, description }, { isPrivate }) {
  if (!isPrivate) return el('div', { class: 'empty' }, el('span', { class: 'avatar', 'data-colour': 'group', 'aria-hidden': 'true' }, icon('people')), el('p', {}, fill(texts.empty.group, { name: bot.username })));
  return el('div', { class: 'empty' }, avatarOf({ id: bot.id, is_bot: true, first_name: bot.name }), el('h2', {}, texts.empty.title), el('p', {}, description), el('p', { class: 'hint' }, texts.empty.hint));
}
