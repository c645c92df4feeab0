/** Figures of an evaluation as tables for a person, or as one object for a program. Pure. */
import type { Document } from '../core/document.ts';
import { confusions, groupBy, measure, placeOf, wilson } from './measures.ts';
import type { Confusion, Measures, Place, Share } from './measures.ts';
import type { Outcome } from './scoring.ts';
import { formatTable } from './table.ts';

/** What was scored, against which version. */
export interface Evaluation {
  file: string;
  version: string;
  documents: readonly Document[];
  outcomes: readonly Outcome[];
}

const MAIN: readonly [keyof Measures, string][] = [
  ['hit1', 'hit@1'],
  ['hit3', 'hit@3'],
  ['wrongOnAnswerable', 'wrong on answerable'],
  ['falseRefusals', 'false refusals'],
  ['wrongOnUnanswerable', 'wrong on unanswerable'],
  ['rightRefusals', 'right refusals'],
  ['smalltalk', 'small talk recognised'],
  ['overall', 'overall'],
  ['clarify', 'clarify'],
  ['facetNamed', 'facet named'],
  ['invalidQuotes', 'invalid quotes'],
];
const MOST_CONFUSIONS = 10;
const NUMBERS = new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);

/** Tables: the measures with their 95 % intervals, then by kind, by style and by facet, then what was confused. */
export function formatReport(evaluation: Evaluation): string {
  const { file, version, outcomes, documents } = evaluation;
  const measures = measure(outcomes, documents);
  const stray = strayGolds(evaluation);
  const mean = measures.meanFirstQuote === null ? '–' : `${measures.meanFirstQuote.toFixed(1)} characters`;
  return [
    `${file} · knowledge ${version} · ${outcomes.length} questions`,
    ...(stray.length > 0 ? [`No document holds a gold of ${stray.join(', ')}: is this the knowledge base of the set?`] : []),
    mainTable(measures),
    `mean length of the first quote: ${mean}`,
    kindTable(outcomes),
    styleTable(outcomes, documents),
    ...facetTable(outcomes),
    ...confusionTable(confusions(outcomes, documents), documents.length > 1),
  ].join('\n\n');
}

/** The same figures for a program. Shares are `{hits, of, rate, low, high}`, rates from 0 to 1 and null over nothing. */
export function toJson(evaluation: Evaluation, withMisses: boolean): unknown {
  const { file, version, outcomes, documents } = evaluation;
  const grouped = (nameOf: (outcome: Outcome) => string): unknown =>
    Object.fromEntries([...groupBy(outcomes, nameOf)].map(([name, group]) => [name, { n: group.length, ...figures(measure(group, documents)) }]));
  return {
    file,
    version,
    n: outcomes.length,
    ...figures(measure(outcomes, documents)),
    kinds: grouped(({ row }) => row.kind),
    styles: grouped(({ row }) => row.style),
    confusions: confusions(outcomes, documents),
    strayGolds: strayGolds(evaluation),
    ...(withMisses ? { misses: outcomes.filter(({ right }) => !right).map(missOf) } : {}),
  };
}

/** Every question that did not go right: what was asked, what was expected, what came. */
export function formatMisses(outcomes: readonly Outcome[]): string {
  const misses = outcomes.filter(({ right }) => !right).map(missOf);
  return misses
    .map(({ id, kind, style, question, previous, expected, got }) =>
      [
        `${id} ${kind} ${style}`,
        ...(previous === '' ? [] : [`  before    ${previous}`]),
        `  question  ${question}`,
        `  expected  ${expected.join(' | ')}`,
        `  got       ${got.join('\n            ')}`,
      ].join('\n'),
    )
    .join('\n\n');
}

interface Miss {
  id: string;
  kind: string;
  style: string;
  question: string;
  previous: string;
  expected: string[];
  got: string[];
}

function missOf({ row, verdict }: Outcome): Miss {
  const expected = { answerable: row.gold, unanswerable: ['not_covered', ...(row.facet === null ? [] : [row.facet])], smalltalk: ['smalltalk'] }[row.kind];
  const missing = verdict.missing ? ` (${verdict.missing.facet}: ${verdict.missing.text})` : '';
  const quotes = verdict.quotes.map(({ text, file, paragraph }) => `“${text}” ${file} 第${paragraph}段`);
  const got = [verdict.status + missing, ...quotes, ...verdict.options];
  return { id: row.id, kind: row.kind, style: row.style, question: row.q, previous: row.prev, expected, got };
}

function figures(measures: Measures): Record<string, unknown> {
  const round = (value: number): number => Math.round(value * 10000) / 10000;
  return Object.fromEntries(
    Object.entries(measures).map(([name, value]: [string, Share | number | null]): [string, unknown] => {
      if (value === null || typeof value === 'number') return [name, value === null ? null : round(value)];
      const interval = wilson(value);
      return [name, { ...value, rate: interval && round(value.hits / value.of), low: interval && round(interval.low), high: interval && round(interval.high) }];
    }),
  );
}

function mainTable(measures: Measures): string {
  const rows = MAIN.flatMap(([name, label]) => {
    const value = measures[name];
    if (value === null || typeof value === 'number' || value.of === 0) return [];
    const interval = wilson(value);
    return [[label, String(value.of), String(value.hits), percent(value), interval ? `${oneDigit(interval.low)}–${oneDigit(interval.high)}` : '–']];
  });
  return formatTable([['', 'n', 'hits', '%', '95 %'], ...rows], NUMBERS);
}

function kindTable(outcomes: readonly Outcome[]): string {
  const statuses = ['answered', 'not_covered', 'clarify', 'smalltalk'] as const;
  const rows = [...groupBy(outcomes, ({ row }) => row.kind)].map(([kind, group]) => [
    kind,
    String(group.length),
    ...statuses.map((status) => String(group.filter(({ verdict }) => verdict.status === status).length)),
    percent({ hits: group.filter(({ right }) => right).length, of: group.length }),
  ]);
  return formatTable([['by kind', 'n', ...statuses, 'right %'], ...rows], NUMBERS);
}

function styleTable(outcomes: readonly Outcome[], documents: readonly Document[]): string {
  const rows = [...groupBy(outcomes, ({ row }) => row.style)].map(([style, group]) => {
    const { hit1, hit3, wrongOnAnswerable, falseRefusals, wrongOnUnanswerable, rightRefusals, overall } = measure(group, documents);
    const found = [hit1, hit3, wrongOnAnswerable, falseRefusals].map(percent);
    const refused = [wrongOnUnanswerable, rightRefusals, overall].map(percent);
    return [style, String(hit1.of), ...found, String(rightRefusals.of), ...refused];
  });
  return formatTable([['by style', 'answerable', 'hit@1', 'hit@3', 'wrong', 'refused', 'unanswerable', 'wrong', 'right', 'overall'], ...rows], NUMBERS);
}

/** Only where a set has labels. `named`: of the refusals, those that name what was asked for. */
function facetTable(outcomes: readonly Outcome[]): string[] {
  const groups = groupBy(outcomes.filter(({ row }) => row.facet !== null), ({ row }) => row.facet ?? '');
  if (groups.size === 0) return [];
  const rows = [...groups].map(([facet, group]) => {
    const refused = group.filter(({ facetNamed }) => facetNamed !== null);
    const right = percent({ hits: group.filter((outcome) => outcome.right).length, of: group.length });
    const named = percent({ hits: refused.filter(({ facetNamed }) => facetNamed).length, of: refused.length });
    return [facet, String(group.length), right, named];
  });
  return [formatTable([['by facet', 'n', 'right', 'named'], ...rows], NUMBERS)];
}

function confusionTable(found: readonly Confusion[], named: boolean): string[] {
  if (found.length === 0) return [];
  const label = ({ file, paragraph }: Place): string => `${named ? `${file} ` : ''}第${paragraph}段`;
  const rows = found.slice(0, MOST_CONFUSIONS).map(({ gold, quoted, count }) => [label(gold), label(quoted), String(count)]);
  return [formatTable([['gold in', 'quoted', 'times'], ...rows], new Set([2]))];
}

function strayGolds({ outcomes, documents }: Evaluation): string[] {
  return outcomes.filter(({ row }) => row.gold.length > 0 && row.gold.every((gold) => placeOf(gold, documents, row.doc) === null)).map(({ row }) => row.id);
}

const oneDigit = (rate: number): string => (rate * 100).toFixed(1);

const percent = ({ hits, of }: Share): string => (of === 0 ? '–' : oneDigit(hits / of));
