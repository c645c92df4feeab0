/** What is not text gets one kind sentence. Nothing is ever downloaded. */
import type { Context } from 'grammy';
import type { Message } from 'grammy/types';
import type { Wording } from './wording.ts';

type Medium = keyof Wording['media'];

/** The first field that a message has decides: a venue is also a location, an animation also a document. */
const MEDIA: readonly (readonly [keyof Message, Medium])[] = [
  ['photo', 'photo'],
  ['voice', 'voice'],
  ['audio', 'voice'],
  ['sticker', 'sticker'],
  ['location', 'location'],
  ['contact', 'contact'],
  ['animation', 'other'],
  ['document', 'document'],
  ['video', 'other'],
  ['video_note', 'other'],
  ['poll', 'other'],
  ['dice', 'other'],
  ['story', 'other'],
  ['game', 'other'],
  ['checklist', 'other'],
  ['paid_media', 'other'],
];

/** The kind of thing that was sent; null for text and for what Telegram itself reports, such as a pinned message. */
export function mediumOf(ctx: Context): Medium | null {
  const message = ctx.message;
  return (message && MEDIA.find(([field]) => message[field] !== undefined)?.[1]) ?? null;
}
