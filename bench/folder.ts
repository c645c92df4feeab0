/** A knowledge folder for one measurement, made of files from elsewhere and taken away afterwards. */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { KNOWLEDGE } from './material.ts';

/** Copies the files, each with its side file where it has one, into a new `sources/`; the folder lives as long as `use` takes. */
export function inFolder<Result>(files: readonly string[], use: (directory: string) => Result): Result {
  const directory = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const sources = join(directory, 'sources');
    mkdirSync(sources);
    for (const file of files) {
      copyFileSync(file, join(sources, basename(file)));
      const side = `${file.slice(0, -extname(file).length)}.json`;
      if (existsSync(side)) copyFileSync(side, join(sources, basename(side)));
    }
    return use(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The documents of a folder by name. */
export function documentsIn(folder: string): string[] {
  return readdirSync(folder).filter((file) => /\.(md|txt)$/iu.test(file)).sort().map((file) => join(folder, file));
}

/** The published article, and whatever else the office has put beside it. */
export const ownDocuments = (): string[] => documentsIn(join(KNOWLEDGE, 'sources'));
