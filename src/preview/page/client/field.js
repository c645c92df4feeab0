/** The field itself: it grows with what is written, and suggests commands and what the bot finds. */
import { sendFiles } from './attach.js';
import { byId } from './dom.js';
import { createInlineSearch, inlineQuery, matchingCommands } from './sources.js';
import { openChat } from './store.js';
import { createSuggestions } from './suggestions.js';

/**
 * @typedef {import('./store.js').State} State
 * @typedef {import('./deeds.js').Deeds} Deeds
 */

/**
 * The field with its suggestions.
 *
 * @param {() => State} state
 * @param {Deeds} deeds
 * @param {() => boolean} suggests false while a message is being changed or answered
 */
export function createField(state, deeds, suggests) {
  const element = byId('field', HTMLTextAreaElement);
  const suggestions = createSuggestions(byId('suggestions', HTMLElement), element, byId('news', HTMLElement));
  const inline = createInlineSearch(deeds, suggestions, () => write(''));
  const refresh = () => {
    grow(element);
    const commands = suggests() ? matchingCommands(state(), element.value) : null;
    const query = suggests() ? inlineQuery(state(), element.value) : null;
    inline.ask(query);
    if (commands) suggestions.show(commands.map(suggestionOf), true);
    else if (query === null) suggestions.hide();
  };
  /** @param {string} text */
  const write = (text) => {
    element.value = text;
    refresh();
  };
  /** @param {{ command: string, description: string }} command */
  const suggestionOf = ({ command, description }) => ({
    label: `/${command}`,
    detail: description,
    choose: async () => {
      write('');
      element.focus();
      await deeds.command(`/${command}`);
    },
  });
  element.addEventListener('input', refresh);
  takePastedFiles(element, deeds);
  return {
    element,
    write,
    /** Shows all commands, or puts the list away. */
    toggleCommands() {
      if (suggestions.isOpen()) suggestions.hide();
      else suggestions.show(openChat(state()).commands.map(suggestionOf), true);
      element.focus();
    },
    /** Whether the suggestions took a key. @param {KeyboardEvent} event */
    took: (event) => suggestions.key(event),
  };
}

/** As high as what is written; the style sheet says how high at most. @param {HTMLTextAreaElement} field */
function grow(field) {
  field.style.height = 'auto';
  // Before it is shown, it has no height to go by.
  if (field.scrollHeight > 0) field.style.height = `${field.scrollHeight}px`;
  field.form?.classList.toggle('filled', field.value !== '');
}

/** @param {HTMLTextAreaElement} field @param {Deeds} deeds */
function takePastedFiles(field, deeds) {
  field.addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    void sendFiles(files, null, deeds);
  });
}
