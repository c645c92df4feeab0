/** The HTML of messages (`parse_mode: "HTML"`), as strict as Telegram: a tag that was not meant as one is an error, not text. */
import type { MessageEntity } from 'grammy/types';
import { badRequest, type Refusal } from './refusal.ts';

/** Text without markup, and what the markup said. Offsets are UTF-16 units. */
export interface Formatted {
  text: string;
  entities: MessageEntity[];
}

type Style = MessageEntity.CommonMessageEntity['type'];

const STYLES: Record<string, Style> = {
  b: 'bold', strong: 'bold', i: 'italic', em: 'italic', u: 'underline', ins: 'underline', s: 'strikethrough', strike: 'strikethrough',
  del: 'strikethrough', 'tg-spoiler': 'spoiler', span: 'spoiler', code: 'code', blockquote: 'blockquote',
};
const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };
const REFERENCE = /&(?:#x([\da-f]+)|#(\d+)|(lt|gt|amp|quot));?/giu;
const TAG = /<(\/?)([^\s>/<]*)((?:\s+[\w-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[\w.-]+))?)*)\s*>/uy;

interface Open {
  tag: string;
  attributes: Record<string, string>;
  offset: number;
}

/**
 * Takes the markup out of a text.
 *
 * @throws Refusal 400 "can't parse entities: …", naming the tag and its byte offset
 */
export function parseHtml(markup: string): Formatted {
  const formatted: Formatted = { text: '', entities: [] };
  const open: Open[] = [];
  for (let at = 0; at < markup.length; ) {
    if (markup[at] !== '<') {
      const next = markup.indexOf('<', at);
      const end = next < 0 ? markup.length : next;
      formatted.text += decode(markup.slice(at, end));
      at = end;
      continue;
    }
    TAG.lastIndex = at;
    const match = TAG.exec(markup);
    const bytes = Buffer.byteLength(markup.slice(0, at));
    if (!match) throw unparsable(markup[at + 1] === '/' ? `Unexpected end tag at byte offset ${bytes}` : `Unclosed start tag at byte offset ${bytes}`);
    const [whole, closing, name = '', rest = ''] = match;
    if (closing === '/') close(open, name.toLowerCase(), formatted, bytes);
    else open.push(start(name.toLowerCase(), rest, formatted.text.length, bytes));
    at += whole.length;
  }
  const unclosed = open.at(-1);
  if (unclosed) throw unparsable(`Can't find end tag corresponding to start tag "${unclosed.tag}"`);
  if (!formatted.text.isWellFormed()) throw unparsable('Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units');
  return formatted;
}

function start(tag: string, rest: string, offset: number, bytes: number): Open {
  const attributes: Record<string, string> = {};
  for (const [, name = '', double, single, bare] of rest.matchAll(/([\w-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([\w.-]+)))?/gu)) {
    attributes[name.toLowerCase()] = decode(double ?? single ?? bare ?? '');
  }
  if (!(tag in STYLES) && !['a', 'pre', 'tg-emoji'].includes(tag)) throw unparsable(`Unsupported start tag "${tag}" at byte offset ${bytes}`);
  if (tag === 'span' && attributes['class'] !== 'tg-spoiler') throw unparsable(`Tag "span" must have class "tg-spoiler" at byte offset ${bytes}`);
  return { tag, attributes, offset };
}

function close(open: Open[], tag: string, formatted: Formatted, bytes: number): void {
  const last = open.pop();
  if (!last) throw unparsable(`Unexpected end tag at byte offset ${bytes}`);
  if (tag !== '' && tag !== last.tag) throw unparsable(`Unmatched end tag at byte offset ${bytes}, expected "</${last.tag}>", found "</${tag}>"`);
  const place = { offset: last.offset, length: formatted.text.length - last.offset };
  const entity = place.length === 0 ? null : entityOf(last, place, formatted.text.slice(last.offset));
  if (entity) formatted.entities.push(entity);
}

function entityOf({ tag, attributes }: Open, place: { offset: number; length: number }, text: string): MessageEntity | null {
  if (tag === 'a') return URL.canParse(attributes['href'] ?? text) ? { type: 'text_link', url: new URL(attributes['href'] ?? text).href, ...place } : null;
  if (tag === 'pre') return { type: 'pre', ...place };
  if (tag === 'tg-emoji') return { type: 'custom_emoji', custom_emoji_id: attributes['emoji-id'] ?? '', ...place };
  if (tag === 'blockquote' && 'expandable' in attributes) return { type: 'expandable_blockquote', ...place };
  return { type: STYLES[tag] ?? 'bold', ...place };
}

function decode(text: string): string {
  return text.replace(REFERENCE, (whole, hexadecimal: string | undefined, decimal: string | undefined, name: string | undefined) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
    const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function unparsable(problem: string): Refusal {
  return badRequest(`can't parse entities: ${problem}`);
}
