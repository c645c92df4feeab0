/** Text with entities: composing it from pieces, and splitting it where Telegram's limit asks for it. Pure. */
import type { MessageEntity } from 'grammy/types';

/** Telegram's limit for a text, in UTF-16 units, after entities are taken out. */
export const MESSAGE_LIMIT = 4096;

/** The entities this bot uses, besides links that it makes itself. */
export type Style = 'blockquote' | 'expandable_blockquote' | 'bold' | 'code';

/** A run of text; `bold` holds ranges inside it. */
export interface Piece {
  text: string;
  style?: Style;
  bold?: readonly { start: number; end: number }[];
  /** Where the whole run leads: an address of our own making, never one that somebody wrote. */
  link?: string;
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
    const { text, style, bold = [], link } = typeof piece === 'string' ? { text: piece } : piece;
    const offset = message.text.length;
    if (link !== undefined && text !== '') message.entities.push({ type: 'text_link', offset, length: text.length, url: link });
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
    parts.push(trimmed(excerpt(rest, 0, at)));
    rest = trimmed(excerpt(rest, at, rest.text.length));
  }
  return [...parts, rest].filter((part) => part.text !== '');
}

const CHARACTERS = new Intl.Segmenter('zh', { granularity: 'grapheme' });
/** Good places to cut, best first: behind an empty line, a line, a sentence with all marks that end it. */
const ENDS = [/(?<=\n\r?\n)/gu, /(?<=\n)/gu, /(?<=[。！？!?…][”’」』）)]{0,4})(?![。！？!?…”’」』）)])/gu];

/** The latest good place to cut, never inside a character or an entity as long as these fit into a message themselves. */
function cutAt({ text, entities }: Message, limit: number): number {
  // What follows the limit says whether a character or a sentence goes on there.
  const window = text.slice(0, limit + 2);
  const upTo = (places: readonly number[]): number[] => places.filter((at) => at > 0 && at <= limit);
  const visible = upTo(charactersOf(window));
  const fitting = entities.filter((entity) => entity.length <= limit);
  for (const [places, kept] of [[visible, entities], [visible, fitting], [upTo(codePointsOf(window)), fitting]] as const) {
    const allowed = new Set(places.filter((at) => !kept.some((entity) => at > entity.offset && at < entity.offset + entity.length)));
    for (const end of ENDS) {
      // A cut near the beginning would make many small messages out of one.
      const last = [...window.matchAll(end)].map((match) => match.index).filter((at) => allowed.has(at) && at > limit / 4).at(-1);
      if (last !== undefined) return last;
    }
    const last = [...allowed].at(-1);
    if (last !== undefined) return last;
  }
  return limit;
}

/** Where visible characters begin. */
const charactersOf = (text: string): number[] => [...CHARACTERS.segment(text)].map((entry) => entry.index);

const codePointsOf = (text: string): number[] => [...text.matchAll(/[^]/gu)].map((match) => match.index);

/** Part of a message, with the entities that are in it cut to it. */
export function excerpt(message: Message, start: number, end: number): Message {
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
  const blank = text.length - text.trimStart().length;
  // A blank that carries a mark is a visible character.
  const start = blank > 0 && !charactersOf(text.slice(blank - 1, blank + 2)).includes(1) ? blank - 1 : blank;
  return excerpt(message, start, Math.max(text.trimEnd().length, start));
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

/** Letters and marks of scripts that run from right to left: the blocks that Unicode sets aside for them, and the mark U+200F. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\u200F\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
/** Embeddings, overrides and isolates: what would turn the text behind it, too. */
const DIRECTIONS = /[\u202A-\u202E\u2066-\u2069]/gu;

/**
 * A line that somebody else wrote, for a sentence of ours: what runs from right to left is isolated (U+2068 … U+2069), so that it turns
 * neither our marks nor our words around. Directions that the text itself sets are taken out, and the two are always balanced.
 */
export function isolate(text: string): string {
  const plain = text.replace(DIRECTIONS, '');
  return RIGHT_TO_LEFT.test(plain) ? `\u2068${plain}\u2069` : plain;
}
