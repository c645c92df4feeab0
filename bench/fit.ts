/**
 * Fits everything that is fitted, and writes knowledge/model/: the classifier on the question bank, the gate of the bank on
 * predictions for questions that the classifier had not seen, ranking weights and the gate of the text on questions about laws.
 * The open evaluation sets are never read here.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Label } from '../src/core/bank.ts';
import { classify, fitClassifier } from '../src/core/classifier.ts';
import type { ClassifierModel } from '../src/core/classifier.ts';
import { parseDocument } from '../src/core/document.ts';
import { bankExamples, bankFeatures, createEngine, fitBank } from '../src/core/engine.ts';
import type { Engine, Weights } from '../src/core/engine.ts';
import { createBankJudge, observeDirect } from '../src/core/evidence.ts';
import { fitGate } from '../src/core/gate.ts';
import type { GateWeights, Observations } from '../src/core/gate.ts';
import { understand } from '../src/core/question.ts';
import type { Candidate } from '../src/core/rank.ts';
import { FEATURES } from '../src/core/rank.ts';
import { bankFingerprint, readWeights } from '../src/knowledge/base.ts';
import { loadDocuments, readFolder, readLexicon } from '../src/knowledge/files.ts';
import { KNOWLEDGE, material, readRows, REPOSITORY, spaceless } from './material.ts';
import type { Row } from './material.ts';

const only = process.argv[2];
const lexicon = readLexicon(KNOWLEDGE);
const weights: Weights = readWeights(KNOWLEDGE);
if (only === undefined || only === 'text') fitText();
if (only === undefined || only === 'bank') fitBankFiles();

/** Ranking weights and the gate of the text, on questions about laws. */
function fitText(): void {
  const sets = lawSets();
  if (sets.length === 0) return;
  const ranked = sets.flatMap(({ rows, engine }) => rows.map((row) => rankedRow(row, engine)));
  weights.ranker = fitRanker(ranked);
  report('ranking', ranked);
  weights.directGate = fitGate(ranked.flatMap((row) => gateRow(row)));
  save();
}

interface RankedRow {
  row: Row;
  candidates: Candidate[];
  gold: boolean[];
  observe: () => Observations;
}

function lawSets(): { rows: Row[]; engine: Engine }[] {
  const laws = material('corpora/laws');
  if (laws === null) return [];
  const folder = join(REPOSITORY, 'bench/questions');
  return readdirSync(folder).filter((file) => file.startsWith('laws-fit')).sort().map((file) => {
    const rows = readRows(join(folder, file));
    const documents = [...new Set(rows.map((row) => row.doc ?? '').filter((doc) => doc !== ''))].map((doc) => parseDocument(doc, readFileSync(join(laws, doc), 'utf8')));
    return { rows, engine: createEngine({ documents, lexicon, bankFiles: readFolder(join(KNOWLEDGE, 'questions')), weights }) };
  });
}

function rankedRow(row: Row, engine: Engine): RankedRow {
  const part = understand(row.q, row.prev, engine).parts[0];
  const candidates = part ? engine.ranker.rank({ text: part.text, groups: part.groups }, 60) : [];
  const gold = candidates.map(({ unit }) => { const text = spaceless(unit.document.text.slice(unit.start, unit.end)); return row.gold.some((answer) => text.includes(spaceless(answer))); });
  return { row, candidates, gold, observe: () => (part ? observeDirect(part, [...candidates].sort((a, b) => b.score - a.score), engine.ranker) : {}) };
}

/** Listwise: the probability of the gold passages among the candidates is raised. */
function fitRanker(rows: readonly RankedRow[]): number[] {
  const width = FEATURES.length;
  const fitted = [...weights.ranker];
  const squares = new Array<number>(width).fill(1e-3);
  const usable = rows.filter((row) => row.gold.includes(true));
  for (let step = 0; step < 60; step++) {
    for (const { candidates, gold } of usable) {
      const scores = candidates.map((candidate) => dot(candidate.features, fitted));
      const highest = Math.max(...scores);
      const mass = scores.map((score) => Math.exp(score - highest));
      const total = mass.reduce((sum, value) => sum + value, 0);
      const right = mass.reduce((sum, value, i) => sum + (gold[i] === true ? value : 0), 0);
      const gradient = new Array<number>(width).fill(0);
      candidates.forEach((candidate, i) => {
        const slope = (mass[i] ?? 0) / total - (gold[i] === true ? (mass[i] ?? 0) / right : 0);
        candidate.features.forEach((value, k) => (gradient[k] = (gradient[k] ?? 0) + slope * value));
      });
      for (let k = 0; k < width; k++) {
        const slope = (gradient[k] ?? 0) + 1e-3 * (fitted[k] ?? 0);
        squares[k] = (squares[k] ?? 0) + slope * slope;
        fitted[k] = (fitted[k] ?? 0) - (0.3 * slope) / Math.sqrt(squares[k] ?? 1);
      }
    }
  }
  const rounded = fitted.map((value) => Math.round(value * 1000) / 1000);
  for (const { candidates } of rows) for (const candidate of candidates) candidate.score = dot(candidate.features, rounded);
  return rounded;
}

function dot(features: readonly number[], by: readonly number[]): number {
  return features.reduce((sum, value, i) => sum + value * (by[i] ?? 0), 0);
}

/** Whether the first three passages hold the answer. A question whose answer was ranked lower teaches little of either kind. */
function gateRow(row: RankedRow): { observations: Observations; answers: boolean; weight: number }[] {
  if (row.row.kind === 'smalltalk') return [];
  const order = row.candidates.map((candidate, i) => ({ candidate, right: row.gold[i] === true })).sort((a, b) => b.candidate.score - a.candidate.score);
  const answers = order.slice(0, 3).some((entry) => entry.right);
  return [{ observations: row.observe(), answers, weight: !answers && row.row.kind === 'answerable' ? 0.25 : 1 }];
}

function report(name: string, rows: readonly RankedRow[]): void {
  const answerable = rows.filter((row) => row.row.kind === 'answerable');
  const rank = (row: RankedRow): number => row.candidates.map((candidate, i) => ({ candidate, right: row.gold[i] === true })).sort((a, b) => b.candidate.score - a.candidate.score).findIndex((entry) => entry.right);
  const share = (below: number): string => ((100 * answerable.filter((row) => { const at = rank(row); return at >= 0 && at < below; }).length) / answerable.length).toFixed(1);
  process.stdout.write(`${name}: ${answerable.length} questions, first ${share(1)} %, first three ${share(3)} %, found ${share(60)} %\n`);
}

/** Classifier and gate of the bank. */
function fitBankFiles(): void {
  const { documents } = loadDocuments(join(KNOWLEDGE, 'sources'), lexicon.furniture);
  const engine = createEngine({ documents, lexicon, bankFiles: readFolder(join(KNOWLEDGE, 'questions')), weights, classifier: { labels: [], size: 0, features: {}, bias: [] } });
  const examples = engine.bank.lines.map((line) => ({ features: bankFeatures(line.question, engine), label: line.key, line }));
  const chat = bankExamples(engine.bank, engine).slice(engine.bank.lines.length);
  /** Writers' own files are left out whole, the others by chunks: a writer's questions resemble each other. */
  const foldOf = (i: number): string => (examples[i]?.line.file.startsWith('natural') ? (examples[i]?.line.file ?? '') : `part ${(i * 7919) % 4}`);
  const rows: { observations: Observations; answers: boolean; weight: number; file: string; right: boolean }[] = [];
  for (const fold of new Set(examples.map((_, i) => foldOf(i)))) {
    const model = fitClassifier([...examples.filter((_, i) => foldOf(i) !== fold), ...chat]);
    const judge = createBankJudge(engine.bank, model, lexicon);
    examples.forEach(({ line }, i) => {
      if (foldOf(i) !== fold) return;
      const part = understand(line.question, '', engine).parts[0];
      if (!part) return;
      const evidence = judge.judge(part);
      const right = isRight(line.label, evidence.passages[0]?.unit);
      // Questions written without sight of the text are what users send; the others were written clause by clause.
      rows.push({ observations: evidence.observations, answers: line.label.type === 'answered' && right, weight: line.file.startsWith('natural') ? 2 : 1, file: line.file, right });
    });
  }
  weights.bankGate = fitGate(rows);
  reportGate(rows, weights.bankGate);
  const model: ClassifierModel = fitBank(engine.bank, engine);
  writeFileSync(join(KNOWLEDGE, 'model/classifier.json'), `${JSON.stringify({ fingerprint: bankFingerprint(KNOWLEDGE, documents), model })}\n`);
  save();
  const sample = engine.bank.lines[0];
  if (sample) process.stdout.write(`classifier: ${model.size} questions, ${model.labels.length} labels, ${Object.keys(model.features).length} features; ${Math.max(...classify(model, bankFeatures(sample.question, engine))).toFixed(2)} on its first line\n`);
}

function isRight(label: Label, unit: unknown): boolean {
  return label.type === 'answered' && label.units.some((other) => other === unit);
}

function reportGate(rows: readonly { observations: Observations; answers: boolean; file: string; right: boolean }[], by: GateWeights): void {
  const natural = rows.filter((row) => row.file.startsWith('natural'));
  for (const [name, part] of [['all', rows], ['written blind', natural]] as const) {
    let wrong = 0;
    let missed = 0;
    for (const row of part) {
      const sum = Object.entries(row.observations).reduce((total, [key, value]) => total + value * (by[key] ?? 0), by['bias'] ?? 0);
      if (sum > 0 && !row.answers) wrong++;
      if (sum <= 0 && row.answers) missed++;
    }
    process.stdout.write(`gate, ${name}: ${part.length} questions, wrongly answered ${((100 * wrong) / part.length).toFixed(1)} %, wrongly refused ${((100 * missed) / part.length).toFixed(1)} %\n`);
  }
}

function save(): void {
  writeFileSync(join(KNOWLEDGE, 'model/weights.json'), `${JSON.stringify(weights, null, 1)}\n`);
}
