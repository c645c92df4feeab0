import { describe, expect, it } from 'vitest';
import { isVerbatim, parseDocument, UNKNOWN_META } from '../../src/core/document.ts';
import type { Group } from '../../src/core/groups.ts';
import { cutPassages } from '../../src/core/passages.ts';
import { marksIn, quoteOf } from '../../src/core/quote.ts';
import { groupUnits, LONGEST_QUOTE } from '../../src/core/units.ts';
import { realKnowledge } from '../support/real.ts';

realKnowledge();

const group = (said: string, official: string[] = [], weight = 1): Group => ({ said, official, weight });
const LONG = `${'甲'.repeat(100)},${'乙'.repeat(50)}。`;
const document = parseDocument(
  'law.md',
  `# 某市拥军条例\n\n## 第二章 优待\n\n第五条 军人免费进馆。该馆由市政府公布。\n\n第六条 ${LONG}这是新的规定。\n\n第七条 街道答复。\n\n其他事项另行规定。\n`,
  { meta: { ...UNKNOWN_META, kind: '法规', title: '某市拥军条例全文', shortTitle: '拥军条例' } },
);
const units = groupUnits(cutPassages(document));
const quoteOn = (words: string, groups: Group[] = []) => {
  const unit = units.find((entry) => document.text.slice(entry.start, entry.end).includes(words));
  if (!unit) throw new Error(`no unit holds ${words}`);
  return quoteOf(unit, units, groups);
};

describe('A quote', () => {
  it('says where it stands', () => {
    expect(quoteOn('军人免费')).toMatchObject({ document: 'law', file: 'law.md', kind: '法规', title: '拥军条例', section: '第二章 优待', paragraph: 1, article: '第五条', text: '第五条 军人免费进馆。' });
  });

  it('that points back takes the sentence before it along', () => {
    expect(quoteOn('该馆').text).toBe('第五条 军人免费进馆。该馆由市政府公布。');
  });

  it('that points back stays alone where both would be too long', () => {
    expect(quoteOn('这是新的').text).toBe('这是新的规定。');
  });

  it('that points back stays within its paragraph', () => {
    expect(quoteOn('其他事项').text).toBe('其他事项另行规定。');
  });

  it('of a heading has no paragraph', () => {
    expect(quoteOn('第二章')).toMatchObject({ text: '第二章 优待', paragraph: 0, article: null });
  });

  it('of any unit is verbatim and not too long', () => {
    for (const unit of units) {
      const quote = quoteOf(unit, units, []);
      expect(isVerbatim(document, quote)).toBe(true);
      expect(quote.text.length).toBeLessThanOrEqual(Math.max(LONGEST_QUOTE, unit.end - unit.start));
    }
  });
});

describe('Marks', () => {
  const TEXT = '面向退役军人推出免费乘坐222条公交线路,乘坐地铁';
  const marked = (...groups: Group[]): string[] => marksIn(TEXT, groups).map(({ start, end }) => TEXT.slice(start, end));

  it.each([
    ['are the words of the question', [group('公交'), group('地铁')], ['公交', '地铁']],
    ['are their official terms', [group('坐车', ['乘坐'])], ['乘坐', '乘坐']],
    ['are merged where they touch', [group('免费'), group('乘坐')], ['免费乘坐', '乘坐']],
    ['are merged where they overlap', [group('免费乘坐'), group('费乘坐222')], ['免费乘坐222']],
    ['are numbers, also single digits', [group('222')], ['222']],
    ['are no single characters', [group('条'), group('坐')], []],
    ['are nothing that says little', [group('公交', [], 0.2)], []],
    ['are nothing that the text does not hold', [group('飞机', ['航班'])], []],
    ['are nothing without a question', [], []],
  ])('%s', (_, groups, expected) => {
    expect(marked(...groups)).toEqual(expected);
  });

  it('stand where the words stand in the published characters', () => {
    const text = '持優待證乘坐地鐵２２２次';
    expect(marksIn(text, [group('优待证'), group('222')]).map(({ start, end }) => text.slice(start, end))).toEqual(['優待證', '２２２']);
  });
});
