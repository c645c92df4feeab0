/**
 * The question bank: how people ask for what a document says, and for what it does not say. A text file that a person of the office
 * can read and extend:
 *
 *     @document urumqi-shuangyong.txt
 *     = 推出免费乘坐222条市区公交线路          the clause that answers, quoted from the document; several joined by |
 *     坐公交车要钱吗
 *     ? howto = 持优待证“挥卡过闸”免费乘坐地铁  not answered: what is asked for, and the clause nearest to it (may be missing)
 *     优待证怎么办
 *     !                                        nothing that this document is about
 *     今天天气怎么样
 *
 * A clause is found by its words, so that a reference survives re-indexing and moves with its sentence.
 */
import type { Facet } from './answer.ts';
import type { Unit } from './units.ts';

export const FACETS: readonly Facet[] = ['howto', 'documents', 'phone', 'address', 'hours', 'date', 'amount', 'count', 'list', 'person', 'eligibility', 'content', 'other', 'offtopic'];

export type Label =
  | { type: 'answered'; units: Unit[]; clauses: string[] }
  | { type: 'missing'; facet: Facet; near: Unit | null }
  | { type: 'offtopic' };

export interface BankLine {
  question: string;
  label: Label;
  /** The same for all lines of one label: what votes are counted by. */
  key: string;
  file: string;
  line: number;
}

export interface Bank {
  lines: BankLine[];
  problems: { file: string; line: number; problem: string }[];
}

const spaceless = (text: string): string => text.normalize('NFKC').replace(/\s/gu, '');

/** Parses the bank files whose document is among `units`; the others are left out without a word. */
export function parseBank(files: ReadonlyMap<string, string>, units: readonly Unit[]): Bank {
  const bank: Bank = { lines: [], problems: [] };
  for (const [file, text] of files) parseFile(file, text, units, bank);
  return bank;
}

function parseFile(file: string, text: string, units: readonly Unit[], bank: Bank): void {
  let own: readonly Unit[] | null = null;
  let label: { value: Label; key: string } | null = null;
  text.split('\n').forEach((raw, index) => {
    const line = raw.trim();
    const problem = (sentence: string): void => void bank.problems.push({ file, line: index + 1, problem: sentence });
    if (line === '' || line.startsWith('#')) return;
    if (line.startsWith('@document')) {
      const name = line.slice('@document'.length).trim();
      own = units.filter((unit) => unit.document.file === name);
      label = null;
    } else if (own === null) problem('问法前面没有 @document 一行，不知道问的是哪个文件');
    else if (own.length === 0) return;
    else if (/^[=?!]/u.test(line)) label = parseLabel(line, own, problem);
    else if (label) bank.lines.push({ question: line, label: label.value, key: label.key, file, line: index + 1 });
  });
}

function parseLabel(line: string, units: readonly Unit[], problem: (sentence: string) => void): { value: Label; key: string } | null {
  if (line.startsWith('!')) return { value: { type: 'offtopic' }, key: '!' };
  const [head = '', ...rest] = line.split('=');
  const references = rest.join('=').split('|').map((reference) => reference.trim()).filter((reference) => reference !== '');
  const found = references.map((reference) => findUnit(reference, units));
  const dangling = references.filter((_, i) => !found[i]);
  if (dangling.length > 0) problem(`原文里没有这样的话：${dangling.join(' | ')}`);
  const known = found.filter((unit) => unit !== null);
  if (line.startsWith('=')) {
    if (known.length === 0) return null;
    const distinct = [...new Set(known)];
    return { value: { type: 'answered', units: distinct, clauses: references }, key: `=${distinct.map((unit) => `${unit.document.id}#${unit.id}`).join('+')}` };
  }
  const facet = head.slice(1).trim() as Facet;
  if (!FACETS.includes(facet)) {
    problem(`没有“${facet}”这一类，可用的有：${FACETS.join('、')}`);
    return null;
  }
  const near = known[0] ?? null;
  return { value: { type: 'missing', facet, near }, key: `?${facet}` };
}

/** A bank asks for the same few units thousands of times. */
const spacelessKnown = new WeakMap<readonly Unit[], { unit: Unit; text: string }[]>();

function spacelessTexts(units: readonly Unit[]): { unit: Unit; text: string }[] {
  const known = spacelessKnown.get(units) ?? units.map((unit) => ({ unit, text: spaceless(unit.document.text.slice(unit.start, unit.end)) }));
  spacelessKnown.set(units, known);
  return known;
}

/** The unit whose text holds the reference, white space aside; of a reference over several units the first. */
export function findUnit(reference: string, units: readonly Unit[]): Unit | null {
  const wanted = spaceless(reference);
  const texts = spacelessTexts(units);
  return (texts.find(({ text }) => text.includes(wanted)) ?? texts.find(({ text }) => text.length > 5 && wanted.startsWith(text)))?.unit ?? null;
}
