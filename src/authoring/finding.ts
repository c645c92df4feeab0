/** What the linters of the office's files say. */

/** One thing that is wrong, or may be, with a line of a file. Errors must be put right; warnings want a look. */
export interface Finding {
  severity: 'error' | 'warning';
  /** Name of the file without ending, as it is read. */
  file: string;
  /** Counted from 1; 0 where it is about the whole file. */
  line: number;
  problem: string;
}

/** Errors before warnings, then by file and line. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  const rank = (finding: Finding): number => (finding.severity === 'error' ? 0 : 1);
  return [...findings].sort((a, b) => rank(a) - rank(b) || (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line);
}
