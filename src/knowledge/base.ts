/** A published version of the knowledge base: documents, their index, and the one path from a message to a reply. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerMessage } from '../core/answer-question.ts';
import type { Reply } from '../core/answer.ts';
import type { Document } from '../core/document.ts';
import type { Engine, EngineInput } from '../core/engine.ts';
import { createEngine } from '../core/engine.ts';
import { explainDictionary } from './dictionary.ts';
import type { Problem } from './files.ts';
import { KnowledgeError, loadDocuments, readFolder, readLexicon, sourcesFolder } from './files.ts';
import { CACHE, keepFit, readFit } from './fit-cache.ts';
import { bankFingerprint, readClassifier, readWeights } from './model.ts';

export { KnowledgeError } from './files.ts';
export { bankFingerprint, readWeights } from './model.ts';

export interface KnowledgeBase {
  /** First 12 hex digits of the sha256 over everything that decides answers. */
  version: string;
  builtAt: Date;
  documents: readonly Document[];
  passageCount: number;
  /** What the office should put right: documents that are left out, lines that are passed over, a fit that is out of date. */
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
  /** A folder to keep a classifier in that had to be fitted; the checkout's own where none is named, null for nowhere. */
  cache?: string | null;
  /** Leaves the question bank out, for measuring what it adds. */
  withoutBank?: boolean;
}

/** Reads, parses and indexes a folder. Throws KnowledgeError when no document is left. */
export function loadKnowledge(options: LoadOptions): LoadedKnowledge {
  const lexicon = readLexicon(options.shared);
  const { documents, problems } = loadDocuments(sourcesFolder(options.directory), lexicon.furniture);
  if (documents.length === 0) {
    const named = problems.map((entry) => `${entry.file}：${entry.problem}`).join('；');
    throw new KnowledgeError(`知识文件夹里没有可用的 .md 或 .txt 文件：${options.directory}${named === '' ? '' : `（${named}）`}`);
  }
  const bankFiles = options.withoutBank === true ? new Map<string, string>() : readFolder(join(options.shared, 'questions'));
  const { classifier, onFit, outdated } = fitOf(options, documents);
  const engine = buildEngine({
    documents,
    lexicon,
    bankFiles,
    weights: readWeights(options.shared),
    classifier,
    onFit,
    ...(options.progress ? { progress: options.progress } : {}),
  });
  return {
    version: versionOf(options.shared, documents),
    builtAt: new Date(),
    documents,
    passageCount: engine.units.reduce((sum, unit) => sum + unit.clauses.length, 0),
    problems: [...problems, ...linesOf('lexicon', lexicon.problems), ...linesOf('questions', engine.bank.problems), ...(engine.bank.lines.length >= WORTH_KEEPING ? outdated() : [])],
    ask: (message, previous = '') => answerMessage(message, previous, engine),
    engine,
  };
}

/** A word cutter that does not load is a matter of the installation, and no defect to be traced. */
function buildEngine(input: EngineInput): Engine {
  try {
    return createEngine(input);
  } catch (error) {
    const words = explainDictionary(error);
    throw words === null ? error : new KnowledgeError(words, { cause: error });
  }
}

/** Banks of fewer lines are fitted in no time, and would only take the place of the one that is not. */
const WORTH_KEEPING = 1000;

/** The classifier that is stored or was kept; `outdated` says, once the engine is built, where the stored one did not fit. */
function fitOf(options: LoadOptions, documents: readonly Document[]): Required<Pick<EngineInput, 'classifier' | 'onFit'>> & { outdated: () => Problem[] } {
  const fingerprint = bankFingerprint(options.shared, documents);
  const stored = readClassifier(options.shared, fingerprint);
  const folder = options.cache === undefined ? CACHE : options.cache;
  const kept = stored === null && folder !== null ? readFit(folder, fingerprint) : null;
  const began = performance.now();
  let seconds: string | null = null;
  return {
    classifier: stored ?? kept,
    onFit: (model) => {
      seconds = ((performance.now() - began) / 1000).toFixed(1);
      if (folder !== null && model.size >= WORTH_KEEPING) keepFit(folder, fingerprint, model);
    },
    outdated: () => (stored === null ? [{ file: 'model/classifier.json', problem: outdatedFit(seconds), leftOut: false }] : []),
  };
}

function outdatedFit(seconds: string | null): string {
  const done = seconds === null ? '用的是上次重新拟合的结果' : `刚刚重新拟合了一遍，用了 ${seconds} 秒`;
  return `跟现在的题库、词表对不上，${done}；题库和词表改定以后，请运行 npm run fit -- bank 存下来`;
}

function linesOf(folder: string, problems: readonly { file: string; line: number; problem: string }[]): Problem[] {
  return problems.map(({ file, line, problem }) => ({ file: `${folder}/${file}.txt`, problem: `第 ${line} 行：${problem}`, leftOut: false }));
}

function versionOf(shared: string, documents: readonly Document[]): string {
  const hash = createHash('sha256');
  for (const document of documents) hash.update(`${document.file}\n${document.published}\n${JSON.stringify(document.meta)}\n`);
  for (const folder of ['questions', 'lexicon']) for (const [name, text] of readFolder(join(shared, folder))) hash.update(`${name}\n${text}\n`);
  hash.update(readFileSync(join(shared, 'model/weights.json')));
  return hash.digest('hex').slice(0, 12);
}
