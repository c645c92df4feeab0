/** The open sets, with and without the question bank. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { groupBy, measure } from '../../src/cli/measures.ts';
import type { Outcome, QuestionRow } from '../../src/cli/scoring.ts';
import { loadKnowledge } from '../../src/knowledge/base.ts';
import { inFolder } from '../folder.ts';
import { KNOWLEDGE, material } from '../material.ts';
import { say, table, withInterval } from './doc.ts';
import type { Lab } from './lab.ts';
import { openSet } from './lab.ts';

const HEAD = ['set', 'bank', 'answerable', 'hit@1', 'hit@3', 'unanswerable', 'wrong on unanswerable', 'overall'];

/** One row for each set and bank, then hit@1 by style; null where no set is there. */
export function measureSets(lab: Lab): string | null {
  const rows: string[][] = [];
  const banked: Outcome[] = [];
  for (const name of ['dev', 'probes'] as const) {
    const set = openSet(name);
    if (set === null) continue;
    say(`asking ${name}`);
    const outcomes = lab.ask(lab.engine, set);
    banked.push(...outcomes);
    rows.push(rowOf(name, 'yes', outcomes, lab));
    rows.push(rowOf(name, 'no', lab.ask(lab.withoutBank.engine, set), lab));
  }
  const laws = openSet('laws-dev');
  if (laws !== null) rows.push(...lawRow(laws, lab));
  if (rows.length === 0) return null;
  const styles = [...groupBy(banked, ({ row }) => row.style)].map(([style, outcomes]) => styleRow(style, outcomes, lab));
  const byStyle = styles.length === 0 ? '' : `By style, dev and probes together, with the bank:\n\n${table([['style', 'answerable', 'hit@1', 'all', 'overall'], ...styles])}`;
  return [table([HEAD, ...rows]), byStyle].join('\n\n');
}

/** The laws of the set alone: they have no bank. */
function lawRow(set: readonly QuestionRow[], lab: Lab): string[][] {
  const folder = material('corpora/laws');
  if (folder === null) return [];
  const files = [...new Set(set.map((row) => row.doc).filter((doc) => doc !== ''))].map((doc) => join(folder, doc)).filter((file) => existsSync(file));
  say(`asking laws-dev of ${files.length} laws`);
  const base = inFolder(files, (directory) => loadKnowledge({ directory, shared: KNOWLEDGE }));
  return [rowOf(`laws-dev (${files.length} laws)`, 'none exists', lab.ask(base.engine, set), lab)];
}

function rowOf(name: string, bank: string, outcomes: readonly Outcome[], lab: Lab): string[] {
  const { hit1, hit3, wrongOnUnanswerable, overall } = measure(outcomes, lab.engine.documents);
  return [name, bank, String(hit1.of), withInterval(hit1), withInterval(hit3), String(wrongOnUnanswerable.of), withInterval(wrongOnUnanswerable), withInterval(overall)];
}

function styleRow(style: string, outcomes: readonly Outcome[], lab: Lab): string[] {
  const { hit1, overall } = measure(outcomes, lab.engine.documents);
  return [style, String(hit1.of), withInterval(hit1), String(overall.of), withInterval(overall)];
}
