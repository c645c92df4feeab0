/** What the commands share of the process: arguments that are paths, output, and how errors end it. */
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { explainDictionary } from '../knowledge/dictionary.ts';
import { ArgumentError } from './arguments.ts';
import { createProgress } from './progress.ts';

/** The repository's `knowledge/`: lexicon, question bank and wording, and the documents unless another folder is given. */
export const SHARED = resolve(import.meta.dirname, '..', '..', 'knowledge');

/** Hashes of the open question sets; a file of the tests, since no user needs it. */
export const OPEN_HASHES = resolve(SHARED, '..', 'tests', 'data', 'open-set-hashes.txt');

/** Errors whose message is a sentence for whoever typed the command or looks after the files. */
const FOR_PEOPLE = new Set(['ArgumentError', 'KnowledgeError', 'WordingError']);

/** Runs a command. What is meant for whoever typed it is told in one sentence and ends with status 2; a defect keeps its trace. */
export async function runCommand(command: () => void | Promise<void>): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // `| head` has read enough.
    process.exit(error.code === 'EPIPE' ? 0 : 1);
  });
  try {
    await command();
  } catch (error) {
    const words = error instanceof Error && FOR_PEOPLE.has(error.name) ? error.message : explainDictionary(error);
    if (words === null) throw error;
    process.stderr.write(`${words}\n`);
    process.exitCode = 2;
  }
}

/** Writes to standard output, and waits where the reader is slower. */
export async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

/** A path as its user means it: relative to the folder where npm was called, not to the repository's. */
export function pathFrom(value: string, environment: Readonly<Record<string, string | undefined>> = process.env): string {
  return resolve(environment['INIT_CWD'] ?? process.cwd(), value);
}

/**
 * The folder behind `--knowledge`, or the repository's own where none is given.
 *
 * @throws ArgumentError for what is no folder
 */
export function knowledgeFolder(value: string | undefined): string {
  if (value === undefined) return SHARED;
  const folder = pathFrom(value);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return folder;
  throw new ArgumentError(`--knowledge：“${value}”不是文件夹，请给出放 .md 和 .txt 文档的文件夹。`);
}

/** The progress bar of an index, on standard error. */
export function indexingProgress(): (share: number) => void {
  return createProgress(process.stderr, () => performance.now(), '正在整理资料');
}

/** Names what the office should put right, on standard error. */
export function tellProblems(problems: readonly { file: string; problem: string }[]): void {
  for (const { file, problem } of problems) process.stderr.write(`资料有一处问题：${file}：${problem}\n`);
}

/**
 * The text of a file that the user names.
 *
 * @throws ArgumentError when it cannot be read
 */
export function readGivenFile(value: string): string {
  try {
    return readFileSync(pathFrom(value), 'utf8').replace(/^\uFEFF/u, '');
  } catch {
    throw new ArgumentError(`读不到文件“${value}”，请核对路径。`);
  }
}
