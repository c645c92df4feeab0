/** Text with entities: composing it from pieces, and splitting it where Telegram's limit asks for it. Pure. */
import type { MessageEntity } from 'grammy/types';

/** Telegram's limit for a text, in UTF-16 units, after entities are taken out. */
export const MESSAGE_LIMIT = 4096;

/** The entities this bot uses; none of them carries a link, so nothing can be injected. */
export type Style = 'blockquote' | 'bold';

/** A run of text; `bold` holds ranges inside it. */
export interface Piece {
  text: string;
  style?: Style;
  bold?: readonly { start: number; end: number }[];
}

/** What sendMessage takes. Offsets are UTF-16 units of `text`. */
export interface Message {
  text: string;
  entities: MessageEntity[];
}

/** Puts pieces one after the other. Ranges that overlap or leave their piece are merged and cut. */
export function compose(pieces: readonly (Piece | string)[]): Message {
  const message: Message = { text: '', entities: [] };
  for (const piece of pieces) {
    const { text, style, bold = [] } = typeof piece === 'string' ? { text: piece } : piece;
    const offset = message.text.length;
    if (style && text !== '') message.entities.push({ type: style, offset, length: text.length });
    for (const range of merged(bold, text.length)) message.entities.push({ type: 'bold', offset: offset + range.start, length: range.end - range.start });
    message.text += text;
  }
  return message;
}

/** Cuts a message into parts of at most `limit` units; the parts say the same as the whole, without the blank lines at the cuts. */
export function splitMessage(message: Message, limit: number = MESSAGE_LIMIT): Message[] {
  const parts: Message[] = [];
  let rest = trimmed(message);
  while (rest.text.length > limit) {
    const at = cutAt(rest, limit);
    parts.push(trimmed(slice(rest, 0, at)));
    rest = trimmed(slice(rest, at, rest.text.length));
  }
  return [...parts, rest].filter((part) => part.text !== '');
}

/** The latest good place to cut: an empty line, a line, a sentence, a visible character. None of them inside an entity if possible. */
function cutAt(message: Message, limit: number): number {
  const window = message.text.slice(0, limit);
  const free = (at: number): boolean => !message.entities.some((entity) => at > entity.offset && at < entity.offset + entity.length);
  for (const allowed of [free, () => true]) {
    for (const boundary of [/\n\n+/gu, /\n+/gu, /[。！？!?…][”’」』）)]*/gu]) {
      const ends = [...window.matchAll(boundary)].map((match) => match.index + match[0].length).filter(allowed);
      const last = ends.at(-1);
      // A cut near the beginning would make many small messages out of one.
      if (last !== undefined && last > limit / 4) return last;
    }
    const entity = message.entities.find((entry) => entry.offset > 0 && entry.offset < limit && entry.offset + entry.length > limit);
    const hard = allowed === free && entity ? entity.offset : characterEnd(message.text, limit);
    if (allowed(hard)) return hard;
  }
  return characterEnd(message.text, limit);
}

/** The end of the last visible character that ends at or before `limit`. */
function characterEnd(text: string, limit: number): number {
  // Enough of what follows to see whether the character at the limit goes on.
  const segment = new Intl.Segmenter('zh', { granularity: 'grapheme' }).segment(text.slice(0, limit + 64)).containing(limit);
  if (segment && segment.index > limit / 2) return segment.index;
  const code = text.charCodeAt(limit - 1);
  return code >= 0xd800 && code <= 0xdbff && limit > 1 ? limit - 1 : limit;
}

function slice(message: Message, start: number, end: number): Message {
  const entities = message.entities.flatMap((entity) => {
    const from = Math.max(entity.offset, start);
    const to = Math.min(entity.offset + entity.length, end);
    return to > from ? [{ ...entity, offset: from - start, length: to - from }] : [];
  });
  return { text: message.text.slice(start, end), entities };
}

/** Without line breaks and blanks at both ends, as Telegram would send it, so that offsets stay true. */
function trimmed(message: Message): Message {
  const { text } = message;
  return slice(message, text.length - text.trimStart().length, Math.max(text.trimEnd().length, text.length - text.trimStart().length));
}

function merged(ranges: readonly { start: number; end: number }[], length: number): { start: number; end: number }[] {
  const result: { start: number; end: number }[] = [];
  const inside = ranges.map((range) => ({ start: Math.max(0, range.start), end: Math.min(length, range.end) }));
  for (const range of inside.filter((entry) => entry.end > entry.start).sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else result.push(range);
  }
  return result;
}
