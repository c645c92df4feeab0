/** `npm run eval -- retrieval`: how well whole passages are found, in the format that CMRC and DRCD are compared in. */
import { z } from 'zod';
import { createRetrieval } from '../core/retrieval.ts';
import { loadDictionary } from '../core/terms.ts';
import { readLexicon } from '../knowledge/files.ts';
import { ArgumentError, readOptions } from './arguments.ts';
import { indexingProgress, readGivenFile, SHARED } from './command.ts';
import { parseJsonLines } from './lines.ts';
import { formatTable } from './table.ts';

/** A passage as it is indexed. */
export interface RetrievalUnit {
  id: string;
  title: string;
  text: string;
}

/** A question and the passages that answer it. */
export interface RetrievalQuery {
  text: string;
  relevant: ReadonlySet<string>;
}

/** Shares from 0 to 1, milliseconds a question, seconds to build the index, and the memory of the whole process. */
export interface RetrievalFigures {
  R1: number;
  R5: number;
  MRR10: number;
  p50_ms: number;
  p99_ms: number;
  index_s: number;
  rss_mib: number;
}

const LIMIT = 10;
const identifier = z.union([z.string(), z.number()]).transform(String);
const unitSchema = z.object({ id: identifier, title: z.string().default(''), text: z.string() });
const querySchema = z.object({ id: identifier, text: z.string() });

/**
 * Runs the command after `retrieval`; gives what is to be printed.
 *
 * @throws ArgumentError for missing options and files that are not in the format
 */
export function evaluateRetrieval(typed: readonly string[]): string {
  const files = { '--corpus': '语料.jsonl', '--queries': '问题.jsonl', '--qrels': '答案.tsv' };
  const { flags, values, words } = readOptions(typed, { flags: ['--json'], values: files });
  if (words.length > 0) throw new ArgumentError(`不知道“${words.join(' ')}”是什么，文件请写在 --corpus、--queries、--qrels 后面。`);
  const read = (option: keyof typeof files): { file: string; text: string } => {
    const file = values.get(option);
    if (file === undefined) throw new ArgumentError(`缺少 ${option}，请写成 ${option} ${files[option]}。`);
    return { file, text: readGivenFile(file) };
  };
  const units = parseAs(unitSchema, read('--corpus'));
  const queries = joinQueries(parseAs(querySchema, read('--queries')), parseQrels(read('--qrels')));
  if (queries.length === 0) throw new ArgumentError('--qrels 里没有一行说到 --queries 里的问题，请核对这两个文件。');
  const figures = run(units, queries);
  if (flags.has('--json')) return `${JSON.stringify(figures)}\n`;
  return `${formatTable(Object.entries(figures).map(([name, value]) => [name, String(value)]), new Set([1]))}\n`;
}

/** The same terms and search as in answers, the passage as unit; of the lexicon only the question words. */
function run(units: RetrievalUnit[], queries: readonly RetrievalQuery[]): RetrievalFigures {
  const { questionWords } = readLexicon(SHARED);
  // The dictionary is loaded once in a process, whatever is indexed, and is no part of an index.
  loadDictionary([]);
  const began = performance.now();
  const retrieval = createRetrieval(units, questionWords, indexingProgress());
  const seconds = (performance.now() - began) / 1000;
  const { ranks, milliseconds } = rankAll(queries, (text) => retrieval.search(text, LIMIT), () => performance.now());
  return {
    ...rankFigures(ranks),
    p50_ms: round(percentile(milliseconds, 0.5), 2),
    p99_ms: round(percentile(milliseconds, 0.99), 2),
    index_s: round(seconds, 2),
    rss_mib: Math.round(process.memoryUsage.rss() / 1024 / 1024),
  };
}

/** For each query the rank of the first relevant passage, from 1, null where it is not among the results, and the time it took. */
export function rankAll(
  queries: readonly RetrievalQuery[],
  search: (text: string) => readonly { id: string }[],
  now: () => number,
): { ranks: (number | null)[]; milliseconds: number[] } {
  const milliseconds: number[] = [];
  const ranks = queries.map(({ text, relevant }) => {
    const began = now();
    const hits = search(text);
    milliseconds.push(now() - began);
    const at = hits.findIndex(({ id }) => relevant.has(id));
    return at < 0 ? null : at + 1;
  });
  return { ranks, milliseconds };
}

/** Recall at 1 and 5, and the mean reciprocal rank of the first ten, with four digits. */
export function rankFigures(ranks: readonly (number | null)[]): Pick<RetrievalFigures, 'R1' | 'R5' | 'MRR10'> {
  const mean = (value: (rank: number) => number): number =>
    round(ranks.reduce<number>((sum, rank) => sum + (rank === null ? 0 : value(rank)), 0) / ranks.length, 4);
  return {
    R1: mean((rank) => (rank <= 1 ? 1 : 0)),
    R5: mean((rank) => (rank <= 5 ? 1 : 0)),
    MRR10: mean((rank) => (rank <= 10 ? 1 / rank : 0)),
  };
}

/** The smallest value that at least `share` of the values do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

/** Query and passage on a line, with a tab between; more columns are left alone. Queries without any passage are not asked. */
export function parseQrels({ file, text }: { file: string; text: string }): Map<string, Set<string>> {
  const qrels = new Map<string, Set<string>>();
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    const [query = '', passage = ''] = line.trim().split('\t');
    if (query === '' || passage === '') throw new ArgumentError(`${file} 第 ${index + 1} 行不是“问题、制表符、段落”，请改正。`);
    qrels.set(query, (qrels.get(query) ?? new Set()).add(passage));
  });
  return qrels;
}

function joinQueries(queries: readonly { id: string; text: string }[], qrels: ReadonlyMap<string, Set<string>>): RetrievalQuery[] {
  return queries.flatMap(({ id, text }) => {
    const relevant = qrels.get(id);
    return relevant ? [{ text, relevant }] : [];
  });
}

function parseAs<Value>(schema: z.ZodType<Value>, { file, text }: { file: string; text: string }): Value[] {
  return parseJsonLines(text, file).map(({ value, number }) => {
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    const [issue] = result.error.issues;
    throw new ArgumentError(`${file} 第 ${number} 行的 ${issue?.path.join('.') || '内容'} 有误（${issue?.message ?? ''}），请改正。`);
  });
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));
