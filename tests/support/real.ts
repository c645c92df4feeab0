/** The real knowledge of the repository, and the material outside it that some tests read where it is there. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Answer, Quote } from '../../src/core/answer.ts';
import type { LoadedKnowledge } from '../../src/knowledge/base.ts';
import { loadKnowledge } from '../../src/knowledge/base.ts';

export const REPOSITORY = resolve(import.meta.dirname, '../..');
export const KNOWLEDGE = join(REPOSITORY, 'knowledge');
export const DATA = join(REPOSITORY, 'tests/data');
export const ARTICLE = 'urumqi-shuangyong.txt';

let base: LoadedKnowledge | undefined;

/** The knowledge base as it is published, built once and shared by the files of one process; it never changes. */
export function realKnowledge(): LoadedKnowledge {
  base ??= loadKnowledge({ directory: KNOWLEDGE, shared: KNOWLEDGE });
  return base;
}

/** A path below the material folder (MATERIAL_DIR, ../shared), or null with the printed reason why a test is skipped. */
export function material(path: string): string | null {
  const full = join(resolve(REPOSITORY, process.env['MATERIAL_DIR'] ?? '../shared'), path);
  if (existsSync(full)) return full;
  process.stderr.write(`skipped: ${full} is not there (set MATERIAL_DIR)\n`);
  return null;
}

/** Rows of a tab-separated file of tests/data; `#` begins a comment. */
export function rowsOf(file: string): string[][] {
  return readFileSync(join(DATA, file), 'utf8').split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#')).map((line) => line.split('\t'));
}

/** Everything that an answer quotes, the nearest passage of a refusal included. */
export function quotesOf(answer: Answer): Quote[] {
  if (answer.status === 'answered') return answer.quotes;
  return answer.status === 'not_covered' ? answer.nearest : [];
}
