/** Pieces of clauses, as the rules need them that turn a clause into questions. */

/** A clause without its number and closing mark, and its neighbours in the sentence; empty where there is none. */
export interface Clause {
  text: string;
  before: string;
  after: string;
}

/** Turns a clause into questions that it answers, the best first. */
export type Rule = (clause: Clause) => string[];

/** 922, 3.9万, 十五, 百 — as a piece of a pattern. */
export const NUMERAL = String.raw`(?:\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百千]+)[百千]?[万亿]?`;
/** 余 or 多 behind a numeral. */
export const OVER = '[余多]?';

/** 第三条, （一）, 一、, 1. at the beginning of a clause. */
const NUMBERING = /^(?:第[零〇一二三四五六七八九十百千\d]+[条款项](?:之[一二三四五六七八九十]+)?[\s\u3000]*|[（(][一二三四五六七八九十百\d]+[）)]\s*|[一二三四五六七八九十]+、\s*|\d+[.．、]\s*(?=\p{Script=Han}))/u;

/** A clause as the rules read it: without number, closing mark and brackets. */
export function plain(clause: string): string {
  return clause
    .trim()
    .replace(NUMBERING, '')
    .replace(/[（(][^（）()]*[）)]/gu, '')
    .replace(/[，,。；;：:！!？?\s]+$/gu, '')
    .trim();
}

/** Without quotation marks. */
export function unquoted(text: string): string {
  return text.replace(/[“”"‘’《》〈〉]/gu, '');
}

/** What may be left out of an order without changing what is ordered: 依法, 按照规定, 自受理之日起十日内 … */
const ADVERBIAL = /^(?:依法|及时|(?:按照|依照|根据)[^，]{0,14}?(?:规定|要求|原则|需要|情况)(?!的|时间|地点|条件|和|、)|自[^，]{2,20}?之?日?起|在[^，]{1,20}?(?:内|前|中|时|后|期间)|向[^，]{2,16}?(?=申请|提出|报告|请求)|(?:于)?[一二三四五六七八九十\d]+个?(?:工作)?[日天月年]以?内)/u;

/** An act short enough to be asked for, cut where a list goes on; empty where there is no such place. */
export function act(text: string, longest: number): string {
  let rest = unquoted(text);
  while (ADVERBIAL.test(rest)) rest = rest.replace(ADVERBIAL, '');
  const whole = rest.replace(/^[，、]+/u, '');
  const kept = shortened(whole, longest);
  // 将甲和乙合并实施, cut at 和, has lost its verb; and so has an order that goes on in the next clause.
  return (kept !== whole && /^[将与凭因把对为向]/u.test(kept)) || /^(?:按照|依照|根据)|[的级]$/u.test(kept) ? '' : kept;
}

/** The text up to `longest` characters, cut before a conjunction; empty where there is none to cut at. */
export function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const head = text.slice(0, longest + 1);
  const at = Math.max(...['、', '和', '及', '或者', '以及', '并'].map((mark) => head.lastIndexOf(mark)));
  // 提供合理、必要的医疗服务: what is enumerated is not what is done.
  return at >= 4 && !/^[、和及]?[^，、]{1,8}的/u.test(text.slice(at)) ? head.slice(0, at) : '';
}

/** The clause before, where it says when or for whom the next one holds (军属就业确有困难的); empty otherwise. */
export function condition(before: string): string {
  return /(?:的|时|后|前)$/u.test(before) ? before : '';
}

/** Who a clause is about, when that is short enough to be named: the words before the verb, or the condition before the clause. */
export function subject(own: string, before: string, longest = 14): string {
  const text = unquoted(own).replace(/^(?:但是?|并且?|同时|其中|以及|或者|还|也|均|都|其(?=\p{Script=Han}{2}))/u, '').replace(/(?:依法|均|都|还|也|并|不|仍|同时|一般|一律)$/u, '');
  const named = text === '' ? unquoted(before).replace(/^(?:但是?|对于?)/u, '').replace(/的$/u, '') : text;
  return named.length <= longest ? named : '';
}

/** The counted thing after a number and its measure word: up to a mark, a number, a verb or a conjunction. */
export function noun(rest: string): string {
  const quoted = /^[“《]([^”》]{2,16})[”》]/u.exec(rest);
  if (quoted) return quoted[1] ?? '';
  const run = /^[\p{Script=Han}]{1,18}/u.exec(rest)?.[0] ?? '';
  const upto = run.split(/等|以[上下内外]|[一二三四五六七八九十百千]+(?=[个家条名人次项位所处座])|实现|之[一日]/u)[0] ?? '';
  return upto.replace(/(?:和|与|及|以及|并|或|或者)$/u, '').replace(/(?:登上|助力|帮助|吸引|带动|举办|开展|获得|参加|进行|组成|作为|成为)$/u, '');
}
