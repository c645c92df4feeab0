/** Document -> sentences and clauses with offsets. Together they cover every non-blank character of the clean text. */
import type { Block, Document } from './document.ts';

/** The smallest unit that is searched and quoted. Its text is always `document.text.slice(start, end)`. */
export interface Passage {
  /** Stable within a version: `12.2.3` is paragraph 12, sentence 2, clause 3; `h2` the second heading, `h0` the title. */
  id: string;
  document: Document;
  block: Block;
  start: number;
  end: number;
  /** The sentence around the clause; for a heading the heading itself. */
  sentence: { start: number; end: number };
}

const CLOSING = '”’"』」）)》〉】]';
const TERMINAL = '。！？!?…';
const PAIRS: Record<string, string> = { '《': '》', '(': ')', '（': '）', '【': '】', '<': '>' };

/** Cuts every block; titles and headings are one passage each. */
export function cutPassages(document: Document): Passage[] {
  const passages: Passage[] = [];
  let heading = 0;
  for (const block of document.blocks) {
    const { start, end } = block;
    if (block.kind !== 'paragraph') {
      const id = block.kind === 'title' ? 'h0' : `h${++heading}`;
      passages.push({ id, document, block, start, end, sentence: { start, end } });
      continue;
    }
    const signatureAt = document.signature && document.signature.end === end ? document.signature.start : end;
    const sentences = cutSentences(document.text, start, signatureAt);
    if (signatureAt < end) sentences.push({ start: signatureAt, end });
    sentences.forEach((sentence, s) => {
      cutClauses(document.text, sentence.start, sentence.end).forEach((clause, c) => {
        passages.push({ id: `${block.paragraph}.${s + 1}.${c + 1}`, document, block, ...clause, sentence });
      });
    });
  }
  return passages;
}

/** A terminal mark ends a sentence, except inside a quotation that the sentence goes on after (“……。”某某说). */
export function cutSentences(text: string, start: number, end: number): { start: number; end: number }[] {
  return cut(text, start, end, (at, depth) => {
    if (!TERMINAL.includes(text[at] ?? '') || depth > 0) return 0;
    let length = 1;
    while (at + length < end && TERMINAL.includes(text[at + length] ?? '')) length++;
    const quoted = at + length < end && CLOSING.includes(text[at + length] ?? '');
    while (at + length < end && CLOSING.includes(text[at + length] ?? '')) length++;
    const next = text[at + length] ?? '';
    return quoted && at + length < end && next !== '“' && next !== '\n' ? 0 : length;
  });
}

/** Clauses end at commas and semicolons outside 《》 and (), and after a quoted sentence. */
export function cutClauses(text: string, start: number, end: number): { start: number; end: number }[] {
  return cut(text, start, end, (at, depth) => {
    const character = text[at] ?? '';
    if (depth > 0) return 0;
    if (',，;；'.includes(character)) return isDigit(text[at - 1]) && isDigit(text[at + 1]) ? 0 : 1;
    return TERMINAL.includes(character) ? (/^.[”’]+/u.exec(text.slice(at, Math.min(end, at + 3)))?.[0].length ?? 0) : 0;
  });
}

const isDigit = (character: string | undefined): boolean => character !== undefined && /\d/u.test(character);

/** Cuts where `endsAt` says how many characters the end has; a bracket that never closes does not count as open. */
function cut(text: string, start: number, end: number, endsAt: (at: number, depth: number) => number): { start: number; end: number }[] {
  const pieces: { start: number; end: number }[] = [];
  let from = start;
  const open: string[] = [];
  for (let at = start; at < end; at++) {
    const character = text[at] ?? '';
    const closing = PAIRS[character];
    if (closing && text.slice(at, end).includes(closing)) open.push(closing);
    else if (character === open.at(-1)) open.pop();
    const length = endsAt(at, open.length);
    if (length === 0) continue;
    pieces.push({ start: from, end: at + length });
    from = at + length;
    at += length - 1;
  }
  if (from < end) pieces.push({ start: from, end });
  return pieces.map((piece) => trimmed(text, piece)).filter((piece) => piece.end > piece.start);
}

function trimmed(text: string, piece: { start: number; end: number }): { start: number; end: number } {
  const raw = text.slice(piece.start, piece.end);
  const start = piece.start + (raw.length - raw.trimStart().length);
  return { start, end: start + raw.trim().length };
}
