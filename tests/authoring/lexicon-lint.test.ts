import { describe, expect, it } from 'vitest';
import { lintLexicon } from '../../src/authoring/lexicon-lint.ts';
import { openHash } from '../../src/authoring/open-set.ts';
import { FEWEST_RULES, MOST_TERMS } from '../../src/authoring/synonym-lint.ts';
import { FACETS } from '../../src/core/bank.ts';

/** A lexicon without fault, to which a test adds one. */
const FILLER = Array.from({ length: FEWEST_RULES }, (_, at) => `说法${at} => 词语${at}`).join('\n');
const CUES = FACETS.filter((facet) => facet !== 'offtopic').map((facet) => `@${facet}\n${facet}词`).join('\n');
const FILES = { 'synonyms-filler': FILLER, facets: CUES, 'question-words': '# 疑问词\n多久 谁', jieba: '优待证' };
const findings = (files: Record<string, string>): string[] =>
  lintLexicon(new Map(Object.entries({ ...FILES, ...files })), null).findings.map(({ severity, file, line, problem }) => `${severity} ${file}:${line} ${problem}`);
const ofRules = (...lines: string[]): string[] => findings({ 'synonyms-a': lines.join('\n') });

describe('The lexicon linter', () => {
  it('has nothing against a lexicon without fault', () => {
    expect(findings({})).toEqual([]);
  });

  it('counts rules and phrases', () => {
    const report = lintLexicon(new Map(Object.entries({ ...FILES, 'synonyms-a': '# 规则\n坐车, 乘车\n看病 => 就医' })), null);
    expect(report.rules).toEqual([{ file: 'synonyms-filler', rules: FEWEST_RULES }, { file: 'synonyms-a', rules: 2 }]);
    expect(report.phrases).toBe(FEWEST_RULES + 3);
  });

  it(`wants ${FEWEST_RULES} rules or more`, () => {
    expect(findings({ 'synonyms-filler': '坐车, 乘车' })).toEqual([`error synonyms*:0 只有 1 条同义词规则，至少要 ${FEWEST_RULES} 条`]);
  });
});

describe('A synonym rule is an error', () => {
  it.each([
    ['that is no rule', '公交', '读不懂这条规则，应当写成“甲, 乙”或“甲 => 乙”：公交'],
    ['with an empty side', '公交 =>', '读不懂这条规则'],
    ['with two arrows', '公交 => 公共汽车 => 大巴', '读不懂这条规则'],
    ['with an empty place', '公交, , 公共汽车 => 大巴', '有空着的词，请补上或者去掉多余的逗号'],
    ['with a comma too many', '公交 => 大巴,', '有空着的词'],
    ['with two spellings that are searched as one', '軍屬, 军属 => 军人家属', '“军属”和“軍屬”查找时是同一个词，只留一个'],
    ['with more terms than are used', `公交 => ${Array.from({ length: MOST_TERMS + 1 }, (_, at) => `词${at}`).join(', ')}`, `“=>”右边有 ${MOST_TERMS + 1} 个词，只会用前 ${MOST_TERMS} 个`],
    ['that begins with a question word', '多久 => 期限', '左边的“多久”是疑问词'],
  ])('%s', (_, line, problem) => {
    expect(ofRules('坐车, 乘车', line)).toEqual([expect.stringContaining(`error synonyms-a:2 ${problem}`)]);
  });

  it('no longer, where its file allows the question word', () => {
    expect(ofRules('#! 疑问词: 谁, 多久', '多久 => 期限')).toEqual([]);
  });
});

describe('Synonym rules get a warning', () => {
  it.each([
    ['that lead to each other', ['公交 => 大巴', '大巴 => 公交'], 'warning synonyms-a:1 “公交 => 大巴”，而 synonyms-a:2 又有“大巴 => 公交”；两词可以互换就写成“公交, 大巴”'],
    ['that are one-way here and both ways there', ['公交, 大巴', '公交 => 大巴'], 'warning synonyms-a:2 “公交 => 大巴”只能单向替换，而 synonyms-a:1 说两词可以互换，只能留一种'],
    ['that add nothing to an earlier one', ['公交, 客车 => 大巴', '公交 => 大巴'], 'warning synonyms-a:2 “公交”在 synonyms-a:1 已经有规则，这里没有添新词'],
    ['of which one phrase gets more terms than are used', ['公交 => 一, 二, 三, 四, 五', '公交 => 六, 七'], 'warning synonyms-a:2 “公交”在 synonyms-a:1 已经有规则，合起来有 7 个词，只会用前 6 个'],
  ])('%s', (_, lines, warning) => {
    expect(ofRules(...lines)).toContainEqual(expect.stringContaining(warning));
    expect(ofRules(...lines).filter((finding) => finding.startsWith('error'))).toEqual([]);
  });

  it('in a file without one', () => {
    expect(ofRules('# 还没有写')).toEqual(['warning synonyms-a:0 一条规则也没有']);
  });

  it('not for terms that a second file adds, nor for a rule that has both its words on both sides', () => {
    expect(findings({ 'synonyms-a': '公交 => 大巴\n客车, 车 => 客车, 车', 'synonyms-b': '公交 => 公共汽车' })).toEqual([]);
  });
});

describe('The lists', () => {
  it.each([
    ['a cue under two facets', { facets: CUES.replace('address词', 'address词, phone词') }, 'error facets:8 “phone词”在 @address 下，又在第 6 行 @phone 下，只能留一处'],
    ['an unknown facet', { facets: `${CUES}\n@fax\n传真` }, '没有“fax”这一类'],
    ['a facet without a cue', { facets: CUES.replace('phone词', '# phone词') }, 'error facets:5 @phone 下面没有词'],
    ['a facet that is missing', { facets: CUES.replace('@phone\nphone词\n', '') }, 'error facets:0 缺少 @phone 一类'],
    ['an English line without an arrow', { english: '# glossary\nfree bus' }, 'error english:2 读不懂这一行'],
    ['an English phrase with two translations', { english: 'bus => 公交\nBus => 大巴' }, 'error english:2 “bus”在第 1 行已经译成“公交”'],
    ['a term that stands twice', { jieba: '优待证\n\n優待證' }, 'error jieba:3 “優待證”在第 1 行已经有了'],
    ['a line of two terms', { jieba: '优待证 拥军门店' }, 'error jieba:1 一行只写一个词'],
    ['a spelling of two names', { names: '@city\n北京/beijing\n南京/Beijing' }, 'error names:3 “beijing”在第 2 行已经是“北京”的写法，只能留一处'],
    ['an empty spelling', { names: '@city\n北京/' }, 'error names:2 有空着的写法'],
    ['small talk of two kinds', { smalltalk: '@~hello\n你好\n@~bye\n你好！' }, 'error smalltalk:4 “你好”在 @~bye 下，又在第 2 行 @~hello 下，只能留一处'],
    ['a cry for help of two kinds', { distress: '@selfharm\n不想活\n@except\n不想活' }, 'error distress:4 “不想活”在 @except 下'],
  ])('may not hold %s', (_, files, problem) => {
    expect(findings(files)).toEqual([expect.stringContaining(problem)]);
  });

  it('may hold one spelling in two classes, and emoji of several kinds', () => {
    expect(findings({ names: '@city\n长征/changzheng\n@vehicle\n长征', smalltalk: '@~hello\n🙂\n@~thanks\n🙏' })).toEqual([]);
  });

  it('may not hold copies of the open sets', () => {
    const open = { salt: 's', hashes: new Set([openHash('行了没别的事了', 's')]) };
    const report = lintLexicon(new Map(Object.entries({ ...FILES, smalltalk: '@~bye\n再见\n行了，没别的事了' })), open);
    expect(report.findings).toEqual([{ severity: 'error', file: 'smalltalk', line: 3, problem: '“行了，没别的事了”是公开题集里的原话，请删去' }]);
  });
});
