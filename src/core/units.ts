/** Groups clauses into what is shown: whole clauses of one sentence, at most 160 characters. */
import type { Document } from './document.ts';
import type { Passage } from './passages.ts';

/** The longest quote: what a phone shows without scrolling, and the limit of the evaluation. */
export const LONGEST_QUOTE = 160;

/** A run of neighbouring clauses that is searched and quoted as one. */
export interface Unit {
  /** The id of its first clause. */
  id: string;
  document: Document;
  clauses: Passage[];
  start: number;
  end: number;
}

/** A sentence is one unit; a longer one is cut at semicolons, then where the limit forces it. */
export function groupUnits(clauses: readonly Passage[]): Unit[] {
  const units: Unit[] = [];
  for (const sentence of bySentence(clauses)) {
    for (const part of fits(sentence) ? [sentence] : bySemicolon(sentence)) units.push(...packed(part).map(toUnit));
  }
  return units;
}

const fits = (clauses: readonly Passage[]): boolean => spanOf(clauses) <= LONGEST_QUOTE;

function spanOf(clauses: readonly Passage[]): number {
  const first = clauses[0];
  const last = clauses.at(-1);
  return first && last ? last.end - first.start : 0;
}

function bySentence(clauses: readonly Passage[]): Passage[][] {
  const groups: Passage[][] = [];
  for (const clause of clauses) {
    const last = groups.at(-1)?.[0];
    if (last && last.block === clause.block && last.sentence.start === clause.sentence.start) groups.at(-1)?.push(clause);
    else groups.push([clause]);
  }
  return groups;
}

function bySemicolon(clauses: readonly Passage[]): Passage[][] {
  const groups: Passage[][] = [[]];
  for (const clause of clauses) {
    groups.at(-1)?.push(clause);
    if (/[;；]$/u.test(clause.document.text.slice(clause.start, clause.end))) groups.push([]);
  }
  return groups.filter((group) => group.length > 0);
}

/** Fills units up to the limit; a single clause that is longer stays whole here and is never quoted. */
function packed(clauses: readonly Passage[]): Passage[][] {
  const groups: Passage[][] = [];
  for (const clause of clauses) {
    const open = groups.at(-1);
    if (open && fits([...open, clause])) open.push(clause);
    else groups.push([clause]);
  }
  return groups;
}

function toUnit(clauses: Passage[]): Unit {
  const [first] = clauses;
  if (!first) throw new Error('a unit has at least one clause');
  return { id: first.id, document: first.document, clauses, start: first.start, end: clauses.at(-1)?.end ?? first.end };
}
