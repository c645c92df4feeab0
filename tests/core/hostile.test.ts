import { describe, expect, it } from 'vitest';
import { isVerbatim } from '../../src/core/document.ts';
import { quotesOf, realKnowledge } from '../support/real.ts';

const base = realKnowledge();
const STATUSES = ['answered', 'not_covered', 'clarify', 'smalltalk', 'distress'];
const LONGEST_MESSAGE = 4096;

const HOSTILE: [string, string][] = [
  ['nothing', ''],
  ['blanks', ' \n\t　 '],
  ['4,096 times the same letter', 'a'.repeat(LONGEST_MESSAGE)],
  ['4,096 characters of questions', '优待证怎么申请？'.repeat(LONGEST_MESSAGE / 8)],
  ['4,096 characters without a mark', '退役军人免费公交'.repeat(LONGEST_MESSAGE / 8)],
  ['4,096 characters that become 73,728', 'ﷺ'.repeat(LONGEST_MESSAGE)],
  ['only emoji', '😀👨‍👩‍👧‍👦🇨🇳☎️'],
  ['only punctuation', '？！。，、；：“”‘’（）《》…—?!.,'],
  ['a lone high surrogate', '\ud83d'],
  ['a lone low surrogate in a question', '优待证\ude00怎么办'],
  ['surrogates in the wrong order', '\ude00\ud83d'.repeat(50)],
  ['NUL', '\u0000'],
  ['NUL in a question', '坐公交\u0000要钱吗'],
  ['control characters', '\u0001\u0007\u001b[31m'],
  ['marks of direction', '\u202e优待证\u202c'],
  ['zero-width characters', '\u200b\u200d\ufeff'],
  ['towers of combining marks', `优${'\u0301'.repeat(500)}待证`],
  ['__proto__', '__proto__'],
  ['constructor', 'constructor'],
  ['toString', 'toString'],
  ['hasOwnProperty in a question', 'hasOwnProperty怎么申请'],
  ['a regular expression', '(a+)+$[^'],
  ['markup', '<b>坐公交</b>要钱吗&amp;'],
  ['a question in JSON', '{"q":"坐公交要钱吗"}'],
  ['brackets that never close', '（《“('.repeat(200)],
  ['digits', '9'.repeat(400)],
  ['numbers of all kinds', '-0 1e999 NaN ٣ Ⅷ ½'],
];

describe('A hostile message', () => {
  it.each(HOSTILE)('gets an ordinary reply: %s', (_, message) => {
    for (const previous of ['', '坐公交要钱吗', message]) {
      const reply = base.ask(message, previous);
      expect(reply.parts.length >= 1 && reply.parts.length <= 3).toBe(true);
      for (const { answer, question } of reply.parts) {
        expect(STATUSES).toContain(answer.status);
        expect(typeof question).toBe('string');
        for (const quote of quotesOf(answer)) expect(base.documents.some((document) => isVerbatim(document, quote))).toBe(true);
      }
    }
  });

  it.each([
    ['nothing', ''],
    ['only emoji', '😀😀'],
    ['only punctuation', '？？？'],
    ['lone surrogates', '\ud800\udc00\ud800'],
    ['NUL', '\u0000'],
    ['names that every object has', '__proto__ constructor toString'],
  ])('that says nothing is not answered: %s', (_, message) => {
    expect(base.ask(message).parts.map((part) => part.answer.status)).not.toContain('answered');
  });

  it('leaves objects as they were', () => {
    for (const [, message] of HOSTILE) base.ask(message);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>)['w:优待证']).toBeUndefined();
  });

  it('does not change the answer to the next', () => {
    const before = base.ask('坐公交要钱吗');
    for (const [, message] of HOSTILE) base.ask(message, message);
    expect(base.ask('坐公交要钱吗')).toEqual(before);
  });
});

describe('4,096 characters', () => {
  const SAMPLES = 7;
  const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  const timeOf = (message: string, times: number): number => {
    const began = performance.now();
    for (let i = 0; i < times; i++) base.ask(message);
    return (performance.now() - began) / times;
  };

  it.each(['优待证怎么申请？', '退役军人免费公交', 'a', 'an', 'xian ', 'fangan', 'free bus ', '，', '😀', 'ﷺ', '(', '1', '是不是', '我是老兵，', '优1', '\ud800', 'v'])('of %s cost at most 40 times what 100 cost', (unit) => {
    const long = unit.repeat(LONGEST_MESSAGE).slice(0, LONGEST_MESSAGE);
    const short = long.slice(0, 100);
    timeOf(short, 3);
    timeOf(long, 1);
    const samples = Array.from({ length: SAMPLES }, () => [timeOf(short, 3), timeOf(long, 1)] as const);
    expect(median(samples.map(([, slow]) => slow)) / median(samples.map(([quick]) => quick))).toBeLessThanOrEqual(40);
  });
});
