import { GrammyError, HttpError } from 'grammy';
import { describe, expect, it } from 'vitest';
import { MEMORY_MINUTES } from '../../src/bot/memory.ts';
import { BOT, GROUP, PERSON, PRIVATE, prepareBot, under, wording } from '../support/bot.ts';
import { answered, article, BUS, clarify, handMade, law, notCovered, quoteOf, replyOf, unknownKind } from '../support/knowledge.ts';

const mention = (text: string) => ({ text, entities: [{ type: 'mention' as const, offset: 0, length: BOT.username.length + 1 }] });

describe('Someone who presses start', () => {
  it('reads what the bot knows, what it cannot tell, and finds three examples', async () => {
    const test = prepareBot();
    await test.text('/start');
    expect(test.sent).toHaveLength(1);
    expect(test.last().text).toContain('目前收录 1 篇：新闻报道《新疆乌鲁木齐市:同心浇灌双拥花 团结铸就军民情》。');
    expect(test.last().text).toContain('我不知道的');
    expect(test.last().buttons.map((button) => button.text)).toEqual(['免费乘车', '就业帮扶', '看病报销']);
  });

  it('is offered only examples that this version answers', async () => {
    const test = prepareBot({ knowledge: handMade({ respond: (question) => replyOf(question.includes('就业') ? answered([quoteOf(BUS)]) : notCovered('这件事')) }) });
    await test.text('/start');
    expect(test.last().buttons.map((button) => button.text)).toEqual(['就业帮扶']);
  });

  it('is not told of buttons where there are none', async () => {
    const test = prepareBot({ knowledge: handMade({ respond: () => replyOf(notCovered('这件事')) }) });
    await test.text('/start payload');
    expect(test.last().payload).not.toHaveProperty('reply_markup');
    expect(test.last().text).not.toContain('按钮');
  });

  it('reads of every kind, and of the first five of many documents', async () => {
    const test = prepareBot({ knowledge: handMade({ documents: [article, law, unknownKind] }) });
    await test.text('/start');
    expect(test.last().text).toMatch(/目前收录 3 篇：新闻报道《.*》、法规《某市优待条例》、《某通知》。/u);
    const many = prepareBot({ knowledge: handMade({ documents: Array.from({ length: 300 }, () => law) }) });
    await many.text('/start');
    expect(many.last().text).toMatch(/目前收录 300 篇，其中有：(法规《某市优待条例》、?){5}。/u);
  });

  it('gets an answer from each example, with the question repeated', async () => {
    const test = prepareBot();
    for (const [index, { question }] of wording.examples.entries()) {
      await test.press(`e:${index}`);
      expect(test.last().text.startsWith(`您问：${question}\n\n原文是这样写的：`)).toBe(true);
    }
    expect(test.calls.filter((call) => call.method === 'answerCallbackQuery')).toHaveLength(3);
  });
});

describe('The other commands', () => {
  it('help explains how to ask', async () => {
    const test = prepareBot();
    await test.text('/help');
    expect(test.last().text).toBe(wording.help.join('\n\n'));
  });

  it('privacy says what is kept and for how long', async () => {
    const test = prepareBot();
    await test.text('/privacy');
    expect(test.last().text).toContain(`最多 ${MEMORY_MINUTES} 分钟`);
  });

  it('about says what is stated of the source and what is not', async () => {
    const test = prepareBot();
    await test.text('/about');
    for (const line of ['类型：新闻报道', '署名：新疆维吾尔自治区双拥办', '来源未注明', '发布日期未注明', '网址未注明', '正文 17 段', '共 1 篇，切成 123 个句段', '版本：aaaabbbbcccc（北京时间 2025-01-02 11:04 整理）']) {
      expect(test.last().text).toContain(line);
    }
  });

  it('about describes ten of many documents and counts the rest', async () => {
    const test = prepareBot({ knowledge: handMade({ documents: Array.from({ length: 12 }, () => law) }) });
    await test.text('/about');
    expect(test.last().text.match(/《某市优待条例》/gu)).toHaveLength(10);
    expect(test.last().text).toContain('另有 2 篇没有列出。');
  });

  it('an unknown one is answered kindly', async () => {
    const test = prepareBot();
    for (const command of ['/settings', '/START', '/start2', '/reindex', '/help@other_bot']) {
      await test.text(command);
      expect(test.last().text).toBe(wording.unknownCommand);
    }
  });

  it('a command inside a sentence is part of a question', async () => {
    const knowledge = handMade();
    const test = prepareBot({ knowledge });
    await test.text('请问 /help 是什么', { entities: [{ type: 'bot_command', offset: 3, length: 5 }] });
    expect(knowledge.asked.map((entry) => entry.message)).toEqual(['请问 /help 是什么']);
  });
});

describe('A question', () => {
  it('gets its quote as entities, without parse_mode and without previews', async () => {
    const test = prepareBot();
    await test.text('坐公交车要钱吗');
    expect(under(test.last(), 'blockquote')).toEqual([BUS]);
    expect(test.last().payload).toMatchObject({ chat_id: PRIVATE.id, link_preview_options: { is_disabled: true } });
    for (const { payload } of test.calls) expect(payload).not.toHaveProperty('parse_mode');
  });

  it('may be the caption of a photo, which is never downloaded', async () => {
    const knowledge = handMade();
    const test = prepareBot({ knowledge });
    await test.message({ photo: [{ file_id: 'f', file_unique_id: 'u', width: 1, height: 1 }], caption: '坐公交车要钱吗' });
    expect(knowledge.asked[0]?.message).toBe('坐公交车要钱吗');
    expect(test.calls.map((call) => call.method)).toEqual(['sendMessage']);
  });

  it('that may mean several things gets buttons, and a pressed one is the next question', async () => {
    const knowledge = handMade({ respond: (message) => replyOf(message === '坐车' ? clarify('坐公交车', '坐地铁') : answered([quoteOf(BUS)])) });
    const test = prepareBot({ knowledge });
    await test.text('坐车');
    const { buttons } = test.last();
    expect(buttons).toEqual([{ text: '坐公交车', callback_data: 'o:0' }, { text: '坐地铁', callback_data: 'o:1' }]);
    await test.press('o:1', buttons);
    expect(knowledge.asked.at(-1)).toEqual({ message: '坐地铁', previous: '坐车' });
    expect(test.last().text).toMatch(/^您问：坐地铁\n/u);
  });

  it('comes with the question before it, for half an hour', async () => {
    const knowledge = handMade();
    const test = prepareBot({ knowledge });
    await test.text('坐公交车要钱吗');
    await test.text('那地铁呢');
    test.clock.now += MEMORY_MINUTES * 60_000;
    await test.text('那景区呢');
    expect(knowledge.asked.map((entry) => entry.previous)).toEqual([undefined, '坐公交车要钱吗', undefined]);
  });

  it('is not mixed up with the question of somebody else', async () => {
    const knowledge = handMade();
    const test = prepareBot({ knowledge });
    await test.text('坐公交车要钱吗');
    await test.text('那地铁呢', { chat: { ...PRIVATE, id: 78 }, from: { ...PERSON, id: 78 } });
    expect(knowledge.asked[1]?.previous).toBeUndefined();
  });

  it('is still the previous one after a thank-you, and distress is never kept', async () => {
    const knowledge = handMade({
      respond: (message) => replyOf(message === '谢谢' ? { status: 'smalltalk', kind: 'thanks', reasons: [] } : message === '救命' ? { status: 'distress', kind: 'danger', reasons: [] } : notCovered('这件事')),
    });
    const test = prepareBot({ knowledge });
    for (const message of ['第一问', '谢谢', '救命', '第二问']) await test.text(message);
    expect(knowledge.asked.map((entry) => entry.previous)).toEqual([undefined, '第一问', '第一问', '第一问']);
  });

  it('whose quote is not verbatim gets an apology and nothing of the quote', async () => {
    const test = prepareBot({ knowledge: handMade({ respond: () => replyOf(answered([{ ...quoteOf(BUS), text: BUS.replace('222', '220') }])) }) });
    await test.text('坐公交车要钱吗');
    expect(test.sent.map((message) => message.text)).toEqual([wording.trouble]);
    expect(test.logs).toMatchObject([{ level: 'error', code: 'quote.not_verbatim' }]);
  });

  it.each([
    ['4096 characters', '字'.repeat(4096)],
    ['only emoji', '😀👨‍👩‍👧‍👦'],
    ['a lone surrogate', '\uD83D坐公交\uDE00'],
    ['a NUL', '坐\u0000公交'],
    ['__proto__', '__proto__'],
    ['constructor', 'constructor'],
    ['markup', '<b>坐公交</b> [x](tg://user?id=1) *_~`'],
  ])('of %s is an ordinary question', async (_, question) => {
    const knowledge = handMade({ respond: (message) => replyOf(notCovered(message)) });
    const test = prepareBot({ knowledge });
    await test.text(question);
    expect(knowledge.asked.map((entry) => entry.message)).toEqual([question]);
    expect(test.sent).toHaveLength(1);
    expect(test.last().text.isWellFormed()).toBe(true);
  });

  it('with an answer longer than a message comes in several, buttons under the last', async () => {
    const quotes = Array.from({ length: 60 }, () => quoteOf(BUS));
    const test = prepareBot({ knowledge: handMade({ respond: () => replyOf(answered(quotes), clarify('坐公交车')) }) });
    await test.text('坐公交车要钱吗');
    expect(test.sent.length).toBeGreaterThan(1);
    expect(test.sent.flatMap((message) => under(message, 'blockquote'))).toEqual(quotes.map((quote) => quote.text));
    expect(test.sent.map((message) => message.buttons.length > 0)).toEqual(test.sent.map((_, index) => index === test.sent.length - 1));
  });
});

describe('What is not text', () => {
  it.each([
    ['photo', { photo: [{ file_id: 'f', file_unique_id: 'u', width: 1, height: 1 }] }],
    ['voice', { voice: { file_id: 'f', file_unique_id: 'u', duration: 1 } }],
    ['sticker', { sticker: { file_id: 'f', file_unique_id: 'u' } }],
    ['location', { location: { latitude: 1, longitude: 2 } }],
    ['location', { venue: { title: 'x', address: 'y' }, location: { latitude: 1, longitude: 2 } }],
    ['contact', { contact: { phone_number: '1', first_name: 'x' } }],
    ['document', { document: { file_id: 'f', file_unique_id: 'u' } }],
    ['other', { animation: {}, document: { file_id: 'f', file_unique_id: 'u' } }],
    ['other', { dice: { emoji: '🎲', value: 1 } }],
  ] as const)('gets the sentence for %s, and nothing is downloaded', async (medium, content) => {
    const test = prepareBot();
    await test.message(content);
    expect(test.sent.map((message) => message.text)).toEqual([wording.media[medium]]);
    expect(test.calls.map((call) => call.method)).toEqual(['sendMessage']);
  });

  it('gets one sentence for a whole album', async () => {
    const test = prepareBot();
    for (let index = 0; index < 3; index++) await test.message({ media_group_id: 'a', photo: [{}] });
    expect(test.sent).toHaveLength(1);
    await test.message({ media_group_id: 'b', photo: [{}], caption: '坐公交车要钱吗' });
    await test.message({ media_group_id: 'b', photo: [{}] });
    expect(test.sent).toHaveLength(2);
  });

  it('is left alone where Telegram itself reports it', async () => {
    const test = prepareBot();
    await test.message({ pinned_message: {} });
    await test.message({ write_access_allowed: {} });
    expect(test.calls).toEqual([]);
  });
});

describe('In a group', () => {
  const group = { chat: GROUP };

  it('people among themselves are left alone', async () => {
    const test = prepareBot();
    await test.text('坐公交车要钱吗', group);
    await test.text('/settings', group);
    await test.text('/help@other_bot', group);
    await test.message({ ...group, photo: [{}] });
    expect(test.calls).toEqual([]);
  });

  it('a mention, a reply and a command are for the bot, and answered where they stand', async () => {
    const knowledge = handMade();
    const test = prepareBot({ knowledge });
    await test.text('', { ...group, ...mention('@Shuangyong_Bot 坐公交车要钱吗'), message_id: 500 });
    expect(knowledge.asked[0]?.message).toBe('坐公交车要钱吗');
    expect(test.last().payload).toMatchObject({ reply_parameters: { message_id: 500, allow_sending_without_reply: true } });
    await test.message({ ...group, text: '那地铁呢', reply_to_message: { message_id: 1, date: 1, chat: GROUP, from: BOT } });
    await test.text('/help@shuangyong_bot', group);
    await test.text('/nothing@shuangyong_bot', group);
    expect(test.sent.map((message) => message.text).slice(2)).toEqual([wording.help.join('\n\n'), wording.unknownCommand]);
  });
});

describe('Strange updates', () => {
  it('of channels, other bots and automatic forwards are ignored', async () => {
    const test = prepareBot();
    await test.update({ channel_post: { message_id: 1, date: 1, chat: { id: -5, type: 'channel', title: 'x' }, text: '/start', entities: [{ type: 'bot_command', offset: 0, length: 6 }] } });
    await test.update({ edited_message: { message_id: 1, date: 1, chat: PRIVATE, from: PERSON, text: '坐公交车要钱吗' } });
    await test.text('坐公交车要钱吗', { from: { id: 5, is_bot: true, first_name: 'other' } });
    await test.text('坐公交车要钱吗', { is_automatic_forward: true });
    await test.update({ something_of_next_year: {} });
    expect(test.calls).toEqual([]);
  });

  it('a message without a sender is answered', async () => {
    const test = prepareBot();
    await test.update({ message: { message_id: 1, date: 1, chat: PRIVATE, text: '坐公交车要钱吗' } });
    expect(under(test.last(), 'blockquote')).toEqual([BUS]);
  });

  it.each(['', 'e:99', 'e:-1', 'e:1e1', 'o:0', 'o:7', 'e:__proto__', 'reindex', `e:${'9'.repeat(60)}`])('forged data %j asks nothing', async (data) => {
    const knowledge = handMade();
    const test = prepareBot({ knowledge });
    await test.press(data);
    expect(knowledge.asked).toEqual([]);
    expect(test.sent.map((message) => message.text)).toEqual([wording.staleButton]);
  });

  it('a button on a message of somebody else, on one too old, or on none asks nothing', async () => {
    const knowledge = handMade();
    const test = prepareBot({ knowledge });
    const markup = { inline_keyboard: [[{ text: '坐公交', callback_data: 'o:0' }]] };
    await test.press('o:0', [], { message: { message_id: 1, date: 1, chat: PRIVATE, from: PERSON, text: 'x', reply_markup: markup } });
    await test.press('o:0', [], { message: { message_id: 1, date: 0, chat: PRIVATE } });
    expect(test.sent.map((message) => message.text)).toEqual([wording.staleButton, wording.staleButton]);
    await test.press('o:0', [], { message: undefined, inline_message_id: 'i' });
    expect(test.sent).toHaveLength(2);
    expect(knowledge.asked).toEqual([]);
  });
});

describe('When something fails', () => {
  const secret = '我叫张三，坐公交车要钱吗';
  const failing = () => prepareBot({ knowledge: handMade({ respond: (message) => { throw new Error(`cannot read ${message}`); } }) });

  it('the user hears of it, and the log keeps neither the question nor who asked', async () => {
    const test = failing();
    await test.text(secret);
    expect(test.sent.map((message) => message.text)).toEqual([wording.trouble]);
    expect(test.logs).toMatchObject([{ code: 'bot.handler_failed' }]);
    expect(test.logs[0]?.['cause']).toMatch(/^Error at .*tests\/bot\/bot\.test\.ts/u);
    expect(JSON.stringify(test.logs)).not.toMatch(/张三|77/u);
  });

  it('on a pressed button, the user hears of it too', async () => {
    const test = failing();
    await test.press('e:0');
    expect(test.sent.map((message) => message.text)).toEqual([wording.trouble]);
  });

  it('and Telegram refused the message, an apology is tried', async () => {
    const test = prepareBot();
    test.failOnce('sendMessage', () => ({ ok: false, error_code: 400, description: 'Bad Request: whatever' }));
    await test.text('坐公交车要钱吗');
    expect(test.sent.map((message) => message.text)).toEqual([wording.trouble]);
    expect(test.logs[0]).toMatchObject({ cause: 'GrammyError: sendMessage: 400 Bad Request: whatever' });
  });

  it('and it is unknown what arrived, nothing is sent again', async () => {
    const test = prepareBot();
    test.failOnce('sendMessage', () => { throw new HttpError('lost', new Error('socket hang up')); });
    await test.text('坐公交车要钱吗');
    expect(test.calls).toHaveLength(1);
    expect(test.logs).toMatchObject([{ code: 'bot.handler_failed', cause: 'HttpError: socket hang up' }]);
  });

  it('because the user blocked the bot, nothing more is tried', async () => {
    const test = prepareBot();
    test.failOnce('sendMessage', () => ({ ok: false, error_code: 403, description: 'Forbidden: bot was blocked by the user' }));
    await test.text('坐公交车要钱吗');
    expect(test.calls).toHaveLength(1);
    expect(test.logs).toMatchObject([{ level: 'info', code: 'telegram.blocked' }]);
  });

  it('with the apology as well, the next question is answered all the same', async () => {
    const test = prepareBot();
    const refuse = () => ({ ok: false, error_code: 400, description: 'Bad Request' });
    test.failOnce('sendMessage', refuse);
    test.failOnce('sendMessage', refuse);
    await test.text('坐公交车要钱吗');
    expect(test.logs.map((line) => line['code'])).toEqual(['bot.handler_failed', 'bot.apology_failed']);
    await test.text('坐公交车要钱吗');
    expect(under(test.last(), 'blockquote')).toEqual([BUS]);
  });

  it('because a button was pressed too long ago, the answer comes all the same', async () => {
    const test = prepareBot();
    test.failOnce('answerCallbackQuery', () => ({ ok: false, error_code: 400, description: 'Bad Request: query is too old' }));
    await test.press('e:0');
    expect(under(test.last(), 'blockquote')).toEqual([BUS]);
  });

  it('grammY still tells its errors apart as this bot expects', () => {
    expect(new GrammyError('x', { ok: false, error_code: 403, description: '' }, 'sendMessage', {}).name).toBe('GrammyError');
    expect(new HttpError('x', 1).name).toBe('HttpError');
  });
});
