/** What differs between two versions of the documents, counted in sentences. Pure. */
import type { Document } from '../core/document.ts';
import { cutPassages } from '../core/passages.ts';

/** One entry for each document that is not the same in both versions. */
export type Change =
  | { file: string; what: 'added' | 'removed'; sentences: number }
  /** `information`: kind, signature, dates or another part of the side file differ. */
  | { file: string; what: 'changed'; added: number; removed: number; changed: number; information: boolean };

/** Compares by file name, in the order of the new version, removed documents last. */
export function compareDocuments(before: readonly Document[], after: readonly Document[]): Change[] {
  const old = new Map(before.map((document) => [document.file, document]));
  const changes: Change[] = [];
  for (const document of after) {
    const previous = old.get(document.file);
    old.delete(document.file);
    if (!previous) changes.push({ file: document.file, what: 'added', sentences: sentencesOf(document).length });
    else changes.push(...compareVersions(previous, document));
  }
  for (const document of old.values()) changes.push({ file: document.file, what: 'removed', sentences: sentencesOf(document).length });
  return changes;
}

function compareVersions(before: Document, after: Document): Change[] {
  const counts = compareSentences(sentencesOf(before), sentencesOf(after));
  const information = before.title !== after.title || JSON.stringify(before.meta) !== JSON.stringify(after.meta);
  const same = !information && counts.added + counts.removed + counts.changed === 0;
  return same ? [] : [{ file: after.file, what: 'changed', ...counts, information }];
}

/**
 * A sentence that stands in both is neither added nor removed, wherever it moved. One that went and one that came after the same
 * neighbour count together as one that changed.
 */
function compareSentences(before: readonly string[], after: readonly string[]): { added: number; removed: number; changed: number } {
  const gone = afterNeighbour(before, countOf(after));
  const come = afterNeighbour(after, countOf(before));
  let changed = 0;
  for (const [neighbour, count] of gone) changed += Math.min(count, come.get(neighbour) ?? 0);
  return { added: sumOf(come) - changed, removed: sumOf(gone) - changed, changed };
}

/** For each sentence that both versions have, how many sentences that only this one has follow it directly. */
function afterNeighbour(sentences: readonly string[], other: Map<string, number>): Map<string, number> {
  const only = new Map<string, number>();
  let neighbour = '';
  for (const sentence of sentences) {
    const left = other.get(sentence) ?? 0;
    if (left > 0) {
      other.set(sentence, left - 1);
      neighbour = sentence;
    } else {
      only.set(neighbour, (only.get(neighbour) ?? 0) + 1);
    }
  }
  return only;
}

/** Titles and headings included. */
function sentencesOf(document: Document): string[] {
  const sentences = new Map<number, string>();
  for (const { sentence } of cutPassages(document)) sentences.set(sentence.start, document.text.slice(sentence.start, sentence.end));
  return [...sentences.values()];
}

function countOf(sentences: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const sentence of sentences) counts.set(sentence, (counts.get(sentence) ?? 0) + 1);
  return counts;
}

const sumOf = (counts: Map<string, number>): number => [...counts.values()].reduce((sum, count) => sum + count, 0);
