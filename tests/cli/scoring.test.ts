import { describe, expect, it } from 'vitest';
import type { QuestionRow } from '../../src/cli/scoring.ts';
import { comparable, counts, parseRows, score } from '../../src/cli/scoring.ts';
import type { Outcome } from '../../src/cli/scoring.ts';
import { confusions, groupBy, measure, placeOf, wilson } from '../../src/cli/measures.ts';
import { formatMisses, formatReport, toJson } from '../../src/cli/report.ts';
import { parseDocument } from '../../src/core/document.ts';
import { ARTICLE, BUS, CENTRES, JOBS, LAW, METRO, quote, verdict } from './fixture.ts';

const DOCUMENTS = [ARTICLE, LAW];

const row = (kind: QuestionRow['kind'], rest: Partial<QuestionRow> = {}): QuestionRow => ({
  id: 'q', q: '问题', prev: '', style: 'plain', gold: kind === 'answerable' ? ['免费乘坐222条公交线路'] : [], facet: null, doc: '', kind, ...rest,
});

const outcome = (given: QuestionRow, seen: ReturnType<typeof verdict>): Outcome => score(given, seen, DOCUMENTS);
const ANSWERABLE = row('answerable');
const UNANSWERABLE = row('unanswerable', { facet: 'howto' });
const SMALLTALK = row('smalltalk');
const REFUSED = verdict('not_covered', { missing: { facet: 'howto', text: '怎么申请' } });

describe('hit@1', () => {
  it('is given when the first quote holds a gold in full', () => {
    expect(outcome(ANSWERABLE, verdict('answered', { quotes: [BUS, METRO] }))).toMatchObject({ hit1: true, hit3: true, wrong: false, right: true });
  });

  it('is given for any of several golds', () => {
    expect(outcome(row('answerable', { gold: ['没有的话', '乘坐地铁'] }), verdict('answered', { quotes: [METRO] })).hit1).toBe(true);
  });

  it('is not given when only a later quote does, which is a hit@3', () => {
    expect(outcome(ANSWERABLE, verdict('answered', { quotes: [METRO, CENTRES, BUS] }))).toMatchObject({ hit1: false, hit3: true, wrong: false, right: false });
  });

  it('is not given for a part of the gold', () => {
    expect(outcome(ANSWERABLE, verdict('answered', { quotes: [quote('免费乘坐222条')] }))).toMatchObject({ hit1: false, hit3: false, wrong: true });
  });

  it('is not given to the fourth quote', () => {
    expect(outcome(ANSWERABLE, verdict('answered', { quotes: [METRO, CENTRES, JOBS, BUS] }))).toMatchObject({ hit3: false, wrong: true });
  });

  it('is not given for the nearest quote of a refusal', () => {
    expect(outcome(ANSWERABLE, verdict('not_covered', { nearest: [BUS] }))).toMatchObject({ hit1: false, hit3: false, wrong: false, right: false });
  });

  it('ignores white space and the width of punctuation', () => {
    expect(outcome(row('answerable', { gold: ['面向退役军人， 推出免费 乘坐'] }), verdict('answered', { quotes: [BUS] })).hit1).toBe(true);
    expect(comparable('ＡＢ， １２\n３')).toBe('AB,123');
  });
});

describe('A quote counts', () => {
  it('as the characters of its document at its offsets', () => {
    expect(counts(BUS, DOCUMENTS)).toBe(true);
  });

  it.each([
    ['with a character changed', { ...BUS, text: BUS.text.replace('222', '221') }],
    ['with offsets of another place', { ...BUS, start: BUS.start + 2, end: BUS.end + 2 }],
    ['with offsets that are no whole numbers', { ...BUS, start: BUS.start + 0.5 }],
    ['of a document that is not there', { ...BUS, file: 'other.txt' }],
    ['of another document than the one it names', { ...BUS, file: LAW.file }],
  ])('not %s', (_, forged) => {
    expect(counts(forged, DOCUMENTS)).toBe(false);
    expect(outcome(ANSWERABLE, verdict('answered', { quotes: [forged] }))).toMatchObject({ hit1: false, hit3: false, wrong: true });
  });

  it('up to 160 characters and no further', () => {
    const long = parseDocument('long.txt', `标题\n${'一'.repeat(159)}二三。\n`);
    expect(counts(quote(`${'一'.repeat(159)}二`, long), [long])).toBe(true);
    expect(counts(quote(`${'一'.repeat(159)}二三`, long), [long])).toBe(false);
  });
});

describe('An answer is wrong', () => {
  it.each([
    ['to an unanswerable question, whatever it quotes', UNANSWERABLE, verdict('answered', { quotes: [BUS] }), true],
    ['to an answerable question without a gold', ANSWERABLE, verdict('answered', { quotes: [METRO] }), true],
    ['not when refused', ANSWERABLE, REFUSED, false],
    ['not when an unanswerable question is refused', UNANSWERABLE, REFUSED, false],
    ['not for small talk, which no measure calls so', SMALLTALK, verdict('answered', { quotes: [BUS] }), false],
  ])('%s', (_, given, seen, wrong) => {
    expect(outcome(given, seen).wrong).toBe(wrong);
  });
});

describe('What counts as right', () => {
  it.each([
    ['an unanswerable question refused', UNANSWERABLE, REFUSED, true],
    ['an unanswerable question asked back', UNANSWERABLE, verdict('clarify'), true],
    ['an unanswerable question taken for small talk: not', UNANSWERABLE, verdict('smalltalk'), false],
    ['an answerable question asked back: not', ANSWERABLE, verdict('clarify'), false],
    ['small talk recognised', SMALLTALK, verdict('smalltalk'), true],
    ['small talk refused: not', SMALLTALK, REFUSED, false],
  ])('%s', (_, given, seen, right) => {
    expect(outcome(given, seen).right).toBe(right);
  });
});

describe('The facet', () => {
  it.each([
    ['is named', UNANSWERABLE, REFUSED, true],
    ['is named wrongly', UNANSWERABLE, verdict('not_covered', { missing: { facet: 'phone', text: '电话' } }), false],
    ['is not judged where the row has none', row('unanswerable'), REFUSED, null],
    ['is not judged where nothing was refused', UNANSWERABLE, verdict('clarify'), null],
  ])('%s', (_, given, seen, facetNamed) => {
    expect(outcome(given, seen).facetNamed).toBe(facetNamed);
  });
});

const SET: Outcome[] = [
  outcome(row('answerable', { id: 'a1' }), verdict('answered', { quotes: [BUS] })),
  outcome(row('answerable', { id: 'a2', style: 'typo' }), verdict('answered', { quotes: [CENTRES, BUS] })),
  outcome(row('answerable', { id: 'a3', style: 'typo' }), verdict('answered', { quotes: [CENTRES] })),
  outcome(row('answerable', { id: 'a4' }), REFUSED),
  outcome(row('unanswerable', { id: 'u1', facet: 'howto' }), REFUSED),
  outcome(row('unanswerable', { id: 'u2', facet: 'phone', prev: '之前的问题' }), verdict('answered', { quotes: [METRO] })),
  outcome(row('unanswerable', { id: 'u3' }), verdict('clarify')),
  outcome(row('smalltalk', { id: 's1' }), verdict('smalltalk')),
];

describe('The measures of a set', () => {
  const measures = measure(SET, DOCUMENTS);

  it.each([
    ['hit1', 1, 4],
    ['hit3', 2, 4],
    ['wrongOnAnswerable', 1, 4],
    ['falseRefusals', 1, 4],
    ['wrongOnUnanswerable', 1, 3],
    ['rightRefusals', 2, 3],
    ['smalltalk', 1, 1],
    ['overall', 4, 8],
    ['clarify', 1, 8],
    ['facetNamed', 1, 1],
    ['invalidQuotes', 0, 5],
  ] as const)('%s is %i of %i', (name, hits, of) => {
    expect(measures[name]).toEqual({ hits, of });
  });

  it('have the mean length of the first quotes of answers', () => {
    expect(measures.meanFirstQuote).toBe((BUS.text.length + 2 * CENTRES.text.length + METRO.text.length) / 4);
    expect(measure([SET[3]!], DOCUMENTS).meanFirstQuote).toBeNull();
  });

  it('count the quotes that are none', () => {
    expect(measure([outcome(ANSWERABLE, verdict('answered', { quotes: [BUS, { ...BUS, text: 'x' }] }))], DOCUMENTS).invalidQuotes).toEqual({ hits: 1, of: 2 });
  });

  it('are told apart by style, also one that is called __proto__', () => {
    expect([...groupBy(SET, ({ row: { style } }) => style)].map(([style, group]) => [style, group.length])).toEqual([['plain', 6], ['typo', 2]]);
    const odd = [outcome(row('answerable', { style: '__proto__' }), verdict('answered', { quotes: [BUS] }))];
    expect(groupBy(odd, ({ row: { style } }) => style).get('__proto__')).toHaveLength(1);
    expect(formatReport({ file: 'f', version: 'v', documents: DOCUMENTS, outcomes: odd })).toContain('__proto__');
  });
});

describe('A Wilson interval', () => {
  it.each([
    [50, 100, 0.4038, 0.5962],
    [0, 10, 0, 0.2775],
    [10, 10, 0.7225, 1],
    [77, 80, 0.8955, 0.9872],
  ])('of %i in %i reaches from %f to %f', (hits, of, low, high) => {
    const interval = wilson({ hits, of });
    expect(interval?.low).toBeCloseTo(low, 4);
    expect(interval?.high).toBeCloseTo(high, 4);
  });

  it('of nothing is none', () => {
    expect(wilson({ hits: 0, of: 0 })).toBeNull();
  });
});

describe('Confusions', () => {
  it('name the paragraph of the gold and the paragraph that was quoted, most frequent first', () => {
    const gold = { file: 'article.txt', paragraph: 1 };
    const same = outcome(ANSWERABLE, verdict('answered', { quotes: [METRO] }));
    expect(confusions([same, ...SET], DOCUMENTS)).toEqual([
      { gold, quoted: { file: 'article.txt', paragraph: 2 }, count: 2 },
      { gold, quoted: gold, count: 1 },
    ]);
  });

  it('leave out hits, refusals and questions without an answer', () => {
    expect(confusions([SET[0]!, SET[3]!, SET[5]!], DOCUMENTS)).toEqual([]);
  });

  it('look for a gold in the file that the set names', () => {
    expect(placeOf('职工不缴纳工伤保险费', DOCUMENTS, 'law.md')).toEqual({ file: 'law.md', paragraph: 2 });
    expect(placeOf('职工不缴纳工伤保险费', DOCUMENTS, 'article.txt')).toBeNull();
  });
});

describe('The report', () => {
  const evaluation = { file: 'set.jsonl', version: 'abc', documents: DOCUMENTS, outcomes: SET };

  it('prints figures with their number and interval, in columns', () => {
    const lines = formatReport(evaluation).split('\n');
    expect(lines[0]).toBe('set.jsonl · knowledge abc · 8 questions');
    expect(lines.find((line) => line.startsWith('hit@1'))?.split(/\s{2,}/u)).toEqual(['hit@1', '4', '1', '25.0', '4.6–69.9']);
    expect(lines.find((line) => line.startsWith('typo'))?.split(/\s+/u)).toEqual(['typo', '2', '0.0', '50.0', '50.0', '0.0', '0', '–', '–', '0.0']);
    expect(lines.find((line) => line.startsWith('howto'))?.split(/\s+/u)).toEqual(['howto', '1', '100.0', '100.0']);
  });

  it('warns when golds stand in none of the documents, as with a wrong knowledge base', () => {
    expect(formatReport(evaluation)).not.toContain('No document holds');
    expect(formatReport({ ...evaluation, documents: [LAW] })).toContain('No document holds a gold of a1, a2, a3, a4');
  });

  it('lists each miss with question, expectation and result', () => {
    const misses = formatMisses(SET);
    expect(misses.match(/^\w+ \w+ \w+$/gmu)).toEqual(['a2 answerable typo', 'a3 answerable typo', 'a4 answerable plain', 'u2 unanswerable plain']);
    expect(misses).toContain('  before    之前的问题\n  question  问题\n  expected  not_covered | phone\n  got       answered\n');
    expect(misses).toContain('got       not_covered (howto: 怎么申请)');
    expect(misses).toContain(`“${CENTRES.text}” article.txt 第2段`);
  });

  it('is one object for programs, with misses where asked for', () => {
    expect(toJson(evaluation, false)).toMatchObject({ n: 8, hit1: { hits: 1, of: 4, rate: 0.25 }, styles: { typo: { n: 2 } }, kinds: { smalltalk: { overall: { rate: 1 } } } });
    expect(toJson(evaluation, false)).not.toHaveProperty('misses');
    expect(toJson(evaluation, true)).toMatchObject({ misses: [{ id: 'a2' }, { id: 'a3' }, { id: 'a4' }, { id: 'u2' }] });
  });
});

describe('A question set', () => {
  it('is read line by line, blank lines aside, with defaults for what may be absent', () => {
    expect(parseRows('\n{"id":1,"q":"x","kind":"unanswerable"}\n\n', 'set')).toEqual([{ id: '1', q: 'x', prev: '', kind: 'unanswerable', style: 'unknown', gold: [], facet: null, doc: '' }]);
  });

  it.each([
    ['nope', 'set 第 1 行不是 JSON，请改成每行一个 {…}。'],
    ['{"id":1,"q":5,"kind":"unanswerable"}', 'set 第 1 行的 q 有误'],
    ['\n{"id":1,"q":"x","kind":"other"}', 'set 第 2 行的 kind 有误'],
    ['{"id":1,"q":"x","kind":"answerable"}', 'set 第 1 行是 answerable，却没有 gold，请补上。'],
    ['', 'set 里没有问题，请给出每行一个 {"id","q","kind","gold"} 的文件。'],
  ])('that cannot be scored is named by file and line: %j', (text, sentence) => {
    expect(() => parseRows(text, 'set')).toThrow(sentence);
  });
});
