/** Everything that the page says, out of texts.json. */

/** @typedef {typeof import('./texts.json')} Texts */

/** @type {Texts} */
export const texts = await (await fetch('texts.json')).json();
