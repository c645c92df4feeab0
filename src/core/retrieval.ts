/** Passage retrieval alone, for measuring the search against others: same terms and index, no bank, lexicon or decision. */
import { createIndex } from './search.ts';
import { bigramTerms, wordTerms } from './terms.ts';

export interface Retrieval {
  /** Best first. */
  search(question: string, limit: number): { id: string; score: number }[];
}

/** Indexes whole passages as units. */
export function createRetrieval(units: readonly { id: string; title: string; text: string }[], questionWords: ReadonlySet<string>, progress?: (share: number) => void): Retrieval {
  const index = createIndex(units.map((unit, id) => ({ id, title: unit.title, body: unit.text })), progress);
  return {
    search(question, limit) {
      const words = wordTerms(question).map((term) => term.key).filter((word) => !questionWords.has(word));
      const pairs = bigramTerms(question).map((term) => term.key);
      return index.search(words, pairs, limit).map((hit) => ({ id: units[hit.id]?.id ?? '', score: hit.score }));
    },
  };
}
