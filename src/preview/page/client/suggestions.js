/** The list above the field: commands, or what the bot found inline. Focus stays in the field. */
import { el, fill } from './dom.js';
import { texts } from './texts.js';

/**
 * @typedef {object} Suggestion
 * @property {string} label
 * @property {string} detail
 * @property {() => unknown} choose
 */

/**
 * @typedef {object} Suggestions
 * @property {(items: Suggestion[], isFirstChosen: boolean) => void} show replaces what is shown; with the first one marked, Enter takes it at once
 * @property {(words: string) => void} wait
 * @property {() => void} hide
 * @property {() => boolean} isOpen
 * @property {(event: KeyboardEvent) => boolean} key whether the list took the key
 */

/**
 * A list in its element, for a field that names it.
 *
 * @param {HTMLElement} list
 * @param {HTMLTextAreaElement} field
 * @param {HTMLElement} news says how many there are to those who do not see it
 * @returns {Suggestions}
 */
export function createSuggestions(list, field, news) {
  /** @type {Suggestion[]} */
  let shown = [];
  const marker = createMarker(list, field);

  const hide = () => {
    shown = [];
    list.hidden = true;
    list.replaceChildren();
    news.textContent = '';
    marker.mark(-1);
  };
  /** @param {number} index */
  const take = (index) => {
    const item = shown[index];
    hide();
    void item?.choose();
  };
  // A press must not take the focus out of the field.
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', ({ target }) => {
    const option = target instanceof Element ? target.closest('[role=option]') : null;
    if (option) take([...list.children].indexOf(option));
  });

  return {
    show(items, isFirstChosen) {
      if (items.length === 0) return hide();
      shown = items;
      list.hidden = false;
      list.replaceChildren(...items.map(({ label, detail }, index) =>
        el('div', { role: 'option', id: `option-${index}`, 'aria-selected': 'false' }, el('strong', {}, label), detail === '' ? null : el('span', {}, detail))));
      news.textContent = fill(texts.compose.found, { count: items.length });
      marker.mark(isFirstChosen ? 0 : -1);
    },
    wait(words) {
      if (shown.length === 0) news.textContent = words;
    },
    hide,
    isOpen: () => shown.length > 0,
    key(event) {
      if (shown.length === 0) return false;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) marker.move(step);
      else if (event.key === 'Escape') hide();
      else if (marker.at() >= 0 && !event.shiftKey && (event.key === 'Enter' || event.key === 'Tab')) take(marker.at());
      else return false;
      event.preventDefault();
      return true;
    },
  };
}

/** Which of the options is marked; the field says so to those who listen. @param {HTMLElement} list @param {HTMLTextAreaElement} field */
function createMarker(list, field) {
  let marked = -1;
  /** @param {number} index -1: none */
  const mark = (index) => {
    marked = index;
    [...list.children].forEach((option, at) => option.setAttribute('aria-selected', String(at === index)));
    const option = list.children[index];
    if (option) field.setAttribute('aria-activedescendant', option.id);
    else field.removeAttribute('aria-activedescendant');
    option?.scrollIntoView({ block: 'nearest' });
  };
  return {
    at: () => marked,
    mark,
    /** Round and round. @param {number} step */
    move: (step) => {
      const count = list.children.length;
      mark(marked < 0 ? (step > 0 ? 0 : count - 1) : (marked + step + count) % count);
    },
  };
}
