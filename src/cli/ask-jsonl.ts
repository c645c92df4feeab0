/** `ask --jsonl`: one line with a question in, one line with the answer out. Pure. */
import type { Missing, Quote } from '../core/answer.ts';
import type { KnowledgeBase } from '../knowledge/base.ts';
import { isQuoted, judge } from './verdict.ts';
import type { Status, Verdict } from './verdict.ts';

/** A quote as programs read it. `document` is the file name; offsets are UTF-16 units of the document's clean text. */
export interface QuoteLine {
  text: string;
  document: string;
  title: string;
  section: string;
  paragraph: number;
  article: string | null;
  start: number;
  end: number;
}

/** The answer to one question; `id` is whatever the question came with, null where it came with none. */
export interface AnswerLine {
  id: unknown;
  status: Status;
  quotes: QuoteLine[];
  nearest: QuoteLine[];
  missing: Missing | null;
  options: string[];
}

/** Why a line has no answer, in words; the lines after it are answered all the same. */
export interface ErrorLine {
  error: string;
  /** Counted from 1, blank lines included. */
  line: number;
}

/**
 * Answers the line `{"id","q","prev"}`; `prev`, the user's previous question, may be empty or absent. Null for a blank line, an
 * ErrorLine for what is no question, never an exception.
 */
export function answerLine(line: string, number: number, base: Pick<KnowledgeBase, 'ask' | 'documents'>): AnswerLine | ErrorLine | null {
  if (line.trim() === '') return null;
  const question = parseQuestion(line);
  if (typeof question === 'string') return { error: question, line: number };
  let verdict: Verdict;
  try {
    verdict = judge(base.ask(question.q, question.prev === '' ? undefined : question.prev));
  } catch (error) {
    // Whoever sends a thousand questions must not lose the rest to a defect that one of them meets.
    return { error: `回答时出错：${String(error)}`, line: number };
  }
  const quotes = [...verdict.quotes, ...verdict.nearest];
  if (!quotes.every((quote) => isQuoted(quote, base.documents))) return { error: '引文与原文对不上，没有输出。', line: number };
  return {
    id: question.id,
    status: verdict.status,
    quotes: verdict.quotes.map(toLine),
    nearest: verdict.nearest.map(toLine),
    missing: verdict.missing && { facet: verdict.missing.facet, text: verdict.missing.text },
    options: verdict.options,
  };
}

/** The question, or the sentence that says what is wrong with the line. */
function parseQuestion(line: string): { id: unknown; q: string; prev: string } | string {
  let value: unknown;
  try {
    value = JSON.parse(line.trim());
  } catch {
    return '这一行不是 JSON，请写成 {"id":"1","q":"问题"}。';
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return '这一行不是 JSON 对象，请写成 {"id":"1","q":"问题"}。';
  const entries = new Map(Object.entries(value));
  const q: unknown = entries.get('q');
  const prev: unknown = entries.get('prev');
  if (typeof q !== 'string') return `q ${entries.has('q') ? '不是字符串' : '没有写'}，请写成 "q":"问题"。`;
  return { id: entries.get('id') ?? null, q, prev: typeof prev === 'string' ? prev : '' };
}

function toLine({ text, file, title, section, paragraph, article, start, end }: Quote): QuoteLine {
  return { text, document: file, title, section, paragraph, article, start, end };
}
