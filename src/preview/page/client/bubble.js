/** One message as elements. */
import { button, el, fill, spoken } from './dom.js';
import { clockTime, initialOf } from './format.js';
import { icon } from './icons.js';
import { renderInlineKeyboard } from './keyboard.js';
import { isBare, renderMedium, snippetOf } from './media.js';
import { renderText } from './rich-text.js';
import { texts } from './texts.js';

/**
 * @typedef {import('./timeline.js').MessageItem} MessageItem
 * @typedef {import('./deeds.js').Deeds} Deeds
 * @typedef {import('grammy/types').Message} Message
 * @typedef {import('grammy/types').User} User
 */

/** Colours that names and round pictures of people take, from 1 on; the bot has its own. */
const COLOURS = 5;

/** @param {{ id: number, is_bot?: boolean }} user */
const colourOf = ({ id, is_bot: isBot }) => (isBot ? 'bot' : String((Math.abs(id) % COLOURS) + 1));

/**
 * Everything inside a message: the bubble with its time, the buttons below it, and the button of its menu.
 *
 * @param {MessageItem} item
 * @param {boolean} isPrivate then nobody needs a name
 * @param {Deeds} deeds
 * @returns {HTMLElement[]}
 */
export function renderMessage({ entry, own }, isPrivate, deeds) {
  const { message } = entry;
  const bubble = el('div', { class: isBare(message) ? 'bubble bare' : 'bubble' },
    own ? spoken(`${texts.log.me}：`) : nameLine(message.from, isPrivate),
    forwardLine(message), viaLine(message), replyLine(message, deeds),
    renderMedium(message),
    wordsOf(message, own, deeds),
    metaOf(entry, own));
  const more = button({ class: 'more', 'aria-label': texts.log.more, 'aria-haspopup': 'menu', tabindex: -1 }, () => deeds.menu(entry, more), icon('more'));
  const parts = [el('div', { class: 'line' }, bubble, more)];
  const reactions = reactionsOf(entry, deeds);
  const keyboard = renderInlineKeyboard(entry, deeds);
  const stack = el('div', { class: 'stack' }, ...parts, reactions, keyboard);
  return own || isPrivate || !message.from ? [stack] : [avatarOf(message.from), stack];
}

/** A round picture with the first character of a name. @param {{ id: number, is_bot?: boolean, first_name: string }} user */
export function avatarOf(user) {
  return el('span', { class: 'avatar', 'data-colour': colourOf(user), 'aria-hidden': 'true' }, initialOf(user.first_name));
}

/** @param {User | undefined} from @param {boolean} isPrivate */
function nameLine(from, isPrivate) {
  if (!from) return null;
  return isPrivate ? spoken(`${from.first_name}：`) : el('div', { class: 'name', 'data-colour': colourOf(from) }, from.first_name);
}

/** @param {Message} message */
function forwardLine({ forward_origin: origin }) {
  if (!origin) return null;
  const name = 'sender_user' in origin ? origin.sender_user.first_name : 'sender_user_name' in origin ? origin.sender_user_name : 'chat' in origin && 'title' in origin.chat ? origin.chat.title : '';
  return el('div', { class: 'origin' }, fill(texts.log.forwarded, { name }));
}

/** @param {Message} message */
function viaLine({ via_bot: bot }) {
  return bot ? el('div', { class: 'origin' }, fill(texts.log.via, { name: bot.username ?? bot.first_name })) : null;
}

/** @param {Message} message @param {Deeds} deeds */
function replyLine({ reply_to_message: replied, quote }, deeds) {
  if (!replied) return null;
  const name = replied.from?.first_name ?? texts.log.replied;
  const lines = el('span', { class: 'lines' }, el('strong', {}, name), el('span', {}, quote?.text ?? snippetOf(replied)));
  return button({ class: 'replied' }, () => deeds.jump(replied.message_id), lines);
}

/** Telegram's apps hide what a deep link hands over. @param {Message} message @param {boolean} own @param {Deeds} deeds */
function wordsOf(message, own, deeds) {
  const text = message.text ?? message.caption ?? '';
  if (text === '') return null;
  const shown = own ? text.replace(/^(\/start(?:@\w+)?) [\w-]+$/u, '$1') : text;
  return renderText(shown, message.entities ?? message.caption_entities ?? [], deeds);
}

/** @param {import('../view.ts').PageEntry} entry @param {boolean} own */
function metaOf({ message, heard }, own) {
  const state = heard ? texts.log.heard : texts.log.sent;
  return el('span', { class: 'meta' },
    message.edit_date ? el('span', {}, texts.log.edited) : null,
    el('time', { datetime: new Date(message.date * 1000).toISOString() }, clockTime(message.date)),
    own ? el('span', { class: heard ? 'ticks heard' : 'ticks', role: 'img', 'aria-label': state, title: state }, icon(heard ? 'checks' : 'check')) : null);
}

/** @param {import('../view.ts').PageEntry} entry @param {Deeds} deeds */
function reactionsOf(entry, deeds) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const reaction of Object.values(entry.reactions).flat()) if (reaction.type === 'emoji') counts.set(reaction.emoji, (counts.get(reaction.emoji) ?? 0) + 1);
  if (counts.size === 0) return null;
  const chips = [...counts].map(([emoji, count]) =>
    button({ class: 'reaction', 'aria-label': fill(texts.log.reactions, { emoji, count }) }, () => deeds.react(entry, emoji), el('span', { class: 'glyph' }, emoji), ` ${count}`));
  return el('div', { class: 'reactions' }, ...chips);
}
