/** The menu of one message. */
import { openMenu } from './dialogs.js';
import { button, el } from './dom.js';
import { icon } from './icons.js';
import { texts } from './texts.js';

/**
 * Opens it beside the message's own button. Only own texts can be changed, only own messages taken back.
 *
 * @param {import('../view.ts').PageEntry} entry
 * @param {HTMLElement} anchor
 * @param {import('./deeds.js').Page} page
 * @param {import('./deeds.js').Deeds} deeds
 */
export function openMessageMenu(entry, anchor, page, deeds) {
  const { message } = entry;
  const words = texts.menu;
  const isOwn = message.from?.id === page.state().person;
  const text = message.text ?? message.caption ?? '';
  const emoji = el('div', { class: 'emoji', role: 'group', 'aria-label': words.react },
    ...Object.entries(words.emoji).map(([one, name]) => button({ role: 'menuitem', tabindex: -1, 'aria-label': name }, () => deeds.react(entry, one), one)));
  openMenu(anchor.closest('article') ?? anchor, words.label, [
    { label: words.reply, icon: icon('reply'), act: () => page.compose('reply', entry) },
    ...(text === '' ? [] : [{ label: words.copy, icon: icon('copy'), act: () => deeds.copy(text) }]),
    { label: words.forward, icon: icon('forward'), act: () => deeds.forward(entry) },
    ...(isOwn && message.text !== undefined && !message.via_bot ? [{ label: words.edit, icon: icon('edit'), act: () => page.compose('edit', entry) }] : []),
    ...(isOwn ? [{ label: words.remove, icon: icon('remove'), act: () => deeds.remove(entry) }] : []),
  ], emoji, anchor);
}
