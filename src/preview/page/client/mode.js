/** What the field is for at the moment: a new message, an answer to one, or a change of one. */
import { byId, fill } from './dom.js';
import { snippetOf } from './media.js';
import { texts } from './texts.js';

/**
 * @typedef {import('../view.ts').PageEntry} PageEntry
 * @typedef {{ kind: 'reply' | 'edit', entry: PageEntry }} Mode
 */

/**
 * The bar above the field, which says what is answered or changed.
 *
 * @param {() => void} leave called when the person does not want to any more
 */
export function createModeBar(leave) {
  const bar = byId('context', HTMLElement);
  const title = byId('context-title', HTMLElement);
  const text = byId('context-text', HTMLElement);
  /** @type {Mode | null} */
  let mode = null;
  byId('cancel', HTMLButtonElement).addEventListener('click', leave);
  return {
    now: () => mode,
    /** @param {Mode | null} next null: a new message */
    set(next) {
      mode = next;
      bar.hidden = next === null;
      if (!next) return;
      const { message } = next.entry;
      title.textContent = next.kind === 'edit' ? texts.compose.editing : fill(texts.compose.replying, { name: message.from?.first_name ?? '' });
      text.textContent = snippetOf(message);
    },
  };
}
