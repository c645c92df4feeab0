/** The words that documents and question bank really use, by their sound: what typed pinyin and homophones are read against. */
import { fold } from './fold.ts';
import type { Lexicon } from './lexicon.ts';
import { readings, syllablesOf, toneless } from './pinyin.ts';
import { segments } from './terms.ts';

export interface Vocabulary {
  /** Best word or phrase for toneless syllables joined by blanks, with the logarithm of its likelihood; undefined where none is known. */
  read(syllables: string): { text: string; score: number } | undefined;
  /** The term of the documents or of the lexicon that sounds so; undefined where none does. What homophones are repaired to. */
  term(syllables: string): string | undefined;
  /** Terms of the documents and the lexicon of three characters or more by their initials, most used first. */
  byInitials(letters: string): string[];
  syllables: ReadonlySet<string>;
  /** All folded texts of the documents in one string: what stands there is never repaired. */
  text: string;
}

const LONGEST_PHRASE = 3;
/** A phrase seen once is chance. */
const SEEN = 2;
/** The documents' own words outweigh the bank's. */
const DOCUMENT_WEIGHT = 3;

/**
 * `texts` are questions as people type them, which teach how pinyin is read; `documents` and lexicon say what terms there are. The
 * table for reading pinyin (about a second) is made when the first pinyin is typed.
 */
export function createVocabulary(texts: readonly string[], documents: readonly string[], lexicon: Lexicon): Vocabulary {
  const terms = termsBySound(documents, lexicon);
  const syllables = new Set<string>();
  for (const reading of lexicon.syllables.values()) for (const syllable of reading.split(' ')) syllables.add(syllable);
  let table: Map<string, { text: string; score: number }> | null = null;
  return {
    read: (key) => (table ??= readingTable(texts, documents, lexicon)).get(key),
    term: (key) => terms.get(key),
    byInitials: (letters) => [...terms].filter(([key, term]) => term.length === letters.length && initialsOf(key) === letters).map(([, term]) => term),
    syllables,
    text: documents.map((text) => fold(text).text).join('\n'),
  };
}

function readingTable(texts: readonly string[], documents: readonly string[], lexicon: Lexicon): Map<string, { text: string; score: number }> {
  const words = new Map<string, number>();
  const phrases = new Map<string, number>();
  for (const text of texts) collect(text, words, phrases);
  for (const text of documents) for (let times = 0; times < DOCUMENT_WEIGHT; times++) collect(text, words, phrases);
  const table = new Map<string, { text: string; score: number }>();
  const offer = (key: string, text: string, score: number): void => {
    const old = table.get(key);
    if (!old || old.score < score) table.set(key, { text, score });
  };
  for (const [word, frequency] of lexicon.commonWords) {
    // Frequencies of the general dictionary are in another unit: scaled so that a common word weighs like one that the bank has once or twice.
    const score = Math.log(frequency) - 22 + 2.2 * (word.length - 1);
    const keys = word.length === 1 ? readings(word).map(toneless) : [lexicon.syllables.get(word) ?? ''];
    for (const key of keys) offer(key, word, score);
  }
  for (const [phrase, count] of phrases) if (count >= SEEN) offer(soundOf(phrase), phrase, Math.log(count + 0.5) - 9);
  for (const [word, count] of words) offer(soundOf(word), word, Math.log(count + 0.5) - 9);
  return table;
}

const initialsOf = (syllables: string): string => syllables.split(' ').map((syllable) => syllable[0] ?? '').join('');
const soundOf = (word: string): string => syllablesOf(word).join(' ');

function collect(text: string, words: Map<string, number>, phrases: Map<string, number>): void {
  const run = segments(fold(text).text);
  for (let i = 0; i < run.length; i++) {
    let phrase = '';
    for (let n = 0; n < LONGEST_PHRASE && i + n < run.length; n++) {
      phrase += run[i + n];
      if (!/^\p{Script=Han}{1,8}$/u.test(phrase)) break;
      const table = n === 0 ? words : phrases;
      table.set(phrase, (table.get(phrase) ?? 0) + 1);
    }
  }
}

/** Words of the documents by frequency, then the lexicon's own terms, each under its sound; the first that claims a sound keeps it. */
function termsBySound(documents: readonly string[], lexicon: Lexicon): Map<string, string> {
  const words = new Map<string, number>();
  for (const text of documents) collect(text, words, new Map());
  const ordered = [...words].sort((a, b) => b[1] - a[1]).map(([word]) => word);
  const terms = new Map<string, string>();
  for (const term of [...ordered, ...lexicon.terms]) {
    if (!/^\p{Script=Han}{2,6}$/u.test(term)) continue;
    const key = soundOf(term);
    if (!terms.has(key)) terms.set(key, term);
  }
  return terms;
}
