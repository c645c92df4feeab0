import { describe, expect, it } from 'vitest';
import { annotatedLength, readings, syllablesOf, toneless } from '../../src/core/pinyin.ts';

describe('Toneless pinyin', () => {
  it.each([
    ['Shuāngyōng', 'shuangyong'],
    ['lǜ nǚ lüè', 'lv nv lve'],
    ['ɡōnɡ', 'gong'],
    ['xi', 'xi'],
    ['', ''],
  ])('of %s is %s', (marked, plain) => {
    expect(toneless(marked)).toBe(plain);
  });
});

describe('The readings of a character', () => {
  it('are all of a heteronym, with tone marks', () => {
    expect(new Set(readings('重'))).toEqual(new Set(['zhòng', 'chóng']));
    expect(readings('的')).toEqual(expect.arrayContaining(['de', 'dì']));
  });

  it.each(['a', '1', '。', '', '😀', '\ud800', '双拥'])('of %s, which is no single Han character, are none', (character) => {
    expect(readings(character)).toEqual([]);
  });
});

describe('The syllables of a run', () => {
  it.each([
    ['双拥', ['shuang', 'yong']],
    ['重庆银行行长', ['chong', 'qing', 'yin', 'hang', 'hang', 'zhang']],
    ['女略', ['nv', 'lve']],
  ])('%s are one for each character, read in context', (run, syllables) => {
    expect(syllablesOf(run)).toEqual(syllables);
  });

  it('are as many as characters, whatever they are', () => {
    for (const run of ['一二三', '龘靐', '㐀㐁', '〇']) expect(syllablesOf(run)).toHaveLength([...run].length);
  });
});

describe('An annotation', () => {
  it.each([
    ['spells the word before it', '拥有双拥', 'shuāngyōng', 2],
    ['spells as many words as it has syllables', '将国防教育', 'guófángjiàoyù', 4],
    ['spells the words after a number', '2万余名', 'wànyúmíng', 3],
    ['spells one character', '服务中心(站', 'zhàn', 1],
    ['spells another reading of a heteronym', '建设等', 'děng', 1],
    ['spells with tone sandhi', '一个', 'yígè', 2],
    ['spells a name in capitals', '西安', "Xī'ān", 2],
    ['spells a retroflex ending', '花儿', 'huār', 2],
    ['spells a neutral tone where the character has one', '工作的', 'de', 1],
    ['spells nothing without marks where the character has no neutral tone', '服务站', 'zhan', 0],
    ['spells nothing of other characters', '双拥', 'gōngzuò', 0],
    ['spells nothing when a syllable is left over', '双拥', 'gōngshuāngyōng', 0],
    ['spells nothing when it is an abbreviation', '总值', 'GDP', 0],
    ['spells nothing when it is a number', '条例', '2020', 0],
    ['spells nothing when it is Chinese', '模范城', '县', 0],
    ['spells nothing when it is empty', '双拥', '', 0],
    ['spells nothing before which nothing stands', '', 'shuāng', 0],
  ])('%s', (_, before, annotation, length) => {
    expect(annotatedLength(before, annotation)).toBe(length);
  });
});
