/**
 * Published text -> Document. The clean text is the published text minus ranges that were not part of the publication; nothing is
 * ever added, replaced or repaired, so every quote can be traced back to the published characters.
 */
import { disjoint, inlineRemovals, linesOf, pageRemovals, without, type Line, type Removal } from './removals.ts';

// A document is read with what it leaves out; whoever holds one need not know of the step before.
export { without } from './removals.ts';
export type { Removal, RemovalReason } from './removals.ts';

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

const ARTICLE = /^(第[零〇一二三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十]+)?)(?=[\s\u3000]|$)/u;
/** A heading of plain text is a short line that does not end like a sentence. */
const HEADING_LIMIT = 40;
const SENTENCE_LIKE = /[。.!！?？;；:：,，、…”’」』)）》>]$/u;
/** Cuts the published text of `file` into title, headings and paragraphs. Never fails: an empty text has no blocks. */
export function parseDocument(file: string, published: string, options: ParseOptions = {}): Document {
  const markdown = /\.(md|markdown)$/iu.test(file);
  const inline = inlineRemovals(published, markdown);
  const titleLine = findTitle(linesOf(published, inline), markdown, published);
  const titleText = titleLine?.text.trim() ?? '';
  const removed = [...inline, ...pageRemovals(published, inline, titleLine, options.furniture ?? [])];
  const ranges = disjoint(removed);
  const text = without(published, ranges);
  const blocks = cutBlocks(text, titleText, markdown ? headingLines(published, removed) : null);
  const meta = options.meta ?? UNKNOWN_META;
  const title = meta.title ?? (titleText || file);
  return { id: file.replace(/\.[^.]+$/u, ''), file, meta, published, text, title, blocks, removed: ranges, signature: findSignature(text, blocks) };
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

function headingLines(published: string, removed: readonly Removal[]): Set<string> {
  const marks = new Set(removed.filter((range) => range.reason === 'markup' && published.slice(range.start, range.end).includes('#')).map((range) => range.end));
  const sorted = [...removed].sort((a, b) => a.start - b.start);
  return new Set(linesOf(published, sorted).filter((line) => [...marks].some((mark) => mark > line.start && mark <= line.end)).map((line) => line.text.trim()));
}

function findTitle(lines: readonly Line[], markdown: boolean, published: string): Line | null {
  const first = lines[0];
  if (!first) return null;
  if (markdown) return lines.find((line) => /^\uFEFF?[ \t]*#[ \t]/u.test(published.slice(line.start, line.end))) ?? null;
  return first.text.length <= 2 * HEADING_LIMIT && !SENTENCE_LIKE.test(first.text.trim()) ? first : null;
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
