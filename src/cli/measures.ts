/** Outcomes -> figures: shares with their uncertainty, by any grouping. Pure. */
import type { Document } from '../core/document.ts';
import { comparable, counts } from './scoring.ts';
import type { Outcome } from './scoring.ts';

/** `hits` of `of`. */
export interface Share {
  hits: number;
  of: number;
}

/** The measures of the evaluation, each over the questions that it is about. */
export interface Measures {
  /** Over answerable questions. */
  hit1: Share;
  hit3: Share;
  wrongOnAnswerable: Share;
  falseRefusals: Share;
  /** Over unanswerable questions. */
  wrongOnUnanswerable: Share;
  rightRefusals: Share;
  /** Over small talk. */
  smalltalk: Share;
  /** Over all questions. */
  overall: Share;
  clarify: Share;
  /** Over refusals of questions that are labelled with a facet. */
  facetNamed: Share;
  /** Over quotes of answers: those that are no quote of the document, or too long. Anything above zero is a defect. */
  invalidQuotes: Share;
  /** Characters of the first quotes; null without any. */
  meanFirstQuote: number | null;
}

/** Measures a set of outcomes, or any part of one. */
export function measure(outcomes: readonly Outcome[], documents: readonly Document[]): Measures {
  const of = (kind: Outcome['row']['kind']): Outcome[] => outcomes.filter(({ row }) => row.kind === kind);
  const answerable = of('answerable');
  const unanswerable = of('unanswerable');
  const answers = outcomes.filter(({ verdict }) => verdict.status === 'answered');
  const first = answers.flatMap(({ verdict }) => verdict.quotes[0]?.text.length ?? []);
  return {
    hit1: share(answerable, (outcome) => outcome.hit1),
    hit3: share(answerable, (outcome) => outcome.hit3),
    wrongOnAnswerable: share(answerable, (outcome) => outcome.wrong),
    falseRefusals: share(answerable, ({ verdict }) => verdict.status !== 'answered'),
    wrongOnUnanswerable: share(unanswerable, (outcome) => outcome.wrong),
    rightRefusals: share(unanswerable, (outcome) => outcome.right),
    smalltalk: share(of('smalltalk'), (outcome) => outcome.right),
    overall: share(outcomes, (outcome) => outcome.right),
    clarify: share(outcomes, ({ verdict }) => verdict.status === 'clarify'),
    facetNamed: share(outcomes.filter((outcome) => outcome.facetNamed !== null), (outcome) => outcome.facetNamed === true),
    invalidQuotes: share(answers.flatMap(({ verdict }) => verdict.quotes), (quote) => !counts(quote, documents)),
    meanFirstQuote: first.length > 0 ? first.reduce((sum, length) => sum + length, 0) / first.length : null,
  };
}

function share<Item>(items: readonly Item[], isHit: (item: Item) => boolean): Share {
  return { hits: items.filter(isHit).length, of: items.length };
}

/** Outcomes by a name, in the order in which the names first come. */
export function groupBy(outcomes: readonly Outcome[], nameOf: (outcome: Outcome) => string): Map<string, Outcome[]> {
  const groups = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const group = groups.get(nameOf(outcome));
    if (group) group.push(outcome);
    else groups.set(nameOf(outcome), [outcome]);
  }
  return groups;
}

/** The standard normal value that leaves 2.5 % on either side. */
const Z = 1.959964;

/** Wilson's 95 % interval of a share, from 0 to 1; null for a share of nothing. */
export function wilson({ hits, of }: Share): { low: number; high: number } | null {
  if (of === 0) return null;
  const rate = hits / of;
  const centre = rate + (Z * Z) / (2 * of);
  const margin = Z * Math.sqrt((rate * (1 - rate)) / of + (Z * Z) / (4 * of * of));
  const scale = 1 + (Z * Z) / of;
  return { low: Math.max(0, (centre - margin) / scale), high: Math.min(1, (centre + margin) / scale) };
}

/** Where a paragraph is: its file, and its number as in 第N段. */
export interface Place {
  file: string;
  paragraph: number;
}

/** A gold's paragraph, the paragraph that was quoted in its place, and how often. */
export interface Confusion {
  gold: Place;
  quoted: Place;
  count: number;
}

/** Which paragraphs were quoted instead of those that answer, most frequent first; the same paragraph means another clause of it. */
export function confusions(outcomes: readonly Outcome[], documents: readonly Document[]): Confusion[] {
  const found = new Map<string, Confusion>();
  for (const { row, verdict, hit1 } of outcomes) {
    const quote = verdict.status === 'answered' ? verdict.quotes[0] : undefined;
    if (row.kind !== 'answerable' || hit1 || !quote) continue;
    const quoted = { file: quote.file, paragraph: quote.paragraph };
    const places = row.gold.flatMap((gold) => placeOf(gold, documents, row.doc) ?? []);
    const gold = places.find((place) => place.file === quoted.file && place.paragraph === quoted.paragraph) ?? places[0];
    if (!gold) continue;
    const key = JSON.stringify([gold, quoted]);
    const known = found.get(key);
    if (known) known.count++;
    else found.set(key, { gold, quoted, count: 1 });
  }
  return [...found.values()].sort((a, b) => b.count - a.count);
}

/** The paragraph that holds a gold; null where none does, as when a set is scored with another knowledge base than its own. */
export function placeOf(gold: string, documents: readonly Document[], file = ''): Place | null {
  const wanted = comparable(gold);
  for (const document of documents) {
    if (file !== '' && document.file !== file) continue;
    const block = document.blocks.find(({ start, end }) => comparable(document.text.slice(start, end)).includes(wanted));
    if (block) return { file: document.file, paragraph: block.paragraph };
  }
  return null;
}
