/** Fits the weights of src/core/retrieval.ts on CMRC and DRCD questions, prints them, and measures on questions left out. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Passage } from '../src/core/retrieval.ts';
import { candidatesFor, SENTENCE_FEATURES } from '../src/core/retrieval.ts';
import { createIndex } from '../src/core/search.ts';
import { loadDictionary } from '../src/core/terms.ts';
import { readLexicon } from '../src/knowledge/files.ts';
import { KNOWLEDGE, material } from './material.ts';

interface Judged {
  candidates: { id: string; features: number[] }[];
  gold: string;
}

const lexicon = readLexicon(KNOWLEDGE);
loadDictionary(lexicon.terms);

/** Every `every`-th question from `first` on. */
function judged(set: string, split: string, every: number, first: number): Judged[] {
  const folder = material(`corpora/${set}`);
  if (folder === null) return [];
  const lines = (file: string): string[] => readFileSync(join(folder, file), 'utf8').trim().split('\n');
  const passages = lines('corpus.jsonl').map((line) => JSON.parse(line) as Passage);
  const questions = lines(`queries-${split}.jsonl`).map((line) => JSON.parse(line) as { id: string; text: string });
  const gold = new Map(lines(`qrels-${split}.tsv`).map((line) => line.split('\t') as [string, string]));
  const index = createIndex(passages.map((passage, id) => ({ id, title: passage.title, body: passage.text })));
  return questions.filter((_, i) => i % every === first).map((question) => ({ candidates: candidatesFor(question.text, passages, lexicon.questionWords, index), gold: gold.get(question.id) ?? '' }));
}

function dot(features: readonly number[], weights: readonly number[]): number {
  return features.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0);
}

/** Listwise softmax over the candidates, AdaGrad steps. */
function fit(rows: readonly Judged[]): number[] {
  const weights: number[] = SENTENCE_FEATURES.map((_, i) => (i === 0 ? 10 : 0));
  const squares = SENTENCE_FEATURES.map(() => 1e-3);
  for (let step = 0; step < 40; step++) {
    for (const { candidates, gold } of rows) {
      const right = candidates.findIndex((candidate) => candidate.id === gold);
      if (right < 0) continue;
      const scores = candidates.map((candidate) => dot(candidate.features, weights));
      const highest = Math.max(...scores);
      const mass = scores.map((score) => Math.exp(score - highest));
      const total = mass.reduce((sum, value) => sum + value, 0);
      for (let k = 0; k < weights.length; k++) {
        let slope = 1e-4 * (weights[k] ?? 0);
        candidates.forEach((candidate, i) => (slope += ((mass[i] ?? 0) / total - (i === right ? 1 : 0)) * (candidate.features[k] ?? 0)));
        squares[k] = (squares[k] ?? 0) + slope * slope;
        weights[k] = (weights[k] ?? 0) - (0.3 * slope) / Math.sqrt(squares[k] ?? 1);
      }
    }
  }
  return weights.map((weight) => Math.round(weight * 100) / 100);
}

function report(name: string, rows: readonly Judged[], weights: readonly number[]): void {
  const first = rows.filter(({ candidates, gold }) => [...candidates].sort((a, b) => dot(b.features, weights) - dot(a.features, weights))[0]?.id === gold).length;
  process.stdout.write(`${name}: ${rows.length} questions, R@1 ${(first / Math.max(1, rows.length)).toFixed(4)}\n`);
}

const plain = SENTENCE_FEATURES.map((_, i) => (i === 0 ? 1 : 0));
const seen = [...judged('cmrc', 'train', 4, 1), ...judged('drcd', 'dev', 3, 1)];
if (seen.length > 0) {
  const weights = fit(seen);
  process.stdout.write(`${SENTENCE_FEATURES.map((name, i) => `${name} ${weights[i]}`).join(', ')}\n`);
  for (const [set, split, every, first] of [['cmrc', 'train', 4, 2], ['drcd', 'dev', 3, 2]] as const) {
    const rest = judged(set, split, every, first);
    report(`${set}, left out, word statistics alone`, rest, plain);
    report(`${set}, left out`, rest, weights);
  }
}
