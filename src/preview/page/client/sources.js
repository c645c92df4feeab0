/** What is suggested while somebody writes: commands after a slash, and what the bot finds after its name. */
import { openChat } from './store.js';
import { texts } from './texts.js';

/**
 * @typedef {import('./suggestions.js').Suggestion} Suggestion
 * @typedef {import('./store.js').State} State
 * @typedef {import('./deeds.js').Deeds} Deeds
 */

/** The bot is asked when somebody pauses so long. Milliseconds. */
const PAUSE = 300;

/**
 * Commands that begin like what is written; null where no command is being written.
 *
 * @param {State} state
 * @param {string} text
 */
export function matchingCommands(state, text) {
  const [, begun] = /^\/(\w*)$/u.exec(text) ?? [];
  if (begun === undefined) return null;
  return openChat(state).commands.filter(({ command }) => command.startsWith(begun.toLowerCase()));
}

/**
 * What is asked after the bot's name; null where the text does not begin with it.
 *
 * @param {State} state
 * @param {string} text
 */
export function inlineQuery({ bot }, text) {
  const [, name = '', query = ''] = /^@(\w+)\s([\s\S]*)$/u.exec(text) ?? [];
  return name.toLowerCase() === bot.username.toLowerCase() ? query.trim().slice(0, 256) : null;
}

/**
 * Asks the bot after a pause, and shows what it finds unless something else was written meanwhile.
 *
 * @param {Deeds} deeds
 * @param {import('./suggestions.js').Suggestions} suggestions
 * @param {() => void} done something was chosen
 */
export function createInlineSearch(deeds, suggestions, done) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let latest = 0;

  /** @param {string} query @param {string} offset @param {Suggestion[]} before */
  const search = async (query, offset, before) => {
    const own = ++latest;
    suggestions.wait(texts.compose.searching);
    const answer = await deeds.askInline(query, offset);
    if (own !== latest) return;
    const found = [...before, ...resultsOf(answer)];
    const more = answer?.nextOffset ? [{ label: texts.compose.more, detail: '', choose: () => search(query, answer.nextOffset, found) }] : [];
    suggestions.show([...topOf(answer), ...found, ...more], false);
  };
  /** @param {any} answer @returns {Suggestion[]} */
  const resultsOf = (answer) => (answer?.results ?? []).map((/** @type {any} */ { id, title, description }) => ({
    label: title ?? '',
    detail: description ?? '',
    choose: async () => (await deeds.chooseResult(answer.id, id)) && done(),
  }));
  /** The button above the results leads into the private chat. @param {any} answer @returns {Suggestion[]} */
  const topOf = (answer) => (answer?.button?.start_parameter ? [{ label: answer.button.text, detail: '', choose: () => deeds.link(`t.me/${deeds.botName()}?start=${answer.button.start_parameter}`, true) }] : []);

  return {
    /** @param {string | null} query null: nothing is asked any more */
    ask(query) {
      clearTimeout(timer);
      latest++;
      if (query !== null) timer = setTimeout(() => void search(query, '', []), PAUSE);
    },
  };
}
