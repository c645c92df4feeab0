/** One knowledge base in a process of its own, for bench/answer.ts: the folder as argument, the figures as JSON on standard output. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { percentile } from '../src/cli/retrieval.ts';
import { loadDictionary } from '../src/core/terms.ts';
import { loadKnowledge } from '../src/knowledge/base.ts';
import type { KnowledgeBase } from '../src/knowledge/base.ts';
import { KNOWLEDGE, readRows, REPOSITORY } from './material.ts';

/** Milliseconds and MiB. */
export interface Figures {
  documents: number;
  clauses: number;
  questions: number;
  p50: number;
  p95: number;
  p99: number;
  short: number;
  long: number;
  firstPinyin: number;
  dictionary: number;
  index: number;
  cold: number;
  rss: number;
  peak: number;
}

/** Every n-th line of the files that are written as users write. */
const EVERY = 4;
const WARM_UP = 100;
/** How often the short and the long text are asked. */
const REPEATS = 25;
const MIB = 1024 * 1024;
const PINYIN = 'shuangyong shi shenme yisi';
const FIRST = '退役军人坐公交车要钱吗';

const [directory] = process.argv.slice(2);
if (directory === undefined) throw new Error('the folder of the knowledge base is missing');
process.stdout.write(`${JSON.stringify(measureFolder(directory))}\n`);

function measureFolder(folder: string): Figures {
  loadDictionary([]);
  // Time of this process begins at its start, before any module was read.
  const dictionary = performance.now();
  const base = loadKnowledge({ directory: folder, shared: KNOWLEDGE });
  const index = performance.now() - dictionary;
  base.ask(FIRST);
  const cold = performance.now();
  const firstPinyin = timeOf(base, PINYIN);
  const questions = questionList();
  for (const question of questions.slice(0, WARM_UP)) base.ask(question);
  const times = questions.map((question) => timeOf(base, question));
  return {
    documents: base.documents.length,
    clauses: base.passageCount,
    questions: questions.length,
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    p99: percentile(times, 0.99),
    short: medianOf(base, 100, questions),
    long: medianOf(base, 4096, questions),
    firstPinyin,
    dictionary,
    index,
    cold,
    rss: process.memoryUsage.rss() / MIB,
    peak: process.resourceUsage().maxRSS / 1024,
  };
}

function timeOf(base: KnowledgeBase, question: string): number {
  const began = performance.now();
  base.ask(question);
  return performance.now() - began;
}

/** Texts of a length, each from another place of the list, so that nothing is asked twice. */
function medianOf(base: KnowledgeBase, length: number, questions: readonly string[]): number {
  const all = questions.join('，');
  const times = Array.from({ length: REPEATS }, (_, i) => timeOf(base, textOf(all, i * 131, length)));
  return percentile(times, 0.5);
}

function textOf(all: string, from: number, length: number): string {
  const start = from % Math.max(1, all.length - length);
  return all.slice(start, start + length).padEnd(length, '吗');
}

/** Questions about the article as its readers ask them, and questions about laws. */
function questionList(): string[] {
  const bank = join(KNOWLEDGE, 'questions');
  const natural = readdirSync(bank).filter((file) => file.startsWith('natural')).sort().flatMap((file) => readFileSync(join(bank, file), 'utf8').split('\n'));
  const lines = natural.map((line) => line.trim()).filter((line) => line !== '' && !/^[@#=?!]/u.test(line));
  const own = join(REPOSITORY, 'bench/questions');
  const laws = readdirSync(own).filter((file) => file.endsWith('.jsonl')).sort().flatMap((file) => readRows(join(own, file)).map((row) => row.q));
  return [...lines, ...laws].filter((_, i) => i % EVERY === 0);
}
