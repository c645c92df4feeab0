/** docs/quality.md: figures between markers are made by commands, the text around them by hand. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { wilson } from '../../src/cli/measures.ts';
import type { Share } from '../../src/cli/measures.ts';
import { REPOSITORY } from '../material.ts';

const DOC = join(REPOSITORY, 'docs/quality.md');

/** The parts of the measurement; each has its section in the document. */
export const PARTS = ['sets', 'ablations', 'clauses', 'curve', 'threshold', 'laws'] as const;
export type Part = (typeof PARTS)[number];

/** Replaces what stands between the markers of a part; a document without them gets them at its end. Pure. */
export function withSection(text: string, part: Part, content: string): string {
  const [open, close] = [`<!-- quality:${part} -->`, `<!-- /quality:${part} -->`];
  const section = `${open}\n\n${content.trim()}\n\n${close}`;
  const start = text.indexOf(open);
  const end = text.indexOf(close, start);
  if (start < 0 || end < 0) return `${text.trimEnd()}\n\n${section}\n`;
  return text.slice(0, start) + section + text.slice(end + close.length);
}

/** Writes the figures of a part, under the command that makes them and the knowledge that they belong to. */
export function writeSection(part: Part, version: string, content: string): void {
  const text = existsSync(DOC) ? readFileSync(DOC, 'utf8') : '# Quality\n';
  mkdirSync(dirname(DOC), { recursive: true });
  writeFileSync(DOC, withSection(text, part, `\`npm run quality -- ${part}\`, knowledge \`${version}\`:\n\n${content}`));
}

/** A Markdown table; columns after the first hold figures. */
export function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, column) => (column === 0 ? '---' : '--:'))), ...body.map(line)].join('\n');
}

/** 97.5; a dash for a share of nothing. */
export const percent = ({ hits, of }: Share): string => (of === 0 ? '–' : ((100 * hits) / of).toFixed(1));

/** 97.5 (91.3–99.3): a share in percent with Wilson's 95 % interval. */
export function withInterval(share: Share): string {
  const interval = wilson(share);
  return interval === null ? '–' : `${percent(share)} (${(100 * interval.low).toFixed(1)}–${(100 * interval.high).toFixed(1)})`;
}

const began = performance.now();

/** Progress on standard error, with the seconds since the start. */
export function say(text: string): void {
  process.stderr.write(`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${text}\n`);
}
