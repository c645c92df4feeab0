/** Looks the lexicon over, file by file and across files: synonym rules by `synonym-lint.ts`, the lists by `list-lint.ts`. */
import { FACETS } from '../core/bank.ts';
import { bare } from '../core/lexicon.ts';
import type { LexiconFiles } from '../core/lexicon.ts';
import type { Finding } from './finding.ts';
import { sortFindings } from './finding.ts';
import { lintBlocks, lintCopies, lintEnglish, lintFacets, lintNames, lintTerms } from './list-lint.ts';
import type { OpenSet } from './open-set.ts';
import { lintSynonyms } from './synonym-lint.ts';

/** What the linter found out. */
export interface LexiconReport {
  /** Synonym rules of each file. */
  rules: { file: string; rules: number }[];
  /** Different phrases that some rule begins with. */
  phrases: number;
  findings: Finding[];
}

/** Lints all lexicon files. `open` is null where the hashes of the open sets are not at hand. */
export function lintLexicon(files: LexiconFiles, open: OpenSet | null): LexiconReport {
  const { rules, phrases, findings } = lintSynonyms(files);
  const text = (file: string): string => files.get(file) ?? '';
  findings.push(
    ...lintFacets(text('facets'), FACETS),
    ...lintEnglish(text('english')),
    ...lintTerms(text('jieba')),
    ...lintNames(text('names')),
    ...['smalltalk', 'distress'].flatMap((file) => [...lintBlocks(file, text(file), (line) => [bare(line)].filter((key) => key !== '')), ...(open ? lintCopies(file, text(file), open) : [])]),
  );
  return { rules, phrases, findings: sortFindings(findings) };
}
