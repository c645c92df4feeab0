/**
 * The open question sets, known only by salted hashes: enough to see that a line of the bank was copied from them, without carrying
 * the questions along. Format of the file: `# salt: …`, then one hash a line.
 */
import { createHash } from 'node:crypto';
import { bare } from '../core/lexicon.ts';

/** Hashes of questions that may not stand in the bank. */
export interface OpenSet {
  salt: string;
  hashes: ReadonlySet<string>;
}

/** A question of an open set, as far as it matters here. */
export interface OpenQuestion {
  q: string;
  kind: string;
}

/** Terms below this length (公交, 一单制) are what anybody would type: no copies. */
const SHORTEST = 6;
/** Greetings and thanks up to this length are the same for everybody. */
const LONGEST_GREETING = 6;
const DIGITS = 16;

/** The hash of a question: folded, without spaces and punctuation. */
export function openHash(question: string, salt: string): string {
  return createHash('sha256').update(`${salt}\n${bare(question)}`).digest('hex').slice(0, DIGITS);
}

/** True when the question, punctuation and script aside, is one of the open sets. */
export function isOpenCopy(question: string, open: OpenSet): boolean {
  return open.hashes.has(openHash(question, open.salt));
}

/** Reads the file of hashes; lines that are no hash count as nothing. */
export function parseOpenSet(text: string): OpenSet {
  const salt = /^#\s*salt:\s*(\S+)/mu.exec(text)?.[1] ?? '';
  return { salt, hashes: new Set(text.split('\n').map((line) => line.trim()).filter((line) => /^[0-9a-f]{16}$/u.test(line))) };
}

/** Writes the file of hashes. Sorted, so that the order of the sets cannot be read from it. */
export function formatOpenSet(questions: readonly OpenQuestion[], salt: string): string {
  const hashes = new Set(questions.filter(isOwn).map(({ q }) => openHash(q, salt)));
  const head = ['# Salted hashes of the questions of the open sets: no line of the question bank may be one of them.', '# Made by: npm run open-hashes. Do not edit by hand.', `# salt: ${salt}`];
  return `${[...head, ...[...hashes].sort()].join('\n')}\n`;
}

/** Somebody's own words, rather than a term or a greeting. */
function isOwn({ q, kind }: OpenQuestion): boolean {
  const { length } = [...bare(q)];
  return length >= SHORTEST && !(kind === 'smalltalk' && length <= LONGEST_GREETING);
}
