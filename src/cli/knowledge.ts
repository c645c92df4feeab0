/**
 * `npm run knowledge -- text ID | removed ID | passages ID | list`: what was made of the published documents; `-- suggest ID`: a draft
 * of questions for the bank; `-- lint`: what is wrong with question bank and lexicon (`bank` and `lexicon` look at one of them), with
 * status 1 where there are errors.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lintBank } from '../authoring/bank-lint.ts';
import type { Finding } from '../authoring/finding.ts';
import { lintLexicon } from '../authoring/lexicon-lint.ts';
import { parseOpenSet } from '../authoring/open-set.ts';
import type { Document } from '../core/document.ts';
import { cutPassages } from '../core/passages.ts';
import { groupUnits } from '../core/units.ts';
import { loadDocuments, readFolder, readLexicon, sourcesFolder } from '../knowledge/files.ts';
import { knowledgeFolder, OPEN_HASHES, print, runCommand, SHARED, tellProblems } from './command.ts';
import { formatBank, formatLexicon, hasErrors } from './lint-report.ts';
import { findDocument, formatList, readKnowledgeOptions, VIEWS } from './views.ts';

const open = existsSync(OPEN_HASHES) ? parseOpenSet(readFileSync(OPEN_HASHES, 'utf8')) : null;
const unchecked = open ? '' : `没有核对是否抄了公开题集：缺少 ${OPEN_HASHES}，可用 npm run open-hashes 生成。`;

await runCommand(async () => {
  const { view, id, knowledge } = readKnowledgeOptions(process.argv.slice(2));
  const folder = knowledgeFolder(knowledge);
  if (view === 'lexicon') return lexicon(folder);
  const { documents, problems } = loadDocuments(sourcesFolder(folder), readLexicon(SHARED).furniture);
  tellProblems(problems);
  if (view === 'bank' || view === 'lint') await bank(folder, documents);
  if (view === 'lint') {
    await print('\n');
    await lexicon(folder);
  }
  if (view === 'list') await print(formatList(documents));
  const show = VIEWS.get(view);
  if (show) await print(show(findDocument(documents, view, id)));
});

async function bank(folder: string, documents: readonly Document[]): Promise<void> {
  const units = documents.flatMap((document) => groupUnits(cutPassages(document)));
  const report = lintBank({ files: readFolder(ownOrShared(folder, 'questions')), units, open });
  await print(formatBank(report, unchecked));
  endWith(report.findings);
}

async function lexicon(folder: string): Promise<void> {
  const report = lintLexicon(readFolder(ownOrShared(folder, 'lexicon')), open);
  await print(formatLexicon(report, unchecked));
  endWith(report.findings);
}

/** The folder's own files, so that a copy can be looked over before it counts; the repository's where it has none. */
function ownOrShared(folder: string, name: string): string {
  const own = join(folder, name);
  return existsSync(own) ? own : join(SHARED, name);
}

function endWith(findings: readonly Finding[]): void {
  if (hasErrors(findings)) process.exitCode = 1;
}
