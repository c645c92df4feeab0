import { describe, expect, it } from 'vitest';
import type { ClassifierModel, Example } from '../../src/core/classifier.ts';
import { classify, fitClassifier } from '../../src/core/classifier.ts';
import type { Features } from '../../src/core/vector.ts';

const features = (...keys: string[]): Features => new Map(keys.map((key) => [key, 1]));
const example = (label: string, ...keys: string[]): Example => ({ label, features: features(...keys) });
const best = (model: ClassifierModel, asked: Features): string | undefined => {
  const probability = [...classify(model, asked)];
  return model.labels[probability.indexOf(Math.max(...probability))];
};

const TOY = [
  ...[1, 2, 3].flatMap(() => [example('=bus', 'w:坐', 'w:公交'), example('=bus', 'w:公交', 'w:钱'), example('=metro', 'w:坐', 'w:地铁'), example('=metro', 'w:地铁', 'w:钱')]),
  ...[1, 2, 3].flatMap(() => [example('?phone', 'w:电话', 'w:公交'), example('?phone', 'w:电话', 'w:地铁'), example('!', 'w:天气', 'w:今天')]),
];
const model = fitClassifier(TOY);

describe('The classifier', () => {
  it('knows each label once', () => {
    expect(model.labels).toEqual(['!', '=bus', '=metro', '?phone']);
    expect(model.size).toBe(TOY.length);
  });

  it.each([
    ['by the word that is asked about', features('w:坐', 'w:公交'), '=bus'],
    ['by that word alone', features('w:地铁'), '=metro'],
    ['though other words are unknown', features('w:地铁', 'w:老兵'), '=metro'],
    ['by what is asked for, against the thing', features('w:电话', 'w:公交'), '?phone'],
    ['by a word that no passage knows', features('w:天气'), '!'],
  ])('tells labels apart %s', (_, asked, label) => {
    expect(best(model, asked)).toBe(label);
  });

  it('gives probabilities that make up one, also of nothing', () => {
    for (const asked of [features('w:公交'), features('w:未知'), features()]) {
      const probability = [...classify(model, asked)];
      expect(probability).toHaveLength(model.labels.length);
      expect(probability.every((share) => share >= 0 && share <= 1)).toBe(true);
      expect(probability.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    }
  });

  it('is the same from the same lines, and the same again after it was stored', () => {
    expect(fitClassifier(TOY)).toEqual(model);
    const stored = JSON.parse(JSON.stringify(model)) as ClassifierModel;
    expect([...classify(stored, features('w:公交'))]).toEqual([...classify(model, features('w:公交'))]);
  });

  it('learns nothing from a feature that it saw once', () => {
    const once = fitClassifier([...TOY, example('!', 'w:天气', 'w:罕见')]);
    expect(Object.keys(once.features)).not.toContain('w:罕见');
  });

  it('comes to no harm by features named like parts of an object', () => {
    const odd = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const trained = fitClassifier([...TOY, ...[1, 2].map(() => example('!', ...odd))]);
    expect(Object.keys({})).toEqual([]);
    expect(({} as Record<string, unknown>)['w:公交']).toBeUndefined();
    for (const key of odd) {
      for (const one of [model, trained]) {
        const probability = [...classify(one, features(key, 'w:公交'))];
        expect(probability.every(Number.isFinite)).toBe(true);
        expect(probability.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
      }
      expect(best(model, features(key, 'w:公交'))).toBe('=bus');
    }
  });

  it('of no lines has no labels', () => {
    const empty = fitClassifier([]);
    expect(empty.labels).toEqual([]);
    expect([...classify(empty, features('w:公交'))]).toEqual([]);
  });
});
