/** Text -> search terms. The only file that imports nodejieba. */
import jieba from 'nodejieba';
import { fold } from './fold.ts';
import type { Folded } from './fold.ts';
import { syllablesOf } from './pinyin.ts';

/** A search key with the place in the original text that it came from. */
export interface Term {
  key: string;
  start: number;
  end: number;
}

const RUN = /[a-z][a-z0-9]*|\d+(?:\.\d+)?|\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{M}])+/gu;
const HAN = /^\p{Script=Han}/u;

let loaded = false;

/** Loads the dictionary once (1-2 s, about 240 MiB) and adds terms of the field, which every later call then cuts as words. */
export function loadDictionary(terms: Iterable<string>): void {
  if (!loaded) jieba.load();
  loaded = true;
  for (const term of terms) jieba.insertWord(term);
}

/**
 * Words of a text: Latin and digit runs whole (nodejieba without HMM splits 2024 into digits), Han runs in search mode without HMM
 * (its HMM invents different words in question and passage). A long word comes with the shorter words inside it.
 */
export function wordTerms(input: string): Term[] {
  const folded = fold(input);
  const terms: Term[] = [];
  for (const run of folded.text.matchAll(RUN)) {
    if (!HAN.test(run[0])) {
      terms.push(located(folded, run[0], run.index));
      continue;
    }
    let at = 0;
    for (const word of jieba.cut(run[0], false)) {
      terms.push(located(folded, word, run.index + at));
      if (word.length > 2) {
        for (const part of innerWords(word)) terms.push(located(folded, part.key, run.index + at + part.start));
      }
      at += word.length;
    }
  }
  return terms;
}

/** The folded text cut into words that do not overlap, with punctuation left out. */
export function segments(folded: string): string[] {
  return [...folded.matchAll(RUN)].flatMap((run) => (HAN.test(run[0]) ? jieba.cut(run[0], false) : [run[0]]));
}

function innerWords(word: string): { key: string; start: number }[] {
  const inner: { key: string; start: number }[] = [];
  const seen = new Set([word]);
  let from = 0;
  for (const part of jieba.cutForSearch(word, false)) {
    if (part.length < 2 || seen.has(part)) continue;
    seen.add(part);
    const start = word.indexOf(part, part.length > 2 ? 0 : from);
    inner.push({ key: part, start: Math.max(0, start) });
    from = Math.max(from, start);
  }
  return inner;
}

/** Pairs of neighbouring characters of each Han run; other runs, and a Han character standing alone, whole. */
export function bigramTerms(input: string): Term[] {
  const folded = fold(input);
  const terms: Term[] = [];
  for (const run of folded.text.matchAll(RUN)) {
    // By code point: a rare character takes two UTF-16 units, and half of it is no character.
    const characters = [...run[0]];
    if (!HAN.test(run[0]) || characters.length === 1) {
      terms.push(located(folded, run[0], run.index));
      continue;
    }
    let at = run.index;
    characters.slice(1).forEach((next, i) => {
      const pair = `${characters[i] ?? ''}${next}`;
      terms.push(located(folded, pair, at));
      at += characters[i]?.length ?? 1;
    });
  }
  return terms;
}

/** Pairs of neighbouring toneless syllables, the second key that finds homophones. */
export function syllableTerms(input: string): string[] {
  const terms: string[] = [];
  for (const run of fold(input).text.matchAll(/\p{Script=Han}{2,}/gu)) {
    const syllables = syllablesOf(run[0]);
    for (let i = 0; i + 1 < syllables.length; i++) terms.push(`${syllables[i]} ${syllables[i + 1]}`);
  }
  return terms;
}

function located(folded: Folded, key: string, at: number): Term {
  const start = folded.origin[at] ?? 0;
  return { key, start, end: folded.origin[at + key.length] ?? start };
}
