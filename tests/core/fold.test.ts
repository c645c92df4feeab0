import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, isTraditional } from '../../src/core/fold.ts';

describe('Folding', () => {
  it.each([
    ['full-width letters and digits', 'ＡＢＣ１２３', 'abc123'],
    ['case', 'iPhone GDP', 'iphone gdp'],
    ['full-width punctuation that NFKC knows', '坐车，要钱？', '坐车,要钱?'],
    ['Traditional script', '優待證在哪裡辦', '优待证在哪里办'],
    ['a Traditional word that stands for two Simplified ones', '頭髮與發展', '头发与发展'],
    ['zero-width characters', '优\u200b待\u200d证\ufeff', '优待证'],
    ['marks of direction and soft hyphens', '\u202e优待\u00ad证\u2069', '优待证'],
    ['variation selectors', '☎\ufe0f电话', '☎电话'],
    ['NUL and other control characters', '公交\u0000车\u0007', '公交车'],
    ['line breaks and tabs to blanks', '公交\n地铁\t免费', '公交 地铁 免费'],
    ['circled and other compatibility forms', '①⑩㎏', '110kg'],
    ['one character that becomes eighteen', 'ﷺ', 'صلى الله عليه وسلم'],
    ['lone surrogates to U+FFFD', '优\ud800待\udc00', '优\ufffd待\ufffd'],
    ['nothing', '', ''],
  ])('folds %s', (_, input, text) => {
    expect(fold(input).text).toBe(text);
  });

  it.each(['优待证怎么办?', '乾隆皇帝', '着急', '222条', '𠮷野家', '😀'])('leaves %s', (input) => {
    expect(fold(input).text).toBe(input);
  });

  it.each([
    ['each character of a plain text at its own place', '优待证', [0, 1, 2, 3]],
    ['characters behind an invisible one further on', 'a\u200bb', [0, 2, 3]],
    ['all eighteen characters at the one they came from', 'ﷺ优', [...Array<number>(18).fill(0), 1, 2]],
    ['characters behind an astral one two further on', '😀优', [0, 0, 2, 3]],
    ['Traditional characters where they stand', '優待證', [0, 1, 2, 3]],
  ])('places %s', (_, input, origin) => {
    expect(fold(input).origin).toEqual(origin);
  });

  it('has one place more than characters, never goes back, and ends where the input ends', () => {
    const piece = fc.oneof(fc.constantFrom('優', '證', '裡', '髮', '计', '計程車', 'ﷺ', '㍿', 'İ', '\u200b', '\ud800', '😀', '１', '½'), fc.string({ unit: 'binary', maxLength: 4 }));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const input = pieces.join('');
        const { text, origin } = fold(input);
        expect(origin).toHaveLength(text.length + 1);
        expect(origin.at(-1)).toBe(input.length);
        expect(origin.every((at, i) => at >= (origin[i - 1] ?? 0) && at <= input.length)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('of what is folded changes nothing more', () => {
    const piece = fc.constantFrom('優待證', 'ＡＢ', 'Ⅷ', '①', '裡面', 'ﷺ', ' ', '\u200b', '甲', '?');
    fc.assert(fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
      const once = fold(pieces.join('')).text;
      expect(fold(once).text).toBe(once);
    }));
  });
});

describe('Traditional script', () => {
  it.each([
    ['優待證', true],
    ['坐公交車要錢嗎', true],
    ['优待证', false],
    ['坐公交要什么', false],
    ['ＡＢＣ free 222', false],
    ['', false],
    ['\ud800', false],
  ])('in %s: %s', (input, expected) => {
    expect(isTraditional(input)).toBe(expected);
  });
});
