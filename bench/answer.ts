/**
 * `npm run bench`: how long an answer takes, on the article and on the article with the laws beside it, with index time, cold start
 * and memory. Each knowledge base is measured in a process of its own. Milliseconds depend on the machine; the ratios of one run
 * tell one version from another.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatTable } from '../src/cli/table.ts';
import { bankFingerprint } from '../src/knowledge/base.ts';
import { loadDocuments, readLexicon } from '../src/knowledge/files.ts';
import { documentsIn, inFolder, ownDocuments } from './folder.ts';
import { KNOWLEDGE, material } from './material.ts';
import type { Figures } from './measure.ts';

const LINES: readonly [string, keyof Figures, number][] = [
  ['documents', 'documents', 0],
  ['clauses', 'clauses', 0],
  ['questions asked', 'questions', 0],
  ['a question, p50 ms', 'p50', 2],
  ['a question, p95 ms', 'p95', 2],
  ['a question, p99 ms', 'p99', 2],
  ['100 characters, median ms', 'short', 2],
  ['4,096 characters, median ms', 'long', 2],
  ['first pinyin question, ms', 'firstPinyin', 0],
  ['program and dictionary, ms', 'dictionary', 0],
  ['index, ms', 'index', 0],
  ['cold start: process to first answer, ms', 'cold', 0],
  ['memory after the questions, MiB', 'rss', 0],
  ['most memory, MiB', 'peak', 0],
];
/** Aims of issue 3, milliseconds at p95. */
const AIMS = { article: 5, laws: 20 };

function run(): void {
  const article = measured('the article', ownDocuments());
  const folder = material('corpora/laws');
  const laws = folder === null ? null : measured('the article and the laws', [...ownDocuments(), ...documentsIn(folder)]);
  warnOfRefit();
  const columns = [article, ...(laws === null ? [] : [laws])];
  const cell = (figures: Figures, key: keyof Figures, digits: number): string => figures[key].toFixed(digits);
  const body = LINES.map(([name, key, digits]) => [name, ...columns.map((figures) => cell(figures, key, digits))]);
  print([['', 'article', ...(laws === null ? [] : ['with laws'])], ...body]);
  print([['ratios of this run', ...columns.map(() => '')], ...ratios(article, laws)]);
  print([['aim', 'p95 ms', 'at most', ''], aim('article', article, AIMS.article), ...(laws === null ? [] : [aim('with laws', laws, AIMS.laws)])]);
}

function measured(name: string, files: readonly string[]): Figures {
  process.stderr.write(`measuring ${name}: ${files.length} documents\n`);
  return inFolder(files, (directory) => {
    // The loader that runs this file runs the other one too.
    const { status, stdout } = spawnSync(process.execPath, [...process.execArgv, join(import.meta.dirname, 'measure.ts'), directory], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
    if (status !== 0) throw new Error(`measuring ${name} ended with status ${status}`);
    return JSON.parse(stdout) as Figures;
  });
}

function ratios(article: Figures, laws: Figures | null): string[][] {
  const both = [article, ...(laws === null ? [] : [laws])];
  const row = (name: string, ratio: (figures: Figures) => number): string[] => [name, ...both.map((figures) => ratio(figures).toFixed(2))];
  const rows = [
    row('4,096 characters : 100 characters', ({ long, short }) => long / short),
    row('p95 : p50', ({ p95, p50 }) => p95 / p50),
    row('p99 : p50', ({ p99, p50 }) => p99 / p50),
    row('cold start : p50', ({ cold, p50 }) => cold / p50),
  ];
  if (laws === null) return rows;
  const against = (name: string, key: keyof Figures): string[] => [`${name}, with laws : article`, '', (laws[key] / article[key]).toFixed(2)];
  return [...rows, against('clauses', 'clauses'), against('p50', 'p50'), against('p95', 'p95'), against('index', 'index'), against('memory', 'rss')];
}

const aim = (name: string, { p95 }: Figures, most: number): string[] => [name, p95.toFixed(2), String(most), p95 <= most ? 'met' : 'missed'];

/** A bank that was edited after the last fit is fitted at every start, which index time and cold start then hold. */
function warnOfRefit(): void {
  const { documents } = loadDocuments(join(KNOWLEDGE, 'sources'), readLexicon(KNOWLEDGE).furniture);
  const { fingerprint } = JSON.parse(readFileSync(join(KNOWLEDGE, 'model/classifier.json'), 'utf8')) as { fingerprint: string };
  if (fingerprint !== bankFingerprint(KNOWLEDGE, documents)) process.stderr.write('the stored classifier belongs to other lines: index and cold start hold a fit; run npm run fit\n');
}

function print(rows: readonly (readonly string[])[]): void {
  process.stdout.write(`${formatTable(rows, new Set([1, 2]))}\n\n`);
}

run();
