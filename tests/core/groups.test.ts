import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentGroups, holds, matchable } from '../../src/core/groups.ts';
import type { Group } from '../../src/core/groups.ts';
import { parseLexicon } from '../../src/core/lexicon.ts';
import { realKnowledge } from '../support/real.ts';

realKnowledge();

const lexicon = parseLexicon(new Map([
  ['synonyms-test', '看病 => 医疗, 就医\n没工作 => 就业帮扶\n请问 => 咨询'],
  ['question-words', '吗 怎么 请问 多少 的'],
  ['fillers', '麻烦'],
]));
const groupsOf = (text: string): [string, string[]][] => contentGroups(text, lexicon).map(({ said, official }) => [said, official]);
const group = (said: string, ...official: string[]): Group => ({ said, official, weight: 1 });

describe('What a question is about', () => {
  it.each([
    ['is its content words in reading order', '退役军人免费坐公交', [['退役军人', []], ['免费', []], ['坐', []], ['公交', []]]],
    ['leaves question words and politeness out', '麻烦请问公交多少', [['公交', []]]],
    ['is a phrase with its official terms', '看病免费吗', [['看病', ['医疗', '就医']], ['免费', []]]],
    ['names a thing once', '公交吗公交', [['公交', []]]],
    ['leaves punctuation out', '公交,地铁?', [['公交', []], ['地铁', []]]],
    ['is nothing in a question of question words', '怎么吗', []],
  ])('%s: %s', (_, text, expected) => {
    expect(groupsOf(text)).toEqual(expected);
  });

  it('weighs a word inside a phrase less than the phrase, and a single character less than a word', () => {
    const weights = new Map(contentGroups('没工作坐公交', lexicon).map(({ said, weight }) => [said, weight]));
    expect(weights.get('没工作')).toBe(1);
    expect(weights.get('工作') ?? 0).toBeLessThan(1);
    expect(weights.get('公交')).toBe(1);
    expect(weights.get('坐') ?? 0).toBeLessThan(1);
  });
});

describe('A group that says what kind of thing is asked for', () => {
  it('is told from what the question is about', () => {
    const asks = new Map(contentGroups('最长多少天 看病', lexicon).map((group) => [group.said, group.asks === true]));
    expect(asks.get('看病')).toBe(false);
    expect([...asks].filter(([, flag]) => flag).length).toBeGreaterThan(0);
  });
});

describe('A text holds a group', () => {
  const text = matchable('提供医疗补助,持優待證免费乘坐地铁,参加失业保险。');

  it.each([
    ['wholly, by the word itself', group('地铁'), 1, 1],
    ['wholly, by a word in another script', group('优待证'), 1, 1],
    ['nearly, by its first official term', group('看病', '医疗', '就医'), 0.95, 0.99],
    ['a little less, by a later official term', group('看病', '门诊', '医疗'), 0.75, 0.94],
    ['in part, by the character pairs of a long word', group('失业险'), 0.2, 0.7],
    ['in part, by the character pairs of a long official term', group('没保', '失业保障金'), 0.1, 0.7],
    ['not, by one character of a short word', group('医生'), 0, 0],
    ['not, by nothing', group('公交'), 0, 0],
  ])('%s', (_, asked, least, most) => {
    const share = holds(text, asked);
    expect(share).toBeGreaterThanOrEqual(least);
    expect(share).toBeLessThanOrEqual(most);
  });

  it('by a share between 0 and 1, whatever both are', () => {
    const word = fc.oneof(fc.constantFrom('医疗', '地铁', '失业险', 'constructor', '__proto__', '2024', '舰', '\ud800'), fc.string({ unit: 'binary', minLength: 1, maxLength: 5 }));
    fc.assert(fc.property(word, fc.array(word, { maxLength: 3 }), word, (said, official, content) => {
      const share = holds(matchable(content), group(said, ...official));
      expect(share >= 0 && share <= 1).toBe(true);
    }), { numRuns: 500 });
  });
});
