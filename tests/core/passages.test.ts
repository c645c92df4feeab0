import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/core/document.ts';
import type { Document } from '../../src/core/document.ts';
import { cutClauses, cutPassages, cutSentences } from '../../src/core/passages.ts';
import { realKnowledge } from '../support/real.ts';

const cutWith = (cut: typeof cutSentences) => (text: string): string[] => cut(text, 0, text.length).map(({ start, end }) => text.slice(start, end));
const sentences = cutWith(cutSentences);
const clauses = cutWith(cutClauses);

/** Each non-blank character stands in exactly one clause, each clause in its sentence and block, in order; ids are unique. */
function expectComplete(document: Document): void {
  const passages = cutPassages(document);
  let at = 0;
  for (const { start, end, sentence, block } of passages) {
    expect(document.text.slice(at, start).trim()).toBe('');
    expect(document.text.slice(start, end).trim()).toBe(document.text.slice(start, end));
    expect(end).toBeGreaterThan(start);
    expect(sentence.start <= start && end <= sentence.end && block.start <= sentence.start && sentence.end <= block.end).toBe(true);
    at = end;
  }
  expect(document.text.slice(at).trim()).toBe('');
  expect(new Set(passages.map((passage) => passage.id)).size).toBe(passages.length);
}

describe('A sentence', () => {
  it.each([
    ['ends at a full stop', '甲乙。丙丁。', ['甲乙。', '丙丁。']],
    ['ends at each kind of end mark', '甲！乙?丙！丁？戊…', ['甲！', '乙?', '丙！', '丁？', '戊…']],
    ['takes several end marks along', '甲?!乙……丙', ['甲?!', '乙……', '丙']],
    ['goes on after a quotation that X说 follows', '“我想参军。”姜同学说,他很高兴。后来他去了。', ['“我想参军。”姜同学说,他很高兴。', '后来他去了。']],
    ['goes on after an exclamation that is quoted', '“敬礼!”操场上,学生在训练。', ['“敬礼!”操场上,学生在训练。']],
    ['ends with a quotation at the end of the text', '他说:“好。”', ['他说:“好。”']],
    ['ends between two quotations', '“甲。”“乙。”', ['“甲。”', '“乙。”']],
    ['does not end inside 《》', '读《怎么办?》一书。好。', ['读《怎么办?》一书。', '好。']],
    ['does not end inside ()', '本法(下称甲。)施行。好。', ['本法(下称甲。)施行。', '好。']],
    ['ends though a bracket before it never closes', '甲(乙。丙。', ['甲(乙。', '丙。']],
    ['ends though a quotation before it never closes', '甲“乙。丙。', ['甲“乙。', '丙。']],
    ['need not end with a mark', '甲乙', ['甲乙']],
    ['has no blanks around it', ' 甲。　乙。 ', ['甲。', '乙。']],
    ['is not made of blanks', ' 　', []],
  ])('%s: %s', (_, text, expected) => {
    expect(sentences(text)).toEqual(expected);
  });
});

describe('A clause', () => {
  it.each([
    ['ends at commas and semicolons, of both widths', '甲,乙，丙;丁；戊。', ['甲,', '乙，', '丙;', '丁；', '戊。']],
    ['does not end at an enumeration comma', '甲、乙、丙,丁。', ['甲、乙、丙,', '丁。']],
    ['does not end inside 《》', '读《甲,乙》,丙。', ['读《甲,乙》,', '丙。']],
    ['does not end inside ()', '本法(甲,乙),丙。', ['本法(甲,乙),', '丙。']],
    ['does not end inside nested titles', '《贯彻<甲,乙>的,措施》等,丙。', ['《贯彻<甲,乙>的,措施》等,', '丙。']],
    ['does not end inside a number', '共3,000人,另有4,5个。', ['共3,000人,', '另有4,5个。']],
    ['ends after a quoted sentence', '“好。”他说,走。', ['“好。”', '他说,', '走。']],
    ['takes all closing quotation marks along', '“‘好。’”他说,走。', ['“‘好。’”', '他说,', '走。']],
    ['ends at commas inside a quotation', '“甲,乙”丙。', ['“甲,', '乙”丙。']],
    ['ends though a bracket before it never closes', '甲(乙,丙', ['甲(乙,', '丙']],
  ])('%s: %s', (_, text, expected) => {
    expect(clauses(text)).toEqual(expected);
  });
});

describe('Passages', () => {
  const document = parseDocument('a.txt', '某市通知\n甲,乙。丙。\n服务暖人心\n“丁。”某某说,戊。(双拥办)\n');

  it('are named by paragraph, sentence and clause; title and headings are one each', () => {
    expect(cutPassages(document).map(({ id, start, end }) => [id, document.text.slice(start, end)])).toEqual([
      ['h0', '某市通知'],
      ['1.1.1', '甲,'],
      ['1.1.2', '乙。'],
      ['1.2.1', '丙。'],
      ['h1', '服务暖人心'],
      ['2.1.1', '“丁。”'],
      ['2.1.2', '某某说,'],
      ['2.1.3', '戊。'],
      ['2.2.1', '(双拥办)'],
    ]);
  });

  it('know the sentence around them', () => {
    const inside = cutPassages(document).find((passage) => passage.id === '2.1.2');
    expect(document.text.slice(inside?.sentence.start, inside?.sentence.end)).toBe('“丁。”某某说,戊。');
  });

  it('of the article hold its quoted speech as one sentence with its speaker', () => {
    const { documents } = realKnowledge();
    const spoken = documents.flatMap(cutPassages).map(({ document: { text }, sentence }) => text.slice(sentence.start, sentence.end));
    expect(spoken.some((text) => text.startsWith('“我有幸') && text.includes('姜寒宇说'))).toBe(true);
    expect(spoken.some((text) => text.includes('《关于进一步加强拥军优属拥政爱民工作的意见》《贯彻落实<关于加强新时代拥军支前工作的意见>的措施》'))).toBe(true);
  });

  it('of the article cover every character', () => {
    for (const real of realKnowledge().documents) expectComplete(real);
  });

  it('of any text cover every non-blank character, in order, with unique ids', () => {
    const piece = fc.oneof(fc.constantFrom('甲', '乙丙', '说', '。', '！', '?', '…', ',', '，', ';', '；', '、', '“', '”', '‘', '’', '(', ')', '（', '）', '《', '》', '<', '>', '【', '】', '\n', ' ', '　', '3', '12', '#', '第一条 '), fc.string({ unit: 'binary', maxLength: 3 }));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.constantFrom('a.txt', 'a.md'), (pieces, file) => expectComplete(parseDocument(file, pieces.join('')))),
      { numRuns: 3000 },
    );
  });
});
