/** The knowledge base that a command works on. */
import { loadKnowledge } from '../knowledge/base.ts';
import type { KnowledgeBase } from '../knowledge/base.ts';
import { indexingProgress, knowledgeFolder, SHARED, tellProblems } from './command.ts';

/**
 * Loads and indexes the folder behind `--knowledge`, or the repository's own, with a progress bar where that takes long. What the
 * office should put right is named on standard error.
 */
export function openKnowledge(folder: string | undefined): KnowledgeBase {
  const base = loadKnowledge({ directory: knowledgeFolder(folder), shared: SHARED, progress: indexingProgress() });
  tellProblems(base.problems);
  return base;
}
