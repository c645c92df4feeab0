/** Buttons: below a message, and in place of the letters. */
import { button, el } from './dom.js';
import { icon } from './icons.js';

/**
 * @typedef {import('grammy/types').InlineKeyboardButton} InlineButton
 * @typedef {import('grammy/types').KeyboardButton} KeyboardButton
 * @typedef {import('./deeds.js').Deeds} Deeds
 * @typedef {import('../view.ts').PageEntry} PageEntry
 */

/**
 * The buttons below a message.
 *
 * @param {PageEntry} entry
 * @param {Deeds} deeds
 * @returns {HTMLElement | null}
 */
export function renderInlineKeyboard(entry, deeds) {
  const rows = entry.message.reply_markup?.inline_keyboard ?? [];
  if (rows.length === 0) return null;
  return el('div', { class: 'buttons' }, ...rows.map((row) => el('div', { class: 'row' }, ...row.map((one) => inlineButton(one, entry, deeds)))));
}

/** @param {InlineButton} one @param {PageEntry} entry @param {Deeds} deeds */
function inlineButton(one, entry, deeds) {
  const isOut = 'url' in one;
  const style = 'style' in one && one.style ? ` ${one.style}` : '';
  const pressed = button({ class: `key${style}`, disabled: 'disabled' in one && one.disabled !== undefined }, async () => {
    pressed.setAttribute('aria-busy', 'true');
    await pressInline(one, entry, deeds);
    pressed.removeAttribute('aria-busy');
  }, el('span', {}, one.text), isOut ? icon('out') : null, 'copy_text' in one ? icon('copy') : null);
  return pressed;
}

/** @param {InlineButton} one @param {PageEntry} entry @param {Deeds} deeds @returns {Promise<void>} */
async function pressInline(one, entry, deeds) {
  if ('callback_data' in one) return deeds.press(entry, one.callback_data);
  if ('url' in one) return deeds.link(one.url, false);
  if ('copy_text' in one) return deeds.copy(one.copy_text.text);
  if ('switch_inline_query_current_chat' in one) return deeds.askHere(one.switch_inline_query_current_chat);
  if ('switch_inline_query' in one) return deeds.askElsewhere(one.switch_inline_query);
  if ('switch_inline_query_chosen_chat' in one) return deeds.askElsewhere(one.switch_inline_query_chosen_chat.query ?? '');
  return deeds.unsupported();
}

/**
 * Rows of buttons in place of the letters.
 *
 * @param {readonly (readonly KeyboardButton[])[]} rows
 * @param {(one: KeyboardButton) => void} press
 */
export function renderReplyKeyboard(rows, press) {
  return rows.map((row) => el('div', { class: 'row' }, ...row.map((one) => button({ class: 'key' }, () => press(one), labelOf(one)))));
}

/** @param {KeyboardButton} one */
export const labelOf = (one) => (typeof one === 'string' ? one : one.text);
