/**
 * Fits everything that is fitted, and writes knowledge/model/: the classifier on the question bank, the gate of the bank on
 * predictions for questions that the classifier had not seen, ranking weights and the gate of the text on questions about laws.
 * The open evaluation sets are never read here.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Label } from '../src/core/bank.ts';
import { fitClassifier } from '../src/core/classifier.ts';
import type { ClassifierModel } from '../src/core/classifier.ts';
import { parseDocument } from '../src/core/document.ts';
import { bankExamples, bankFeatures, createEngine, fitBank } from '../src/core/engine.ts';
import type { Engine, Weights } from '../src/core/engine.ts';
import { createBankJudge, observeDirect } from '../src/core/evidence.ts';
import { fitGate, gate } from '../src/core/gate.ts';
import type { GateWeights, Observations } from '../src/core/gate.ts';
import { understand } from '../src/core/question.ts';
import type { Candidate } from '../src/core/rank.ts';
import { FEATURES } from '../src/core/rank.ts';
import { bankFingerprint, readWeights } from '../src/knowledge/base.ts';
import { loadDocuments, readFolder, readLexicon } from '../src/knowledge/files.ts';
import { KNOWLEDGE, material, readRows, REPOSITORY, spaceless } from './material.ts';
import type { Row } from './material.ts';

/** About the number of questions of the smaller set, so that its rows keep a weight near one. */
const SET_WEIGHT = 500;

const only = process.argv[2];
const lexicon = readLexicon(KNOWLEDGE);
const weights: Weights = readWeights(KNOWLEDGE);
if (only === undefined || only === 'text') fitText();
if (only === undefined || only === 'bank') fitBankFiles();
if (only === 'classifier') storeClassifier(openBank());

/** Ranking weights and the gate of the text, on questions about laws. */
function fitText(): void {
  const sets = lawSets();
  if (sets.length === 0) return;
  const laws = sets.flatMap(({ rows, engine }) => rows.map((row) => rankedRow(row, engine)));
  const news = newsSet();
  const article = news.rows.map((row) => rankedRow(row, news.engine));
  const stride = Math.max(1, Math.floor(article.length / laws.length));
  weights.ranker = fitRanker([...laws, ...article.filter((_, i) => i % stride === 0)]);
  for (const { candidates } of article) for (const candidate of candidates) candidate.score = dot(candidate.features, weights.ranker);
  report('ranking, laws', laws);
  report('ranking, article', article);
  weights.textGate = fitGate([laws, article].flatMap((part) => balanced(part.flatMap((row) => gateRow(row)))));
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

/** The article without its bank, asked what writers asked who had not seen it: the same weights have to serve news and law. */
function newsSet(): { rows: Row[]; engine: Engine } {
  const { documents } = loadDocuments(join(KNOWLEDGE, 'sources'), lexicon.furniture);
  const bankFiles = readFolder(join(KNOWLEDGE, 'questions'));
  const engine = createEngine({ documents, lexicon, bankFiles, weights, classifier: { labels: [], size: 0, features: {}, bias: [] } });
  const rows = engine.bank.lines
    .filter((line) => line.file.startsWith('natural'))
    .map((line, i): Row => ({ id: String(i), q: line.question, prev: '', kind: line.label.type === 'answered' ? 'answerable' : 'unanswerable', style: '', gold: line.label.type === 'answered' ? line.label.clauses : [] }));
  return { rows, engine };
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

/** Answered and refused questions weigh the same in sum, and every set as much as another: one half is the even bet, whatever they are made of. */
function balanced<T extends { answers: boolean; weight: number }>(rows: readonly T[]): T[] {
  const sum = (answers: boolean): number => rows.filter((row) => row.answers === answers).reduce((total, row) => total + row.weight, 0);
  const share = { yes: SET_WEIGHT / sum(true), no: SET_WEIGHT / sum(false) };
  return rows.map((row) => ({ ...row, weight: row.weight * (row.answers ? share.yes : share.no) }));
}

function report(name: string, rows: readonly RankedRow[]): void {
  const answerable = rows.filter((row) => row.row.kind === 'answerable');
  const rank = (row: RankedRow): number => row.candidates.map((candidate, i) => ({ candidate, right: row.gold[i] === true })).sort((a, b) => b.candidate.score - a.candidate.score).findIndex((entry) => entry.right);
  const share = (below: number): string => ((100 * answerable.filter((row) => { const at = rank(row); return at >= 0 && at < below; }).length) / answerable.length).toFixed(1);
  process.stdout.write(`${name}: ${answerable.length} questions, first ${share(1)} %, first three ${share(3)} %, found ${share(60)} %\n`);
}

/** Classifier and gate of the bank. */
function fitBankFiles(): void {
  const engine = openBank();
  const examples = engine.bank.lines.map((line) => ({ features: bankFeatures(line.question, engine), label: line.key, line }));
  const chat = bankExamples(engine.bank, engine).slice(engine.bank.lines.length);
  /** Writers' own files are left out whole, three at a time, the others by chunks: a writer's questions resemble each other. */
  const writers = [...new Set(examples.map(({ line }) => line.file))].filter((file) => file.startsWith('natural')).sort();
  const foldOf = (i: number): string => (writers.includes(examples[i]?.line.file ?? '') ? `writers ${Math.floor(writers.indexOf(examples[i]?.line.file ?? '') / 3)}` : `part ${(i * 7919) % 3}`);
  const rows: { observations: Observations; answers: boolean; answerable: boolean; weight: number; file: string }[] = [];
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
      rows.push({ observations: evidence.observations, answers: line.label.type === 'answered' && right, answerable: line.label.type === 'answered', weight: line.file.startsWith('natural') ? 2 : 1, file: line.file });
    });
  }
  weights.bankGate = fitGate(rows);
  reportGate(rows, weights.bankGate);
  save();
  storeClassifier(engine);
}

/** The article with its bank and no classifier yet. */
function openBank(): Engine {
  const { documents } = loadDocuments(join(KNOWLEDGE, 'sources'), lexicon.furniture);
  return createEngine({ documents, lexicon, bankFiles: readFolder(join(KNOWLEDGE, 'questions')), weights, classifier: { labels: [], size: 0, features: {}, bias: [] } });
}

function storeClassifier(engine: Engine): void {
  const model: ClassifierModel = fitBank(engine.bank, engine);
  writeFileSync(join(KNOWLEDGE, 'model/classifier.json'), `${JSON.stringify({ fingerprint: bankFingerprint(KNOWLEDGE, engine.documents), model })}\n`);
  process.stdout.write(`classifier: ${model.size} questions, ${model.labels.length} labels, ${Object.keys(model.features).length} features\n`);
}

function isRight(label: Label, unit: unknown): boolean {
  return label.type === 'answered' && label.units.some((other) => other === unit);
}

/** What the gate does to questions that the classifier had not seen, for choosing the threshold. */
function reportGate(rows: readonly { observations: Observations; answers: boolean; answerable: boolean; file: string }[], by: GateWeights): void {
  const percent = (part: number, all: number): string => ((100 * part) / all).toFixed(1).padStart(5);
  for (const [name, part] of [['all', rows], ['written blind', rows.filter((row) => row.file.startsWith('natural'))]] as const) {
    const sure = part.map((row) => ({ row, sure: gate(row.observations, by) }));
    const answerable = part.filter((row) => row.answerable).length;
    for (const threshold of [0.45, 0.5, 0.55, 0.6, 0.65, 0.7]) {
      const given = sure.filter((entry) => entry.sure >= threshold);
      const hits = given.filter(({ row }) => row.answers).length;
      const wrong = given.filter(({ row }) => !row.answerable).length;
      process.stdout.write(`gate ${threshold}, ${name}: hits ${percent(hits, answerable)} %, wrong on unanswerable ${percent(wrong, part.length - answerable)} %\n`);
    }
  }
}

function save(): void {
  writeFileSync(join(KNOWLEDGE, 'model/weights.json'), `${JSON.stringify(weights, null, 1)}\n`);
}
