import { describe, expect, it } from 'vitest';
import { createIndex } from '../../src/core/search.ts';
import { bigramTerms, wordTerms } from '../../src/core/terms.ts';
import { realKnowledge } from '../support/real.ts';

realKnowledge();

const UNITS = [
  { id: 0, title: '优待', body: '退役军人持优待证免费乘坐地铁。' },
  { id: 1, title: '优待', body: '面向退役军人推出免费乘坐222条公交线路、免首道门票游览景区等政策，登上杂志。' },
  { id: 2, title: '就业', body: '就业创业孵化基地助力退役军人实现稳定就业。' },
  { id: 3, title: '地铁', body: '军地联席会议定期召开。' },
  { id: 4, title: '就业', body: '鼓励企业吸纳社会各界。', context: '鼓励企业吸纳社会各界。孵化器另有规定。' },
];
const index = createIndex(UNITS);
const ask = (question: string, limit = 10): number[] => index.search(wordTerms(question).map((term) => term.key), bigramTerms(question).map((term) => term.key), limit).map((hit) => hit.id);

describe('The whole order of passages', () => {
  it.each([
    ['免费乘坐地铁', [0, 1, 3], 'all words in a short passage, then some words, then the title alone'],
    ['222条', [1], 'a number is a word'],
    ['就业基地', [2, 4], 'the body says more than the title'],
    ['另有规定', [4], 'the sentence around the passage counts too'],
    ['公共汽车', [], 'a word that stands nowhere finds nothing: synonyms are not the index’s business'],
    ['召开', [3], 'one rare word'],
  ])('for %s is %j: %s', (question, order) => {
    expect(ask(question)).toEqual(order);
  });

  it('is cut off at the limit', () => {
    expect(ask('退役军人', 2)).toHaveLength(2);
    expect(ask('退役军人', 0)).toEqual([]);
  });

  it('is the same each time, passages that say the same in the order of their ids', () => {
    const twins = createIndex([2, 0, 1].map((id) => ({ id, title: '', body: '同样的话。' })));
    const order = () => twins.search(['同样'], [], 10).map((hit) => hit.id);
    expect(order()).toEqual([0, 1, 2]);
    expect(order()).toEqual(order());
  });
});

describe('Scores', () => {
  it('fall from the first hit to the last', () => {
    const scores = index.search(['退役军人', '免费', '地铁', '就业'], [], 10).map((hit) => hit.score);
    expect([...scores].sort((a, b) => b - a)).toEqual(scores);
    expect(scores.every((score) => score > 0)).toBe(true);
  });

  it('follow the weights of expanded words', () => {
    const first = (weights: [string, number][]) => index.search(['地铁', '孵化'], [], 1, new Map(weights))[0]?.id;
    expect(first([['孵化', 0.01]])).toBe(0);
    expect(first([['地铁', 0.01]])).toBe(2);
  });
});

describe('The rarity of a word', () => {
  it('is highest for a word that stands nowhere, and higher the fewer passages have it', () => {
    expect(index.idf('飞机')).toBeGreaterThan(index.idf('孵化'));
    expect(index.idf('孵化')).toBeGreaterThan(index.idf('退役军人'));
    expect(index.idf('退役军人')).toBeGreaterThan(0);
  });

  it('is that of any word for names that every object has', () => {
    for (const word of ['__proto__', 'constructor', 'toString']) expect(index.idf(word)).toBe(index.idf('飞机'));
  });
});

describe('An index', () => {
  it('knows its size, and tells how far it is', () => {
    const shares: number[] = [];
    const many = createIndex(Array.from({ length: 1200 }, (_, id) => ({ id, title: '', body: `第${id}条` })), (share) => shares.push(share));
    expect(many.size).toBe(1200);
    expect(shares).toEqual([500 / 1200, 1000 / 1200, 1]);
  });

  it('of nothing finds nothing', () => {
    const empty = createIndex([]);
    expect([empty.size, empty.search(['地铁'], [], 5)]).toEqual([0, []]);
  });

  it.each([[[]], [['__proto__']], [['constructor', 'toString']], [['']], [['\ud800']]])('finds nothing for %j', (words) => {
    expect(index.search(words, [], 5)).toEqual([]);
  });
});
