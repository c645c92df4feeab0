import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { glossEnglish, readPinyin, repairHomophones, splitSyllables } from '../../src/core/input.ts';
import type { Lexicon } from '../../src/core/lexicon.ts';
import { parseLexicon } from '../../src/core/lexicon.ts';
import { loadDictionary } from '../../src/core/terms.ts';
import { createVocabulary } from '../../src/core/vocabulary.ts';
import { KNOWLEDGE, realKnowledge } from '../support/real.ts';

const { lexicon, vocabulary } = realKnowledge().engine;

/** A small world, so that the promises do not hang on what the real bank happens to hold. */
const COMMON = {
  公交: 'gong jiao', 地铁: 'di tie', 怎么办: 'zen me ban', 女儿: 'nv er', 方案: 'fang an', 坐: 'zuo', 要: 'yao', 钱: 'qian', 吗: 'ma', 申请: 'shen qing', 深情: 'shen qing', 优: 'you', 待: 'dai', 证: 'zheng', 公基金: 'gong ji jin',
};
const small: Lexicon = {
  ...parseLexicon(new Map([['jieba', '优待证\n公积金\n抚恤金\n补助金\n事务局\n护理费']])),
  commonWords: new Map(Object.keys(COMMON).map((word) => [word, 900])),
  syllables: new Map(Object.entries(COMMON)),
};
loadDictionary(small.terms);
const world = createVocabulary(['坐公交要钱吗', '坐地铁要钱吗', '优待证怎么办'], ['持优待证免费乘坐地铁。持优待证免费乘坐公交。发放抚恤金。深情厚谊。守护里费了功夫。'], small);

describe('Splitting Latin letters into syllables', () => {
  const syllables = new Set(['you', 'dai', 'zheng', 'xi', 'an', 'xian', 'fang', 'fan', 'gan', 'lv', 'se', 'nv', 'er', 'a']);

  it.each([
    ['finds the one way', 'youdaizheng', [['you', 'dai', 'zheng']]],
    ['finds several ways, the fewest syllables first', 'xian', [['xian'], ['xi', 'an']]],
    ['finds ways of the same length', 'fangan', [['fan', 'gan'], ['fang', 'an']]],
    ['takes v for ü', 'lvse', [['lv', 'se']]],
    ['finds none where letters are left over', 'youx', []],
    ['finds none in other letters', 'bus', []],
  ])('%s: %s', (_, run, ways) => {
    expect(splitSyllables(run, syllables)).toEqual(ways);
  });

  it('gives as many ways as are asked for, at most', () => {
    expect(splitSyllables('xianxianxian', syllables, 3)).toHaveLength(3);
    expect(splitSyllables('a'.repeat(400), syllables).length).toBeLessThanOrEqual(12);
  });

  it('gives only ways that make up the letters', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...syllables), { minLength: 1, maxLength: 8 }), (pieces) => {
      const run = pieces.join('');
      const ways = splitSyllables(run, syllables);
      expect(ways.length).toBeGreaterThan(0);
      for (const way of ways) expect(way.join('')).toBe(run);
    }));
  });
});

describe('Typed pinyin', () => {
  it.each([
    ['with blanks between syllables', 'you dai zheng zen me ban', '优待证怎么办'],
    ['with blanks between words', 'youdaizheng zenmeban', '优待证怎么办'],
    ['without any blank', 'youdaizhengzenmeban', '优待证怎么办'],
    ['with v for ü', 'nver zuo gongjiao', '女儿坐公交'],
    ['with ü itself', 'nüer zuo gongjiao', '女儿坐公交'],
    ['with apostrophes', "fang'an zen'me'ban", '方案怎么办'],
    ['that can be cut in several ways, by the words that there are', 'fangan zenmeban', '方案怎么办'],
    ['between Chinese characters, which stay', '坐gongjiao要钱吗', '坐公交要钱吗'],
    ['beside a number, which stays', 'zuo gongjiao 222', '坐公交 222'],
  ])('%s is read: %s', (_, typed, text) => {
    expect(readPinyin(typed, world)).toBe(text);
  });

  it.each(['', '222', '优待证怎么办', '?!', 'x', 'you', 'gdp', 'bcdfg', 'https'])('is not what stands in %s', (typed) => {
    expect(readPinyin(typed, world)).toBeNull();
  });

  it.each([
    ['zuo gong jiao yao qian ma', '坐公交要钱吗'],
    ['youdaizheng zenme ban', '优待证怎么办'],
    ['wulumuqi', '乌鲁木齐'],
    ['ditie mianfei ma', '地铁免费吗'],
  ])('is read with the words of the real texts: %s', (typed, text) => {
    expect(readPinyin(typed, vocabulary)).toBe(text);
  });
});

describe('English is not read as pinyin', () => {
  it.each(['game', 'medicine', 'open ai', 'time', 'one piece', 'can he ride', 'face', 'line'])('though %s splits into syllables', (typed) => {
    expect(readPinyin(typed, vocabulary)).toBeNull();
  });

  it('and an abbreviation stands as typed among pinyin', () => {
    expect(readPinyin('brt mianfei ma', vocabulary)).toBe('brt 免费吗');
  });

  it.each([
    'how can i get a free bus', 'is the metro free for veterans', 'where is the bus', 'can we take children', 'he has a child', 'take me home', 'name list', 'my wife', 'school fee',
    'free ride', 'hospital bill', 'tax free', 'do you have women soldiers', 'who can ride the bus for free', 'come here', 'what is it', 'long live the army', 'the game is on', 'same day', 'hello', 'hi', 'ok', 'he can',
  ])('%s', (typed) => {
    expect(readPinyin(typed, vocabulary)).toBeNull();
  });
});

describe('A homophone', () => {
  const repaired = (text: string): string => repairHomophones(text, world, small).text;

  it.each([
    ['of a term is repaired', '优代证', '优待证'],
    ['is repaired inside a question', '优代证怎么办', '优待证怎么办'],
    ['is repaired when its first character is wrong', '由待证', '优待证'],
    ['is repaired when its last character is wrong', '优待正', '优待证'],
    ['of a term that no text holds is repaired too', '补住金', '补助金'],
  ])('%s: %s', (_, text, expected) => {
    expect(repaired(text)).toBe(expected);
  });

  it.each([
    ['that is a common word', '申请'],
    ['that is a common word made of others', '公基金'],
    ['that is a common word, inside a question', '请问公基金怎么办'],
    ['that is a term itself', '公积金'],
    ['that stands in the text', '护里费'],
    ['with 是, which carries the question', '是务局'],
    ['with 不, which carries the question', '不助金'],
    ['that shares too few characters', '邮戴政'],
    ['that is no word at all', '甲乙丙丁'],
    ['in no Chinese', 'you dai zheng 222 😀'],
    ['in nothing', ''],
  ])('is left alone %s: %s', (_, text) => {
    expect(repairHomophones(text, world, small)).toEqual({ text, rewritten: [] });
  });

  it('that was repaired is told', () => {
    expect(repairHomophones('优代证怎么办', world, small).rewritten).toEqual([{ from: '优代证', to: '优待证' }]);
  });

  it('keeps everything else as it was', () => {
    expect(repaired('坐 公交,优代证?😀')).toBe('坐 公交,优待证?😀');
  });
});

describe('Common words that sound like a word of the article', () => {
  const words = readFileSync(join(KNOWLEDGE, 'lexicon/homophones.txt'), 'utf8').split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#')).map((line) => line.split(' ')[0] ?? '');

  it('are a list that holds the known traps', () => {
    expect(words).toEqual(expect.arrayContaining(['申请', '地址', '战士', '信息', '风险']));
    expect(words.length).toBeGreaterThan(100);
  });

  it.each([
    ['alone', (word: string) => word],
    ['inside a question', (word: string) => `请问${word}怎么办`],
    ['behind another word', (word: string) => `我的${word}在哪里`],
  ])('are never repaired %s', (_, put) => {
    const changed = words.map(put).filter((text) => repairHomophones(text, vocabulary, lexicon).text !== text);
    expect(changed).toEqual([]);
  });

  it('and the sentences of the article itself are never repaired', () => {
    for (const document of realKnowledge().documents) {
      const changed = document.blocks.map(({ start, end }) => document.text.slice(start, end).toLowerCase()).flatMap((text) => repairHomophones(text, vocabulary, lexicon).rewritten);
      expect(changed).toEqual([]);
    }
  });
});

describe('The English glossary', () => {
  const english = new Map([['bus', '公交'], ['free bus', '免费乘车'], ['veterans', '退役军人'], ['service center', '服务中心']]);

  it.each([
    ['takes the longest phrase', 'free bus for veterans', '免费乘车 退役军人'],
    ['takes phrases in reading order', 'veterans and the bus', '退役军人 公交'],
    ['takes phrases over several words', 'how many service center', '服务中心'],
    ['knows nothing of other words', 'hello there', ''],
    ['knows nothing of parts of a word', 'business', ''],
    ['knows nothing of names that every object has', 'constructor __proto__ tostring', ''],
    ['is silent on no English', '坐公交 222', ''],
  ])('%s: %s', (_, text, gloss) => {
    expect(glossEnglish(text, english)).toBe(gloss);
  });
});
