/** `npm run knowledge -- text ID | removed ID | passages ID | list`: what was made of the published documents. */
import { loadDocuments, readLexicon, sourcesFolder } from '../knowledge/files.ts';
import { knowledgeFolder, print, runCommand, SHARED, tellProblems } from './command.ts';
import { findDocument, formatList, readKnowledgeOptions, VIEWS } from './views.ts';

await runCommand(async () => {
  const { view, id, knowledge } = readKnowledgeOptions(process.argv.slice(2));
  const { documents, problems } = loadDocuments(sourcesFolder(knowledgeFolder(knowledge)), readLexicon(SHARED).furniture);
  tellProblems(problems);
  const show = VIEWS.get(view);
  await print(show ? show(findDocument(documents, view, id)) : formatList(documents));
});
