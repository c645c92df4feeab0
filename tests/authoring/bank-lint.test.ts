import { describe, expect, it } from 'vitest';
import type { BankReport } from '../../src/authoring/bank-lint.ts';
import { lintBank } from '../../src/authoring/bank-lint.ts';
import { openHash } from '../../src/authoring/open-set.ts';
import { parseDocument } from '../../src/core/document.ts';
import { cutPassages } from '../../src/core/passages.ts';
import { groupUnits } from '../../src/core/units.ts';

const document = parseDocument('a.txt', '某市通知\n免费乘坐公交,免费乘坐地铁。免首道门票。\n共有922个服务中心(站)。\n');
const units = groupUnits(cutPassages(document));
const salt = 'salt';
const open = (...questions: string[]) => ({ salt, hashes: new Set(questions.map((question) => openHash(question, salt))) });

function lint(lines: readonly string[], set: ReturnType<typeof open> | null = null): BankReport {
  return lintBank({ files: new Map([['bank', ['@document a.txt', ...lines].join('\n')]]), units, open: set });
}
const findings = (...lines: string[]): string[] => lint(lines).findings.map(({ severity, file, line, problem }) => `${severity} ${file}:${line} ${problem}`);

describe('The bank linter finds an error in', () => {
  it.each([
    ['a reference that no clause holds', ['= 免费乘坐飞机', '坐飞机要钱吗'], 'error bank:2 原文里没有这样的话：免费乘坐飞机'],
    ['an unknown facet', ['? telephone', '电话'], 'error bank:2 没有“telephone”这一类'],
    ['one question that two clauses answer', ['= 免费乘坐地铁', '要钱吗', '= 免首道门票', '要钱吗？'], 'error bank:5 “要钱吗？”在这里是“= 免首道门票”，在 bank:3 是“= 免费乘坐地铁”，只能留一处'],
    ['one question that is answered and is not', ['= 免费乘坐地铁', '地铁免费吗', '? howto', '地铁免费吗'], 'error bank:5 “地铁免费吗”在这里是“? howto”，在 bank:3 是“= 免费乘坐地铁”'],
    ['one question that is answered and off topic', ['!', '地铁免费吗', '= 免费乘坐地铁', '地鐵 免费吗'], 'error bank:5 “地鐵 免费吗”在这里是“= 免费乘坐地铁”，在 bank:3 是“! 与资料无关”'],
  ])('%s', (_, lines, expected) => {
    expect(findings(...lines)).toEqual([expect.stringContaining(expected)]);
  });

  it('a copy of an open-set question, punctuation and script aside', () => {
    const { findings: found } = lint(['= 免费乘坐地铁', '坐地鐵要不要钱', '坐地铁免不免费'], open('坐地铁要不要钱？'));
    expect(found).toEqual([{ severity: 'error', file: 'bank', line: 3, problem: '“坐地鐵要不要钱”是公开题集里的原题，请删去' }]);
  });
});

describe('The bank linter warns of', () => {
  it.each([
    ['one question not answered in two ways', ['? howto', '优待证怎么申请', '? documents', '优待证怎么申请'], 'warning bank:5 “优待证怎么申请”在这里是“? documents”'],
    [
      'questions that nearly say the same and lead to different clauses',
      ['= 免费乘坐地铁', '退役军人拿着优待证进站坐车还要不要掏钱', '= 免首道门票', '退役军人拿着优待证进站坐车还要不要掏钱呢'],
      'warning bank:5 “退役军人拿着优待证进站坐车还要不要掏钱呢”（= 免首道门票）与 bank:3“退役军人拿着优待证进站坐车还要不要掏钱”（= 免费乘坐地铁）几乎一样',
    ],
  ])('%s', (_, lines, expected) => {
    expect(findings(...lines)).toEqual([expect.stringContaining(expected)]);
  });

  it('a document that is not there, whose lines count for nothing', () => {
    const report = lintBank({ files: new Map([['bank', '# 题库\n@document b.txt\n= 没有\n问']]), units, open: null });
    expect(report.findings).toEqual([{ severity: 'warning', file: 'bank', line: 2, problem: '资料里没有“b.txt”这个文件，它下面的问法都不起作用' }]);
    expect(report.lines).toBe(0);
  });
});

describe('The bank linter has nothing against', () => {
  it.each([
    ['a question that stands twice under one label', ['= 免费乘坐地铁', '要钱吗', '要钱吗']],
    ['two clauses of one sentence, which are quoted as one', ['= 免费乘坐公交', '要钱吗', '= 免费乘坐地铁', '要钱吗']],
    ['near duplicates that mean the same clause', ['= 免费乘坐地铁', '老同志拿着优待证进站坐地铁还要不要掏钱', '老同志拿着优待证进站坐地铁还要不要掏钱呢']],
    ['an empty bank', []],
  ])('%s', (_, lines) => {
    expect(findings(...lines)).toEqual([]);
  });
});

describe('The bank linter counts', () => {
  const report = lint(['= 免费乘坐地铁', '甲', '乙', '甲', '= 免费乘坐公交 | 免首道门票', '丙', '? phone', '丁', '? phone = 922个', '戊', '!', '己']);

  it('questions for each sentence and each of its clauses, those without a question too', () => {
    const rows = report.units.map(({ unit, lines, clauses }) => [document.text.slice(unit.start, unit.end), lines, clauses]);
    expect(rows).toEqual([
      ['某市通知', 0, [0]],
      ['免费乘坐公交,免费乘坐地铁。', 4, [1, 3]],
      ['免首道门票。', 1, [1]],
      ['共有922个服务中心(站)。', 0, [0]],
    ]);
  });

  it('questions for each facet, off-topic ones, and lines that say nothing new', () => {
    expect(report.facets.filter(({ lines }) => lines > 0)).toEqual([{ facet: 'phone', lines: 2 }]);
    expect(report).toMatchObject({ lines: 7, offtopic: 1, repeats: 1 });
  });
});
