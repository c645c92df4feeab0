/** Texts as Telegram keeps them: trimmed, with the entities that were asked for and those that it finds by itself. */
import type { MessageEntity } from 'grammy/types';
import { parseHtml, type Formatted } from './html.ts';
import { badRequest, Mistake } from './refusal.ts';

/** What of a call says how a text looks. */
export interface Format {
  entities?: readonly MessageEntity[] | undefined;
  parseMode?: string | undefined;
}

/**
 * The text as it will stand in the chat.
 *
 * @throws Refusal 400 for markup or entities that Telegram would not take
 */
export function formatText(text: string, { entities = [], parseMode }: Format): Formatted {
  if (!text.isWellFormed()) throw badRequest('strings must be encoded in UTF-8');
  const formatted = parseMode === undefined ? { text, entities: checked(text, entities) } : parseMarkup(text, parseMode);
  const kept = trimmed(formatted);
  return { text: kept.text, entities: sorted([...kept.entities, ...found(kept.text).filter((entity) => !isInside(entity, kept.entities))]) };
}

/** What is typed by people: Telegram finds the entities, and people may add styles. */
export function typedText(text: string, entities: readonly MessageEntity[] = []): Formatted {
  return formatText(text, { entities });
}

/** Markup taken out. Only HTML is known here; the bot sends entities. */
export function parseMarkup(text: string, parseMode: string): Formatted {
  if (parseMode.toLowerCase() === 'html') return parseHtml(text);
  throw new Mistake(501, `Not Implemented: the emulator does not know parse_mode ${parseMode}`);
}

const PATTERNS: readonly (readonly ['bot_command' | 'mention' | 'hashtag' | 'url' | 'email', RegExp])[] = [
  ['url', /\bhttps?:\/\/[^\s<>"，。；、！？）》」』】]+[^\s<>"，。；、！？）》」』】.,;:!?)]/gu],
  ['email', /(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu],
  // Letters of any script on either side, 你好@bot or /ask你好, make it an ordinary word.
  ['bot_command', /(?<![\p{L}\p{N}_/<>])\/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\p{L}\p{N}_/<>])/gu],
  ['mention', /(?<![\p{L}\p{N}_])@[A-Za-z0-9_]{3,32}(?![\p{L}\p{N}_])/gu],
  ['hashtag', /(?<![\p{L}\p{N}_])#[\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*/gu],
];
/** Nothing is found inside these. */
const OPAQUE = new Set(['pre', 'code', 'text_link', 'url', 'email', 'bot_command', 'mention', 'hashtag', 'text_mention', 'custom_emoji', 'phone_number', 'cashtag', 'date_time']);

function found(text: string): MessageEntity[] {
  const entities: MessageEntity[] = [];
  for (const [type, pattern] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const entity = { type, offset: match.index, length: match[0].length };
      if (!isInside(entity, entities)) entities.push(entity);
    }
  }
  return entities;
}

function isInside(entity: MessageEntity, others: readonly MessageEntity[]): boolean {
  return others.some((other) => OPAQUE.has(other.type) && entity.offset < other.offset + other.length && other.offset < entity.offset + entity.length);
}

/** Entities lie inside the text, and inside one another or apart. */
function checked(text: string, entities: readonly MessageEntity[]): MessageEntity[] {
  const open: number[] = [];
  const kept = sorted(entities.filter((entity) => entity.length > 0));
  for (const { offset, length } of kept) {
    const end = offset + length;
    if (offset > text.length) throw badRequest(`entity begins after the end of the text at UTF-16 offset ${offset}`);
    while ((open.at(-1) ?? end) <= offset) open.pop();
    if (end > (open.at(-1) ?? text.length)) throw badRequest(`entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${end}`);
    for (const at of [offset, end]) {
      if (/[\uDC00-\uDFFF]/u.test(text[at] ?? '') && /[\uD800-\uDBFF]/u.test(text[at - 1] ?? '')) throw badRequest(`entity beginning at UTF-16 offset ${offset} ${at === end ? 'ends' : 'begins'} in a middle of a UTF-16 symbol`);
    }
    open.push(end);
  }
  return kept;
}

function trimmed({ text, entities }: Formatted): Formatted {
  const start = text.length - text.trimStart().length;
  const end = Math.max(start, text.trimEnd().length);
  const kept = entities.flatMap((entity) => {
    const from = Math.max(entity.offset, start);
    const to = Math.min(entity.offset + entity.length, end);
    return to > from ? [{ ...entity, offset: from - start, length: to - from }] : [];
  });
  return { text: text.slice(start, end), entities: kept };
}

function sorted(entities: readonly MessageEntity[]): MessageEntity[] {
  return [...entities].sort((one, other) => one.offset - other.offset || other.length - one.length);
}
