import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compose, MESSAGE_LIMIT, splitMessage, type Message } from '../../src/bot/message.ts';
import { under } from '../support/bot.ts';

const plain = (text: string): Message => ({ text, entities: [] });
const FAMILY = '👨‍👩‍👧‍👦';

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
