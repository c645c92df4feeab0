/** What `npm run knowledge -- lint` prints. Pure. */
import type { BankReport, UnitCount } from '../authoring/bank-lint.ts';
import type { Finding } from '../authoring/finding.ts';
import type { LexiconReport } from '../authoring/lexicon-lint.ts';
import { formatTable } from './table.ts';

/** Questions for each clause and facet, then what is wrong. `unchecked` says why copies were not looked for. */
export function formatBank(report: BankReport, unchecked = ''): string {
  const facets = [...report.facets, { facet: '! 与资料无关', lines: report.offtopic }].map(({ facet, lines }) => [String(lines), facet]);
  const bare = report.units.filter(({ lines, unit }) => lines === 0 && unit.clauses[0]?.block.kind === 'paragraph').length;
  return [
    `题库共 ${report.lines} 行问法，另有 ${report.repeats} 行与同一标签下的重复。`,
    `每一句原文有多少行问法（${bare} 句正文还没有）：`,
    formatTable(report.units.flatMap(unitRows), new Set([0])),
    '资料没有写的，各类有多少行问法：',
    formatTable(facets, new Set([0])),
    formatFindings(report.findings, 'questions', unchecked),
  ].join('\n\n') + '\n';
}

/** Rules for each file, then what is wrong. */
export function formatLexicon(report: LexiconReport, unchecked = ''): string {
  const total = report.rules.reduce((sum, { rules }) => sum + rules, 0);
  return [
    `词典共 ${total} 条同义词规则，${report.phrases} 种说法。`,
    ...(report.rules.length > 0 ? [formatTable(report.rules.map(({ file, rules }) => [String(rules), file]), new Set([0]))] : []),
    formatFindings(report.findings, 'lexicon', unchecked),
  ].join('\n\n') + '\n';
}

/** True when something must be put right: the command then ends with status 1. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}

/** A unit, and below it its clauses where it has several. */
function unitRows({ unit, lines, clauses }: UnitCount): string[][] {
  const { text } = unit.document;
  if (unit.clauses.length === 1) return [[String(lines), unit.id, shortened(text.slice(unit.start, unit.end))]];
  return [
    [String(lines), unit.id, `整句，${unit.clauses.length} 个句段`],
    ...unit.clauses.map((clause, at) => [String(clauses[at] ?? 0), `· ${clause.id}`, shortened(text.slice(clause.start, clause.end))]),
  ];
}

const LONGEST = 40;

function shortened(text: string): string {
  const line = text.replace(/\s+/gu, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST).toWellFormed()}…` : line;
}

function formatFindings(findings: readonly Finding[], folder: string, unchecked: string): string {
  const rows = findings.map(({ severity, file, line, problem }) => `${severity === 'error' ? '错误' : '提醒'}  ${folder}/${file}.txt${line > 0 ? `:${line}` : ''}  ${problem}`);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const total = findings.length === 0 ? '没有发现问题。' : `${errors} 处错误，${findings.length - errors} 处提醒。`;
  return [...rows, ...(unchecked === '' ? [] : [unchecked]), total].join('\n');
}
