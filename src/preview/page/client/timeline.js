/** A chat as it is laid out: days, what happened to the chat, and messages in groups of one sender. Pure. */

/** @typedef {import('../view.ts').PageEntry} PageEntry */

/**
 * @typedef {{ kind: 'day', key: string, seconds: number }} DayItem
 * @typedef {{ kind: 'service', key: string, entry: PageEntry }} ServiceItem
 * @typedef {{ kind: 'message', key: string, entry: PageEntry, own: boolean, first: boolean, last: boolean }} MessageItem `first` and `last` of its group
 * @typedef {{ kind: 'draft', key: string, text: string }} DraftItem
 * @typedef {DayItem | ServiceItem | MessageItem | DraftItem} Item
 */

/** Messages of one sender that follow each other within this time stand together. Seconds. */
const TOGETHER = 600;

const SERVICE = ['new_chat_members', 'left_chat_member', 'group_chat_created', 'new_chat_title', 'pinned_message', 'migrate_to_chat_id', 'migrate_from_chat_id', 'forum_topic_created', 'forum_topic_closed'];

/**
 * Lays out a chat for one person.
 *
 * @param {readonly PageEntry[]} entries oldest first
 * @param {number} person
 * @param {string} [draft] what the bot is writing at the moment
 * @returns {Item[]}
 */
export function layOut(entries, person, draft = '') {
  /** @type {Item[]} */
  const items = [];
  entries.forEach((entry, index) => {
    const [before, after] = [entries[index - 1], entries[index + 1]];
    const { message } = entry;
    const key = `message-${message.message_id}`;
    if (!before || dayOf(before) !== dayOf(entry)) items.push({ kind: 'day', key: `day-${dayOf(entry)}-${message.message_id}`, seconds: message.date });
    if (isService(entry)) items.push({ kind: 'service', key, entry });
    else items.push({ kind: 'message', key, entry, own: message.from?.id === person, first: !isTogether(before, entry), last: !isTogether(entry, after) });
  });
  return draft === '' ? items : [...items, { kind: 'draft', key: 'draft', text: draft }];
}

/** What nobody said. @param {PageEntry} entry */
export function isService({ message }) {
  return SERVICE.some((field) => field in message);
}

/** @param {PageEntry | undefined} one @param {PageEntry | undefined} other */
function isTogether(one, other) {
  if (!one || !other || isService(one) || isService(other)) return false;
  return one.message.from?.id === other.message.from?.id && other.message.date - one.message.date < TOGETHER && dayOf(one) === dayOf(other);
}

/** @param {PageEntry} entry */
const dayOf = ({ message }) => new Date(message.date * 1000).toDateString();
