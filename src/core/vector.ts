/**
 * Questions as weighted features, for comparing them with each other and with passages. A feature is a channel letter and a key:
 * w word, b bigram of characters, u character, p pair of toneless syllables, c official term that a synonym rule leads to, f asked
 * facet, e English word stem, x facet and word, y two words.
 */
import type { Lexicon } from './lexicon.ts';
import { wordBoundaries } from './lexicon.ts';
import { segments, syllableTerms } from './terms.ts';

export type Features = Map<string, number>;

/** Weights of the channels in comparisons, measured by cross-validation over the question bank (bench/fit.ts prints the table). */
export const CHANNEL = { w: 1, b: 0.6, u: 0.25, p: 0.45, c: 0.9, f: 0.8, e: 1 };

const RUN = /[a-z]+|\d+(?:\.\d+)?|\p{Script=Han}+/gu;
const ENGLISH_STOP = new Set('the a an of in on to for is are was were do does did be by with at and or it its their there this that i my me you your can could would please what which'.split(' '));

/** Features of a folded, repaired text; `weight` scales all of them. */
export function featuresOf(text: string, lexicon: Lexicon, weight = 1): Features {
  const features: Features = new Map();
  const put = (channel: keyof typeof CHANNEL, key: string): void => void features.set(`${channel}:${key}`, CHANNEL[channel] * weight);
  const plain = withoutFillers(text, lexicon);
  for (const [run] of plain.matchAll(RUN)) {
    if (/[a-z]/u.test(run)) {
      if (!ENGLISH_STOP.has(run)) put('e', stem(run));
    } else if (/\d/u.test(run)) {
      put('w', run);
      put('b', run);
    } else hanFeatures(run, put);
  }
  const boundaries = wordBoundaries(plain);
  for (const match of lexicon.synonyms.find(plain, boundaries)) {
    put('c', match.phrase);
    for (const term of match.value) put('c', term);
  }
  for (const match of lexicon.facets.find(plain)) put('f', match.value);
  for (const [pair, value] of pairsOf(features)) features.set(pair, value * weight);
  return features;
}

/** More content words than this make pairs that say little and cost much. */
const PAIRED_WORDS = 12;
const PAIR_WEIGHT = 0.5;

/** What is asked of what: each asked facet with each word, and each two words. A linear model cannot see this from single features. */
function pairsOf(features: Features): [string, number][] {
  const keys = [...features.keys()];
  const words = keys.filter((key) => key.startsWith('w:') && key.length > 3);
  const facets = keys.filter((key) => key.startsWith('f:'));
  const pairs: [string, number][] = [];
  for (const facet of facets) for (const word of [...words, ...keys.filter((key) => key.startsWith('c:'))]) pairs.push([`x:${facet}|${word}`, PAIR_WEIGHT]);
  const few = words.slice(0, PAIRED_WORDS);
  few.forEach((word, i) => few.slice(i + 1).forEach((other) => pairs.push([`y:${[word, other].sort().join('|')}`, PAIR_WEIGHT])));
  return pairs;
}

function hanFeatures(run: string, put: (channel: 'w' | 'b' | 'u' | 'p', key: string) => void): void {
  for (const word of segments(run)) if (word.length > 1 || !/[的了是在吗我你他她有和把也就都这那]/u.test(word)) put('w', word);
  for (const character of run) put('u', character);
  const sounds = syllableTerms(run);
  for (let i = 0; i + 1 < run.length; i++) {
    put('b', run.slice(i, i + 2));
    put('p', sounds[i] ?? '');
  }
}

/** The text with politeness and hesitation taken out and every other mark as a blank. */
export function withoutFillers(text: string, lexicon: Lexicon): string {
  let plain = '';
  let at = 0;
  // At word boundaries only: 吧 is no filler in 酒吧.
  for (const match of lexicon.fillers.find(text, wordBoundaries(text))) {
    plain += text.slice(at, match.start);
    at = match.end;
  }
  plain = (plain + text.slice(at)).replace(/[^\p{L}\p{N}.+%]/gu, ' ');
  return /[\p{L}\p{N}]/u.test(plain) ? plain : text;
}

function stem(word: string): string {
  return word.replace(/ies$/u, 'y').replace(/(ss|x|ch|sh)es$/u, '$1').replace(/([^s])s$/u, '$1').replace(/(ing|ed)$/u, '');
}

/** The other map's features added at most at `weight` of their own, without lowering what is there. */
export function merged(features: Features, other: Features, weight: number): Features {
  const result = new Map(features);
  for (const [key, value] of other) result.set(key, Math.max(result.get(key) ?? 0, value * weight));
  return result;
}
