/** Choices about the page itself, kept in the browser: light or dark, how large the letters are. */
import { el, on } from './dom.js';
import { texts } from './texts.js';

/**
 * A row of choices of which one holds.
 *
 * @template {string} Value
 * @param {string} name
 * @param {string} label
 * @param {Record<Value, string>} options
 * @param {Value} chosen
 * @param {(value: Value) => void} choose
 */
export function choices(name, label, options, chosen, choose) {
  const values = /** @type {Value[]} */ (Object.keys(options));
  return el('fieldset', { class: 'choice' }, el('legend', {}, label), el('div', { class: 'segments' }, ...values.map((value) => {
    const input = on(el('input', { type: 'radio', name, value, checked: value === chosen }), { change: () => choose(value) });
    return el('label', {}, input, el('span', {}, options[value]));
  })));
}

/** The two choices about looks. They hold at once, and after the page is opened again. */
export function lookSettings() {
  const { theme, themes, size, sizes } = texts.side;
  return [setting('theme', theme, themes, 'auto'), setting('size', size, sizes, 'normal')];
}

/** @param {'theme' | 'size'} name @param {string} label @param {Record<string, string>} options @param {string} usual */
function setting(name, label, options, usual) {
  const { dataset } = document.documentElement;
  return choices(name, label, options, dataset[name] ?? usual, (value) => {
    dataset[name] = value;
    try {
      localStorage.setItem(name, value);
    } catch {
      // Where nothing may be stored, it holds until the page is closed.
    }
  });
}
