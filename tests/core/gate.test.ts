import { describe, expect, it } from 'vitest';
import { fitGate, gate, logOdds, moved } from '../../src/core/gate.ts';

const WEIGHTS = { bias: -1, answered: 2, otherName: -4, unknown: -0.5 };

describe('The gate', () => {
  it.each([
    ['nothing that speaks for or against it', {}, {}, 0.5, 0.5],
    ['only its bias', {}, { bias: 2 }, 0.85, 0.9],
    ['what speaks for it', { answered: 2 }, WEIGHTS, 0.9, 1],
    ['what speaks against it', { answered: 2, otherName: 1 }, WEIGHTS, 0, 0.3],
    ['an observation that has no weight', { surprise: 9 }, {}, 0.5, 0.5],
    ['very much', { answered: 1e6 }, WEIGHTS, 1, 1],
    ['very little', { answered: -1e6 }, WEIGHTS, 0, 0],
  ])('is a probability of %s', (_, observations, weights, least, most) => {
    const probability = gate(observations, weights);
    expect(probability).toBeGreaterThanOrEqual(least);
    expect(probability).toBeLessThanOrEqual(most);
  });

  it('takes an absent observation for 0', () => {
    expect(gate({ answered: 1 }, WEIGHTS)).toBe(gate({ answered: 1, otherName: 0, unknown: 0 }, WEIGHTS));
  });
});

describe('What moved a decision', () => {
  it('is named strongest first, and trifles are not', () => {
    expect(moved({ answered: 0.5, otherName: 1, unknown: 0.01, surprise: 3 }, WEIGHTS)).toEqual([{ name: 'otherName', effect: -4 }, { name: 'answered', effect: 1 }]);
  });
});

describe('Fitted weights', () => {
  const rows = Array.from({ length: 40 }, (_, i) => ({ observations: { answered: i % 2 === 0 ? 1 : -1, noise: (i % 3) - 1, otherName: i % 8 === 0 ? 1 : 0 }, answers: i % 2 === 0 && i % 8 !== 0 }));
  const weights = fitGate(rows);

  it('tell the rows apart', () => {
    for (const { observations, answers } of rows) expect(gate(observations, weights) > 0.5).toBe(answers);
  });

  it('are the same from the same rows, one for each observation and the bias', () => {
    expect(fitGate(rows)).toEqual(weights);
    expect(Object.keys(weights).sort()).toEqual(['answered', 'bias', 'noise', 'otherName']);
  });

  it('follow a row that weighs more', () => {
    const torn = (weight: number) => fitGate([{ observations: { a: 1 }, answers: true, weight }, { observations: { a: 1 }, answers: false }]);
    expect(gate({ a: 1 }, torn(5))).toBeGreaterThan(0.5);
    expect(gate({ a: 1 }, torn(0.2))).toBeLessThan(0.5);
  });
});

describe('Log-odds', () => {
  it('are finite, 0 for one half, and grow with the probability', () => {
    const odds = [0, 0.1, 0.5, 0.9, 1].map(logOdds);
    expect(odds.every(Number.isFinite)).toBe(true);
    expect(odds[2]).toBeCloseTo(0, 9);
    expect([...odds].sort((a, b) => a - b)).toEqual(odds);
    expect(odds[0]).toBeCloseTo(-(odds[4] ?? 0), 9);
  });
});
