import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/core/document.ts';
import type { Document } from '../../src/core/document.ts';
import { cutPassages } from '../../src/core/passages.ts';
import { groupUnits, LONGEST_QUOTE } from '../../src/core/units.ts';
import { realKnowledge } from '../support/real.ts';

const textsOf = (body: string): string[] => {
  const document = parseDocument('a.txt', `某市通知\n${body}\n`);
  return groupUnits(cutPassages(document)).slice(1).map(({ start, end }) => document.text.slice(start, end));
};
const clause = (length: number, end = ','): string => '甲'.repeat(length - 1) + end;

/** All clauses in their order, each unit within one sentence and within the limit. */
function expectWhole(document: Document): void {
  const clauses = cutPassages(document);
  const units = groupUnits(clauses);
  expect(units.flatMap((unit) => unit.clauses)).toEqual(clauses);
  for (const unit of units) {
    const [first] = unit.clauses;
    expect(unit).toMatchObject({ id: first?.id, start: first?.start, end: unit.clauses.at(-1)?.end, document });
    expect(new Set(unit.clauses.map((passage) => passage.sentence.start)).size).toBe(1);
    expect(new Set(unit.clauses.map((passage) => passage.block)).size).toBe(1);
    expect(unit.clauses.length === 1 || unit.end - unit.start <= LONGEST_QUOTE).toBe(true);
  }
}

describe('A unit', () => {
  it('is at most 160 characters', () => {
    expect(LONGEST_QUOTE).toBe(160);
  });

  it.each([
    ['is a sentence', [clause(50), clause(110, '。')], [160]],
    ['is each sentence by itself, however short', [clause(5, '。'), clause(6, '。')], [5, 6]],
    ['is what the limit leaves of a longer sentence', [clause(60), clause(60), clause(60), clause(60, '。')], [120, 120]],
    ['ends at a semicolon in a longer sentence', [clause(40), clause(40, ';'), clause(60), clause(60, '。')], [80, 120]],
    ['goes over semicolons where the sentence is short', [clause(40, ';'), clause(40, '；'), clause(40, '。')], [120]],
    ['is a clause alone where that is longer than the limit', [clause(30), clause(200), clause(30, '。')], [30, 200, 30]],
  ])('%s', (_, clauses, lengths) => {
    expect(textsOf(clauses.join('')).map((text) => text.length)).toEqual(lengths);
  });

  it('is never over two paragraphs', () => {
    expect(textsOf('甲乙,\n丙丁。')).toEqual(['甲乙,', '丙丁。']);
  });
});

describe('Units', () => {
  it('of the article hold every clause and can all be quoted', () => {
    for (const document of realKnowledge().documents) {
      expectWhole(document);
      for (const { start, end } of groupUnits(cutPassages(document))) expect(end - start).toBeLessThanOrEqual(LONGEST_QUOTE);
    }
  });

  it('of any text hold every clause once, in order', () => {
    const piece = fc.oneof(
      fc.nat({ max: 90 }).map((length) => '甲'.repeat(length)),
      fc.constantFrom('。', ',', ';', '；', '？', '“', '”', '(', ')', '《', '》', '\n', ' ', '3'),
    );
    fc.assert(fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => expectWhole(parseDocument('a.txt', `某市通知\n${pieces.join('')}`))), { numRuns: 2000 });
  });
});
