import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearPairs } from '../../src/authoring/near-duplicates.ts';

/** Each with each: slow and plain. */
function comparedAll(texts: readonly string[], least: number): string[] {
  const pairs = (text: string): Set<string> => new Set([...text].slice(1).map((character, i) => `${[...text][i]}${character}`));
  const found: string[] = [];
  for (let second = 0; second < texts.length; second++) {
    for (let first = 0; first < second; first++) {
      const [one, other] = [pairs(texts[first] ?? ''), pairs(texts[second] ?? '')];
      const both = [...one].filter((pair) => other.has(pair)).length;
      if (both / (one.size + other.size - both) >= least) found.push(`${first}-${second}`);
    }
  }
  return found.sort();
}

describe('Near duplicates', () => {
  it('are texts that share nearly all their character pairs', () => {
    const texts = ['退役军人坐公交车到底要不要钱', '坐地铁要钱吗', '退役军人坐公交车到底要不要钱呢'];
    expect(nearPairs(texts, 0.9)).toEqual([{ first: 0, second: 2, share: 13 / 14 }]);
  });

  it('are not texts of which one is a piece of the other', () => {
    expect(nearPairs(['公交', '公交免费吗', '坐公交免费吗'], 0.9)).toEqual([]);
  });

  it('are found where the share is exactly the least', () => {
    expect(nearPairs(['一二三四五六七八九十甲', '一二三四五六七八九十'], 0.9)).toHaveLength(1);
  });

  it('of one character are the same character', () => {
    expect(nearPairs(['啊', '哦', '啊', ''], 0.9).map(({ first, second }) => [first, second])).toEqual([[0, 2]]);
  });

  it('are those that a comparison of each with each finds', () => {
    const text = fc.string({ unit: fc.constantFrom('一', '二', '三', '四'), minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12 }), fc.constantFrom(0.5, 0.75, 0.9, 1), (texts, least) => {
        expect(nearPairs(texts, least).map(({ first, second }) => `${first}-${second}`).sort()).toEqual(comparedAll(texts, least));
      }),
      { numRuns: 500 },
    );
  });
});
