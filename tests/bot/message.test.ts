import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compose, isolate, MESSAGE_LIMIT, splitMessage, type Message } from '../../src/bot/message.ts';
import { under } from '../support/bot.ts';

const plain = (text: string): Message => ({ text, entities: [] });
const FAMILY = '👨‍👩‍👧‍👦';

const characters = new Intl.Segmenter('zh', { granularity: 'grapheme' });
/** What is easily cut in two: surrogates, ZWJ emoji, flags, marks, skin tones, keycaps, Hangul, line ends; and what is cut at. */
const visible = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('甲', '乙', 'x', ' ', '。', '！', '”', '…', '!\uFE0F', '\n', '\n\n', '\r\n', '\r\n\r\n') },
  { weight: 2, arbitrary: fc.constantFrom(FAMILY, '🏳️‍🌈', '🇨🇳', '🇹🇷', '👍🏽', '1️⃣', 'e\u0301\u0302', '각', '한', 'نى', 'שָׁ', 'क्षि', '𠮷', '\uD83D') },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }) },
);
/** Pieces as replies have them: what is quoted stands on lines of its own, so that it begins and ends between characters. */
const message: fc.Arbitrary<Message> = fc
  .array(fc.record({ characters: fc.array(visible, { minLength: 1, maxLength: 50 }), style: fc.constantFrom(undefined, 'blockquote' as const, 'bold' as const), marked: fc.nat(60), marks: fc.nat(8) }), { minLength: 1, maxLength: 8 })
  .map((list) => compose(list.flatMap((piece) => {
    const text = `甲${piece.characters.join('')}乙`;
    const starts = [...characters.segment(text)].map((entry) => entry.index);
    const start = starts[piece.marked % starts.length] ?? 0;
    const end = starts[(piece.marked % starts.length) + piece.marks] ?? text.length;
    return [piece.style ? { text, style: piece.style, bold: piece.style === 'blockquote' ? [{ start, end }] : [] } : text, '\n'];
  })));
const unblank = (text: string): string => text.replace(/\s+/gu, '');

/** Everything that splitting promises, of any message whose entities begin and end between characters that fit. */
function expectWhole(whole: Message, limit: number): void {
  const starts = new Set([...characters.segment(whole.text)].map((entry) => entry.index).concat(whole.text.length));
  const parts = splitMessage(whole, limit);
  let at = 0;
  for (const { text, entities } of parts) {
    expect(text.length).toBeLessThanOrEqual(limit);
    expect(text.trim()).not.toBe('');
    const start = whole.text.indexOf(text, at);
    expect(start).toBeGreaterThanOrEqual(at);
    expect(whole.text.slice(at, start).trim()).toBe('');
    expect(starts.has(start), `begins inside a character: ${JSON.stringify(text)}`).toBe(true);
    at = start + text.length;
    expect(starts.has(at), `ends inside a character: ${JSON.stringify(text)}`).toBe(true);
    expect(entities).toEqual(whole.entities.flatMap((entity) => {
      const from = Math.max(entity.offset, start);
      const to = Math.min(entity.offset + entity.length, at);
      return to > from ? [{ ...entity, offset: from - start, length: to - from }] : [];
    }));
  }
  expect(whole.text.slice(at).trim()).toBe('');
  for (const entity of whole.entities.filter(({ length }) => length <= limit)) {
    const said = unblank(whole.text.slice(entity.offset, entity.offset + entity.length));
    if (said !== '') expect(parts.flatMap((part) => under(part, entity.type)).map(unblank)).toContain(said);
  }
}

describe('A long message', () => {
  it('stays whole up to the limit', () => {
    expect(splitMessage(plain('字'.repeat(MESSAGE_LIMIT)))).toHaveLength(1);
    expect(splitMessage(plain('字'.repeat(MESSAGE_LIMIT + 1)))).toHaveLength(2);
  });

  it('is cut at an empty line rather than at a sentence, and at a sentence rather than in one', () => {
    expect(splitMessage(plain('甲。乙。\n\n丙。丁。'), 8).map((part) => part.text)).toEqual(['甲。乙。', '丙。丁。']);
    expect(splitMessage(plain('甲甲甲。乙乙乙。丙丙丙。'), 10).map((part) => part.text)).toEqual(['甲甲甲。乙乙乙。', '丙丙丙。']);
  });

  it('keeps a closing mark with its sentence', () => {
    expect(splitMessage(plain('“甲甲甲。”乙乙乙乙'), 8).map((part) => part.text)).toEqual(['“甲甲甲。”', '乙乙乙乙']);
  });

  it('is never cut inside a visible character', () => {
    const parts = splitMessage(plain('x'.repeat(4095) + FAMILY));
    expect(parts.map((part) => part.text)).toEqual(['x'.repeat(4095), FAMILY]);
  });

  it('is never cut inside a quote that fits', () => {
    const quote = `甲。${'乙'.repeat(14)}。`;
    const parts = splitMessage(compose(['说明。', { text: quote, style: 'blockquote', bold: [{ start: 3, end: 6 }] }, '\n出处']), 20);
    expect(parts.flatMap((part) => under(part, 'blockquote'))).toEqual([quote]);
    expect(parts.flatMap((part) => under(part, 'bold'))).toEqual(['乙乙乙']);
  });

  it('cuts a quote that fits nowhere, and both halves stay quotes', () => {
    const parts = splitMessage(compose([{ text: '甲。'.repeat(20), style: 'blockquote' }]), 15);
    expect(parts.every((part) => under(part, 'blockquote')[0] === part.text)).toBe(true);
  });

  it('has nothing to send when it is blank', () => {
    expect(splitMessage(plain(' \n\n '))).toEqual([]);
  });

  it.each([
    ['a sentence end with a variation selector', `${'甲'.repeat(5)}。乙乙!\uFE0F丙丙丙丙`, 10],
    ['a letter with its marks, however many', `甲甲甲${'e' + '\u0301'.repeat(12)}`, 14],
    ['a flag among flags', `甲${'🇨🇳'.repeat(9)}`, 15],
    ['a line end of two characters', `甲甲甲。乙乙乙乙\r\n丙丙`, 9],
    ['a blank that carries a mark', '甲甲甲甲 \u0301乙乙乙', 5],
    ['a blank that carries a mark beyond the first plane', '甲甲甲甲 \u{1E8D0}乙乙', 5],
  ])('is not cut inside %s', (_, text, limit) => {
    expectWhole(plain(text), limit);
  });

  it('is cut inside a character only when that alone is too long', () => {
    const parts = splitMessage(plain(`甲e${'\u0301'.repeat(30)}乙`), 10);
    expect(parts.map((part) => part.text.length)).toEqual([1, 10, 10, 10, 2]);
  });

  it('keeps all closing marks with their sentence, also those at the limit', () => {
    expect(splitMessage(plain('甲甲。乙乙乙！？”丙丙'), 8).map((part) => part.text)).toEqual(['甲甲。', '乙乙乙！？”丙丙']);
    expect(splitMessage(plain('甲甲。甲……乙乙'), 5).map((part) => part.text)).toEqual(['甲甲。', '甲……乙乙']);
  });

  it('keeps a matched word whole in a quote that fits nowhere', () => {
    const quote = '甲'.repeat(30);
    const parts = splitMessage(compose([{ text: quote, style: 'blockquote', bold: [{ start: 8, end: 14 }] }]), 10);
    expect(parts.flatMap((part) => under(part, 'bold'))).toEqual(['甲'.repeat(6)]);
    expect(parts.flatMap((part) => under(part, 'blockquote')).join('')).toBe(quote);
  });

  it('may list its entities in any order', () => {
    const text = '甲'.repeat(20);
    expectWhole({ text, entities: [{ type: 'bold', offset: 8, length: 4 }, { type: 'blockquote', offset: 5, length: 9 }] }, 10);
  });

  it('of sentences that fit is cut at their ends only', () => {
    const sentence = fc.tuple(fc.string({ unit: fc.constantFrom('甲', '乙', 'x', FAMILY, '🇨🇳'), minLength: 1, maxLength: 12 }), fc.constantFrom('。', '！', '？”', '……', '。）')).map((pair) => pair.join(''));
    fc.assert(fc.property(fc.array(sentence, { minLength: 1, maxLength: 60 }), fc.integer({ min: 200, max: 400 }), (sentences, limit) => {
      const ends = sentences.map((_, index) => sentences.slice(0, index + 1).join('').length);
      let at = 0;
      for (const { text } of splitMessage(plain(sentences.join('')), limit)) expect(ends).toContain(at += text.length);
    }));
  });

  it('in quotes, lines, flags, families and letters with marks, is cut between characters and entities only, and says the same', () => {
    fc.assert(fc.property(message, fc.integer({ min: 24, max: 200 }), (whole, limit) => expectWhole(whole, limit)), { numRuns: 1000 });
  });

  it('at the limit of Telegram, too', () => {
    const long = fc.array(message, { minLength: 1, maxLength: 40 }).map((list) => {
      const text = list.map((one) => one.text).join('\n');
      return { text: text.repeat(Math.ceil(9000 / (text.length + 1))), entities: [] };
    });
    fc.assert(fc.property(long, (whole) => expectWhole(whole, MESSAGE_LIMIT)), { numRuns: 6 });
  });

  it('whatever it holds, keeps every character, every limit and every entity', () => {
    const words = fc.array(fc.constantFrom('甲', '乙。', 'x', FAMILY, '😀', '\uD83D', 'e\u0301\u0302', '丙！”'), { minLength: 1, maxLength: 60 }).map((parts) => parts.join(''));
    const pieces = fc.array(fc.record({ text: words, quoted: fc.boolean() }), { minLength: 1, maxLength: 12 });
    fc.assert(fc.property(pieces, fc.integer({ min: 40, max: 200 }), (list, limit) => {
      const whole = compose(list.map(({ text, quoted }) => (quoted ? { text, style: 'blockquote' as const } : text)));
      const parts = splitMessage(whole, limit);
      expect(parts.map((part) => part.text).join('')).toBe(whole.text);
      for (const { text, entities } of parts) {
        expect(text.length).toBeLessThanOrEqual(limit);
        expect(entities.every((entity) => entity.offset >= 0 && entity.length > 0 && entity.offset + entity.length <= text.length)).toBe(true);
      }
      for (const [left, right] of parts.slice(1).map((part, index) => [parts[index]?.text ?? '', part.text] as const)) {
        expect(/[\uD800-\uDBFF]$/u.test(left) && /^[\uDC00-\uDFFF]/u.test(right)).toBe(false);
      }
      expect(parts.flatMap((part) => under(part, 'blockquote')).join('')).toBe(under(whole, 'blockquote').join(''));
    }), { numRuns: 500 });
  });
});

describe('What a user wrote from right to left', () => {
  const [OPEN, CLOSE] = ['\u2068', '\u2069'];

  it.each([
    ['Uyghur', 'ئۇيغۇرچە'],
    ['Arabic', 'مرحبا'],
    ['Arabic in the forms of old files', '\uFEE3\uFEAE'],
    ['Hebrew', 'שלום'],
    ['Adlam, beyond the first plane', '𞤀𞤁'],
    ['one such letter in a Chinese question', '“نى”是什么意思？'],
    ['nothing but a mark of direction', '甲\u200F乙'],
  ])('is kept apart from the sentence around it: %s', (_, text) => {
    expect(isolate(text)).toBe(OPEN + text + CLOSE);
  });

  it.each(['', '优待证在哪里办？', 'free bus', 'e\u0301 Ωμέγα Привет 😀', FAMILY])('is what only needs it: not %j', (text) => {
    expect(isolate(text)).toBe(text);
  });

  it('cannot open, close or override anything outside', () => {
    expect(isolate('\u202Eشا\u2069م\u2067\u202C')).toBe(`${OPEN}شام${CLOSE}`);
    expect(isolate('甲\u202E乙\u2066丙')).toBe('甲乙丙');
  });

  it('is always balanced, and says the same', () => {
    const unit = fc.constantFrom('甲', 'x', 'ش', 'ש', '!', ...'\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069');
    fc.assert(fc.property(fc.string({ unit }), (text) => {
      const said = text.replace(/[\u202A-\u202E\u2066-\u2069]/gu, '');
      expect([said, OPEN + said + CLOSE]).toContain(isolate(text));
      expect(isolate(isolate(text))).toBe(isolate(text));
    }));
  });
});
