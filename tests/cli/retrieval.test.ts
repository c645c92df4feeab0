import { describe, expect, it } from 'vitest';
import { evaluateRetrieval, parseQrels, percentile, rankAll, rankFigures } from '../../src/cli/retrieval.ts';

describe('The figures of retrieval', () => {
  it('are recall at one and five and the mean reciprocal rank of the first ten', () => {
    expect(rankFigures([1, 2, 5, 10, null])).toEqual({ R1: 0.2, R5: 0.6, MRR10: 0.36 });
  });

  it('give nothing for ranks after the tenth', () => {
    expect(rankFigures([11, 1])).toEqual({ R1: 0.5, R5: 0.5, MRR10: 0.5 });
  });

  it('go by the first relevant passage of several, and by the time of each search', () => {
    const clock = [0, 4, 10, 11];
    const queries = [
      { text: 'a', relevant: new Set(['p3', 'p2']) },
      { text: 'b', relevant: new Set(['other']) },
    ];
    const search = () => [{ id: 'p1' }, { id: 'p2' }, { id: 'p3' }];
    expect(rankAll(queries, search, () => clock.shift() ?? 0)).toEqual({ ranks: [2, null], milliseconds: [4, 1] });
  });

  it.each([
    [0.5, 2],
    [0.99, 4],
    [0.25, 1],
  ])('have the %f percentile', (share, value) => {
    expect(percentile([4, 1, 3, 2], share)).toBe(value);
  });
});

describe('Relevance judgements', () => {
  it('are query and passage with a tab between, several lines for several passages', () => {
    const qrels = parseQrels({ file: 'q', text: '__proto__\tp1\r\n\nq\tp1\nq\tp2\textra\n' });
    expect([...qrels].map(([query, passages]) => [query, ...passages])).toEqual([['__proto__', 'p1'], ['q', 'p1', 'p2']]);
  });

  it('are named by file and line where they are none', () => {
    expect(() => parseQrels({ file: 'q.tsv', text: 'a\tb\nc d\n' })).toThrow('q.tsv 第 2 行不是“问题、制表符、段落”，请改正。');
  });
});

describe('The words after eval retrieval', () => {
  it.each([
    [[], '缺少 --corpus，请写成 --corpus 语料.jsonl。'],
    [['--corpus', '/nowhere/c.jsonl'], '读不到文件“/nowhere/c.jsonl”，请核对路径。'],
    [['--corpus'], '--corpus 后面缺少语料.jsonl，请写成 --corpus 语料.jsonl。'],
    [['c.jsonl'], '不知道“c.jsonl”是什么，文件请写在 --corpus、--queries、--qrels 后面。'],
    [['--top', '5'], '没有“--top”这个选项，可用的有：--json、--corpus 语料.jsonl、--queries 问题.jsonl、--qrels 答案.tsv。'],
  ])('that make no sense are named: %j', (words, sentence) => {
    expect(() => evaluateRetrieval(words)).toThrow(sentence);
  });
});
