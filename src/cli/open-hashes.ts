/**
 * `npm run open-hashes`: writes tests/data/open-set-hashes.txt from the open question sets in MATERIAL_DIR/eval, by which the linters
 * see lines that were copied from there. The salt of the file is kept, so that the same sets give the same file.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseOpenSet } from '../authoring/open-set.ts';
import { OPEN_HASHES, print, runCommand, SHARED } from './command.ts';
import { hashOpenSets } from './open-sets.ts';

await runCommand(async () => {
  const known = existsSync(OPEN_HASHES) ? parseOpenSet(readFileSync(OPEN_HASHES, 'utf8')).salt : '';
  const { text, questions } = hashOpenSets(resolve(SHARED, '..', process.env['MATERIAL_DIR'] ?? '../shared'), known === '' ? randomBytes(8).toString('hex') : known);
  writeFileSync(OPEN_HASHES, text);
  await print(`${questions} 道公开题，${parseOpenSet(text).hashes.size} 个散列，写在 ${OPEN_HASHES}。\n`);
});
