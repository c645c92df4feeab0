/** Looks over the lists of the lexicon: facets, the English glossary, terms, names, small talk and distress. */
import { fold } from '../core/fold.ts';
import { saidLines } from '../core/lexicon.ts';
import type { Finding } from './finding.ts';
import type { OpenSet } from './open-set.ts';
import { isOpenCopy } from './open-set.ts';

const listOf = (text: string): string[] => text.split(/[,，]/u).map((term) => term.trim()).filter((term) => term !== '');
const folded = (text: string): string => fold(text).text.trim();

/** Off topic is what no cue leads to. */
const WITHOUT_CUES = 'offtopic';

/** What stands under an `@` line. */
interface Block {
  name: string;
  line: number;
  entries: { text: string; line: number }[];
}

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  for (const said of saidLines(text)) {
    if (said.text.startsWith('@')) blocks.push({ name: said.text.slice(1).trim(), line: said.line, entries: [] });
    else blocks.at(-1)?.entries.push(said);
  }
  return blocks;
}

/** What stands under two different `@` lines, of which only the last counts. `keysOf` gives what a line is compared by. */
export function lintBlocks(file: string, text: string, keysOf: (line: string) => string[]): Finding[] {
  const known = new Map<string, { name: string; line: number }>();
  return blocksOf(text).flatMap(({ name, entries }) =>
    entries.flatMap((entry) =>
      keysOf(entry.text).flatMap((key): Finding[] => {
        const earlier = known.get(key);
        if (earlier && earlier.name !== name) return [{ severity: 'error', file, line: entry.line, problem: `“${key}”在 @${name} 下，又在第 ${earlier.line} 行 @${earlier.name} 下，只能留一处` }];
        known.set(key, { name, line: entry.line });
        return [];
      }),
    ),
  );
}

/** Unknown and empty facets, facets that nothing leads to, and cues that stand under two facets. */
export function lintFacets(text: string, facets: readonly string[]): Finding[] {
  const findings = lintBlocks('facets', text, (line) => listOf(line).map(folded));
  const blocks = blocksOf(text);
  for (const { name, line, entries } of blocks) {
    if (!facets.includes(name)) findings.push({ severity: 'error', file: 'facets', line, problem: `没有“${name}”这一类，可用的有：${facets.join('、')}` });
    else if (entries.length === 0) findings.push({ severity: 'error', file: 'facets', line, problem: `@${name} 下面没有词` });
  }
  const known = new Set(blocks.map(({ name }) => name));
  for (const facet of facets) if (facet !== WITHOUT_CUES && !known.has(facet)) findings.push({ severity: 'error', file: 'facets', line: 0, problem: `缺少 @${facet} 一类` });
  return findings;
}

/** Spellings that stand for two different names of one class, of which only the last counts. */
export function lintNames(text: string): Finding[] {
  return blocksOf(text).flatMap(({ entries }) => {
    const known = new Map<string, { name: string; line: number }>();
    return entries.flatMap(({ text: said, line }) => {
      const spellings = said.split('/').map((spelling) => spelling.trim());
      return spellings.map(folded).flatMap((spelling): Finding[] => {
        const earlier = known.get(spelling);
        if (earlier && earlier.line !== line) return [{ severity: 'error', file: 'names', line, problem: `“${spelling}”在第 ${earlier.line} 行已经是“${earlier.name}”的写法，只能留一处` }];
        known.set(spelling, { name: spellings[0] ?? '', line });
        return spelling === '' ? [{ severity: 'error', file: 'names', line, problem: `有空着的写法，请补上或者去掉多余的“/”：${said}` }] : [];
      });
    });
  });
}

/** Lines that are no `words => 词`, and phrases with two translations, of which only the last counts. */
export function lintEnglish(text: string): Finding[] {
  const findings: Finding[] = [];
  const known = new Map<string, { right: string; line: number }>();
  for (const { text: said, line } of saidLines(text)) {
    const [left = '', right = '', ...rest] = said.split('=>');
    if (listOf(left).length === 0 || listOf(right).length === 0 || rest.length > 0) {
      findings.push({ severity: 'error', file: 'english', line, problem: `读不懂这一行，应当写成“words => 词”：${said}` });
      continue;
    }
    for (const phrase of listOf(left).map((word) => word.toLowerCase())) {
      const earlier = known.get(phrase);
      if (earlier && earlier.right !== right.trim()) findings.push({ severity: 'error', file: 'english', line, problem: `“${phrase}”在第 ${earlier.line} 行已经译成“${earlier.right}”` });
      else known.set(phrase, { right: right.trim(), line });
    }
  }
  return findings;
}

/** Terms that stand twice, and lines that are more than one term. */
export function lintTerms(text: string): Finding[] {
  const known = new Map<string, number>();
  return saidLines(text).flatMap(({ text: said, line }): Finding[] => {
    if (/[\s,，]/u.test(said)) return [{ severity: 'error', file: 'jieba', line, problem: `一行只写一个词：${said}` }];
    const earlier = known.get(folded(said));
    if (earlier !== undefined) return [{ severity: 'error', file: 'jieba', line, problem: `“${said}”在第 ${earlier} 行已经有了` }];
    known.set(folded(said), line);
    return [];
  });
}

/** Messages that were copied from the open sets. */
export function lintCopies(file: string, text: string, open: OpenSet): Finding[] {
  return saidLines(text)
    .filter(({ text: said }) => isOpenCopy(said, open))
    .map(({ text: said, line }) => ({ severity: 'error', file, line, problem: `“${said}”是公开题集里的原话，请删去` }));
}
