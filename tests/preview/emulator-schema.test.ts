/** What the schema knows of the Bot API, and that it is the one of the installed grammY. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeSchema, SCHEMA_FILE } from '../../src/preview/make-schema.ts';
import { checkCall, methodNamed, parseFields } from '../../src/preview/schema.ts';

const problems = (method: string, payload: Record<string, unknown>): string[] => checkCall(method, payload).map(({ path, problem }) => `${path}: ${problem}`);
const text = (length: number): string => '字'.repeat(length);
const button = (button: object): object => ({ chat_id: 1, text: 'x', reply_markup: { inline_keyboard: [[button]] } });

describe('The schema', () => {
  it('is what `npm run schema` makes of the installed types', () => {
    expect(readFileSync(SCHEMA_FILE, 'utf8')).toBe(makeSchema());
  });

  it('knows every method, in any case', () => {
    expect(methodNamed('SENDMESSAGE')).toBe('sendMessage');
    expect(methodNamed('answerGuestQuery')).toBe('answerGuestQuery');
    expect(methodNamed('sendThoughts')).toBeNull();
  });
});

describe('A call', () => {
  it.each<[string, Record<string, unknown>]>([
    ['getMe', {}],
    ['sendMessage', { chat_id: '@channel', text: text(4096) }],
    ['sendMessage', { chat_id: 1, text: `<b>${text(4096)}</b>`, parse_mode: 'HTML' }],
    ['sendMessage', { chat_id: 1, text: 'x', entities: [{ type: 'pre', offset: 0, length: 1, language: 'ts' }, { type: 'date_time', offset: 0, length: 1, unix_time: 1, date_time_format: 'wDT' }] }],
    ['sendMessage', { chat_id: 1, text: 'x', reply_markup: { keyboard: [['是', { text: '否', request_contact: true }]], input_field_placeholder: text(64) } }],
    ['sendMessage', button({ text: '好', callback_data: 'x'.repeat(64), style: 'success' })],
    ['sendMessage', button({ text: '好', copy_text: { text: text(256) } })],
    ['sendMessage', button({ text: '好', disabled: {} })],
    ['sendDocument', { chat_id: 1, document: 'attach://a', caption: text(1024) }],
    ['setMyCommands', { commands: [{ command: 'a_1', description: text(256) }], scope: { type: 'chat_member', chat_id: 1, user_id: 2 }, language_code: 'zh' }],
    ['getUpdates', { allowed_updates: ['message', 'guest_message'], limit: 100 }],
    ['sendDice', { chat_id: 1, emoji: '🎲' }],
  ])('of %s that is right has no problems', (method, payload) => {
    expect(problems(method, payload)).toEqual([]);
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ['sendMessage', {}, ['chat_id: missing', 'text: missing']],
    ['sendMessage', { chat_id: 1, text: text(4097) }, ['text: longer than 4096 characters']],
    ['sendMessage', { chat_id: true, text: 1 }, ['chat_id: no string', 'text: no string']],
    ['sendMessage', { chat_id: 1, text: 'x', disable_web_page_preview: true }, ['disable_web_page_preview: no such parameter']],
    ['sendMessage', { chat_id: 1, text: 'x', entities: [{ type: 'bald', offset: 0, length: 1 }] }, ['entities[0].type: none of mention, hashtag, cashtag, bot_command, url, email, phone_number, bold, italic, underline, strikethrough, spoiler, blockquote, expandable_blockquote, code']],
    ['sendMessage', { chat_id: 1, text: 'x', entities: [{ type: 'text_link', offset: 0, length: 1 }] }, ['entities[0].url: missing']],
    ['sendMessage', button({ text: '好', callback_data: text(22) }), ['reply_markup.inline_keyboard[0][0].callback_data: longer than 64 bytes']],
    ['sendMessage', button({ text: '好', callback_data: '' }), ['reply_markup.inline_keyboard[0][0].callback_data: shorter than 1 bytes']],
    ['sendMessage', button({ text: '好', callback_data: 'x', url: 'https://a' }), ['reply_markup.inline_keyboard[0][0].url: no such parameter']],
    ['sendMessage', button({ text: '好', copy_text: { text: text(257) } }), ['reply_markup.inline_keyboard[0][0].copy_text.text: longer than 256 characters']],
    ['sendMessage', { chat_id: 1, text: 'x', reply_parameters: { message_id: 1, quote: text(1025) } }, ['reply_parameters.quote: longer than 1024 characters']],
    ['sendDocument', { chat_id: 1, document: 'attach://a', caption: text(1025) }, ['caption: longer than 1024 characters']],
    ['setWebhook', { url: '', certificate: 'PEM', secret_token: '秘密', max_connections: 101 }, ['certificate: no uploaded file', 'max_connections: not a number from 1 to 100', 'secret_token: other characters than A-Za-z0-9_-']],
    ['setMyCommands', { commands: [{ command: '开始', description: '' }] }, ['commands[0].command: other characters than a-z0-9_', 'commands[0].description: shorter than 1 characters']],
    ['setMyCommands', { commands: Array.from({ length: 101 }, (_, index) => ({ command: `c${index}`, description: 'x' })) }, ['commands: more than 100']],
    ['answerCallbackQuery', { callback_query_id: '1', text: text(201) }, ['text: longer than 200 characters']],
    ['answerInlineQuery', { inline_query_id: '1', results: Array.from({ length: 51 }, (_, id) => ({ type: 'game', id: String(id), game_short_name: 'x' })), next_offset: text(22) }, ['results: more than 50', 'next_offset: longer than 64 bytes']],
    ['getUpdates', { limit: 0, allowed_updates: ['messages'] }, ['limit: not a number from 1 to 100']],
    ['deleteMessages', { chat_id: 1, message_ids: [] }, ['message_ids: fewer than 1']],
    ['setMyDescription', { description: text(513) }, ['description: longer than 512 characters']],
    ['setMyShortDescription', { short_description: text(121) }, ['short_description: longer than 120 characters']],
  ])('of %s that is wrong says what and where', (method, payload, expected) => {
    expect(problems(method, payload).slice(0, expected.length)).toEqual(expected);
  });

  it('as a form is read by what the schema expects', () => {
    expect(parseFields('sendMessage', { chat_id: '77', text: '[1]', entities: '[]', protect_content: 'true' })).toEqual({ chat_id: 77, text: '[1]', entities: [], protect_content: true });
    expect(parseFields('sendMessage', { chat_id: '@a', text: '1', reply_markup: '{' })).toEqual({ chat_id: '@a', text: '1', reply_markup: '{' });
  });
});
