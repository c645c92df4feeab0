/** Text with entities as elements. */
import { button, el } from './dom.js';
import { icon } from './icons.js';
import { nest } from './spans.js';
import { texts } from './texts.js';

/**
 * @typedef {import('./spans.js').Span} Span
 * @typedef {import('./spans.js').Styled} Styled
 * @typedef {import('./spans.js').Entity} Entity
 * @typedef {import('./deeds.js').Deeds} Deeds
 */

const PLAIN = /** @type {const} */ ({ bold: 'b', italic: 'i', underline: 'u', strikethrough: 's', code: 'code' });
/** A folded quote shows about three lines; a shorter one need not be folded. */
const FOLDED_CHARACTERS = 100;

/**
 * What a message says. Links and commands do what `deeds` says.
 *
 * @param {string} text
 * @param {readonly Entity[]} entities
 * @param {Deeds} deeds
 */
export function renderText(text, entities, deeds) {
  return el('div', { class: 'text', lang: 'zh-Hans' }, ...nest(text, entities).map((span) => renderSpan(span, deeds)));
}

/** @param {Span} span @param {Deeds} deeds @returns {Node | string} */
function renderSpan(span, deeds) {
  if (typeof span === 'string') return span;
  const { entity, children } = span;
  const inside = children.map((child) => renderSpan(child, deeds));
  const words = wordsOf(span);
  switch (entity.type) {
    case 'bold':
    case 'italic':
    case 'underline':
    case 'strikethrough':
    case 'code':
      return el(PLAIN[entity.type], {}, ...inside);
    case 'pre':
      return el('pre', { tabindex: 0 }, el('code', {}, ...inside));
    case 'blockquote':
      return el('blockquote', {}, ...inside);
    case 'expandable_blockquote':
      return foldedQuote(words, inside);
    case 'spoiler':
      return spoiler(inside);
    case 'text_link':
      return link(entity.url, false, inside, deeds);
    case 'url':
      return link(words, true, inside, deeds);
    case 'email':
      return link(`mailto:${words}`, true, inside, deeds);
    case 'bot_command':
      return button({ class: 'word' }, () => deeds.command(words), ...inside);
    case 'mention':
      return button({ class: 'word' }, () => deeds.mention(words), ...inside);
    default:
      return el('span', { class: entity.type === 'hashtag' ? 'tag' : null }, ...inside);
  }
}

/** @param {Styled} span @returns {string} */
const wordsOf = ({ children }) => children.map((child) => (typeof child === 'string' ? child : wordsOf(child))).join('');

/** @param {string} address @param {boolean} isShown the address is what is read @param {(Node | string)[]} inside @param {Deeds} deeds */
function link(address, isShown, inside, deeds) {
  const anchor = el('a', { href: /^[a-z][a-z+.-]*:/iu.test(address) ? address : `https://${address}`, rel: 'noopener noreferrer', target: '_blank' }, ...inside);
  anchor.addEventListener('click', (event) => {
    event.preventDefault();
    deeds.link(address, isShown);
  });
  return anchor;
}

/** @param {string} words @param {(Node | string)[]} inside */
function foldedQuote(words, inside) {
  const quote = el('blockquote', {}, el('div', { class: 'folding' }, ...inside));
  if (words.length <= FOLDED_CHARACTERS && words.split('\n').length <= 3) return quote;
  const label = el('span', {}, texts.log.expand);
  const toggle = button({ class: 'fold', 'aria-expanded': 'false' }, () => {
    const isOpen = quote.classList.toggle('folded') === false;
    toggle.setAttribute('aria-expanded', String(isOpen));
    label.textContent = isOpen ? texts.log.fold : texts.log.expand;
  }, label, icon('down'));
  quote.classList.add('folded');
  quote.append(toggle);
  return quote;
}

/** What it hides is read to nobody before it is asked for. @param {(Node | string)[]} inside */
function spoiler(inside) {
  const hidden = el('span', { 'aria-hidden': 'true' }, ...inside);
  const cover = button({ class: 'spoiler', 'aria-label': texts.log.spoiler }, () => {
    const shown = el('span', { tabindex: -1 }, ...hidden.childNodes);
    cover.replaceWith(shown);
    shown.focus({ preventScroll: true });
  }, hidden);
  return cover;
}
