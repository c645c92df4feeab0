import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../src/core/fold.ts';
import { bigramTerms, loadDictionary, segments, syllableTerms, wordTerms } from '../../src/core/terms.ts';
import { realKnowledge } from '../support/real.ts';

// The dictionary with the terms of the lexicon, as every question meets it.
realKnowledge();

const keys = (terms: readonly { key: string }[]): string[] => terms.map((term) => term.key);

describe('Words', () => {
  it.each([
    ['a year stays whole', '2024年', ['2024', '年']],
    ['a decimal number stays whole', '3.9万名', ['3.9', '万名']],
    ['a name of letters and digits stays whole', 'iphone13手机', ['iphone13', '手机']],
    ['an abbreviation is folded', 'ＧＤＰ', ['gdp']],
    ['English words stand apart', 'free Bus', ['free', 'bus']],
    ['a number stands apart from the characters around it', '第136小学', ['第', '136', '小学']],
    ['punctuation and emoji are no words', '😀，。!…“”', []],
    ['a term of the lexicon is one word, with the words inside it', '优待证', ['优待证', '优待']],
    ['a long word comes with its parts (search mode)', '中华人民共和国', ['中华人民共和国', '中华', '华人', '人民', '共和', '共和国']],
    ['Traditional words are found as Simplified ones', '優待證', ['优待证', '优待']],
    ['zero-width characters do not cut a word', '优\u200b待\u200b证', ['优待证', '优待']],
    ['NUL does not cut a word', '优待\u0000证', ['优待证', '优待']],
    ['other scripts stay whole', 'привет мир', ['привет', 'мир']],
    ['other scripts stand apart from Chinese', 'ئۇرۇمچى优待证', ['ئۇرۇمچى', '优待证', '优待']],
    ['nothing has none', '', []],
  ])('%s: %s', (_, text, expected) => {
    expect(keys(wordTerms(text))).toEqual(expected);
  });

  it('of a field that were added are cut as one', () => {
    loadDictionary(['龘靐齉龖']);
    expect(keys(wordTerms('持龘靐齉龖乘车'))).toContain('龘靐齉龖');
  });

  it('without overlap make up the text', () => {
    expect(segments('退役军人2024年坐公交免费吗?')).toEqual(['退役军人', '2024', '年', '坐', '公交', '免费', '吗']);
  });
});

describe('Pairs of characters', () => {
  it.each([
    ['of a run overlap', '优待证', ['优待', '待证']],
    ['do not go over punctuation', '优待,证明', ['优待', '证明']],
    ['leave numbers and Latin words whole', '坐222路bus', ['坐', '222', '路', 'bus']],
    ['are none of one character, which stands alone', '舰', ['舰']],
    ['of nothing are none', '', []],
  ])('%s: %s', (_, text, expected) => {
    expect(keys(bigramTerms(text))).toEqual(expected);
  });
});

describe('Pairs of syllables', () => {
  it.each([
    ['are toneless', '优待证', ['you dai', 'dai zheng']],
    ['are the same for homophones', '优代证', ['you dai', 'dai zheng']],
    ['have v for ü', '女兵', ['nv bing']],
    ['are read from the phrase', '重庆银行', ['chong qing', 'qing yin', 'yin hang']],
    ['are none of a single character, of numbers, of letters', '舰 222 bus', []],
  ])('%s: %s', (_, text, expected) => {
    expect(syllableTerms(text)).toEqual(expected);
  });
});

describe('The place of a term', () => {
  it.each([
    ['坐２２２路公交車', '222', '２２２'],
    ['坐２２２路公交車', '公交车', '公交車'],
    ['持優\u200b待證', '优待证', '優\u200b待證'],
    ['ﷺ优待证', '优待证', '优待证'],
    ['😀优待证', '优待', '优待'],
  ])('in %s: %s is %s', (text, key, there) => {
    const term = wordTerms(text).find((entry) => entry.key === key);
    expect(text.slice(term?.start, term?.end)).toBe(there);
  });

  it('holds, once folded, the term itself', () => {
    const piece = fc.constantFrom('優待證', '退役军人服务中心', '中华人民共和国', '２２２', 'Free', '公交', '，', '😀', '\u200b', ' ', '舰', '3.9', 'ئۇرۇمچى');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join('');
        for (const { key, start, end } of [...wordTerms(text), ...bigramTerms(text)]) {
          expect(end).toBeLessThanOrEqual(text.length);
          expect(fold(text.slice(start, end)).text).toBe(key);
        }
      }),
      { numRuns: 500 },
    );
  });
});
