/**
 * `npm run quality`: measures what docs/quality.md states, and writes the figures between its markers. `npm run quality -- sets laws`
 * runs parts. What needs the material (MATERIAL_DIR) is left out with a printed reason where it is not there.
 */
import { measureAblations } from './quality/ablations.ts';
import { measureClauses } from './quality/clauses.ts';
import { measureCurve } from './quality/curve.ts';
import { PARTS, say, writeSection } from './quality/doc.ts';
import type { Part } from './quality/doc.ts';
import { Lab } from './quality/lab.ts';
import { measureLaws } from './quality/laws.ts';
import { measureSets } from './quality/sets.ts';
import { measureThreshold } from './quality/threshold.ts';

const MEASURES: Record<Part, (lab: Lab) => string | null> = {
  sets: measureSets,
  ablations: measureAblations,
  clauses: measureClauses,
  curve: measureCurve,
  threshold: measureThreshold,
  laws: measureLaws,
};

const isPart = (name: string): name is Part => (PARTS as readonly string[]).includes(name);
const typed = process.argv.slice(2);
const unknown = typed.filter((name) => !isPart(name));
if (unknown.length > 0) {
  process.stderr.write(`no such part: ${unknown.join(', ')}; there are ${PARTS.join(', ')}\n`);
  process.exitCode = 2;
} else run(typed.length === 0 ? PARTS : typed.filter(isPart));

/** Each part is written as soon as it is measured, and one that fails does not take the others along. */
function run(parts: readonly Part[]): void {
  const lab = new Lab();
  for (const part of parts) {
    say(`— ${part}`);
    try {
      const content = MEASURES[part](lab);
      if (content === null) say(`${part} is left as it was`);
      else {
        writeSection(part, lab.base.version, content);
        process.stdout.write(`\n${part}\n\n${content}\n\n`);
      }
    } catch (error) {
      process.stderr.write(`${part} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      process.exitCode = 1;
    }
  }
  say('done');
}
