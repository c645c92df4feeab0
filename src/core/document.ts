/**
 * Published text -> Document. The clean text is the published text minus ranges that were not part of the publication; nothing is
 * ever added, replaced or repaired, so every quote can be traced back to the published characters.
 */
import { annotatedLength } from './pinyin.ts';

/** Why a range of the published text is not part of the clean text. */
export type RemovalReason = 'pinyin' | 'repeat' | 'furniture' | 'markup';

/** A range of the published text, in UTF-16 units, that the clean text leaves out. */
export interface Removal {
  start: number;
  end: number;
  reason: RemovalReason;
}

export type Kind = '新闻报道' | '政策文件' | '法规' | '办事指南';

/** What is known of a publication besides its text. Null: not stated there, and never filled in from elsewhere. */
export interface SourceMeta {
  kind: Kind | null;
  title: string | null;
  shortTitle: string | null;
  signedBy: string | null;
  publisher: string | null;
  publishedOn: string | null;
  url: string | null;
  /** Days that the text itself names, each with what happened; the year only where the text has it. */
  eventDates: { date: string; what: string }[];
}

/** A line of the clean text. Offsets are UTF-16 units of the clean text. */
export interface Block {
  kind: 'title' | 'heading' | 'paragraph';
  start: number;
  end: number;
  /** 1-based, headings not counted; 0 for the title and headings. */
  paragraph: number;
  /** The heading above, empty before the first. */
  section: string;
  /** 第十六条, for a paragraph of a law's article; null elsewhere. */
  article: string | null;
}

export interface Document {
  /** File name without its ending, unique in a knowledge base. */
  id: string;
  file: string;
  meta: SourceMeta;
  published: string;
  text: string;
  title: string;
  blocks: Block[];
  /** Sorted, not overlapping. `published` minus these is `text`. */
  removed: Removal[];
  /** The signature at the end of the last paragraph, brackets included. */
  signature: { start: number; end: number } | null;
}

export const UNKNOWN_META: SourceMeta = {
  kind: null,
  title: null,
  shortTitle: null,
  signedBy: null,
  publisher: null,
  publishedOn: null,
  url: null,
  eventDates: [],
};

export interface ParseOptions {
  meta?: SourceMeta;
  /** Lines of the web page around the text; one that ends with … matches by its beginning. */
  furniture?: readonly string[];
}

interface Line {
  start: number;
  end: number;
  /** What is left of the line after the removals found so far. */
  text: string;
}

const ARTICLE = /^(第[零〇一二三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十]+)?)(?=[\s\u3000]|$)/u;
/** A heading of plain text is a short line that does not end like a sentence. */
const HEADING_LIMIT = 40;
const SENTENCE_LIKE = /[。.!！?？;；:：,，、…”’」』)）》>]$/u;
/** A title of this length begins nothing by chance. */
const LONG_TITLE = 12;
/** A repeat shorter than this may be meant: laws repeat short lines. */
const REPEAT_LIMIT = 100;

/** Cuts the published text of `file` into title, headings and paragraphs. Never fails: an empty text has no blocks. */
export function parseDocument(file: string, published: string, options: ParseOptions = {}): Document {
  const markdown = /\.(md|markdown)$/iu.test(file);
  const removed: Removal[] = [...pinyinAnnotations(published), ...(markdown ? headingMarks(published) : []), ...lineNoise(published)];
  let lines = linesOf(published, removed);
  const titleLine = findTitle(lines, markdown, published);
  const titleText = titleLine?.text.trim() ?? '';
  for (const step of [
    () => (titleLine ? repeatedTitles(lines, titleLine, published, removed) : []),
    () => furnitureLines(lines, options.furniture ?? []),
    () => repeatedRuns(lines),
  ]) {
    removed.push(...step());
    lines = linesOf(published, removed);
  }
  const ranges = disjoint(removed);
  const text = without(published, ranges);
  const blocks = cutBlocks(text, titleText, markdown ? headingLines(published, removed) : null);
  const meta = options.meta ?? UNKNOWN_META;
  const title = meta.title ?? (titleText || file);
  return { id: file.replace(/\.[^.]+$/u, ''), file, meta, published, text, title, blocks, removed: ranges, signature: findSignature(text, blocks) };
}

/** `published` minus `removed`, which must be sorted. */
export function without(published: string, removed: readonly Removal[]): string {
  let text = '';
  let at = 0;
  for (const range of removed) {
    text += published.slice(at, range.start);
    at = Math.max(at, range.end);
  }
  return text + published.slice(at);
}

/** Sorted; an annotation inside a repeat is gone with it, since a range counted twice would shift every offset behind it. */
function disjoint(removed: readonly Removal[]): Removal[] {
  const kept: Removal[] = [];
  for (const range of [...removed].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const start = Math.max(range.start, kept.at(-1)?.end ?? 0);
    if (range.end > start) kept.push({ ...range, start });
  }
  return kept;
}

/** The range of the published text that holds the clean range, from its first to its last character. */
export function publishedRange(document: Document, start: number, end: number): { start: number; end: number } {
  const at = (offset: number): number => {
    let shift = 0;
    for (const range of document.removed) {
      if (range.start > offset + shift) break;
      shift += range.end - range.start;
    }
    return offset + shift;
  };
  return { start: at(start), end: end > start ? at(end - 1) + 1 : at(start) };
}

/** True when the quote is the clean text at its offsets and the published range minus the listed removals. */
export function isVerbatim(document: Document, quote: { start: number; end: number; text: string }): boolean {
  const { start, end } = quote;
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end <= start || end > document.text.length) return false;
  if (document.text.slice(start, end) !== quote.text) return false;
  const range = publishedRange(document, start, end);
  const inside = document.removed
    .filter((removal) => removal.start >= range.start && removal.end <= range.end)
    .map((removal) => ({ ...removal, start: removal.start - range.start, end: removal.end - range.start }));
  return without(document.published.slice(range.start, range.end), inside) === quote.text;
}

/** Brackets that hold the pinyin of the characters before them, also one after the other and inside real brackets. */
function pinyinAnnotations(published: string): Removal[] {
  const found: Removal[] = [];
  for (const match of published.matchAll(/[(（]([^()（）\n\p{Script=Han}]{1,80})[)）]/gu)) {
    const start = match.index;
    const previous = found.at(-1);
    const before = previous?.end === start ? previous : undefined;
    const text = published.slice(Math.max(0, (before?.start ?? start) - 60), before?.start ?? start);
    const plain = text.replace(/[(（][^()（）\n\p{Script=Han}]{1,80}[)）]/gu, '');
    if (annotatedLength(plain, match[1] ?? '') > 0) {
      const end = start + match[0].length;
      found.push({ start: before ? before.start : start, end, reason: 'pinyin' });
      if (before) found.splice(found.indexOf(before), 1);
    }
  }
  return found;
}

function headingMarks(published: string): Removal[] {
  return [...published.matchAll(/(?<=^\uFEFF?)[ \t]*#{1,6}[ \t]+/gmu)].map((match) => ({ start: match.index, end: match.index + match[0].length, reason: 'markup' as const }));
}

/** Carriage returns and a byte order mark belong to the file, not to the publication. */
function lineNoise(published: string): Removal[] {
  return [...published.matchAll(/\r|\uFEFF/gu)].map((match) => ({ start: match.index, end: match.index + 1, reason: 'markup' as const }));
}

function headingLines(published: string, removed: readonly Removal[]): Set<string> {
  const marks = new Set(removed.filter((range) => range.reason === 'markup' && published.slice(range.start, range.end).includes('#')).map((range) => range.end));
  const sorted = [...removed].sort((a, b) => a.start - b.start);
  return new Set(linesOf(published, sorted).filter((line) => [...marks].some((mark) => mark > line.start && mark <= line.end)).map((line) => line.text.trim()));
}

function linesOf(published: string, removed: readonly Removal[]): Line[] {
  const sorted = [...removed].sort((a, b) => a.start - b.start);
  const lines: Line[] = [];
  let next = 0;
  for (const match of published.matchAll(/[^\n]+/gu)) {
    const start = match.index;
    const end = start + match[0].length;
    while (next < sorted.length && (sorted[next]?.end ?? 0) <= start) next++;
    const inside: Removal[] = [];
    for (let i = next; i < sorted.length && (sorted[i]?.start ?? end) < end; i++) {
      const range = sorted[i];
      if (range) inside.push({ ...range, start: Math.max(0, range.start - start), end: Math.min(end, range.end) - start });
    }
    const text = without(match[0], inside);
    if (text.trim() !== '') lines.push({ start, end, text });
  }
  return lines;
}

function findTitle(lines: readonly Line[], markdown: boolean, published: string): Line | null {
  const first = lines[0];
  if (!first) return null;
  if (markdown) return lines.find((line) => /^\uFEFF?[ \t]*#[ \t]/u.test(published.slice(line.start, line.end))) ?? null;
  return first.text.length <= 2 * HEADING_LIMIT && !SENTENCE_LIKE.test(first.text.trim()) ? first : null;
}

/**
 * Copies of the title after the first, alone on a line or glued to the front of a paragraph. Glued ones are only taken for copies where
 * the page also repeats the title by itself: a sentence may begin with the title because it speaks of the text.
 */
function repeatedTitles(lines: readonly Line[], title: Line, published: string, removed: readonly Removal[]): Removal[] {
  const text = title.text.trim();
  const later = lines.filter((line) => line.start > title.start && line.text.trimStart().startsWith(text));
  const alone = later.filter((line) => line.text.trim() === text);
  // A heading that merely starts like a short title is not a copy of it.
  const glued = alone.length > 0 && text.length >= LONG_TITLE ? later.filter((line) => !alone.includes(line)) : [];
  return [
    ...alone.map((line) => ({ start: line.start, end: line.end, reason: 'repeat' as const })),
    ...glued.map((line) => ({ start: line.start, end: publishedEnd(line, line.text.indexOf(text) + text.length, published, removed), reason: 'repeat' as const })),
  ];
}

/** Where the first `length` characters that are left of a line end in the published text. */
function publishedEnd(line: Line, length: number, published: string, removed: readonly Removal[]): number {
  let left = length;
  let at = line.start;
  while (left > 0 && at < published.length) {
    const range = removed.find(({ start, end }) => start <= at && at < end);
    if (range) at = range.end;
    else {
      at++;
      left--;
    }
  }
  return at;
}

/** Lines of the page around the text: only at its very end, so that a word like 欢迎 inside the text stays. */
function furnitureLines(lines: readonly Line[], furniture: readonly string[]): Removal[] {
  const found: Removal[] = [];
  for (const line of [...lines].reverse()) {
    const text = line.text.trim();
    const known = furniture.some((entry) => (entry.endsWith('…') ? text.startsWith(entry.slice(0, -1)) : text === entry));
    if (!known) break;
    found.push({ start: line.start, end: line.end, reason: 'furniture' });
  }
  return found;
}

/** Runs of lines that repeat an earlier run word by word, as when a page carries its body twice. */
function repeatedRuns(lines: readonly Line[]): Removal[] {
  const firstAt = new Map<string, number>();
  const found: Removal[] = [];
  for (let i = 0; i < lines.length; ) {
    const text = lines[i]?.text.trim() ?? '';
    const earlier = firstAt.get(text);
    if (earlier === undefined) {
      firstAt.set(text, i++);
      continue;
    }
    let length = 0;
    let size = 0;
    while (earlier + length < i && i + length < lines.length && lines[earlier + length]?.text.trim() === lines[i + length]?.text.trim()) {
      size += lines[i + length]?.text.length ?? 0;
      length++;
    }
    if (size >= REPEAT_LIMIT) for (const line of lines.slice(i, i + length)) found.push({ start: line.start, end: line.end, reason: 'repeat' });
    i += Math.max(1, length);
  }
  return found;
}

function cutBlocks(text: string, title: string, marked: Set<string> | null): Block[] {
  const blocks: Block[] = [];
  let paragraph = 0;
  let section = '';
  let article: string | null = null;
  for (const match of text.matchAll(/[^\n]+/gu)) {
    const line = match[0].trim();
    if (line === '') continue;
    const start = match.index + (match[0].length - match[0].trimStart().length);
    const end = start + line.length;
    if (line === title && blocks.length === 0) {
      blocks.push({ kind: 'title', start, end, paragraph: 0, section: '', article: null });
    } else if (marked ? marked.has(line) : line.length <= HEADING_LIMIT && !SENTENCE_LIKE.test(line) && !ARTICLE.test(line)) {
      section = line;
      article = null;
      blocks.push({ kind: 'heading', start, end, paragraph: 0, section, article });
    } else {
      article = ARTICLE.exec(line)?.[1] ?? article;
      blocks.push({ kind: 'paragraph', start, end, paragraph: ++paragraph, section, article });
    }
  }
  return blocks;
}

function findSignature(text: string, blocks: readonly Block[]): { start: number; end: number } | null {
  const last = blocks.filter((block) => block.kind === 'paragraph').at(-1);
  if (!last) return null;
  const match = /[。!！?？”]([(（][^()（）]{2,40}[)）])$/u.exec(text.slice(last.start, last.end));
  return match?.[1] ? { start: last.end - match[1].length, end: last.end } : null;
}
