/** The open question sets of the material folder, as far as the linters need them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatOpenSet } from '../authoring/open-set.ts';
import { ArgumentError } from './arguments.ts';
import { parseRows } from './scoring.ts';

/** Files of `eval/` whose questions may not stand in the question bank. */
export const OPEN_SETS: readonly string[] = ['dev.jsonl', 'probes.jsonl', 'laws-dev.jsonl'];

/**
 * The file of hashes for the sets in `material`/eval. The same sets and salt give the same file.
 *
 * @throws ArgumentError naming a set that is not there or no question set
 */
export function hashOpenSets(material: string, salt: string): { text: string; questions: number } {
  const questions = OPEN_SETS.flatMap((name) => {
    const file = join(material, 'eval', name);
    if (!existsSync(file)) throw new ArgumentError(`没有公开题集“${file}”，请用 MATERIAL_DIR 指明资料所在的文件夹。`);
    return parseRows(readFileSync(file, 'utf8'), name);
  });
  return { text: formatOpenSet(questions, salt), questions: questions.length };
}
