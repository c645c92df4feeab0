/** The version that answers now, and the one way to replace it: build a whole new one, then flip one reference. */
import type { KnowledgeBase } from './base.ts';
import { compareDocuments, type Change } from './changes.ts';

/** What a reload did. In every case but `published` the version from before keeps answering. */
export type ReloadReport =
  | { status: 'published'; before: KnowledgeBase; after: KnowledgeBase; changes: Change[]; milliseconds: number }
  | { status: 'refused'; serving: KnowledgeBase; problems: KnowledgeBase['problems'] }
  | { status: 'failed'; serving: KnowledgeBase; error: unknown }
  | { status: 'busy' };

export interface KnowledgeHolder {
  /** The version to answer from. Take it once for each question: it may be another one afterwards. */
  current(): KnowledgeBase;
  /** Builds and publishes; never throws. A `load` that is no promise holds up everything else meanwhile; a second call while one runs is `busy`. */
  reload(): Promise<ReloadReport>;
}

export interface HolderOptions {
  first: KnowledgeBase;
  /** Builds a version from what the folder holds now. */
  load: () => KnowledgeBase | Promise<KnowledgeBase>;
  /** Milliseconds that only go forward, for the time that is reported. */
  elapsed: () => number;
}

/** Holds `first` until a reload succeeds. */
export function createHolder(options: HolderOptions): KnowledgeHolder {
  let serving = options.first;
  let running = false;

  const rebuild = async (): Promise<ReloadReport> => {
    const began = options.elapsed();
    const before = serving;
    const after = await options.load();
    // A document that silently went missing would turn answers into refusals, so a version with a bad file is not published.
    const leftOut = after.problems.filter((problem) => problem.leftOut);
    if (leftOut.length > 0) return { status: 'refused', serving: before, problems: leftOut };
    const changes = compareDocuments(before.documents, after.documents);
    serving = after;
    return { status: 'published', before, after, changes, milliseconds: options.elapsed() - began };
  };

  return {
    current: () => serving,
    async reload() {
      if (running) return { status: 'busy' };
      running = true;
      try {
        return await rebuild();
      } catch (error) {
        return { status: 'failed', serving, error };
      } finally {
        running = false;
      }
    },
  };
}
