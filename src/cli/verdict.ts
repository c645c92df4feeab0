/** A reply with up to three parts -> one status with its quotes: what programs and the evaluation look at. Pure. */
import type { Answer, Missing, Quote, Reply } from '../core/answer.ts';
import { isVerbatim } from '../core/document.ts';
import type { Document } from '../core/document.ts';

export type Status = 'answered' | 'not_covered' | 'clarify' | 'smalltalk';

/** `quotes` is empty unless answered, `nearest` unless not covered, `options` unless to be clarified. */
export interface Verdict {
  status: Status;
  /** Best first, at most three. */
  quotes: Quote[];
  nearest: Quote[];
  missing: Missing | null;
  options: string[];
}

const MOST_QUOTES = 3;
/** A message without any question is asked back. */
const NOTHING_ASKED: Verdict = { status: 'clarify', quotes: [], nearest: [], missing: null, options: [] };

/**
 * One answered part makes the whole answered: with the quotes of all answered parts, and what the first refused part asked for as
 * missing. Otherwise the first part decides.
 */
export function judge(reply: Reply): Verdict {
  const answers = reply.parts.map((part) => part.answer);
  const answered = answers.filter((answer) => answer.status === 'answered');
  if (answered.length > 0) {
    const refused = answers.find((answer) => answer.status === 'not_covered');
    const missing = refused?.missing ?? answered.find((answer) => answer.missing !== null)?.missing ?? null;
    return { ...NOTHING_ASKED, status: 'answered', quotes: bestQuotes(answered.map((answer) => answer.quotes)), missing };
  }
  const [first] = answers;
  return first ? judgeAnswer(first) : NOTHING_ASKED;
}

function judgeAnswer(answer: Answer): Verdict {
  switch (answer.status) {
    case 'answered':
      return { ...NOTHING_ASKED, status: 'answered', quotes: answer.quotes.slice(0, MOST_QUOTES), missing: answer.missing };
    case 'not_covered':
      return { ...NOTHING_ASKED, status: 'not_covered', nearest: answer.nearest, missing: answer.missing };
    case 'clarify':
      return { ...NOTHING_ASKED, options: answer.options };
    case 'smalltalk':
    case 'distress':
      return { ...NOTHING_ASKED, status: 'smalltalk' };
  }
}

/** The best quote of each part comes before the second of any, so that no part goes without one; the same quote only once. */
function bestQuotes(parts: readonly (readonly Quote[])[]): Quote[] {
  const longest = Math.max(...parts.map((quotes) => quotes.length));
  const ranked = Array.from({ length: longest }, (_, rank) => parts.flatMap((quotes) => quotes[rank] ?? [])).flat();
  const same = (a: Quote, b: Quote): boolean => a.file === b.file && a.start === b.start && a.end === b.end;
  return ranked.filter((quote, at) => ranked.findIndex((other) => same(other, quote)) === at).slice(0, MOST_QUOTES);
}

/** True when the quote stands in one of the documents, character by character, at its offsets. */
export function isQuoted(quote: Quote, documents: readonly Document[]): boolean {
  const document = documents.find((entry) => entry.file === quote.file);
  return document !== undefined && isVerbatim(document, quote);
}
