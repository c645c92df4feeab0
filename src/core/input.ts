/** What was typed -> Simplified Chinese as the texts write it: typed pinyin, homophones, English. Pure steps, each a text in and a new text out. */
import type { Lexicon } from './lexicon.ts';
import { syllablesOf } from './pinyin.ts';
import { segments } from './terms.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface Rewriting {
  from: string;
  to: string;
}

/** Words that tell English from pinyin: half of all short English words are pinyin syllables too (he, can, long). */
const ENGLISH = /\b(the|is|are|was|were|how|what|who|whom|where|when|which|why|does|do|did|of|for|to|and|my|i|in|on|by|with|from|any|there|they|their|it|if|be|get|city|free|veterans?|soldiers?|army|bus|card)\b/giu;
const LONGEST_WORD = 8;
/** A syllable read as a single unknown character: worse than any word, so that words win wherever they fit. */
const UNREAD = -18;

/** All ways to cut a Latin run into syllables, fewest syllables first; empty where it cannot be. `v` stands for ü. */
export function splitSyllables(run: string, syllables: ReadonlySet<string>, most = 12): string[][] {
  let paths: string[][][] = [[[]]];
  for (let end = 1; end <= run.length; end++) {
    const here: string[][] = [];
    for (let start = Math.max(0, end - 6); start < end; start++) {
      const piece = run.slice(start, end);
      if (syllables.has(piece)) for (const path of paths[start] ?? []) here.push([...path, piece]);
    }
    paths = [...paths, here.sort((a, b) => a.length - b.length).slice(0, most)];
  }
  return paths[run.length] ?? [];
}

/** Typed pinyin is mostly words; English that happens to split into syllables is read as single characters (game: 夹么). */
const IN_WORDS = 0.4;

/**
 * Reads typed toneless pinyin. Null when the text is no pinyin: holds too few syllables, leaves letters over, makes no words, or
 * reads as English. Han characters and abbreviations between the Latin runs stay.
 */
export function readPinyin(text: string, vocabulary: Vocabulary): string | null {
  const runs = (text.match(/[a-zü]+/gu) ?? []).filter((run) => !isAbbreviation(run));
  if (runs.length === 0 || (text.match(ENGLISH) ?? []).length >= 2) return null;
  const cuts = runs.map((run) => splitSyllables(spelled(run), vocabulary.syllables));
  const letters = runs.join('').length;
  const read = runs.filter((_, i) => (cuts[i] ?? []).length > 0).join('').length;
  const count = cuts.reduce((sum, paths) => sum + (paths[0]?.length ?? 0), 0);
  if (read / letters < 0.9 || count < 2) return null;
  if (count === 2 && runs.length > 1 && !/\p{Script=Han}/u.test(text)) {
    const pair = vocabulary.term(cuts.flatMap((paths) => paths[0] ?? []).join(' '));
    if (pair === undefined) return null;
  }
  let inWords = 0;
  const decoded = text.replace(/[a-zü]+(?:[ '’-]+[a-zü]+)*/gu, (group) => {
    const decoding = decodeGroup(group.split(/[ '’-]+/u), vocabulary);
    inWords += decoding.inWords;
    return decoding.text;
  });
  if (inWords / count < IN_WORDS) return null;
  return decoded.replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '');
}

/** Letters without a vowel spell no syllable: BRT stands for itself. */
const isAbbreviation = (run: string): boolean => run.length <= 4 && !/[aeiouvü]/u.test(run);
const spelled = (run: string): string => run.replace(/ü/gu, 'v').replace(/(?<=[ln])ue/gu, 've');

interface Decoding {
  text: string;
  score: number;
  /** Syllables that were read as part of a word of two characters or more. */
  inWords: number;
}

function decodeGroup(runs: readonly string[], vocabulary: Vocabulary): Decoding {
  const pieces: Decoding[] = [];
  let open: string[] = [];
  const close = (): void => {
    if (open.length > 0) pieces.push(decodeRuns(open, vocabulary));
    open = [];
  };
  for (const run of runs) {
    if (!isAbbreviation(run)) open.push(run);
    else {
      close();
      pieces.push({ text: run, score: 0, inWords: 0 });
    }
  }
  close();
  return { text: pieces.map((piece) => piece.text).join(' '), score: 0, inWords: pieces.reduce((sum, piece) => sum + piece.inWords, 0) };
}

function decodeRuns(runs: readonly string[], vocabulary: Vocabulary): Decoding {
  let combined: string[][] = [[]];
  for (const run of runs) {
    const paths = splitSyllables(spelled(run), vocabulary.syllables, 4);
    if (paths.length === 0) return { text: runs.join(' '), score: 0, inWords: 0 };
    combined = combined.flatMap((head) => paths.map((path) => [...head, ...path])).slice(0, 16);
  }
  const [best] = combined.map((path) => decode(path, vocabulary)).sort((a, b) => b.score - a.score);
  return best ?? { text: runs.join(' '), score: 0, inWords: 0 };
}

/** Viterbi over words and phrases of the vocabulary. */
function decode(syllables: readonly string[], vocabulary: Vocabulary): Decoding {
  const best: (Decoding | null)[] = [{ text: '', score: 0, inWords: 0 }];
  for (let end = 1; end <= syllables.length; end++) {
    best[end] = null;
    for (let start = Math.max(0, end - LONGEST_WORD); start < end; start++) {
      const head = best[start];
      if (!head) continue;
      const length = end - start;
      const word = vocabulary.read(syllables.slice(start, end).join(' ')) ?? (length === 1 ? { text: '', score: UNREAD } : null);
      if (!word || (best[end]?.score ?? -Infinity) >= head.score + word.score) continue;
      best[end] = { text: head.text + word.text, score: head.score + word.score, inWords: head.inWords + (length > 1 ? length : 0) };
    }
  }
  return best[syllables.length] ?? { text: '', score: -Infinity, inWords: 0 };
}

/**
 * Homophones: a window of words that holds a single character, stands in no document, and sounds like a term of the documents or of
 * the lexicon is read as that term. A common word is never touched (公积金 is not 公基金), nor a window with 是 or 不, which carry the
 * question. Two characters must sound alike with their tones, since toneless pairs collide with hundreds of common words.
 */
export function repairHomophones(text: string, vocabulary: Vocabulary, lexicon: Lexicon): { text: string; rewritten: Rewriting[] } {
  const words = text.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu)?.flatMap((run) => (/\p{Script=Han}/u.test(run) ? segments(run) : [run])) ?? [];
  const rewritten: Rewriting[] = [];
  let result = '';
  for (let i = 0; i < words.length; ) {
    const repair = repairAt(words, i, vocabulary, lexicon);
    if (repair) {
      rewritten.push({ from: repair.from, to: repair.to });
      result += repair.to;
      i += repair.length;
    } else result += words[i++] ?? '';
  }
  return { text: result, rewritten };
}

function repairAt(words: readonly string[], at: number, vocabulary: Vocabulary, lexicon: Lexicon): { from: string; to: string; length: number } | null {
  for (let length = Math.min(5, words.length - at); length >= 1; length--) {
    const window = words.slice(at, at + length);
    const from = window.join('');
    if (!/^\p{Script=Han}{2,6}$/u.test(from) || /[是不没有的了]/u.test(from) || vocabulary.text.includes(from)) continue;
    if (length === 1 && (from.length < 3 || lexicon.commonWords.has(from))) continue;
    if (length > 1 && !window.some((word) => word.length === 1)) continue;
    if (lexicon.commonWords.has(from) || lexicon.synonyms.get(from) !== undefined) continue;
    const to = vocabulary.term(syllablesOf(from).join(' '));
    if (to === undefined || to === from || to.length !== from.length || lexicon.questionWords.has(to)) continue;
    const shared = [...from].filter((character, i) => to[i] === character).length;
    if (shared * 2 < from.length) continue;
    if (from.length === 2 && syllablesOf(from, true).join(' ') !== syllablesOf(to, true).join(' ')) continue;
    return { from, to, length };
  }
  return null;
}

/** Chinese words for the English phrases of the glossary, longest first; empty where none is known. */
export function glossEnglish(text: string, english: ReadonlyMap<string, string>): string {
  const words = text.match(/[a-z][a-z'’-]*/gu) ?? [];
  const glosses: string[] = [];
  for (let i = 0; i < words.length; ) {
    let taken = 0;
    for (let length = Math.min(5, words.length - i); length > 0 && taken === 0; length--) {
      const gloss = english.get(words.slice(i, i + length).join(' '));
      if (gloss === undefined) continue;
      glosses.push(gloss);
      taken = length;
    }
    i += Math.max(1, taken);
  }
  return glosses.join(' ');
}
