/** What the bot says to a message, before any wording: a union that every shell renders. */
import type { Kind } from './document.ts';

/** What kind of thing a question asks for; the vocabulary of the evaluation sets. */
export type Facet =
  | 'howto' | 'documents' | 'phone' | 'address' | 'hours' | 'date' | 'amount' | 'count'
  | 'list' | 'person' | 'eligibility' | 'content' | 'other' | 'offtopic';

/** Whole clauses of a published text. `text` is the document's clean text at `start`..`end` (UTF-16 units). */
export interface Quote {
  document: string;
  file: string;
  kind: Kind | null;
  title: string;
  section: string;
  /** 1-based, headings not counted; 0 when a heading itself is quoted. */
  paragraph: number;
  article: string | null;
  start: number;
  end: number;
  text: string;
  /** Matched words, as offsets into `text`. */
  marks: { start: number; end: number }[];
}

/** What the text does not say. `text` continues 没有写: (怎么申请优待证). */
export interface Missing {
  facet: Facet;
  text: string;
}

export type SmalltalkKind = 'hello' | 'thanks' | 'bye' | 'who' | 'can' | 'praise' | 'complain' | 'ok';
export type DistressKind = 'selfharm' | 'danger' | 'medical' | 'hardship';

/** One reason of a decision, as data: which check, what it saw, and what it said. */
export interface Reason {
  check: string;
  detail: string;
}

export type Answer =
  | { status: 'answered'; quotes: Quote[]; missing: Missing | null; entitlement: boolean; reasons: Reason[] }
  | { status: 'not_covered'; missing: Missing; nearest: Quote[]; reasons: Reason[] }
  | { status: 'clarify'; options: string[]; reasons: Reason[] }
  | { status: 'smalltalk'; kind: SmalltalkKind; reasons: Reason[] }
  | { status: 'distress'; kind: DistressKind; reasons: Reason[] };

/** A message is one question or up to three, each answered or refused by itself. */
export interface Reply {
  parts: { question: string; answer: Answer; /** Rewritings to tell the user of: 按“优待证”查找. */ rewritten: { from: string; to: string }[] }[];
}
