/** A published version of the knowledge base: documents, their index, and the one path from a message to a reply. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { answerMessage } from '../core/answer-question.ts';
import type { Reply } from '../core/answer.ts';
import type { ClassifierModel } from '../core/classifier.ts';
import type { Document } from '../core/document.ts';
import type { Engine, Weights } from '../core/engine.ts';
import { createEngine } from '../core/engine.ts';
import type { Problem } from './files.ts';
import { KnowledgeError, loadDocuments, readFolder, readLexicon, sourcesFolder } from './files.ts';

export { KnowledgeError } from './files.ts';

export interface KnowledgeBase {
  /** First 12 hex digits of the sha256 over everything that decides answers. */
  version: string;
  builtAt: Date;
  documents: readonly Document[];
  passageCount: number;
  /** Files that could not be read, each with the reason in words for the office. */
  problems: readonly Problem[];
  /** Understand, search, answer. Never throws on any text. */
  ask(message: string, previous?: string): Reply;
}

/** A knowledge base with what it is made of, for measuring and explaining. */
export interface LoadedKnowledge extends KnowledgeBase {
  engine: Engine;
}

export interface LoadOptions {
  /** A folder with `sources/`, or a flat folder of .md and .txt. */
  directory: string;
  /** Where lexicon, question bank and fitted weights live: the repository's `knowledge/`. */
  shared: string;
  /** Called while indexing, with the share done from 0 to 1. */
  progress?: (share: number) => void;
  /** Leaves the question bank out, for measuring what it adds. */
  withoutBank?: boolean;
}

const weightsSchema = z.strictObject({ ranker: z.array(z.number()), bankGate: z.record(z.string(), z.number()), directGate: z.record(z.string(), z.number()) });
/** The weights are a derived file of our own, several megabytes: only its frame is checked. */
const classifierSchema = z.object({ fingerprint: z.string(), model: z.custom<ClassifierModel>((model) => typeof model === 'object' && model !== null && 'labels' in model && 'features' in model) });

/** Reads, parses and indexes a folder. Throws KnowledgeError when no document is left. */
export function loadKnowledge(options: LoadOptions): LoadedKnowledge {
  const lexicon = readLexicon(options.shared);
  const { documents, problems } = loadDocuments(sourcesFolder(options.directory), lexicon.furniture);
  if (documents.length === 0) {
    const named = problems.map((entry) => `${entry.file}：${entry.problem}`).join('；');
    throw new KnowledgeError(`知识文件夹里没有可用的 .md 或 .txt 文件：${options.directory}${named === '' ? '' : `（${named}）`}`);
  }
  const bankFiles = options.withoutBank === true ? new Map<string, string>() : readFolder(join(options.shared, 'questions'));
  const engine = createEngine({
    documents,
    lexicon,
    bankFiles,
    weights: readWeights(options.shared),
    classifier: readClassifier(options.shared, bankFingerprint(options.shared, documents)),
    ...(options.progress ? { progress: options.progress } : {}),
  });
  return {
    version: versionOf(options.shared, documents),
    builtAt: new Date(),
    documents,
    passageCount: engine.units.reduce((sum, unit) => sum + unit.clauses.length, 0),
    problems,
    ask: (message, previous = '') => answerMessage(message, previous, engine),
    engine,
  };
}

/** Weights of the linear scores. */
export function readWeights(shared: string): Weights {
  return weightsSchema.parse(JSON.parse(readFileSync(join(shared, 'model/weights.json'), 'utf8')));
}

/** What the classifier depends on: the bank, the lexicon, and the text that the bank's lines point into. */
export function bankFingerprint(shared: string, documents: readonly Document[]): string {
  const hash = createHash('sha256');
  const bank = readFolder(join(shared, 'questions'));
  for (const folder of [bank, readFolder(join(shared, 'lexicon'))]) for (const [name, text] of folder) hash.update(`${name}\n${text}\n`);
  const banked = new Set([...bank.values()].flatMap((text) => [...text.matchAll(/^@document\s+(.+)$/gmu)].map((match) => match[1]?.trim())));
  for (const document of documents) if (banked.has(document.file)) hash.update(document.text);
  return hash.digest('hex').slice(0, 16);
}

/** The stored classifier, null when it was fitted on other lines. */
function readClassifier(shared: string, fingerprint: string): ClassifierModel | null {
  const path = join(shared, 'model/classifier.json');
  if (!existsSync(path)) return null;
  const stored = classifierSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  return stored.success && stored.data.fingerprint === fingerprint ? stored.data.model : null;
}

function versionOf(shared: string, documents: readonly Document[]): string {
  const hash = createHash('sha256');
  for (const document of documents) hash.update(`${document.file}\n${document.published}\n${JSON.stringify(document.meta)}\n`);
  for (const folder of ['questions', 'lexicon']) for (const [name, text] of readFolder(join(shared, folder))) hash.update(`${name}\n${text}\n`);
  hash.update(readFileSync(join(shared, 'model/weights.json')));
  return hash.digest('hex').slice(0, 12);
}
