/**
 * Looks the synonym rules over, across files. Rules are applied once and never chained, so that only two rules that lead to each
 * other are a circle. A rule whose left side is a question word (多久 => 期限) is an error, since question words decide what is asked
 * and not what it is about; a file allows one by a line
 *
 *     #! 疑问词: 多久, 几年
 */
import { fold } from '../core/fold.ts';
import type { LexiconFiles, SynonymRule } from '../core/lexicon.ts';
import { officialTerms, parseRule, saidLines } from '../core/lexicon.ts';
import type { Finding } from './finding.ts';

/** Fewer rules do not cover the field. */
export const FEWEST_RULES = 600;
/** Only the first official terms of a phrase are searched for. */
export const MOST_TERMS = 6;

/** A rule with where it stands. */
interface PlacedRule {
  file: string;
  line: number;
  rule: SynonymRule;
}

/** What was found out about the rules. */
export interface SynonymReport {
  rules: { file: string; rules: number }[];
  phrases: number;
  findings: Finding[];
}

/** Lints the files whose names begin with `synonyms`. */
export function lintSynonyms(files: LexiconFiles): SynonymReport {
  const findings: Finding[] = [];
  const own = [...files].filter(([file]) => file.startsWith('synonyms'));
  const rules = own.flatMap(([file, text]) => readRules(file, text, findings));
  const phrases = byPhrase(rules);
  findings.push(...rules.flatMap(ruleProblems), ...questionWordRules(rules, files), ...repeatedRules(phrases), ...opposedRules(rules));
  if (rules.length < FEWEST_RULES) findings.push({ severity: 'error', file: 'synonyms*', line: 0, problem: `只有 ${rules.length} 条同义词规则，至少要 ${FEWEST_RULES} 条` });
  const counts = own.map(([file]) => ({ file, rules: rules.filter((rule) => rule.file === file).length }));
  for (const { file } of counts.filter((count) => count.rules === 0)) findings.push({ severity: 'warning', file, line: 0, problem: '一条规则也没有' });
  return { rules: counts, phrases: phrases.size, findings };
}

const folded = (text: string): string => fold(text).text.trim();

function readRules(file: string, text: string, findings: Finding[]): PlacedRule[] {
  return saidLines(text).flatMap(({ text: said, line }) => {
    const rule = parseRule(said);
    if (!rule) {
      findings.push({ severity: 'error', file, line, problem: `读不懂这条规则，应当写成“甲, 乙”或“甲 => 乙”：${said}` });
      return [];
    }
    // The parser passes over an empty place, but whoever left it meant to write something there.
    if (said.split('=>').some((side) => side.split(/[,，]/u).some((term) => term.trim() === ''))) findings.push({ severity: 'error', file, line, problem: `有空着的词，请补上或者去掉多余的逗号：${said}` });
    return [{ file, line, rule }];
  });
}

/** What is wrong with a rule by itself. */
function ruleProblems({ file, line, rule }: PlacedRule): Finding[] {
  const problems = [rule.left, rule.right ?? []].flatMap((side) => {
    const seen = new Map<string, string>();
    return side.flatMap((term) => {
      const twin = seen.get(folded(term));
      if (twin !== undefined) return [`“${term}”和“${twin}”查找时是同一个词，只留一个`];
      seen.set(folded(term), term);
      return [];
    });
  });
  if (rule.right && rule.right.length > MOST_TERMS) problems.push(`“=>”右边有 ${rule.right.length} 个词，只会用前 ${MOST_TERMS} 个`);
  return problems.map((problem) => ({ severity: 'error', file, line, problem }));
}

/** The question words that a file allows on the left side. */
function allowedWords(text: string): Set<string> {
  return new Set([...text.matchAll(/^#!\s*疑问词[:：](.*)$/gmu)].flatMap((match) => (match[1] ?? '').split(/[,，]/u).map(folded)));
}

function questionWordRules(rules: readonly PlacedRule[], files: LexiconFiles): Finding[] {
  const questionWords = new Set(saidLines(files.get('question-words') ?? '').flatMap(({ text }) => text.split(/\s+/u)).map(folded));
  const allowed = new Map([...files].map(([file, text]) => [file, allowedWords(text)]));
  return rules.flatMap(({ file, line, rule }) =>
    rule.left
      .filter((said) => questionWords.has(folded(said)) && !allowed.get(file)?.has(folded(said)))
      .map((said): Finding => ({ severity: 'error', file, line, problem: `左边的“${said}”是疑问词，只说明问的是哪一类，不说明问的是什么事；确实要留，就在文件里加一行“#! 疑问词: ${said}”` })),
  );
}

function byPhrase(rules: readonly PlacedRule[]): Map<string, PlacedRule[]> {
  const phrases = new Map<string, PlacedRule[]>();
  for (const placed of rules) {
    for (const said of new Set(placed.rule.left.map(folded))) {
      const known = phrases.get(said);
      if (known) known.push(placed);
      else phrases.set(said, [placed]);
    }
  }
  return phrases;
}

/** A phrase of several rules gets all their terms, the first rule's first: a later rule may add nothing, or too much. */
function repeatedRules(phrases: ReadonlyMap<string, readonly PlacedRule[]>): Finding[] {
  return [...phrases].flatMap(([said, [first, ...others]]): Finding[] => {
    if (!first) return [];
    const terms = new Set(officialTerms(first.rule, said));
    return others.flatMap(({ file, line, rule }): Finding[] => {
      const added = officialTerms(rule, said).filter((term) => !terms.has(term));
      const lost = added.filter(() => terms.size >= MOST_TERMS);
      for (const term of added) terms.add(term);
      const where = `“${said}”在 ${first.file}:${first.line} 已经有规则`;
      if (added.length === 0) return [{ severity: 'warning', file, line, problem: `${where}，这里没有添新词` }];
      if (terms.size <= MOST_TERMS) return [];
      return [{ severity: 'warning', file, line, problem: `${where}，合起来有 ${terms.size} 个词，只会用前 ${MOST_TERMS} 个${lost.length > 0 ? `，这里的“${lost.join('、')}”用不上` : ''}` }];
    });
  });
}

/** 甲 => 乙 beside 乙 => 甲, and 甲 => 乙 beside 甲, 乙: one says that they differ, the other that they do not. */
function opposedRules(rules: readonly PlacedRule[]): Finding[] {
  const oneWay = arrowsOf(rules.filter(({ rule }) => rule.right !== null));
  const bothWays = arrowsOf(rules.filter(({ rule }) => rule.right === null));
  return [...oneWay].flatMap(([arrow, { file, line, rule }]): Finding[] => {
    const [said = '', term = ''] = arrow.split('>');
    const both = bothWays.get(arrow);
    if (both) return [{ severity: 'warning', file, line, problem: `“${said} => ${term}”只能单向替换，而 ${both.file}:${both.line} 说两词可以互换，只能留一种` }];
    const back = oneWay.get(`${term}>${said}`);
    // Within one rule (甲, 乙 => 甲, 乙) both are official terms.
    if (!back || back.rule === rule || said > term) return [];
    return [{ severity: 'warning', file, line, problem: `“${said} => ${term}”，而 ${back.file}:${back.line} 又有“${term} => ${said}”；两词可以互换就写成“${said}, ${term}”` }];
  });
}

/** Each step that rules make from a phrase to a term, with the first rule that makes it. */
function arrowsOf(rules: readonly PlacedRule[]): Map<string, PlacedRule> {
  const arrows = new Map<string, PlacedRule>();
  for (const placed of rules) {
    for (const said of placed.rule.left) {
      for (const term of officialTerms(placed.rule, said)) {
        const arrow = `${folded(said)}>${term}`;
        if (!arrows.has(arrow)) arrows.set(arrow, placed);
      }
    }
  }
  return arrows;
}
