import { describe, expect, it } from 'vitest';
import { FACETS, findUnit, parseBank } from '../../src/core/bank.ts';
import { parseDocument } from '../../src/core/document.ts';
import { cutPassages } from '../../src/core/passages.ts';
import { groupUnits } from '../../src/core/units.ts';

const document = parseDocument('a.txt', '某市通知\n免费乘坐公交,免费乘坐地铁。免首道门票。\n共有922个服务中心(站)。\n');
const units = groupUnits(cutPassages(document));
const textOf = (unit: { start: number; end: number } | null | undefined): string | null => (unit ? document.text.slice(unit.start, unit.end) : null);
const bankOf = (...lines: string[]) => parseBank(new Map([['bank', lines.join('\n')]]), units);

describe('A question of the bank', () => {
  it('below = asks for the clause that holds the words', () => {
    const [line] = bankOf('@document a.txt', '= 免费乘坐地铁', '坐地铁要钱吗').lines;
    expect(line).toMatchObject({ question: '坐地铁要钱吗', file: 'bank', line: 3, label: { type: 'answered', clauses: ['免费乘坐地铁'] } });
    expect(line?.label.type === 'answered' && line.label.units.map(textOf)).toEqual(['免费乘坐公交,免费乘坐地铁。']);
  });

  it('may ask for several clauses, joined by |; the same sentence counts once', () => {
    const [line] = bankOf('@document a.txt', '= 免费乘坐公交 | 免首道门票 | 免费乘坐地铁', '有什么优待').lines;
    expect(line?.label.type === 'answered' && line.label.units.map(textOf)).toEqual(['免费乘坐公交,免费乘坐地铁。', '免首道门票。']);
  });

  it('below ? is not answered: what it asks for, and the clause nearest to it', () => {
    const [first, second] = bankOf('@document a.txt', '? phone = 922个服务中心', '服务中心电话', '? howto', '怎么办').lines;
    expect(first?.label).toMatchObject({ type: 'missing', facet: 'phone' });
    expect(first?.label.type === 'missing' && textOf(first.label.near)).toBe('共有922个服务中心(站)。');
    expect(second?.label).toEqual({ type: 'missing', facet: 'howto', near: null });
  });

  it('below ! is about nothing that the document is about', () => {
    expect(bankOf('@document a.txt', '!', '今天天气怎么样').lines[0]).toMatchObject({ label: { type: 'offtopic' }, key: '!' });
  });

  it('has the key of its label, the same for all lines that mean the same', () => {
    const { lines } = bankOf('@document a.txt', '= 免费乘坐地铁', '甲', '乙', '= 免费乘坐公交', '丙', '= 免首道门票', '丁', '? phone', '戊', '? phone = 922个', '己');
    const keys = lines.map((line) => line.key);
    expect([keys[0] === keys[1], keys[1] === keys[2], keys[2] === keys[3], keys[4] === keys[5]]).toEqual([true, true, false, true]);
    expect(new Set(keys).size).toBe(3);
  });

  it('may stand between comments and blank lines, with Windows line ends', () => {
    expect(bankOf('\uFEFF# 题库\r', '@document a.txt\r', '\r', '= 免费乘坐地铁\r', '# 方言\r', '  坐地铁掏钱不 \r').lines.map((line) => line.question)).toEqual(['坐地铁掏钱不']);
  });
});

describe('What is wrong with a bank', () => {
  it.each([
    ['a reference that no clause holds', ['@document a.txt', '= 免费乘坐飞机', '坐飞机要钱吗'], 2, '免费乘坐飞机', 0],
    ['one dangling reference of several, and the others count', ['@document a.txt', '= 免费乘坐飞机 | 免费乘坐地铁', '要钱吗'], 2, '免费乘坐飞机', 1],
    ['a dangling clause nearest to what is not answered, which stays not answered', ['@document a.txt', '? phone = 没有这句话吧', '电话'], 2, '没有这句话吧', 1],
    ['an unknown facet', ['@document a.txt', '? telephone', '电话'], 2, 'telephone', 0],
    ['a question before any document', ['坐地铁要钱吗', '@document a.txt'], 1, '@document', 0],
  ])('%s is named with file and line', (_, lines, line, word, left) => {
    const bank = bankOf(...lines);
    expect(bank.problems).toHaveLength(1);
    expect(bank.problems[0]).toMatchObject({ file: 'bank', line });
    expect(bank.problems[0]?.problem).toContain(word);
    expect(bank.lines).toHaveLength(left);
  });

  it('does not cross over to the next label', () => {
    expect(bankOf('@document a.txt', '= 没有这句话', '甲', '= 免费乘坐地铁', '乙').lines.map((line) => line.question)).toEqual(['乙']);
  });

  it('is not the lines of another document, which are left out without a word', () => {
    const bank = bankOf('@document other.txt', '= 别的文件的话', '甲', '? telephone', '@document a.txt', '= 免费乘坐地铁', '乙');
    expect(bank).toMatchObject({ problems: [], lines: [{ question: '乙' }] });
  });

  it('is not a label of the document before', () => {
    expect(bankOf('@document a.txt', '= 免费乘坐地铁', '甲', '@document a.txt', '乙').lines.map((line) => line.question)).toEqual(['甲']);
  });

  it('is nothing in an empty bank', () => {
    expect(parseBank(new Map(), units)).toEqual({ lines: [], problems: [] });
    expect(bankOf('')).toEqual({ lines: [], problems: [] });
  });
});

describe('A reference', () => {
  it.each([
    ['is found by its words', '免首道门票', '免首道门票。'],
    ['is found though blanks differ', '共有 922 个 服务中心(站)', '共有922个服务中心(站)。'],
    ['is found though widths differ', '共有９２２个服务中心（站）', '共有922个服务中心(站)。'],
    ['over several sentences is the first', '免费乘坐公交,免费乘坐地铁。免首道门票。', '免费乘坐公交,免费乘坐地铁。'],
    ['to other words is none', '免费乘坐飞机', null],
  ])('%s', (_, reference, expected) => {
    expect(textOf(findUnit(reference, units))).toBe(expected);
  });

  it('moves with its sentence', () => {
    const moved = parseDocument('a.txt', '某市通知\n新的一段。\n共有922个服务中心(站)。免首道门票。\n');
    const unit = findUnit('免首道门票', groupUnits(cutPassages(moved)));
    expect(unit && moved.text.slice(unit.start, unit.end)).toBe('免首道门票。');
    expect(unit?.id).toBe('2.2.1');
  });
});

describe('The facets', () => {
  it('are those of the evaluation, each once', () => {
    expect([...FACETS].sort()).toEqual(['address', 'amount', 'content', 'count', 'date', 'documents', 'eligibility', 'hours', 'howto', 'list', 'offtopic', 'other', 'person', 'phone']);
  });
});
