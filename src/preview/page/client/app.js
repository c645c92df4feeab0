/** The page: one state, changed by what happens, shown by its parts. */
import { sendFiles } from './attach.js';
import { createComposer } from './composer.js';
import { createDeeds } from './deeds.js';
import { byId } from './dom.js';
import { createHead } from './head.js';
import { icon } from './icons.js';
import { createLog } from './log.js';
import { follow } from './net.js';
import { createSide } from './side.js';
import { openChat, reduce } from './store.js';
import { texts } from './texts.js';

/**
 * @typedef {import('./store.js').State} State
 * @typedef {import('./store.js').Change} Change
 * @typedef {'visitor' | 'admin'} Role
 */

/** Telegram shows for so long that a bot is typing. Milliseconds. */
const TYPING = 5000;

/** @type {State | null} */
let state = null;
/** @type {'online' | 'offline' | 'gone'} */
let connection = 'online';
let unfollow = () => undefined;

const now = () => {
  if (!state) throw new Error('Nothing is known yet');
  return state;
};
const place = readPlace();
const deeds = createDeeds({
  state: now,
  open: (chat) => change({ kind: 'open', chat }),
  offerStart: (payload) => {
    composer.offerStart(payload);
    render();
  },
  prefill: (text) => composer.prefill(text),
  compose: (mode, entry) => composer.compose(mode, entry),
  jump: (message) => log.jump(message),
});
labelPage();
const head = createHead();
const side = createSide(place.role, { open: (chat) => change({ kind: 'open', chat }), become });
const log = createLog(byId('log', HTMLElement), byId('column', HTMLElement), byId('to-end', HTMLButtonElement), deeds);
const composer = createComposer(now, deeds);
takeDroppedFiles();
become(place.role);

/** Looks with the eyes of one of the two. @param {Role} role */
function become(role) {
  unfollow();
  place.role = role;
  const end = follow(role, change, (next) => {
    connection = next;
    if (state) head.render(state, connection);
  });
  unfollow = () => void end();
}

/** @param {Change} happened */
function change(happened) {
  const isFirst = state === null;
  state = reduce(state, happened);
  if (!state) return;
  const group = state.chats.find(({ isPrivate }) => !isPrivate);
  if (isFirst && place.isGroup && group) state = { ...state, open: group.id };
  if (happened.kind === 'action') setTimeout(() => change({ kind: 'quiet', chat: happened.chat }), TYPING);
  render();
}

function render() {
  const shown = now();
  place.isGroup = !openChat(shown).isPrivate;
  history.replaceState(null, '', `#${place.role}/${place.isGroup ? 'group' : 'private'}`);
  side.render(shown);
  head.render(shown, connection);
  composer.render(shown);
  log.render(shown);
}

/** Who and where stands in the address, so that a page that is opened again shows the same. @returns {{ role: Role, isGroup: boolean }} */
function readPlace() {
  const [role, chat] = location.hash.slice(1).split('/');
  return { role: role === 'admin' ? 'admin' : 'visitor', isGroup: chat === 'group' };
}

/** The words and drawings of index.html, each where a data attribute asks for it. */
function labelPage() {
  const textAt = (/** @type {string} */ path) => path.split('.').reduce((/** @type {any} */ node, name) => node[name], texts);
  for (const node of document.querySelectorAll(/** @type {'div'} */ ('[data-text], [data-label], [data-icon]'))) {
    const { text, label, icon: drawing } = node.dataset;
    if (label) node.setAttribute('aria-label', textAt(label));
    if (drawing) node.prepend(icon(/** @type {Parameters<typeof icon>[0]} */ (drawing)));
    if (text) node.append(textAt(text));
  }
  byId('skip', HTMLAnchorElement).addEventListener('click', (event) => {
    event.preventDefault();
    byId('field', HTMLElement).focus();
  });
  byId('main', HTMLElement).addEventListener('contextmenu', (event) => {
    const message = event.target instanceof Element ? event.target.closest('.message') : null;
    // Selected words keep the browser's own menu, which can copy them.
    if (!message || String(getSelection()) !== '') return;
    event.preventDefault();
    message.querySelector(/** @type {'button'} */ ('.more'))?.click();
  });
}

function takeDroppedFiles() {
  const main = byId('main', HTMLElement);
  main.addEventListener('dragover', (event) => event.preventDefault());
  main.addEventListener('drop', (event) => {
    event.preventDefault();
    void sendFiles([...(event.dataTransfer?.files ?? [])], null, deeds);
  });
}
