/** Texts as Telegram takes and keeps them. The errors in HTML are those of Telegram's own tests. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatText, typedText } from '../../src/preview/entities.ts';
import { parseHtml } from '../../src/preview/html.ts';

/** Each entity as type and text, for example "bold:一". */
const shown = ({ text, entities }: ReturnType<typeof parseHtml>): string[] => entities.map(({ type, offset, length }) => `${type}:${text.slice(offset, offset + length)}`);

describe('HTML', () => {
  it.each<[string, string, string[]]>([
    ['<b>一</b>二', '一二', ['bold:一']],
    ['<i>一<u>二</u></i>', '一二', ['underline:二', 'italic:一二']],
    ['<blockquote expandable>一</blockquote><blockquote>二</blockquote>', '一二', ['expandable_blockquote:一', 'blockquote:二']],
    ['<a href="https://example.org/?a=1&amp;b=2">一</a><tg-spoiler>二</tg-spoiler><code>三</code><pre>四</pre>', '一二三四', ['text_link:一', 'spoiler:二', 'code:三', 'pre:四']],
    ['<span class="tg-spoiler">一</span><tg-emoji emoji-id="1">👍</tg-emoji>', '一👍', ['spoiler:一', 'custom_emoji:👍']],
    ['&lt;关于&gt; &amp;amp; &quot; &#20986; &#x51FA; &laquo;', '<关于> &amp; " 出 出 &laquo;', []],
    ['<b></b>一', '一', []],
  ])('%s', (markup, text, entities) => {
    const parsed = parseHtml(markup);
    expect(parsed.text).toBe(text);
    expect(shown(parsed)).toEqual(entities);
  });

  it.each([
    ['🏟 🏟&lt;<abacaba', 'Unclosed start tag at byte offset 13'],
    ['🏟 🏟&lt;<abac>', 'Unsupported start tag "abac" at byte offset 13'],
    ['🏟 🏟&lt;<abac aba>', 'Unsupported start tag "abac" at byte offset 13'],
    ['🏟 🏟&lt;<i    aba>', `Can't find end tag corresponding to start tag "i"`],
    ['🏟 🏟&lt;</', 'Unexpected end tag at byte offset 13'],
    ['🏟 🏟&lt;<i>a</em   >', 'Unmatched end tag at byte offset 17, expected "</i>", found "</em>"'],
    ['&#xDFDF;', 'Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units'],
    ['<span>一</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
  ])('%s is an error', (markup, problem) => {
    expect(() => parseHtml(markup)).toThrow(`Bad Request: can't parse entities: ${problem}`);
  });

  it('that was escaped comes back as it was, whatever it was', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const escaped = text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;');
      expect(parseHtml(escaped)).toEqual({ text, entities: [] });
    }), { seed: 1 });
  });
});

describe('A text', () => {
  it.each<[string, string[]]>([
    ['/ask@shuangyong_bot 公交', ['bot_command:/ask@shuangyong_bot']],
    ['/ask你好', []],
    ['你好/ask', []],
    ['@shuangyong_bot 公交 #双拥 #1', ['mention:@shuangyong_bot', 'hashtag:#双拥']],
    ['你好@shuangyong_bot', []],
    ['见 https://example.org/a/b?c=d。谢谢', ['url:https://example.org/a/b?c=d']],
    ['a.b@example.org', ['email:a.b@example.org']],
  ])('%s shows what Telegram finds in it', (text, entities) => {
    expect(shown(typedText(text))).toEqual(entities);
  });

  it('is trimmed, and its entities with it', () => {
    expect(formatText('\n  一二\n', { entities: [{ type: 'blockquote', offset: 0, length: 6 }, { type: 'bold', offset: 4, length: 2 }] })).toEqual({
      text: '一二', entities: [{ type: 'blockquote', offset: 0, length: 2 }, { type: 'bold', offset: 1, length: 1 }],
    });
  });

  it.each<[number, number, number, number, string]>([
    [9, 1, 0, 1, 'entity begins after the end of the text at UTF-16 offset 9'],
    [0, 3, 2, 4, 'entity beginning at UTF-16 offset 2 ends after the end of the text at UTF-16 offset 6'],
    [5, 1, 0, 1, 'entity beginning at UTF-16 offset 5 ends in a middle of a UTF-16 symbol'],
  ])('with an entity at %i-%i and one at %i-%i is refused', (offset, length, otherOffset, otherLength, words) => {
    const entities = [{ type: 'bold' as const, offset, length }, { type: 'italic' as const, offset: otherOffset, length: otherLength }];
    expect(() => formatText('一二三四五😀七', { entities })).toThrow(words);
  });

  it('may have entities inside one another and side by side', () => {
    const entities = [{ type: 'blockquote' as const, offset: 0, length: 4 }, { type: 'bold' as const, offset: 1, length: 2 }, { type: 'bold' as const, offset: 4, length: 1 }];
    expect(formatText('一二三四五', { entities }).entities).toEqual(entities);
  });
});
