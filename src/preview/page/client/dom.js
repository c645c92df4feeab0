/** Builds elements out of values. Nothing is ever parsed as HTML, so that nothing in a message can be markup. */

/**
 * @typedef {Node | string | null | undefined | false} Child
 * @typedef {Record<string, string | number | boolean | null | undefined>} Attributes
 * @typedef {Record<string, (event: any) => void>} Listeners
 */

/**
 * An element. Attributes that are true stand without a value; those that are null, undefined or false are left out.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter(isShown));
  return element;
}

/** @param {Child} child @returns {child is Node | string} */
const isShown = (child) => child !== null && child !== undefined && child !== false && child !== '';

/**
 * The same element with listeners.
 *
 * @template {HTMLElement} Element
 * @param {Element} element
 * @param {Listeners} listeners
 */
export function on(element, listeners) {
  for (const [type, listener] of Object.entries(listeners)) element.addEventListener(type, listener);
  return element;
}

/**
 * A button that submits nothing.
 *
 * @param {Attributes} attributes
 * @param {(event: MouseEvent) => void} press
 * @param {...Child} children
 */
export function button(attributes, press, ...children) {
  return on(el('button', { type: 'button', ...attributes }, ...children), { click: press });
}

/**
 * The element of the page's own HTML that has this id.
 *
 * @template {HTMLElement} Element
 * @param {string} id
 * @param {new () => Element} type
 * @returns {Element}
 */
export function byId(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`index.html has no ${id}`);
  return found;
}

/** Text for those who listen. @param {string} text */
export const spoken = (text) => el('span', { class: 'spoken' }, text);

/**
 * Puts values into the {places} of a text.
 *
 * @param {string} template
 * @param {Record<string, string | number>} values
 */
export const fill = (template, values) => template.replace(/\{(\w+)\}/gu, (place, name) => String(values[name] ?? place));
