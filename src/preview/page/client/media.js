/** What a message carries besides text, and messages in one line. */
import { el, spoken } from './dom.js';
import { fileSize } from './format.js';
import { icon } from './icons.js';
import { texts } from './texts.js';

/** @typedef {import('grammy/types').Message} Message */

/**
 * The picture, file, place or person of a message; null where it is text only.
 *
 * @param {Message} message
 * @returns {HTMLElement | null}
 */
export function renderMedium(message) {
  const words = texts.media;
  if (message.sticker) return el('div', { class: 'sticker', role: 'img', 'aria-label': `${words.sticker} ${message.sticker.emoji ?? ''}` }, message.sticker.emoji ?? words.sticker);
  if (message.photo) return photo(message.photo.at(-1)?.file_id ?? '');
  if (message.voice) return sound(message.voice.file_id, words.voice);
  if (message.audio) return sound(message.audio.file_id, message.audio.title ?? message.audio.file_name ?? words.audio);
  const file = message.document ?? message.video ?? message.animation;
  if (file) return download(file.file_id, file.file_name ?? words.document, file.file_size ?? 0);
  if (message.location) {
    const { latitude, longitude } = message.venue?.location ?? message.location;
    return card('location', message.venue?.title ?? words.location, `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`);
  }
  if (message.contact) return card('contact', message.contact.first_name, message.contact.phone_number);
  return message.text === undefined && message.caption === undefined ? el('div', { class: 'text' }, words.other) : null;
}

/** A message in one line, for lists and for answers to it. @param {Message | NonNullable<Message['reply_to_message']>} message */
export function snippetOf(message) {
  const words = texts.media;
  const said = message.text ?? message.caption;
  if (said !== undefined) return said.replace(/\s+/gu, ' ').slice(0, 120);
  if (message.sticker) return `${message.sticker.emoji ?? ''} ${words.sticker}`.trim();
  const known = /** @type {const} */ (['photo', 'voice', 'audio', 'video', 'document', 'location', 'contact']).find((field) => message[field] !== undefined);
  return known ? words[known] : texts.log.service;
}

/** Whether it is shown without a bubble around it. @param {Message} message */
export const isBare = (message) => message.sticker !== undefined;

/** @param {string} id */
const addressOf = (id) => `files/${encodeURIComponent(id)}`;

/** A picture that cannot be shown is a file after all. @param {string} id */
function photo(id) {
  const image = el('img', { src: addressOf(id), alt: texts.media.photo });
  const frame = el('a', { class: 'photo', href: addressOf(id), target: '_blank', rel: 'noopener noreferrer' }, image);
  image.addEventListener('error', () => frame.replaceWith(card('photo', texts.media.photo, '')), { once: true });
  return frame;
}

/** @param {string} id @param {string} name */
function sound(id, name) {
  return el('div', { class: 'sound' }, el('span', { class: 'disc' }, icon('voice')), el('audio', { controls: true, preload: 'none', src: addressOf(id), 'aria-label': name }));
}

/** @param {string} id @param {string} name @param {number} size */
function download(id, name, size) {
  const label = el('span', { class: 'lines' }, el('strong', {}, spoken(`${texts.media.download} `), name), el('small', {}, fileSize(size)));
  return el('a', { class: 'card', href: addressOf(id), download: name }, el('span', { class: 'disc' }, icon('download')), label);
}

/** @param {'photo' | 'location' | 'contact'} drawing @param {string} title @param {string} detail */
function card(drawing, title, detail) {
  return el('div', { class: 'card' }, el('span', { class: 'disc' }, icon(drawing)), el('span', { class: 'lines' }, el('strong', {}, title), detail === '' ? null : el('small', {}, detail)));
}
