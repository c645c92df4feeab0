/** The keyboard that a bot puts in place of the letters. */
import { sendContact, sendLocation } from './attach.js';
import { byId } from './dom.js';
import { labelOf, renderReplyKeyboard } from './keyboard.js';
import { openChat, replyKeyboard } from './store.js';
import { texts } from './texts.js';

/**
 * @typedef {import('./store.js').State} State
 * @typedef {import('./deeds.js').Deeds} Deeds
 * @typedef {import('grammy/types').KeyboardButton} KeyboardButton
 * @typedef {{ message: number, markup: import('grammy/types').ReplyKeyboardMarkup }} Keyboard
 */

/**
 * The keyboard below the field, and the button that puts it away.
 *
 * @param {() => State} state
 * @param {Deeds} deeds
 * @param {HTMLTextAreaElement} field whose hint it may replace
 */
export function createKeys(state, deeds, field) {
  const panel = byId('keys', HTMLElement);
  const toggle = byId('toggle', HTMLButtonElement);
  /** The message whose keyboard was put away. */
  let folded = 0;

  const render = () => {
    const found = replyKeyboard(openChat(state()), state().person);
    const keyboard = found && 'keyboard' in found.markup ? { message: found.message, markup: found.markup } : null;
    const isFolded = keyboard !== null && folded === keyboard.message;
    toggle.hidden = keyboard === null || keyboard.markup.is_persistent === true;
    toggle.setAttribute('aria-expanded', String(!isFolded));
    panel.hidden = keyboard === null || isFolded;
    field.placeholder = found?.markup.input_field_placeholder ?? texts.compose.placeholder;
    showKeys(panel, keyboard, (one) => keyboard && press(one, keyboard));
  };
  /** @param {KeyboardButton} one @param {Keyboard} keyboard */
  const press = (one, { message, markup }) => {
    if (markup.one_time_keyboard) folded = message;
    render();
    // In a group the answer says whom it is for.
    void pressKey(one, openChat(state()).isPrivate ? undefined : message, state(), deeds);
  };
  toggle.addEventListener('click', () => {
    const keyboard = replyKeyboard(openChat(state()), state().person);
    folded = keyboard && folded !== keyboard.message ? keyboard.message : 0;
    render();
  });
  return { render };
}

/** Keys that stay the same are not touched, so that whoever is on one stays on it. @param {HTMLElement} panel @param {Keyboard | null} keyboard @param {(one: KeyboardButton) => void} press */
function showKeys(panel, keyboard, press) {
  const signature = keyboard ? JSON.stringify(keyboard) : '';
  if (panel.dataset['shown'] === signature) return;
  panel.dataset['shown'] = signature;
  panel.classList.toggle('tall', keyboard?.markup.resize_keyboard !== true);
  panel.replaceChildren(...(keyboard ? renderReplyKeyboard(keyboard.markup.keyboard, press) : []));
}

/** @param {KeyboardButton} one @param {number | undefined} replyTo @param {State} state @param {Deeds} deeds @returns {Promise<unknown>} */
async function pressKey(one, replyTo, { people, person }, deeds) {
  if (typeof one === 'string') return deeds.say(one, replyTo);
  if ('request_location' in one) return sendLocation(deeds);
  if ('request_contact' in one) return sendContact(deeds, people.find(({ id }) => id === person)?.name ?? '');
  const isPlain = Object.keys(one).every((name) => ['text', 'style', 'icon_custom_emoji_id'].includes(name));
  return isPlain ? deeds.say(labelOf(one), replyTo) : deeds.unsupported();
}
