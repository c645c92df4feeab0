/** What `npm run knowledge` shows of documents. Pure. */
import { suggest } from '../authoring/suggest.ts';
import type { Document, RemovalReason } from '../core/document.ts';
import { cutPassages } from '../core/passages.ts';
import { ArgumentError, readOptions } from './arguments.ts';
import { formatTable } from './table.ts';

/** A view of one document, by the word that asks for it. */
export const VIEWS: ReadonlyMap<string, (document: Document) => string> = new Map([
  ['text', (document: Document) => document.text],
  ['removed', formatRemoved],
  ['passages', formatPassages],
  ['suggest', suggest],
]);

/** What is shown of all documents, or of no document. */
const WITHOUT_ID: readonly string[] = ['list', 'lint', 'bank', 'lexicon'];

/** What the command was asked for; `id` is null where no document is meant. */
export interface KnowledgeOptions {
  view: string;
  id: string | null;
  knowledge: string | undefined;
}

const USAGE = [...[...VIEWS.keys()].map((view) => `${view} ID`), ...WITHOUT_ID].join('、');
/** More names than these are a list, not a hint. */
const MOST_NAMES = 12;
const REASONS: Record<RemovalReason, string> = { pinyin: '拼音注音', repeat: '重复', furniture: '网页杂项', markup: '标记' };

/**
 * Reads the command line of `knowledge`.
 *
 * @throws ArgumentError naming the bad word and its remedy
 */
export function readKnowledgeOptions(typed: readonly string[]): KnowledgeOptions {
  const { values, words } = readOptions(typed, { flags: [], values: { '--knowledge': '文件夹' } });
  const [view, id = null, ...others] = words;
  if (view === undefined) throw new ArgumentError(`没有写要看什么，请在 npm run knowledge -- 后面写 ${USAGE} 之一。`);
  if (!WITHOUT_ID.includes(view) && !VIEWS.has(view)) throw new ArgumentError(`没有“${view}”这个命令，可用的有：${USAGE}。`);
  const spare = WITHOUT_ID.includes(view) ? words.slice(1) : others;
  if (spare.length > 0) throw new ArgumentError(`${view} 后面多了“${spare.join(' ')}”，请去掉。`);
  return { view, id, knowledge: values.get('--knowledge') };
}

/**
 * The document with that file name, with or without its ending.
 *
 * @throws ArgumentError that names the documents there are
 */
export function findDocument(documents: readonly Document[], view: string, id: string | null): Document {
  const wanted = id?.normalize('NFC');
  const found = documents.find((document) => [document.id, document.file].some((name) => name.normalize('NFC') === wanted));
  if (found) return found;
  const names = documents.slice(0, MOST_NAMES).map((document) => document.id).join('、');
  const more = documents.length > MOST_NAMES ? ` 等 ${documents.length} 篇，用 list 看全部` : '';
  throw new ArgumentError(`${id === null ? `${view} 后面缺少文档的 ID` : `没有文档“${id}”`}，现有：${names}${more}。`);
}

/** Every range that the clean text leaves out: offsets in the published text, why, and its characters. Line breaks show as \n. */
export function formatRemoved(document: Document): string {
  const rows = document.removed.map(({ start, end, reason }) => [`${start}–${end}`, REASONS[reason], visible(document.published.slice(start, end))]);
  const counts = Object.entries(REASONS).flatMap(([reason, words]) => {
    const count = document.removed.filter((removal) => removal.reason === reason).length;
    return count > 0 ? [`${words} ${count} 处`] : [];
  });
  const { length } = document.published;
  const total = `发表的原文 ${length} 字符，去掉 ${length - document.text.length} 字符${counts.length > 0 ? `：${counts.join('，')}` : ''}。`;
  return `${[...(rows.length > 0 ? [formatTable(rows)] : []), total].join('\n\n')}\n`;
}

/** Every passage: its id, its offsets in the clean text, its text. */
export function formatPassages(document: Document): string {
  const rows = cutPassages(document).map(({ id, start, end }) => [id, `${start}–${end}`, visible(document.text.slice(start, end))]);
  return `${formatTable(rows)}\n`;
}

/** One line for each document: ID, kind, title, paragraphs, passages, removed ranges. */
export function formatList(documents: readonly Document[]): string {
  const rows = documents.map((document) => [
    document.id,
    document.meta.kind ?? '类型未注明',
    document.meta.shortTitle ?? document.title,
    `${document.blocks.filter((block) => block.kind === 'paragraph').length} 段`,
    `${cutPassages(document).length} 个句段`,
    `去掉 ${document.removed.length} 处`,
  ]);
  return `${formatTable(rows, new Set([3, 4, 5]))}\n`;
}

/** Control and invisible characters as escapes, so that a line stays a line. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
    const known = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[character];
    return known ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;
  });
}
