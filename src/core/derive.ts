/**
 * Questions out of the form of clauses, without understanding them: 免费乘坐地铁 answers 乘坐地铁要钱吗, and 街道应当答复 answers
 * 街道要答复吗. For documents that no bank speaks for.
 */
import { counts, amounts, dates, durations, names, ordinals } from './derive-numbers.ts';
import { byWhom, definition, effective, free, grant, inCharge, modal, papers } from './derive-relations.ts';
import type { Clause, Rule } from './derive-text.ts';
import { plain } from './derive-text.ts';
import { cutClauses, cutSentences } from './passages.ts';

/** The most questions of one clause; more would bury the person who reads them. */
export const MOST_QUESTIONS = 4;
/** A question longer than this is the clause itself, turned around. */
const LONGEST = 30;
const SHORTEST = 4;

const ARTICLE = /^\s*(第[零〇一二三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十]+)?)[\s\u3000]/u;

/** The likeliest questions first; no rule has a second turn before every rule had its first. */
const RULES: readonly Rule[] = [definition, effective, byWhom, inCharge, durations, amounts, free, papers, modal, counts, grant, names, dates, ordinals];

/**
 * Questions that a text answers by its form, at most four for each of its clauses. With 第十六条 at its head also what that article
 * says, which is asked of laws.
 */
export function derivedQuestions(text: string): string[] {
  const clauses = cutSentences(text, 0, text.length).map((sentence) => cutClauses(text, sentence.start, sentence.end).map(({ start, end }) => text.slice(start, end)));
  return [...new Set([...clauses.flatMap((sentence) => questionsOfClauses(sentence).flat()), ...articleQuestions(text)])];
}

/** The questions of each clause of one sentence, in the order of the clauses. */
export function questionsOfClauses(clauses: readonly string[]): string[][] {
  const texts = clauses.map(plain);
  return texts.map((text, at) => questionsOf({ text, before: texts[at - 1] ?? '', after: texts[at + 1] ?? '' }));
}

/** What an article says, where the text begins with 第十六条. */
export function articleQuestions(text: string): string[] {
  const article = ARTICLE.exec(text)?.[1];
  return article === undefined ? [] : [`${article}规定了什么`];
}

/** Questions of one clause, in turns over the rules. */
function questionsOf(clause: Clause): string[] {
  const found = RULES.map((rule) => rule(clause));
  const turns = Math.max(0, ...found.map((questions) => questions.length));
  const inTurn = Array.from({ length: turns }, (_, turn) => found.flatMap((questions) => questions.slice(turn, turn + 1))).flat();
  const asked = inTurn.map((question) => question.replace(/\s+/gu, '')).filter((question) => question.length >= SHORTEST && question.length <= LONGEST);
  return [...new Set(asked)].slice(0, MOST_QUESTIONS);
}
