/** Where the material for measurements lies: laws, question sets and corpora that are not part of the repository. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const REPOSITORY = join(import.meta.dirname, '..');
export const KNOWLEDGE = join(REPOSITORY, 'knowledge');
export const MATERIAL = process.env['MATERIAL_DIR'] ?? join(REPOSITORY, '../shared');

/** A question with what answers it, as in the evaluation sets. */
export interface Row {
  id: string;
  q: string;
  prev: string;
  kind: 'answerable' | 'unanswerable' | 'smalltalk';
  style: string;
  gold: string[];
  doc?: string;
}

/** One JSON object a line. */
export function readRows(path: string): Row[] {
  return readFileSync(path, 'utf8').split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as Row);
}

/** The path below the material folder, or null with a printed reason. */
export function material(path: string): string | null {
  const full = join(MATERIAL, path);
  if (existsSync(full)) return full;
  process.stderr.write(`skipped: ${full} is not there (set MATERIAL_DIR)\n`);
  return null;
}

export const spaceless = (text: string): string => text.normalize('NFKC').replace(/\s/gu, '');
