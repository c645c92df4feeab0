/** What comes over the page: questions, short news, menus. Esc closes each of them, and focus goes back to where it was. */
import { button, el } from './dom.js';
import { texts } from './texts.js';

/** @typedef {import('./dom.js').Child} Child */

/** News stays so long at least, and longer the more there is to read. Milliseconds. */
const TOAST = { least: 5000, perCharacter: 180 };

/** Says something in passing. @param {string} words */
export function toast(words) {
  const node = el('div', { class: 'toast' }, words);
  const place = document.getElementById('toasts');
  place?.replaceChildren(node);
  setTimeout(() => node.remove(), Math.max(TOAST.least, words.length * TOAST.perCharacter));
}

/**
 * Asks something, and waits. Resolves with what `read` makes of it once the person agrees, with null otherwise.
 *
 * @template Answer
 * @param {{ title?: string, body?: Child[], agree: string, cancel?: string | null, read: () => Answer }} options
 * @returns {Promise<Answer | null>}
 */
export function ask({ title, body = [], agree, cancel = texts.dialog.cancel, read }) {
  return new Promise((resolve) => {
    /** @type {Answer | null} */
    let answer = null;
    const form = el('form', { method: 'dialog' },
      title ? el('h2', { id: 'dialog-title' }, title) : null, ...body,
      el('div', { class: 'choices' }, cancel === null ? null : button({ class: 'plain' }, () => dialog.close(), cancel), el('button', { class: 'agree' }, agree)));
    const dialog = el('dialog', title ? { 'aria-labelledby': 'dialog-title' } : { 'aria-label': texts.head.bot }, form);
    // CSP lets no form go anywhere; this one only closes.
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      answer = read();
      dialog.close();
    });
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Tells something that has to be read. @param {string} words @returns {Promise<unknown>} */
export const tell = (words) => ask({ body: [el('p', {}, words)], agree: texts.dialog.ok, cancel: null, read: () => true });

/**
 * Lets choose one of several. Resolves with its value, or with null.
 *
 * @template Value
 * @param {string} title
 * @param {readonly { label: string, spoken?: string, value: Value }[]} options
 * @param {string} [style] `grid` for small ones
 * @returns {Promise<Value | null>}
 */
export function choose(title, options, style = 'list') {
  return new Promise((resolve) => {
    /** @type {Value | null} */
    let chosen = null;
    const buttons = options.map(({ label, spoken, value }) => button({ class: 'option', 'aria-label': spoken }, () => {
      chosen = value;
      dialog.close();
    }, label));
    const dialog = el('dialog', { 'aria-labelledby': 'dialog-title' }, el('h2', { id: 'dialog-title' }, title), el('div', { class: style }, ...buttons),
      el('div', { class: 'choices' }, button({ class: 'plain' }, () => dialog.close(), texts.dialog.cancel)));
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(chosen);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/**
 * Opens a menu beside an element. Arrow keys move, Esc and a click elsewhere close.
 *
 * @param {HTMLElement} anchor gets the focus back
 * @param {string} label
 * @param {readonly { label: string, icon?: Element, act: () => unknown }[]} items
 * @param {HTMLElement | null} [extra] stands above the items; its buttons close the menu, too
 * @param {HTMLElement} [place] where it opens, if not at the anchor
 */
export function openMenu(anchor, label, items, extra = null, place = anchor) {
  const buttons = items.map(({ label, icon, act }) => button({ role: 'menuitem', tabindex: -1 }, () => {
    close();
    void act();
  }, icon ?? null, label));
  const menu = el('div', { class: 'menu', role: 'menu', 'aria-label': label }, extra, ...buttons);
  const outside = (/** @type {Event} */ event) => event.target instanceof Node && !menu.contains(event.target) && close(false);
  const close = (isReturning = true) => {
    menu.remove();
    document.removeEventListener('pointerdown', outside, true);
    if (isReturning) anchor.focus({ preventScroll: true });
  };
  extra?.addEventListener('click', () => close());
  menu.addEventListener('keydown', (event) => steer(event, [...menu.querySelectorAll('button')], close));
  document.addEventListener('pointerdown', outside, true);
  // Inside the landmark that it belongs to.
  (place.closest('main') ?? document.body).append(menu);
  placeBeside(menu, place);
  (menu.querySelector('button') ?? menu).focus({ preventScroll: true });
}

/** @param {KeyboardEvent} event @param {HTMLButtonElement[]} buttons @param {() => void} close */
function steer(event, buttons, close) {
  const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (event.key === 'Escape' || event.key === 'Tab') close();
  else if (step) buttons.at((at + step) % buttons.length)?.focus();
  else if (event.key === 'Home') buttons[0]?.focus();
  else if (event.key === 'End') buttons.at(-1)?.focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** @param {HTMLElement} menu @param {HTMLElement} anchor */
function placeBeside(menu, anchor) {
  const { left, right, top, bottom } = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const isBelow = bottom + height < innerHeight;
  const x = left + width < innerWidth ? left : right - width;
  menu.style.left = `${Math.max(8, Math.min(x, innerWidth - width - 8))}px`;
  menu.style.top = `${Math.max(8, isBelow ? bottom : Math.min(top - height, innerHeight - height - 8))}px`;
}
