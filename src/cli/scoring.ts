/** Scores answers to a question set: what counts as found, wrong and rightly refused. Pure. */
import { z } from 'zod';
import type { Quote } from '../core/answer.ts';
import type { Document } from '../core/document.ts';
import { LONGEST_QUOTE } from '../core/units.ts';
import { ArgumentError } from './arguments.ts';
import { parseJsonLines } from './lines.ts';
import { isQuoted } from './verdict.ts';
import type { Verdict } from './verdict.ts';

const rowSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  q: z.string(),
  prev: z.string().default(''),
  kind: z.enum(['answerable', 'unanswerable', 'smalltalk']),
  style: z.string().default('unknown'),
  gold: z.array(z.string()).default([]),
  /** What an unanswerable question asks for, where a person has labelled it. */
  facet: z.string().nullish().transform((facet) => (facet ? facet : null)),
  /** The file that holds the gold, in sets on several documents. */
  doc: z.string().default(''),
});

/** A question of a set. `gold`: alternatives, each a substring of the document that answers by itself. */
export type QuestionRow = z.output<typeof rowSchema>;
export type QuestionKind = QuestionRow['kind'];

/**
 * Reads a question set, one JSON object a line.
 *
 * @throws ArgumentError that names file, line and field of what cannot be scored
 */
export function parseRows(text: string, file: string): QuestionRow[] {
  const rows = parseJsonLines(text, file).map(({ value, number }) => {
    const result = rowSchema.safeParse(value);
    if (!result.success) {
      const [issue] = result.error.issues;
      throw new ArgumentError(`${file} 第 ${number} 行的 ${issue?.path.join('.') || '内容'} 有误（${issue?.message ?? ''}），请改正。`);
    }
    const { kind, gold } = result.data;
    if (kind === 'answerable' && gold.length === 0) throw new ArgumentError(`${file} 第 ${number} 行是 answerable，却没有 gold，请补上。`);
    return result.data;
  });
  if (rows.length === 0) throw new ArgumentError(`${file} 里没有问题，请给出每行一个 {"id","q","kind","gold"} 的文件。`);
  return rows;
}

/** How one question went. */
export interface Outcome {
  row: QuestionRow;
  verdict: Verdict;
  /** The first quote holds a gold in full. */
  hit1: boolean;
  /** One of the first three does. */
  hit3: boolean;
  /** Answered, and should not have been or with no quote that holds a gold. */
  wrong: boolean;
  /** What counts for `overall`: hit@1, a right refusal, small talk recognised. */
  right: boolean;
  /** The asked facet was named; null where the row has no label or nothing was refused. */
  facetNamed: boolean | null;
}

/** A quote counts only as the document's own characters at its offsets, and up to the longest that is allowed. */
export function counts(quote: Quote, documents: readonly Document[]): boolean {
  return quote.text.length <= LONGEST_QUOTE && isQuoted(quote, documents);
}

/** Scores one verdict. */
export function score(row: QuestionRow, verdict: Verdict, documents: readonly Document[]): Outcome {
  const golds = row.gold.map(comparable);
  const answered = verdict.status === 'answered';
  const holds = (quote: Quote): boolean => counts(quote, documents) && golds.some((gold) => comparable(quote.text).includes(gold));
  const found = answered ? verdict.quotes.slice(0, 3).map(holds) : [];
  const hit1 = row.kind === 'answerable' && found[0] === true;
  const hit3 = row.kind === 'answerable' && found.includes(true);
  return {
    row,
    verdict,
    hit1,
    hit3,
    wrong: answered && (row.kind === 'unanswerable' || (row.kind === 'answerable' && !hit3)),
    right: hit1 || isRightWithoutQuote(row.kind, verdict),
    facetNamed: row.facet !== null && verdict.status === 'not_covered' ? verdict.missing?.facet === row.facet : null,
  };
}

function isRightWithoutQuote(kind: QuestionKind, { status }: Verdict): boolean {
  switch (kind) {
    case 'answerable':
      return false;
    case 'unanswerable':
      return status === 'not_covered' || status === 'clarify';
    case 'smalltalk':
      return status === 'smalltalk';
  }
}

/** Golds and quotes are compared after NFKC and without white space: sources differ in both. */
export function comparable(text: string): string {
  return text.normalize('NFKC').replace(/\s/gu, '');
}
