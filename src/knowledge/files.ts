/** Reads a knowledge folder from disk: documents with their side files, the lexicon and the question bank. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { z } from 'zod';
import { parseDocument, UNKNOWN_META } from '../core/document.ts';
import type { Document, SourceMeta } from '../core/document.ts';
import { parseLexicon } from '../core/lexicon.ts';
import type { Lexicon } from '../core/lexicon.ts';

/** The knowledge folder itself is unusable: says which folder and what to do. */
export class KnowledgeError extends Error {
  override name = 'KnowledgeError';
}

/** Something that the office should put right. */
export interface Problem {
  file: string;
  /** In words, with the line where there is one. */
  problem: string;
  /** A whole document is left out; everything else only makes answers poorer or slower. */
  leftOut: boolean;
}

/** A document larger than this is refused: the longest Chinese law has about 300 KB. */
const LARGEST_SOURCE = 8 * 1024 * 1024;

const nullable = z.string().min(1).nullable();
const metaSchema = z.strictObject({
  kind: z.enum(['新闻报道', '政策文件', '法规', '办事指南']).nullable(),
  title: nullable,
  shortTitle: nullable,
  signedBy: nullable,
  publisher: nullable,
  publishedOn: nullable,
  url: z.url().nullable(),
  eventDates: z.array(z.strictObject({ date: z.string(), what: z.string() })),
});

/** Strictly UTF-8, else strictly GB18030, else an error in words: text that decodes by guessing would be quoted wrongly. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes.length > 1 && ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))) {
    throw new KnowledgeError('是 UTF-16 编码，请另存为 UTF-8');
  }
  if (bytes.includes(0)) throw new KnowledgeError('含有零字节，不是文本文件，请另存为 UTF-8 文本');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return decodeChinese(bytes);
  }
}

function decodeChinese(bytes: Uint8Array): string {
  let text: string;
  try {
    text = new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  } catch {
    throw new KnowledgeError('既不是 UTF-8 也不是 GB18030 编码，请另存为 UTF-8');
  }
  // Nearly any bytes decode as GB18030: a Chinese text has mostly common characters and punctuation, and no private ones.
  const letters = [...text].filter((character) => !/\s/u.test(character));
  const usual = letters.filter((character) => /[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef\u2014-\u2026\x20-\x7e]/u.test(character)).length;
  if (/[\p{Co}\uFFFD]/u.test(text) || usual < 0.97 * letters.length) throw new KnowledgeError('编码无法确定（像 GB18030 但含有异常字符），请另存为 UTF-8');
  return text;
}

/** `sources/` below the folder where there is one, else the folder itself. */
export function sourcesFolder(directory: string): string {
  const sources = join(directory, 'sources');
  return existsSync(sources) ? sources : directory;
}

/** All .md and .txt of a folder by name; a file that cannot be read is named in `problems`, and the rest goes on. */
export function loadDocuments(directory: string, furniture: readonly string[]): { documents: Document[]; problems: Problem[] } {
  if (!existsSync(directory) || !statSync(directory).isDirectory()) throw new KnowledgeError(`知识文件夹不存在：${directory}`);
  const documents: Document[] = [];
  const problems: Problem[] = [];
  const files = readdirSync(directory).filter((file) => /\.(md|txt)$/iu.test(file) && !/^readme\.md$/iu.test(file)).sort();
  for (const file of files) {
    try {
      const path = join(directory, file);
      if (statSync(path).size > LARGEST_SOURCE) throw new KnowledgeError(`超过 ${LARGEST_SOURCE / 1024 / 1024} MB`);
      const document = parseDocument(file, decodeText(readFileSync(path)), { meta: readMeta(path), furniture });
      if (!document.blocks.some((block) => block.kind === 'paragraph')) throw new KnowledgeError('没有正文');
      if (documents.some((other) => other.id === document.id)) throw new KnowledgeError(`与另一个文件同名（${document.id}）`);
      documents.push(document);
    } catch (error) {
      problems.push({ file, problem: `没有收录，${error instanceof Error ? error.message : String(error)}`, leftOut: true });
    }
  }
  return { documents, problems };
}

function readMeta(path: string): SourceMeta {
  const side = path.slice(0, -extname(path).length) + '.json';
  if (!existsSync(side)) return UNKNOWN_META;
  try {
    return metaSchema.parse(JSON.parse(readFileSync(side, 'utf8')));
  } catch (error) {
    throw new KnowledgeError(`说明文件 ${basename(side)} 有误：${error instanceof z.ZodError ? z.prettifyError(error) : String(error)}`);
  }
}

/** The text files of a folder by their name without ending; none for a missing folder. */
export function readFolder(directory: string): Map<string, string> {
  if (!existsSync(directory)) return new Map();
  const files = readdirSync(directory).filter((file) => file.endsWith('.txt')).sort();
  return new Map(files.map((file) => [file.slice(0, -4), readFileSync(join(directory, file), 'utf8')]));
}

/** The lexicon below `knowledge/`. */
export function readLexicon(directory: string): Lexicon {
  return parseLexicon(readFolder(join(directory, 'lexicon')));
}
