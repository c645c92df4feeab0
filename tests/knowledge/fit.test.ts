import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ClassifierModel } from '../../src/core/classifier.ts';
import { fitBank } from '../../src/core/engine.ts';
import { KNOWLEDGE, realKnowledge } from '../support/real.ts';

const { engine } = realKnowledge();
const stored = (JSON.parse(readFileSync(join(KNOWLEDGE, 'model/classifier.json'), 'utf8')) as { model: ClassifierModel }).model;
/** Exponentials differ in their last bit between versions of V8, and a weight at the edge of the rounding with them. */
const SAME = 0.999;

describe('The stored classifier', () => {
  it('is what a fit on the question bank gives today', { timeout: 600_000 }, () => {
    const fitted = fitBank(engine.bank, engine);
    expect(fitted.labels).toEqual(stored.labels);
    expect(fitted.size).toBe(stored.size);
    expect(Object.keys(fitted.features)).toEqual(Object.keys(stored.features));
    const same = Object.entries(fitted.features).filter(([key, weights]) => weights.join() === stored.features[key]?.join()).length;
    expect(same / Object.keys(stored.features).length).toBeGreaterThanOrEqual(SAME);
  });
});
