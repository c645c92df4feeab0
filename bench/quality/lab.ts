/** The article with its bank, and what is measured on it again and again: read once, fitted once, kept. */
import { readFileSync } from 'node:fs';
import { parseRows, score } from '../../src/cli/scoring.ts';
import type { Outcome, QuestionRow } from '../../src/cli/scoring.ts';
import { judge } from '../../src/cli/verdict.ts';
import { answerMessage } from '../../src/core/answer-question.ts';
import type { BankLine } from '../../src/core/bank.ts';
import { fitClassifier } from '../../src/core/classifier.ts';
import type { Example } from '../../src/core/classifier.ts';
import { bankExamples, bankFeatures } from '../../src/core/engine.ts';
import type { Engine } from '../../src/core/engine.ts';
import { createBankJudge } from '../../src/core/evidence.ts';
import type { BankJudge } from '../../src/core/evidence.ts';
import type { Understanding } from '../../src/core/question.ts';
import type { Candidate, Ranker } from '../../src/core/rank.ts';
import type { Features } from '../../src/core/vector.ts';
import { createVocabulary } from '../../src/core/vocabulary.ts';
import { loadKnowledge } from '../../src/knowledge/base.ts';
import type { LoadedKnowledge } from '../../src/knowledge/base.ts';
import { KNOWLEDGE, material, spaceless } from '../material.ts';
import { say } from './doc.ts';

/** The whole with one piece taken out. */
export interface Piece {
  name: string;
  /** Reads questions without the piece. */
  reads: (whole: Understanding) => Understanding;
  /** Whether a feature of a question stays. */
  keeps: (feature: string) => boolean;
  /** The classifier is fitted without the piece too. Otherwise the piece only changes what is asked, or how the answer is decided. */
  refits: boolean;
  /** The bank's share for all passages decides alone. */
  ungated?: boolean;
}

export const WHOLE: Piece = { name: 'nothing removed', reads: (whole) => whole, keeps: () => true, refits: false };

/** Which lines of the bank a classifier is fitted on. */
export interface Lesson {
  name: string;
  keeps: (line: BankLine) => boolean;
  /** The writers who ask are left out, pinyin words included. */
  fresh?: boolean;
}

export const EVERYTHING: Lesson = { name: 'the whole bank', keeps: () => true };

interface Prepared {
  piece: Piece;
  lines: readonly (Example & { line: BankLine })[];
  chat: readonly Example[];
}

/** Everything that the parts of the measurement share. */
export class Lab {
  readonly base: LoadedKnowledge;
  readonly engine: Engine;
  private readonly judges = new Map<string, BankJudge>();
  private reader: Understanding | null = null;
  /** Features of the bank's lines are large: those of the whole are kept, of the pieces only the last. */
  private readonly prepared = new Map<'whole' | 'piece', Prepared>();
  private unbanked: LoadedKnowledge | null = null;
  private found: number | null = null;

  constructor() {
    say('loading the article');
    this.base = loadKnowledge({ directory: KNOWLEDGE, shared: KNOWLEDGE });
    this.engine = { ...this.base.engine, ranker: remembering(this.base.engine.ranker) };
  }

  /** The same article without its question bank. */
  get withoutBank(): LoadedKnowledge {
    return (this.unbanked ??= loadKnowledge({ directory: KNOWLEDGE, shared: KNOWLEDGE, withoutBank: true }));
  }

  /** What the gate is compared with, found by asking: between it and 1 a line of the bank is answered, whatever speaks for it. */
  get threshold(): number {
    return (this.found ??= thresholdOf(this.engine));
  }

  /** The last files whose writers had not seen the article; they are left out together. */
  get writers(): string[] {
    return [...new Set(this.engine.bank.lines.map((line) => line.file))].filter((file) => file.startsWith('natural')).sort().slice(-FRESH);
  }

  /** The engine without a piece, after a lesson. */
  engineOf(piece: Piece, lesson: Lesson): Engine {
    const found = this.judgeOf(piece, lesson);
    const filtered: BankJudge = { ...found, judge: (part) => found.judge({ ...part, features: kept(part.features, piece) }) };
    const ungated = { answered: 1, bias: logit(this.threshold) };
    const weights = piece.ungated === true ? { ...this.engine.weights, bankGate: ungated } : this.engine.weights;
    return { ...this.engine, ...piece.reads(this.readerFor(lesson)), judge: filtered, weights };
  }

  /** Asks every row, and scores the replies. */
  ask(engine: Engine, rows: readonly QuestionRow[]): Outcome[] {
    return rows.map((row) => score(row, judge(answerMessage(row.q, row.prev, engine)), engine.documents));
  }

  /** The fresh writers' questions, asked of an engine that has learned from the others only. */
  askFreshWriters(piece: Piece, lesson: Lesson = EVERYTHING, change: (engine: Engine) => Engine = (engine) => engine): Outcome[] {
    const { writers } = this;
    const others: Lesson = { name: `${lesson.name} without the fresh writers`, keeps: (line) => !writers.includes(line.file) && lesson.keeps(line), fresh: true };
    const engine = change(this.engineOf(piece, others));
    return writers.flatMap((writer) => this.ask(engine, this.linesOf(writer)));
  }

  /** A writer's lines as rows of a question set. */
  linesOf(writer: string): QuestionRow[] {
    return this.engine.bank.lines.filter((line) => line.file === writer).map(rowOf);
  }

  private judgeOf(piece: Piece, lesson: Lesson): BankJudge {
    if (!piece.refits && lesson === EVERYTHING && this.engine.judge) return this.engine.judge;
    const known = piece.refits ? undefined : this.judges.get(lesson.name);
    if (known) return known;
    say(`fitting: ${piece.refits ? piece.name : WHOLE.name}, ${lesson.name}`);
    const { lines, chat } = this.examplesFor(piece.refits ? piece : WHOLE);
    const model = fitClassifier([...lines.filter((example) => lesson.keeps(example.line)), ...chat]);
    const fitted = createBankJudge(this.engine.bank, model, this.engine.lexicon);
    // Only what several parts of the measurement ask again is worth its memory.
    if (!piece.refits && lesson.fresh === true && lesson.name.startsWith(EVERYTHING.name)) this.judges.set(lesson.name, fitted);
    return fitted;
  }

  private examplesFor(piece: Piece): Prepared {
    const place = piece === WHOLE ? 'whole' : 'piece';
    const known = this.prepared.get(place);
    if (known?.piece === piece) return known;
    say(`reading the bank: ${piece.name}`);
    const understanding = piece.reads(this.engine);
    const prepared = {
      piece,
      lines: this.engine.bank.lines.map((line) => ({ features: kept(bankFeatures(line.question, understanding), piece), label: line.key, line })),
      chat: bankExamples({ lines: [], problems: [] }, understanding).map((example) => ({ ...example, features: kept(example.features, piece) })),
    };
    this.prepared.set(place, prepared);
    return prepared;
  }

  /** Typed pinyin is read with the words of the bank: not with those of the writers who ask. */
  private readerFor({ fresh }: Lesson): Understanding {
    if (fresh !== true) return this.engine;
    const { lexicon, bank, documents } = this.engine;
    const { writers } = this;
    const texts = bank.lines.filter((line) => !writers.includes(line.file)).map((line) => line.question);
    return (this.reader ??= { lexicon, vocabulary: createVocabulary(texts, documents.map((document) => document.text), lexicon) });
  }
}

/** How many of the last writers' files are left out: a quarter of what was written blind. */
const FRESH = 4;

export const logit = (share: number): number => Math.log(share / (1 - share));

function thresholdOf(engine: Engine): number {
  const answers = (question: string, sure: number): boolean =>
    judge(answerMessage(question, '', { ...engine, weights: { ...engine.weights, bankGate: { bias: logit(sure) } } })).status === 'answered';
  let [low, high] = [0.02, 0.98];
  const line = engine.bank.lines.find(({ question }) => !answers(question, low) && answers(question, high));
  if (!line) throw new Error('no line of the bank is answered when the gate is sure and refused when it is not');
  while (high - low > 1e-4) {
    const middle = (low + high) / 2;
    if (answers(line.question, middle)) high = middle;
    else low = middle;
  }
  return Math.round(high * 1000) / 1000;
}

/** The same questions are ranked in the same way after every lesson. */
function remembering(ranker: Ranker): Ranker {
  const known = new Map<string, Candidate[]>();
  return {
    ...ranker,
    rank(question, limit) {
      const key = JSON.stringify([limit, question.text, question.groups]);
      const found = known.get(key) ?? ranker.rank(question, limit);
      known.set(key, found);
      return found;
    },
  };
}

const kept = (features: Features, piece: Piece): Features => (piece.keeps === WHOLE.keeps ? features : new Map([...features].filter(([key]) => piece.keeps(key))));

/** A line of the bank as a row of a question set: its clauses are what must be quoted. */
export function rowOf(line: BankLine): QuestionRow {
  const { label } = line;
  const row = { id: `${line.file}:${line.line}`, q: line.question, prev: '', style: line.file, doc: '', facet: label.type === 'missing' ? label.facet : null };
  return label.type === 'answered' ? { ...row, kind: 'answerable', gold: goldsOf(label) } : { ...row, kind: 'unanswerable', gold: [] };
}

/** The quoted clause, or the whole unit where a reference spans more than one. */
function goldsOf({ units, clauses }: Extract<BankLine['label'], { type: 'answered' }>): string[] {
  const texts = units.map((unit) => unit.document.text.slice(unit.start, unit.end));
  return texts.map((text) => clauses.find((clause) => spaceless(text).includes(spaceless(clause))) ?? text);
}

/** The rows of an open set, null with a printed reason where the material is not there. */
export function openSet(name: 'dev' | 'probes' | 'laws-dev'): QuestionRow[] | null {
  const path = material(`eval/${name}.jsonl`);
  return path === null ? null : parseRows(readFileSync(path, 'utf8'), `${name}.jsonl`);
}
