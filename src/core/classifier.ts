/**
 * A linear classifier over questions: multinomial logistic regression, fitted on the question bank. It learns, for every clause and
 * every thing that the document does not say, which words ask for it. Deterministic: the same lines give the same weights.
 */
import type { Features } from './vector.ts';

export interface ClassifierModel {
  /** Bank label keys; `=…` a passage, `?facet` not said, `!` off topic. */
  labels: string[];
  /** Number of questions it was fitted on. */
  size: number;
  /** Feature -> [idf × 100, then label index and weight × 100 in turn]. */
  features: Record<string, number[]>;
  bias: number[];
}

export interface Example {
  features: Features;
  label: string;
}

/** Training settings, chosen by leaving out one writer's questions at a time (docs/quality.md). */
const EPOCHS = 8;
const STEP = 0.5;
const SHRINK = 2e-6;
/** Weights below this change no decision and would only fill the file. */
const NEGLIGIBLE = 0.4;
/** A feature seen once cannot be told from chance. */
const SEEN = 2;

interface Sparse {
  index: Int32Array;
  value: Float64Array;
}

/** Fits by stochastic gradient descent with AdaGrad steps, in a fixed pseudo-random order. */
export function fitClassifier(examples: readonly Example[]): ClassifierModel {
  const labels = [...new Set(examples.map((example) => example.label))].sort();
  const labelOf = new Map(labels.map((label, i) => [label, i]));
  const frequency = new Map<string, number>();
  for (const example of examples) for (const key of example.features.keys()) frequency.set(key, (frequency.get(key) ?? 0) + 1);
  const column = new Map<string, number>();
  for (const [key, count] of frequency) if (count >= SEEN) column.set(key, column.size);
  const idf = (key: string): number => inverseFrequency(examples.length, frequency.get(key) ?? 0);
  const rows = examples.map((example) => sparse(example.features, idf, (key) => column.get(key)));
  const targets = examples.map((example) => labelOf.get(example.label) ?? 0);
  const { weights, bias } = descend(rows, targets, column.size, labels.length);
  const features: Record<string, number[]> = {};
  for (const [key, at] of column) {
    const kept: number[] = [];
    for (let label = 0; label < labels.length; label++) {
      const weight = weights[at * labels.length + label] ?? 0;
      if (Math.abs(weight) >= NEGLIGIBLE) kept.push(label, Math.round(weight * 100));
    }
    features[key] = [Math.round(idf(key) * 100), ...kept];
  }
  return { labels, size: examples.length, features, bias: [...bias].map((value) => Math.round(value * 1000) / 1000) };
}

/** Probability of every label, in the order of `model.labels`. */
export function classify(model: ClassifierModel, features: Features): Float64Array {
  const scores = Float64Array.from(model.bias);
  const unknown = inverseFrequency(model.size, 0);
  let norm = 0;
  const known: [number[], number][] = [];
  for (const [key, weight] of features) {
    const entry = Object.hasOwn(model.features, key) ? model.features[key] : undefined;
    const value = weight * (entry?.[0] === undefined ? unknown : entry[0] / 100);
    norm += value * value;
    if (entry) known.push([entry, value]);
  }
  norm = Math.sqrt(norm) || 1;
  for (const [entry, value] of known) {
    for (let i = 1; i + 1 < entry.length; i += 2) {
      const label = entry[i] ?? 0;
      scores[label] = (scores[label] ?? 0) + ((entry[i + 1] ?? 0) / 100) * (value / norm);
    }
  }
  return softmax(scores);
}

const inverseFrequency = (size: number, count: number): number => Math.log((size + 1) / (count + 0.5));

function sparse(features: Features, idf: (key: string) => number, column: (key: string) => number | undefined): Sparse {
  const index: number[] = [];
  const value: number[] = [];
  let norm = 0;
  for (const [key, weight] of features) {
    const scaled = weight * idf(key);
    norm += scaled * scaled;
    const at = column(key);
    if (at === undefined) continue;
    index.push(at);
    value.push(scaled);
  }
  norm = Math.sqrt(norm) || 1;
  return { index: Int32Array.from(index), value: Float64Array.from(value, (scaled) => scaled / norm) };
}

function descend(rows: readonly Sparse[], targets: readonly number[], columns: number, labels: number): { weights: Float64Array; bias: Float64Array } {
  const weights = new Float64Array(columns * labels);
  const squares = new Float64Array(columns * labels).fill(1e-2);
  const bias = new Float64Array(labels);
  const biasSquares = new Float64Array(labels).fill(1);
  const order = rows.map((_, i) => i);
  const random = pseudoRandom(12345);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random);
    for (const at of order) {
      const row = rows[at];
      if (!row) continue;
      const gradient = probabilities(row, weights, bias, labels);
      const target = targets[at] ?? 0;
      gradient[target] = (gradient[target] ?? 0) - 1;
      step(row, gradient, weights, squares, labels);
      for (let y = 0; y < labels; y++) {
        const slope = gradient[y] ?? 0;
        biasSquares[y] = (biasSquares[y] ?? 1) + slope * slope;
        bias[y] = (bias[y] ?? 0) - (0.2 * slope) / Math.sqrt(biasSquares[y] ?? 1);
      }
    }
  }
  return { weights, bias };
}

function probabilities(row: Sparse, weights: Float64Array, bias: Float64Array, labels: number): Float64Array {
  const scores = Float64Array.from(bias);
  for (let i = 0; i < row.index.length; i++) {
    const base = (row.index[i] ?? 0) * labels;
    const value = row.value[i] ?? 0;
    for (let y = 0; y < labels; y++) scores[y] = (scores[y] ?? 0) + value * (weights[base + y] ?? 0);
  }
  return softmax(scores);
}

function step(row: Sparse, gradient: Float64Array, weights: Float64Array, squares: Float64Array, labels: number): void {
  for (let i = 0; i < row.index.length; i++) {
    const base = (row.index[i] ?? 0) * labels;
    const value = row.value[i] ?? 0;
    for (let y = 0; y < labels; y++) {
      const slope = (gradient[y] ?? 0) * value + SHRINK * (weights[base + y] ?? 0);
      const square = (squares[base + y] ?? 0) + slope * slope;
      squares[base + y] = square;
      weights[base + y] = (weights[base + y] ?? 0) - (STEP * slope) / Math.sqrt(square);
    }
  }
}

function softmax(scores: Float64Array): Float64Array {
  let highest = -Infinity;
  for (const score of scores) if (score > highest) highest = score;
  let sum = 0;
  for (let y = 0; y < scores.length; y++) {
    scores[y] = Math.exp((scores[y] ?? 0) - highest);
    sum += scores[y] ?? 0;
  }
  for (let y = 0; y < scores.length; y++) scores[y] = (scores[y] ?? 0) / sum;
  return scores;
}

/** Linear congruential generator (constants of ANSI C), so that a refit gives the same file on every machine. */
function pseudoRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

function shuffle(order: number[], random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.min(i, Math.floor(random() * (i + 1)));
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
}
