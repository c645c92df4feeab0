/**
 * Passage retrieval alone, for measuring the search against others: same terms and index, no bank, lexicon or decision. Word statistics
 * find the candidates; then the sentence that would answer decides, since an answer stands in one sentence, not spread over a passage.
 */
import { answerTypes, wantedTypes } from './answer-type.ts';
import { fold } from './fold.ts';
import { cutSentences } from './passages.ts';
import type { TextIndex } from './search.ts';
import { createIndex } from './search.ts';
import { bigramTerms, wordTerms } from './terms.ts';

export interface Retrieval {
  /** Best first. */
  search(question: string, limit: number): { id: string; score: number }[];
}

export interface Passage {
  id: string;
  title: string;
  text: string;
}

/** What a candidate is judged by, in the order of the weights. */
export const SENTENCE_FEATURES = ['bm25', 'words', 'pairs', 'passageWords', 'passagePairs', 'title', 'type', 'run'] as const;
/** Fitted on a quarter of the training questions of CMRC 2018 and a third of the questions of DRCD, by `npm run fit:retrieval`. */
const WEIGHTS: readonly number[] = [6.89, 4.54, 4.57, 0.49, 0.78, 3.03, 0.54, 3.08];
const CANDIDATES = 12;

/** Indexes whole passages as units. */
export function createRetrieval(passages: readonly Passage[], questionWords: ReadonlySet<string>, progress?: (share: number) => void): Retrieval {
  const index = createIndex(passages.map((passage, id) => ({ id, title: passage.title, body: passage.text })), progress);
  return {
    search(question, limit) {
      const ranked = candidatesFor(question, passages, questionWords, index).map((candidate) => ({
        id: candidate.id,
        score: candidate.features.reduce((sum, value, i) => sum + value * (WEIGHTS[i] ?? 0), 0),
      }));
      return ranked.sort((a, b) => b.score - a.score).slice(0, limit);
    },
  };
}

/** The best passages by word statistics, each with its features. Exported for fitting the weights. */
export function candidatesFor(question: string, passages: readonly Passage[], questionWords: ReadonlySet<string>, index: TextIndex): { id: string; features: number[] }[] {
  const words = [...new Set(wordTerms(question).map((term) => term.key))].filter((word) => !questionWords.has(word));
  const pairs = [...new Set(bigramTerms(question).map((term) => term.key))].filter((pair) => !questionWords.has(pair));
  const weighed = { words: words.map((word) => [word, index.idf(word)] as const), pairs: pairs.map((pair) => [pair, index.idf(pair)] as const) };
  const hits = index.search(words, pairs, CANDIDATES);
  const top = hits[0]?.score ?? 1;
  const wanted = wantedTypes(fold(question).text);
  return hits.flatMap((hit) => {
    const passage = passages[hit.id];
    return passage ? [{ id: passage.id, features: featuresOf(question, passage, hit.score / top, weighed, wanted) }] : [];
  });
}

type Weighed = readonly (readonly [string, number])[];

function featuresOf(question: string, passage: Passage, bm25: number, weighed: { words: Weighed; pairs: Weighed }, wanted: readonly string[]): number[] {
  const text = fold(passage.text).text;
  const title = fold(passage.title).text;
  let words = 0;
  let pairs = 0;
  let best = -1;
  let type = 0;
  for (const { start, end } of cutSentences(text, 0, text.length)) {
    const sentence = text.slice(start, end);
    const heldWords = share(weighed.words, sentence, title);
    const heldPairs = share(weighed.pairs, sentence, title);
    if (heldWords + heldPairs <= best) continue;
    best = heldWords + heldPairs;
    words = heldWords;
    pairs = heldPairs;
    const held = answerTypes(sentence);
    type = wanted.some((kind) => held.has(kind)) ? 1 : 0;
  }
  return [bm25, words, pairs, share(weighed.words, text, title), share(weighed.pairs, text, title), share(weighed.words, title, ''), type, longestRun(fold(question).text, text)];
}

/** Weight of the terms that a sentence holds; what only the title holds counts a little less. */
function share(terms: Weighed, sentence: string, title: string): number {
  let total = 0;
  let found = 0;
  for (const [term, weight] of terms) {
    total += weight;
    if (sentence.includes(term)) found += weight;
    else if (title.includes(term)) found += 0.6 * weight;
  }
  return total === 0 ? 0 : found / total;
}

/** Length of the longest piece of the question that the text holds word by word, against ten characters. */
function longestRun(question: string, text: string): number {
  let longest = 0;
  for (let start = 0; start + longest < question.length; start++) {
    while (start + longest < question.length && text.includes(question.slice(start, start + longest + 1))) longest++;
  }
  return Math.min(1, longest / 10);
}
