/** How sure is sure enough: right answers against wrong ones, from a low threshold to a high one. */
import type { Outcome } from '../../src/cli/scoring.ts';
import type { Engine } from '../../src/core/engine.ts';
import { say, table } from './doc.ts';
import type { Lab } from './lab.ts';
import { EVERYTHING, logit, openSet, WHOLE } from './lab.ts';

const THRESHOLDS = [0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7];
const HEAD = ['threshold', 'right first', 'right second or third', 'wrong: another clause', 'wrong: the text does not say', 'refused though said', 'overall %'];

/** A table for dev and probes where they are there, and one for fresh writers. */
export function measureThreshold(lab: Lab): string {
  const open = [...(openSet('dev') ?? []), ...(openSet('probes') ?? [])];
  const tables: string[] = [];
  if (open.length > 0) tables.push(section('Dev and probes', lab.threshold, (change) => lab.ask(change(lab.engineOf(WHOLE, EVERYTHING)), open)));
  tables.push(section('Fresh writers', lab.threshold, (change) => lab.askFreshWriters(WHOLE, EVERYTHING, change)));
  return tables.join('\n\n');
}

function section(title: string, used: number, ask: (change: (engine: Engine) => Engine) => Outcome[]): string {
  const thresholds = [...new Set([...THRESHOLDS, used])].sort((a, b) => a - b);
  const rows = thresholds.map((threshold) => {
    say(`${title}: threshold ${threshold}`);
    return rowOf(threshold.toFixed(2) + (threshold === used ? ' (used)' : ''), ask((engine) => withThreshold(engine, threshold, used)));
  });
  return `${title}:\n\n${table([HEAD, ...rows])}`;
}

function rowOf(threshold: string, outcomes: readonly Outcome[]): string[] {
  const count = (counts: (outcome: Outcome) => boolean): string => String(outcomes.filter(counts).length);
  const overall = (100 * outcomes.filter(({ right }) => right).length) / Math.max(1, outcomes.length);
  return [
    threshold,
    count(({ hit1 }) => hit1),
    count(({ hit1, hit3 }) => hit3 && !hit1),
    count(({ row, wrong }) => wrong && row.kind === 'answerable'),
    count(({ row, wrong }) => wrong && row.kind === 'unanswerable'),
    count(({ row, verdict }) => row.kind === 'answerable' && verdict.status !== 'answered'),
    overall.toFixed(1),
  ];
}

/** The gate is logistic: another threshold is another bias against the one that is used. */
function withThreshold(engine: Engine, threshold: number, used: number): Engine {
  const bankGate = { ...engine.weights.bankGate, bias: (engine.weights.bankGate['bias'] ?? 0) - logit(threshold) + logit(used) };
  return { ...engine, weights: { ...engine.weights, bankGate } };
}
