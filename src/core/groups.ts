/** What a question is about, as groups of words that stand for one thing: a word as typed, or a phrase with its official terms. */
import { fold } from './fold.ts';
import type { Lexicon } from './lexicon.ts';
import { wordBoundaries } from './lexicon.ts';
import { segments, wordTerms } from './terms.ts';
import { withoutFillers } from './vector.ts';
import { wantedTypes } from './answer-type.ts';

export interface Group {
  /** As it stands in the folded question. */
  said: string;
  /** What texts say for it, the best first; empty for a word that no rule knows. */
  official: string[];
  /** 1 for a phrase or a free word, less for a word inside a phrase that has official terms. */
  weight: number;
  /** Says what kind of thing is asked for (最长能, 几天之内) rather than what the question is about. */
  asks?: boolean;
}

/** A word inside a phrase is weaker evidence than the phrase (工 in 没工作). */
const INSIDE_PHRASE = 0.35;

/** A Latin word counts little: texts hold few, and those that matter are abbreviations that stand in them as typed. */
const GLOSSED = 0.4;

/** Content words and known phrases of a folded question, in reading order; question words are left out. */
export function contentGroups(text: string, lexicon: Lexicon): Group[] {
  const plain = withoutFillers(text, lexicon);
  const phrases = lexicon.synonyms.find(plain, wordBoundaries(plain));
  const groups: { at: number; group: Group }[] = phrases
    .filter((phrase) => !lexicon.questionWords.has(phrase.phrase))
    .map((phrase) => ({ at: phrase.start, group: { said: phrase.phrase, official: phrase.value.slice(0, 6), weight: 1 } }));
  let at = 0;
  for (const word of segments(plain)) {
    const start = plain.indexOf(word, at);
    at = start + word.length;
    if (lexicon.questionWords.has(word)) continue;
    if (phrases.some((phrase) => phrase.phrase === word && phrase.start === start)) continue;
    const inside = phrases.some((phrase) => start >= phrase.start && at <= phrase.end);
    if (word.length === 1 && inside) continue;
    groups.push({ at: start, group: { said: word, official: [], weight: (inside ? INSIDE_PHRASE : word.length === 1 ? 0.5 : 1) * informative(word, lexicon) } });
  }
  return distinct(groups.sort((a, b) => a.at - b.at).map(({ group }) => (asksKind(group.said, lexicon) ? { ...group, asks: true } : group)));
}

function asksKind(said: string, lexicon: Lexicon): boolean {
  return lexicon.facets.get(said) !== undefined || wantedTypes(said).length > 0;
}

/**
 * What part of speech a content word usually is: nouns and verbs say what a question is about, adverbs and quantities of somebody's
 * own case do not. Words that the list of common words lacks are rare, and rare words are names and terms.
 */
function informative(word: string, lexicon: Lexicon): number {
  // English words stand beside the Chinese ones that they were glossed with.
  if (/^[a-z]+$/u.test(word)) return GLOSSED;
  if (/^[\d.]+$/u.test(word) || /^[一二三四五六七八九十百千万两几半多第]+[个年月天块岁次回多号]*$/u.test(word)) return 0.4;
  const tag = lexicon.tags.get(word) ?? 'n';
  if (/^(?:n|v|j|s|b|g)/u.test(tag)) return 1;
  if (/^(?:a|i|l)/u.test(tag)) return 0.7;
  return /^t/u.test(tag) ? 0.4 : 0.25;
}

function distinct(groups: readonly Group[]): Group[] {
  const seen = new Map<string, Group>();
  for (const group of groups) if ((seen.get(group.said)?.weight ?? 0) < group.weight) seen.set(group.said, group);
  return [...seen.values()];
}

/** A text prepared for matching groups against it. */
export interface Matchable {
  folded: string;
  words: ReadonlySet<string>;
}

/** Folds and cuts a text once, so that many questions can be matched against it. */
export function matchable(text: string): Matchable {
  return { folded: fold(text).text, words: new Set(wordTerms(text).map((term) => term.key)) };
}

/**
 * How far a text holds a group, from 0 to 1: 1 for the word itself or its first official terms, a little less for later ones, and for
 * an unknown long word the share of its character pairs that the text holds (失业险 in 失业保险).
 */
export function holds(text: Matchable, group: Group): number {
  if (text.words.has(group.said) || (group.said.length > 1 && text.folded.includes(group.said))) return 1;
  for (const [rank, term] of group.official.entries()) if (text.folded.includes(term)) return Math.max(0.75, 0.98 - 0.05 * rank);
  let best = 0;
  for (const term of group.official) {
    if (term.length < 4) continue;
    best = Math.max(best, 0.7 * sharedPairs(text.folded, term));
  }
  return group.said.length >= 3 && /^\p{Script=Han}+$/u.test(group.said) ? Math.max(best, 0.6 * sharedPairs(text.folded, group.said)) : best;
}

/** Share of the character pairs of a term that stand in the text; single ends count half. */
function sharedPairs(text: string, term: string): number {
  let found = 0;
  for (let i = 0; i + 1 < term.length; i++) if (text.includes(term.slice(i, i + 2))) found++;
  return found / (term.length - 1);
}
