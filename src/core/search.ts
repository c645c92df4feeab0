/** Ranked retrieval of text units. The only file that imports minisearch. */
import MiniSearch from 'minisearch';
import { bigramTerms, wordTerms } from './terms.ts';

/** What is indexed: a passage with what stands around it. */
export interface Unit {
  id: number;
  /** Title and headings above the passage. */
  title: string;
  body: string;
  /** The sentence around the passage, when that is more than the passage. */
  context?: string;
  /** Questions that the passage answers by its form. */
  asked?: string;
}

export interface Hit {
  id: number;
  /** BM25 over the query's terms, divided by their number: compares within one query only. */
  score: number;
}

/**
 * Boosts measured on CMRC 2018 (3,507 passages, 10,111 training questions): the title helps little since it is shared by many
 * passages, bigrams catch what the dictionary cuts differently in question and passage.
 */
const BOOST = { title: 0.5, body: 1, bigrams: 0.5, context: 0.35, asked: 0.2 };
/** MiniSearch takes strings and cuts them itself; our terms are joined with a character that no text holds after folding. */
const SEPARATOR = '\u0000';

export interface TextIndex {
  /** Best first. `weights` gives expanded terms less than their full weight. */
  search(words: readonly string[], bigrams: readonly string[], limit: number, weights?: ReadonlyMap<string, number>): Hit[];
  /** Inverse document frequency of a word over the units, after Robertson and Spärck Jones; the highest for an unknown word. */
  idf(word: string): number;
  size: number;
}

/** Builds the index over all units. */
export function createIndex(units: readonly Unit[], progress?: (share: number) => void): TextIndex {
  const frequency = new Map<string, number>();
  const mini = new MiniSearch<{ id: number; title: string; body: string; bigrams: string; context: string; asked: string }>({
    fields: ['title', 'body', 'bigrams', 'context', 'asked'],
    tokenize: (text) => (text === '' ? [] : text.split(SEPARATOR)),
    processTerm: (term) => term,
    searchOptions: { boost: BOOST, prefix: false, fuzzy: false, combineWith: 'OR' },
  });
  units.forEach((unit, done) => {
    const words = wordTerms(unit.body).map((term) => term.key);
    for (const word of new Set(words)) frequency.set(word, (frequency.get(word) ?? 0) + 1);
    mini.add({
      id: unit.id,
      title: joined(wordTerms(unit.title)),
      body: words.join(SEPARATOR),
      bigrams: joined(bigramTerms(unit.body)),
      context: unit.context === undefined ? '' : joined(wordTerms(unit.context)),
      asked: unit.asked === undefined ? '' : joined([...wordTerms(unit.asked), ...bigramTerms(unit.asked)]),
    });
    if (progress && done % 500 === 499) progress((done + 1) / units.length);
  });
  progress?.(1);
  return {
    size: units.length,
    idf: (word) => inverseFrequency(units.length, frequency.get(word) ?? 0),
    search(words, bigrams, limit, weights) {
      const query = [...new Set([...words, ...bigrams])];
      if (query.length === 0) return [];
      const results = mini.search(query.join(SEPARATOR), weights ? { boostTerm: (term) => weights.get(term) ?? 1 } : {});
      // MiniSearch multiplies BM25 by the number of matched terms, which favours long passages; divided out again.
      return results
        .map((result) => ({ id: result.id as number, score: result.score / Math.max(1, result.queryTerms.length) }))
        .sort((a, b) => b.score - a.score || a.id - b.id)
        .slice(0, limit);
    },
  };
}

const joined = (terms: readonly { key: string }[]): string => terms.map((term) => term.key).join(SEPARATOR);

const inverseFrequency = (size: number, frequency: number): number => Math.log(1 + (size - frequency + 0.5) / (frequency + 0.5));
