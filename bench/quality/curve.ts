/** What more lines of the bank repay: the same questions after a quarter of the lines, half, three quarters and all. */
import { measure } from '../../src/cli/measures.ts';
import type { Outcome } from '../../src/cli/scoring.ts';
import type { BankLine } from '../../src/core/bank.ts';
import { say, table, withInterval } from './doc.ts';
import type { Lab, Lesson } from './lab.ts';
import { EVERYTHING, openSet, WHOLE } from './lab.ts';

const SHARES = [25, 50, 75, 100];
const HEAD = ['lines of the bank', 'share', 'hit@1', 'wrong on unanswerable', 'overall'];

/** A table for the probes where they are there, and one for fresh writers. */
export function measureCurve(lab: Lab): string {
  const probes = openSet('probes');
  const onProbes: string[][] = [];
  const onFresh: string[][] = [];
  for (const share of SHARES) {
    const lesson: Lesson = share === 100 ? EVERYTHING : { name: `${share} % of the bank`, keeps: (line) => drawOf(line) < share };
    const count = lab.engine.bank.lines.filter((line) => lesson.keeps(line)).length;
    say(`${lesson.name}: ${count} lines`);
    if (probes !== null) onProbes.push([String(count), `${share} %`, ...figures(lab.ask(lab.engineOf(WHOLE, lesson), probes), lab)]);
    onFresh.push([String(count), `${share} %`, ...figures(lab.askFreshWriters(WHOLE, lesson), lab)]);
  }
  const fresh = `Fresh writers (the lines less those of the writer who asks):\n\n${table([HEAD, ...onFresh])}`;
  return onProbes.length === 0 ? fresh : `Probes:\n\n${table([HEAD, ...onProbes])}\n\n${fresh}`;
}

function figures(outcomes: readonly Outcome[], lab: Lab): string[] {
  const { hit1, wrongOnUnanswerable, overall } = measure(outcomes, lab.engine.documents);
  return [hit1, wrongOnUnanswerable, overall].map(withInterval);
}

/**
 * A number from 0 to 99 that depends on the question only (FNV-1a): the same lines are drawn on every machine, and a larger share
 * holds the smaller.
 */
function drawOf({ question }: BankLine): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < question.length; i++) hash = Math.imul(hash ^ question.charCodeAt(i), 0x01000193) >>> 0;
  return hash % 100;
}
