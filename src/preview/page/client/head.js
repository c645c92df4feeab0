/** The head of the chat: whom one talks with, and what is going on. */
import { avatarOf } from './bubble.js';
import { byId, fill } from './dom.js';
import { groupAvatar } from './side.js';
import { openChat } from './store.js';
import { texts } from './texts.js';

/** The head in the page's own elements. */
export function createHead() {
  const picture = byId('picture', HTMLElement);
  const title = byId('title', HTMLElement);
  const status = byId('status', HTMLElement);
  const whoami = byId('whoami', HTMLElement);
  return {
    /** @param {import('./store.js').State} state @param {'online' | 'offline' | 'gone'} connection */
    render(state, connection) {
      const chat = openChat(state);
      const unread = Object.values(state.unread).reduce((all, count) => all + count, 0);
      picture.replaceChildren(chat.isPrivate ? avatarOf({ id: state.bot.id, is_bot: true, first_name: chat.title }) : groupAvatar());
      title.textContent = chat.title;
      whoami.textContent = state.people.find(({ id }) => id === state.person)?.name ?? '';
      status.textContent = statusOf(state, chat, connection);
      status.classList.toggle('alert', connection !== 'online');
      document.title = `${unread > 0 ? `(${unread}) ` : ''}${texts.title}`;
    },
  };
}

/** @param {import('./store.js').State} state @param {import('../view.ts').PageChat} chat @param {'online' | 'offline' | 'gone'} connection */
function statusOf(state, chat, connection) {
  const words = texts.head;
  if (connection !== 'online') return words[connection];
  if (state.typing[chat.id]) return words.typing;
  return chat.isPrivate ? words.bot : fill(words.members, { count: chat.memberCount });
}
