/** The office's own files as they are committed. Fix what is named here in `knowledge/`; `npm run knowledge -- lint` shows it too. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lintBank } from '../../src/authoring/bank-lint.ts';
import type { Finding } from '../../src/authoring/finding.ts';
import { lintLexicon } from '../../src/authoring/lexicon-lint.ts';
import { parseOpenSet } from '../../src/authoring/open-set.ts';
import { OPEN_HASHES } from '../../src/cli/command.ts';
import { cutPassages } from '../../src/core/passages.ts';
import { groupUnits } from '../../src/core/units.ts';
import { loadDocuments, readFolder, readLexicon } from '../../src/knowledge/files.ts';
import { KNOWLEDGE } from '../support/real.ts';

const open = parseOpenSet(readFileSync(OPEN_HASHES, 'utf8'));
const errorsIn = (findings: readonly Finding[]): string[] => findings.filter(({ severity }) => severity === 'error').map(({ file, line, problem }) => `${file}:${line} ${problem}`);

describe('The committed question bank', () => {
  const { documents } = loadDocuments(join(KNOWLEDGE, 'sources'), readLexicon(KNOWLEDGE).furniture);
  const units = documents.flatMap((document) => groupUnits(cutPassages(document)));
  const report = lintBank({ files: readFolder(join(KNOWLEDGE, 'questions')), units, open });

  it('has no errors: no dangling reference, no question with two answers, no copy of the open sets', () => {
    expect(errorsIn(report.findings)).toEqual([]);
  });

  it('has questions for every sentence of the article', () => {
    const bare = report.units.filter(({ unit, lines }) => unit.clauses[0]?.block.kind === 'paragraph' && lines === 0);
    expect(bare.map(({ unit }) => unit.document.text.slice(unit.start, unit.end))).toEqual([]);
  });
});

describe('The committed lexicon', () => {
  it('has no errors', () => {
    expect(errorsIn(lintLexicon(readFolder(join(KNOWLEDGE, 'lexicon')), open).findings)).toEqual([]);
  });
});
