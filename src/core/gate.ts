/**
 * Whether the best passage answers: a logistic model over a few named observations. Similarity alone does not tell answerable from
 * unanswerable questions, so what is asked for, names and unknown words have a say. Weights are data, fitted by `npm run fit`.
 */

/** Named observations; absent ones count as 0. */
export type Observations = Record<string, number>;
/** Weight by observation; `bias` stands for itself. */
export type GateWeights = Record<string, number>;

/** Probability that the passage answers, between 0 and 1. */
export function gate(observations: Observations, weights: GateWeights): number {
  let sum = weights['bias'] ?? 0;
  for (const [name, value] of Object.entries(observations)) sum += value * (weights[name] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}

/** The observations that moved the decision, strongest first: for the explanation. */
export function moved(observations: Observations, weights: GateWeights): { name: string; effect: number }[] {
  return Object.entries(observations)
    .map(([name, value]) => ({ name, effect: value * (weights[name] ?? 0) }))
    .filter((entry) => Math.abs(entry.effect) >= 0.05)
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
}

const STEPS = 60;
const RATE = 0.2;
const SHRINK = 1e-3;

/** Fits the weights by gradient descent with AdaGrad steps; deterministic. */
export function fitGate(rows: readonly { observations: Observations; answers: boolean; weight?: number }[]): GateWeights {
  const names = ['bias', ...new Set(rows.flatMap((row) => Object.keys(row.observations)))].filter((name, i, all) => all.indexOf(name) === i);
  const weights: GateWeights = Object.fromEntries(names.map((name) => [name, 0]));
  const squares = Object.fromEntries(names.map((name) => [name, 1e-2]));
  for (let stepCount = 0; stepCount < STEPS; stepCount++) {
    for (const row of rows) {
      const slope = (gate(row.observations, weights) - (row.answers ? 1 : 0)) * (row.weight ?? 1);
      for (const name of names) {
        const value = name === 'bias' ? 1 : (row.observations[name] ?? 0);
        if (value === 0) continue;
        const gradient = slope * value + SHRINK * (weights[name] ?? 0);
        squares[name] = (squares[name] ?? 0) + gradient * gradient;
        weights[name] = (weights[name] ?? 0) - (RATE * gradient) / Math.sqrt(squares[name] ?? 1);
      }
    }
  }
  return Object.fromEntries(names.map((name) => [name, Math.round((weights[name] ?? 0) * 1000) / 1000]));
}

/** log(p / (1 - p)), kept finite. */
export function logOdds(probability: number): number {
  const near = 1e-3;
  return Math.log((probability + near) / (1 - probability + near));
}
