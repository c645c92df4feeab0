/** The promise of the product: every quote is the published text, character by character. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isVerbatim, publishedRange, without } from '../../src/core/document.ts';
import { LONGEST_QUOTE } from '../../src/core/units.ts';
import { quotesOf, realKnowledge } from '../support/real.ts';

const base = realKnowledge();
const [article] = base.documents;
if (!article) throw new Error('the article is not there');
const { text, published, removed } = article;

const SPANS = 10_000;
/** An answer costs some milliseconds, so that 10,000 of them would take minutes. */
const ASKS = 2_000;

const span = fc.tuple(fc.nat({ max: text.length - 1 }), fc.nat({ max: text.length - 1 })).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) + 1 }));

describe('The clean text', () => {
  it('is the published text minus the listed removals', () => {
    expect(without(published, removed)).toBe(text);
    let at = 0;
    for (const { start, end } of removed) {
      expect(start >= at && end > start).toBe(true);
      at = end;
    }
  });

  it(`is proved for any span, of ${SPANS} taken at random`, () => {
    fc.assert(
      fc.property(span, ({ start, end }) => {
        const quote = { start, end, text: text.slice(start, end) };
        expect(isVerbatim(article, quote)).toBe(true);
        const range = publishedRange(article, start, end);
        const inside = removed.filter((removal) => removal.start >= range.start && removal.end <= range.end).map((removal) => ({ ...removal, start: removal.start - range.start, end: removal.end - range.start }));
        expect(without(published.slice(range.start, range.end), inside)).toBe(quote.text);
      }),
      { numRuns: SPANS },
    );
  });
});

describe('A quote', () => {
  const changed = fc.tuple(span, fc.nat(), fc.constantFrom('甲', '0', ' ', '，', 'a', '\ud800', '')).filter(([{ start, end }, at, other]) => text[start + (at % (end - start))] !== other);

  it('with one character changed or lost is no quote', () => {
    fc.assert(
      fc.property(changed, ([{ start, end }, offset, other]) => {
        const at = start + (offset % (end - start));
        expect(isVerbatim(article, { start, end, text: text.slice(start, at) + other + text.slice(at + 1, end) })).toBe(false);
      }),
      { numRuns: SPANS },
    );
  });

  const right = { start: 10, end: 20, text: text.slice(10, 20) };
  it.each([
    ['that is empty', { start: 10, end: 10, text: '' }],
    ['that ends before it begins', { ...right, start: 20, end: 10 }],
    ['from before the text', { ...right, start: -1 }],
    ['to behind the text', { start: 10, end: text.length + 1, text: text.slice(10) }],
    ['from half a character', { ...right, start: 10.5 }],
    ['from nowhere', { ...right, start: NaN }],
    ['one character further on', { ...right, start: 11, end: 21 }],
    ['that the published text does not hold at its place', { ...right, text: '全国双拥模范城市' }],
  ])('%s is no quote', (_, quote) => {
    expect(isVerbatim(article, right)).toBe(true);
    expect(isVerbatim(article, quote)).toBe(false);
  });

  it('is refused when the clean text is not what was published', () => {
    expect(isVerbatim({ ...article, text: text.replace('222条', '333条') }, { ...right, text: right.text })).toBe(true);
    const start = text.indexOf('222条');
    for (const said of ['222条', '333条']) expect(isVerbatim({ ...article, text: text.replace('222条', '333条') }, { start, end: start + 4, text: said })).toBe(false);
  });

  it('is refused when the list of removals is not the true one', () => {
    const lost = { ...article, removed: removed.slice(0, -1) };
    const last = { start: text.length - 30, end: text.length - 20 };
    expect(isVerbatim({ ...lost, removed: removed.slice(1) }, { ...last, text: text.slice(last.start, last.end) })).toBe(false);
  });
});

describe('Whatever is asked', () => {
  const questions = base.engine.bank.lines.map((line) => line.question);
  const piece = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...questions) },
    { weight: 3, arbitrary: fc.tuple(fc.nat({ max: text.length - 1 }), fc.integer({ min: 1, max: 24 })).map(([start, length]) => text.slice(start, start + length)) },
    { weight: 2, arbitrary: fc.constantFrom('请问', '怎么办', '吗', '？', '。', '\n', '，', '优待证', '坐公交', '免费', '多少', '喀什', '舰', '这', 'zenme ', 'free bus ', '222', '第22小学') },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
    { weight: 1, arbitrary: fc.constantFrom('😀', '👨‍👩‍👧', '\ud83d', '\ude00', '\u0000', '\u200b', 'ﷺ', '𠮷', '__proto__', 'constructor') },
  );
  const message = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(''));
  const previous = fc.oneof({ weight: 3, arbitrary: fc.constant('') }, { weight: 1, arbitrary: fc.constantFrom(...questions) });

  it(`every quote is verbatim, at most ${LONGEST_QUOTE} characters long, with its marks inside; ${ASKS} messages`, () => {
    let quoted = 0;
    fc.assert(
      fc.property(message, previous, (asked, before) => {
        const reply = base.ask(asked, before);
        expect(reply.parts.length).toBeGreaterThan(0);
        expect(reply.parts.length).toBeLessThanOrEqual(3);
        for (const { answer } of reply.parts) {
          const quotes = quotesOf(answer);
          if (answer.status === 'answered') expect(quotes.length).toBeGreaterThan(0);
          expect(quotes.length).toBeLessThanOrEqual(answer.status === 'answered' ? 3 : 1);
          for (const quote of quotes) {
            quoted++;
            const document = base.documents.find((entry) => entry.file === quote.file);
            expect(document && isVerbatim(document, quote)).toBe(true);
            expect(quote.text.length).toBeLessThanOrEqual(LONGEST_QUOTE);
            let at = 0;
            for (const mark of quote.marks) {
              expect(mark.start >= at && mark.end > mark.start && mark.end <= quote.text.length).toBe(true);
              at = mark.end;
            }
            const block = document?.blocks.find((entry) => entry.start <= quote.start && quote.end <= entry.end);
            expect(block).toMatchObject({ section: quote.section, paragraph: quote.paragraph, article: quote.article });
          }
        }
      }),
      { numRuns: ASKS },
    );
    // Guards the test itself: random messages that are never answered would prove nothing.
    expect(quoted).toBeGreaterThan(ASKS / 10);
  });
});
