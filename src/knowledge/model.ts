/** The fitted files of `knowledge/model`, and what a stored classifier depends on. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ClassifierModel } from '../core/classifier.ts';
import type { Document } from '../core/document.ts';
import type { Weights } from '../core/engine.ts';
import { readFolder } from './files.ts';

const weightsSchema = z.strictObject({ ranker: z.array(z.number()), bankGate: z.record(z.string(), z.number()), textGate: z.record(z.string(), z.number()) });
/** The weights are a derived file of our own, several megabytes: only its frame is checked. */
const classifierSchema = z.object({ fingerprint: z.string(), model: z.custom<ClassifierModel>((model) => typeof model === 'object' && model !== null && 'labels' in model && 'features' in model) });

/** Weights of the linear scores. */
export function readWeights(shared: string): Weights {
  return weightsSchema.parse(JSON.parse(readFileSync(join(shared, 'model/weights.json'), 'utf8')));
}

/** What the classifier depends on: the bank, the lexicon, and the text that the bank's lines point into. */
export function bankFingerprint(shared: string, documents: readonly Document[]): string {
  const hash = createHash('sha256');
  const bank = readFolder(join(shared, 'questions'));
  for (const folder of [bank, readFolder(join(shared, 'lexicon'))]) for (const [name, text] of folder) hash.update(`${name}\n${text}\n`);
  const banked = new Set([...bank.values()].flatMap((text) => [...text.matchAll(/^@document\s+(.+)$/gmu)].map((match) => match[1]?.trim())));
  for (const document of documents) if (banked.has(document.file)) hash.update(document.text);
  return hash.digest('hex').slice(0, 16);
}

/** The stored classifier, null when it was fitted on other lines. */
export function readClassifier(shared: string, fingerprint: string): ClassifierModel | null {
  const path = join(shared, 'model/classifier.json');
  return existsSync(path) ? parseClassifier(readFileSync(path, 'utf8'), fingerprint) : null;
}

/** The classifier in a file's text, null when it is no classifier or was stored under another fingerprint. */
export function parseClassifier(text: string, fingerprint: string): ClassifierModel | null {
  const stored = classifierSchema.safeParse(JSON.parse(text));
  return stored.success && stored.data.fingerprint === fingerprint ? stored.data.model : null;
}
