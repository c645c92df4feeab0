/**
 * Keeps a classifier that had to be fitted because the bank or the lexicon changed, so that the next start does not wait for it again.
 * Below node_modules, which belongs to this checkout and goes with its packages.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ClassifierModel } from '../core/classifier.ts';
import { parseClassifier } from './model.ts';

/** Where fits are kept unless a folder is named. */
export const CACHE = resolve(import.meta.dirname, '../../node_modules/.cache/shuangyong-bot');
const CORE = resolve(import.meta.dirname, '../core');

/** One fit, the last; null where none is kept, or it was made of other lines or by other code. Never throws. */
export function readFit(folder: string, fingerprint: string): ClassifierModel | null {
  try {
    return parseClassifier(readFileSync(join(folder, 'classifier.json'), 'utf8'), keyOf(fingerprint));
  } catch {
    return null;
  }
}

/** Keeps a fit in place of the one before. Never throws. */
export function keepFit(folder: string, fingerprint: string, model: ClassifierModel): void {
  try {
    mkdirSync(folder, { recursive: true });
    // Readers see the old file or the new one, never half of it.
    const half = join(folder, `classifier.${process.pid}.tmp`);
    writeFileSync(half, JSON.stringify({ fingerprint: keyOf(fingerprint), model }));
    renameSync(half, join(folder, 'classifier.json'));
  } catch {
    // A folder that cannot be written costs the next start its time, and nothing else.
  }
}

/** Features come out of the code that reads questions, so that a fit of other code would misjudge. */
function keyOf(fingerprint: string): string {
  const hash = createHash('sha256').update(fingerprint);
  for (const file of readdirSync(CORE).sort()) hash.update(`${file}\n`).update(readFileSync(join(CORE, file)));
  return hash.digest('hex').slice(0, 16);
}
