/** One version of the knowledge base as pure values: everything that a question is answered from. */
import type { Bank } from './bank.ts';
import { parseBank } from './bank.ts';
import type { ClassifierModel, Example } from './classifier.ts';
import { fitClassifier } from './classifier.ts';
import type { Document } from './document.ts';
import type { BankJudge } from './evidence.ts';
import { createBankJudge } from './evidence.ts';
import type { GateWeights } from './gate.ts';
import type { Lexicon } from './lexicon.ts';
import { cutPassages } from './passages.ts';
import { read } from './question.ts';
import type { Understanding } from './question.ts';
import type { Ranker } from './rank.ts';
import { createRanker } from './rank.ts';
import { loadDictionary } from './terms.ts';
import type { Unit } from './units.ts';
import { groupUnits } from './units.ts';
import type { Features } from './vector.ts';
import { featuresOf } from './vector.ts';
import { createVocabulary } from './vocabulary.ts';

/** Fitted weights; each file is made by `npm run fit`. */
export interface Weights {
  ranker: number[];
  bankGate: GateWeights;
  textGate: GateWeights;
}

export interface Engine extends Understanding {
  documents: readonly Document[];
  units: readonly Unit[];
  unitsOf: ReadonlyMap<string, readonly Unit[]>;
  ranker: Ranker;
  bank: Bank;
  /** Null where no loaded document has a question bank. */
  judge: BankJudge | null;
  weights: Weights;
}

export interface EngineInput {
  documents: readonly Document[];
  lexicon: Lexicon;
  /** Bank files by name; the lines of documents that are not loaded only teach how people write. */
  bankFiles: ReadonlyMap<string, string>;
  weights: Weights;
  /** Fitted on exactly these bank lines earlier; without it one is fitted now, 10 s or more for a bank of 16,000 lines. */
  classifier?: ClassifierModel | null;
  /** Gets a classifier that had to be fitted, so that it can be kept. */
  onFit?: (model: ClassifierModel) => void;
  progress?: (share: number) => void;
}

/** Builds everything; pure apart from the time it takes. */
export function createEngine(input: EngineInput): Engine {
  const { documents, lexicon } = input;
  loadDictionary(lexicon.terms);
  const unitsOf = new Map(documents.map((document) => [document.id, groupUnits(cutPassages(document))]));
  const units = [...unitsOf.values()].flat();
  const bank = parseBank(input.bankFiles, units);
  const vocabulary = createVocabulary(questionsIn(input.bankFiles), documents.map((document) => document.text), lexicon);
  const understanding = { lexicon, vocabulary };
  const model = bank.lines.length === 0 ? null : (input.classifier ?? fitNow(bank, understanding, input.onFit));
  return {
    ...understanding,
    documents,
    units,
    unitsOf,
    bank,
    judge: model === null ? null : createBankJudge(bank, model, lexicon),
    ranker: createRanker(units, input.weights.ranker, input.progress),
    weights: input.weights,
  };
}

/** Features of a bank question, read as a user's message is. */
export function bankFeatures(question: string, understanding: Understanding): Features {
  return featuresOf(read(question, understanding).text, understanding.lexicon);
}

function fitNow(bank: Bank, understanding: Understanding, onFit: EngineInput['onFit']): ClassifierModel {
  const model = fitBank(bank, understanding);
  onFit?.(model);
  return model;
}

/** Fits the classifier on the bank's lines and on small talk. */
export function fitBank(bank: Bank, understanding: Understanding): ClassifierModel {
  return fitClassifier(bankExamples(bank, understanding));
}

/** What the classifier learns from: the bank's lines, and small talk, which is about no document. */
export function bankExamples(bank: Bank, understanding: Understanding): Example[] {
  const lines = bank.lines.map((line) => ({ question: line.question, label: line.key }));
  const chat = understanding.lexicon.smalltalkLines.map(({ kind, message }) => ({ question: message, label: `~${kind}` }));
  return [...lines, ...chat].map(({ question, label }) => ({ features: bankFeatures(question, understanding), label }));
}

/** All question lines of bank files, whatever document they belong to. */
function questionsIn(files: ReadonlyMap<string, string>): string[] {
  return [...files.values()].flatMap((text) => text.split('\n').map((line) => line.trim()).filter((line) => line !== '' && !/^[@#=?!]/u.test(line)));
}
