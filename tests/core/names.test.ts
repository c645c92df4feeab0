import { describe, expect, it } from 'vitest';
import { otherName, otherNumber } from '../../src/core/evidence.ts';
import { understand } from '../../src/core/question.ts';
import { realKnowledge } from '../support/real.ts';

const { engine } = realKnowledge();
const [unit] = engine.units;

/** What of the question disagrees with the article; null where everything agrees. */
const disagrees = (question: string): string | null => {
  const part = understand(question, '', engine).parts[0];
  if (!part || !unit) throw new Error('there is a part and a passage');
  return otherNumber(part, unit) ?? otherName(part, unit);
};

describe('A name or a number that is another than the text’s', () => {
  it.each([
    ['the number of a school', '第135小学有少年军吗', '135小学'],
    ['the number of a batch', '第46批护航是谁', '46批'],
    ['a city', '昌吉的公交免费吗', '昌吉'],
    ['a province', '甘肃的景区免门票吗', '甘肃'],
    ['a vehicle', '坐火车免费吗', '火车'],
    ['a card', '老年卡坐地铁免费吗', '老年卡'],
  ])('%s: %s', (_, question, name) => {
    expect(disagrees(question)).toBe(name);
  });

  it.each(['第136小学有少年军吗', '第45批护航去了哪', '甘肃的老兵来乌鲁木齐坐公交免费吗', '优待证坐地铁免费吗', '坐公交要钱吗', '9路车怎么坐'])('is not there in %s', (question) => {
    expect(disagrees(question)).toBeNull();
  });
});
