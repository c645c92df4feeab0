/** Where messages are written: new ones, answers and changes, and the first one of all. */
import { openAttachMenu } from './attach.js';
import { byId } from './dom.js';
import { createField } from './field.js';
import { createKeys } from './keys.js';
import { createModeBar } from './mode.js';
import { openChat, replyKeyboard } from './store.js';

/**
 * @typedef {import('./store.js').State} State
 * @typedef {import('./deeds.js').Deeds} Deeds
 * @typedef {import('./mode.js').Mode} Mode
 */

/** The composer in the page's own elements. @param {() => State} state @param {Deeds} deeds */
export function createComposer(state, deeds) {
  const form = byId('form', HTMLFormElement);
  const start = createStart(deeds);
  const bar = createModeBar(() => {
    setMode(null);
    field.element.focus();
  });
  const field = createField(state, deeds, () => bar.now() === null);
  const keys = createKeys(state, deeds, field.element);
  const drafts = createDrafts();

  /** @param {Mode | null} next */
  const setMode = (next) => {
    const wasEditing = bar.now()?.kind === 'edit';
    bar.set(next);
    if (next?.kind === 'edit') field.write(next.entry.message.text ?? '');
    else if (wasEditing) field.write('');
    if (next) field.element.focus();
  };
  const send = async () => {
    const text = field.element.value.trim();
    const mode = bar.now();
    field.element.focus();
    if (text === '') return;
    bar.set(null);
    field.write('');
    const isDone = mode?.kind === 'edit' ? await deeds.edit(mode.entry, text) : await deeds.say(text, mode?.entry.message.message_id);
    // What was not sent is not lost.
    if (!isDone && field.element.value === '') field.write(text);
  };
  takeKeys(field, { send: () => void send(), leave: () => setMode(null), editLast: () => setMode(lastOwn(state()) ?? bar.now()) });
  takePresses(form, { send: () => void send(), commands: () => field.toggleCommands(), attach: (anchor) => openAttachMenu(anchor, byId('picker', HTMLInputElement), deeds, nameOf(state())) });

  return {
    /** @param {State} now */
    render(now) {
      const chat = openChat(now);
      const draft = drafts.enter(`${now.person} ${chat.id}`, bar.now()?.kind === 'edit' ? '' : field.element.value);
      if (draft !== null) {
        bar.set(null);
        field.write(draft);
      }
      const asking = draft === null ? drafts.asked(now) : null;
      if (asking) setMode(asking);
      byId('menu', HTMLButtonElement).hidden = chat.commands.length === 0;
      keys.render();
      form.hidden = start.render(chat);
      // Where the button that was pressed is gone, the field takes over.
      if (!form.hidden && start.wasPressed()) field.element.focus();
    },
    /** @param {string} text */
    prefill(text) {
      field.write(text);
      field.element.focus();
    },
    /** @param {Mode['kind']} kind @param {Mode['entry']} entry */
    compose: (kind, entry) => setMode({ kind, entry }),
    offerStart: start.offer,
  };
}

/** Enter sends, Esc leaves, and the arrow up in an empty field changes what was said last. @param {ReturnType<typeof createField>} field @param {{ send: () => void, leave: () => void, editLast: () => void }} deeds */
function takeKeys({ element, took }, { send, leave, editLast }) {
  element.addEventListener('keydown', (event) => {
    // While an input method composes, Enter and the arrows are its own.
    if (event.isComposing || event.keyCode === 229 || took(event)) return;
    if (event.key === 'Enter' && !event.shiftKey) send();
    else if (event.key === 'Escape') leave();
    else if (event.key === 'ArrowUp' && element.value === '') editLast();
    else return;
    event.preventDefault();
  });
}

/** @param {HTMLFormElement} form @param {{ send: () => void, commands: () => void, attach: (anchor: HTMLElement) => void }} deeds */
function takePresses(form, { send, commands, attach }) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send();
  });
  byId('menu', HTMLButtonElement).addEventListener('click', commands);
  const clip = byId('attach', HTMLButtonElement);
  clip.addEventListener('click', () => attach(clip));
}

/** The button that opens the chat with a bot, the first time and after a link of its own. @param {Deeds} deeds */
function createStart(deeds) {
  const button = byId('start', HTMLButtonElement);
  let payload = '';
  let isPressed = false;
  button.addEventListener('click', () => {
    const command = `/start ${payload}`.trim();
    payload = '';
    isPressed = true;
    void deeds.say(command);
  });
  return {
    /** @param {string} given */
    offer: (given) => {
      payload = given;
    },
    /** Whether it stands in place of the field. @param {import('../view.ts').PageChat} chat */
    render: (chat) => {
      button.hidden = !chat.isPrivate || (chat.entries.length > 0 && payload === '');
      return !button.hidden;
    },
    /** True once after it was pressed. */
    wasPressed: () => {
      const was = isPressed;
      isPressed = false;
      return was;
    },
  };
}

/** What was begun in each chat, and where the bot asked to be answered. */
function createDrafts() {
  /** @type {Map<string, string>} */
  const drafts = new Map();
  let place = '';
  let answered = 0;
  return {
    /** What was begun in a chat that one comes to; null where one has not moved. @param {string} next @param {string} text */
    enter: (next, text) => {
      if (next === place) return null;
      drafts.set(place, text);
      place = next;
      return drafts.get(next) ?? '';
    },
    /** The message that asks for an answer, once. @param {State} state @returns {Mode | null} */
    asked: (state) => {
      const chat = openChat(state);
      const keyboard = replyKeyboard(chat, state.person);
      if (!keyboard || !('force_reply' in keyboard.markup) || keyboard.message === answered) return null;
      answered = keyboard.message;
      const entry = chat.entries.find(({ message }) => message.message_id === answered);
      return entry ? { kind: 'reply', entry } : null;
    },
  };
}

/** @param {State} state @returns {Mode | null} */
function lastOwn(state) {
  const entry = openChat(state).entries.findLast(({ message }) => message.from?.id === state.person && message.text !== undefined && !message.via_bot);
  return entry ? { kind: 'edit', entry } : null;
}

/** @param {State} state */
const nameOf = ({ people, person }) => people.find(({ id }) => id === person)?.name ?? '';
