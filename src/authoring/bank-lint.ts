/**
 * Looks the question bank over: references that no clause holds, one question with two answers, questions that nearly say the same
 * and lead to different clauses, copies of open-set questions; and how many questions there are for each clause and facet.
 */
import type { Facet } from '../core/answer.ts';
import { FACETS, parseBank } from '../core/bank.ts';
import type { BankLine } from '../core/bank.ts';
import { bare, saidLines } from '../core/lexicon.ts';
import type { Unit } from '../core/units.ts';
import type { Finding } from './finding.ts';
import { sortFindings } from './finding.ts';
import { nearPairs } from './near-duplicates.ts';
import type { OpenSet } from './open-set.ts';
import { isOpenCopy } from './open-set.ts';

/** How many questions lead to a unit, and to each of its clauses. */
export interface UnitCount {
  unit: Unit;
  lines: number;
  /** In the order of `unit.clauses`. */
  clauses: number[];
}

/** What the linter found out. */
export interface BankReport {
  lines: number;
  /** Lines that ask the very same as an earlier one under the same label. */
  repeats: number;
  /** Of the documents that the bank is about: every unit, those without a question too. */
  units: UnitCount[];
  facets: { facet: Facet; lines: number }[];
  offtopic: number;
  findings: Finding[];
}

/** What is looked over. */
export interface BankInput {
  files: ReadonlyMap<string, string>;
  units: readonly Unit[];
  /** Null where the hashes are not at hand: copies are not looked for then. */
  open: OpenSet | null;
}

/** From this share of common character pairs on, two questions are one with a slip of the pen. */
const NEAR = 0.9;

/** Lints the bank of all loaded documents; each document's lines are compared with each other only. */
export function lintBank({ files, units, open }: BankInput): BankReport {
  const report: BankReport = { lines: 0, repeats: 0, units: [], facets: FACETS.map((facet) => ({ facet, lines: 0 })), offtopic: 0, findings: unknownDocuments(files, units) };
  const told = new Set<string>();
  for (const own of byDocument(units)) {
    const { lines, problems } = parseBank(files, own);
    for (const { file, line, problem } of problems) {
      const place = `${file}:${line}:${problem}`;
      if (!told.has(place)) report.findings.push({ severity: 'error', file, line, problem });
      told.add(place);
    }
    if (lines.length === 0) continue;
    count(lines, own, report);
    report.findings.push(...repeated(lines, report), ...nearlyRepeated(lines), ...(open ? copies(lines, open) : []));
  }
  return { ...report, findings: sortFindings(report.findings) };
}

function byDocument(units: readonly Unit[]): Unit[][] {
  const groups = new Map<string, Unit[]>();
  for (const unit of units) groups.set(unit.document.id, [...(groups.get(unit.document.id) ?? []), unit]);
  return [...groups.values()];
}

/** A whole file is left out when its document is misspelt, which nobody would notice. */
function unknownDocuments(files: ReadonlyMap<string, string>, units: readonly Unit[]): Finding[] {
  const known = new Set(units.map((unit) => unit.document.file));
  return [...files].flatMap(([file, text]) =>
    saidLines(text).flatMap(({ text: said, line }): Finding[] => {
      const name = said.startsWith('@document') ? said.slice('@document'.length).trim() : null;
      return name === null || known.has(name) ? [] : [{ severity: 'warning', file, line, problem: `资料里没有“${name}”这个文件，它下面的问法都不起作用` }];
    }),
  );
}

function count(lines: readonly BankLine[], units: readonly Unit[], report: BankReport): void {
  const counts = new Map(units.map((unit) => [unit, { unit, lines: 0, clauses: unit.clauses.map(() => 0) }]));
  report.lines += lines.length;
  for (const { label } of lines) {
    if (label.type === 'offtopic') report.offtopic++;
    else if (label.type === 'missing') {
      const entry = report.facets.find(({ facet }) => facet === label.facet);
      if (entry) entry.lines++;
    } else {
      for (const unit of label.units) {
        const entry = counts.get(unit);
        if (!entry) continue;
        entry.lines++;
        for (const at of new Set(label.clauses.map((clause) => clauseOf(clause, unit)))) if (at >= 0) entry.clauses[at] = (entry.clauses[at] ?? 0) + 1;
      }
    }
  }
  report.units.push(...counts.values());
}

const spaceless = (text: string): string => text.normalize('NFKC').replace(/\s/gu, '');

/** Which clause of the unit a reference begins in; -1 for a reference to another unit. */
function clauseOf(reference: string, unit: Unit): number {
  const { text } = unit.document;
  const at = spaceless(text.slice(unit.start, unit.end)).indexOf(spaceless(reference));
  if (at < 0) return -1;
  let end = 0;
  return unit.clauses.findIndex((clause) => (end += spaceless(text.slice(clause.start, clause.end)).length) > at);
}

/** An error where users would get different replies; a warning where only the wording of a refusal or the order would differ. */
function conflict(one: BankLine, other: BankLine): Finding['severity'] | null {
  if (one.key === other.key) return null;
  if (one.label.type === 'answered' && other.label.type === 'answered') {
    const units = new Set(one.label.units);
    return units.size === other.label.units.length && other.label.units.every((unit) => units.has(unit)) ? 'warning' : 'error';
  }
  return one.label.type === 'answered' || other.label.type === 'answered' ? 'error' : 'warning';
}

function labelOf({ label }: BankLine): string {
  if (label.type === 'offtopic') return '! 与资料无关';
  if (label.type === 'missing') return `? ${label.facet}`;
  return `= ${label.clauses.join(' | ')}`;
}

function repeated(lines: readonly BankLine[], report: BankReport): Finding[] {
  const first = new Map<string, BankLine>();
  return lines.flatMap((line): Finding[] => {
    const key = bare(line.question);
    const earlier = first.get(key);
    if (!earlier) {
      first.set(key, line);
      return [];
    }
    const severity = conflict(earlier, line);
    if (severity === null) report.repeats++;
    const problem = `“${line.question}”在这里是“${labelOf(line)}”，在 ${earlier.file}:${earlier.line} 是“${labelOf(earlier)}”，只能留一处`;
    return severity === null ? [] : [{ severity, file: line.file, line: line.line, problem }];
  });
}

function nearlyRepeated(lines: readonly BankLine[]): Finding[] {
  const distinct = [...new Map(lines.map((line) => [bare(line.question), line]))];
  return nearPairs(distinct.map(([text]) => text), NEAR).flatMap(({ first, second }): Finding[] => {
    const [one, other] = [distinct[first]?.[1], distinct[second]?.[1]];
    if (!one || !other || conflict(one, other) !== 'error') return [];
    return [{ severity: 'warning', file: other.file, line: other.line, problem: `“${other.question}”（${labelOf(other)}）与 ${one.file}:${one.line}“${one.question}”（${labelOf(one)}）几乎一样` }];
  });
}

function copies(lines: readonly BankLine[], open: OpenSet): Finding[] {
  return lines.filter(({ question }) => isOpenCopy(question, open)).map(({ question, file, line }) => ({ severity: 'error', file, line, problem: `“${question}”是公开题集里的原题，请删去` }));
}
