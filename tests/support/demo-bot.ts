/** A bot that does what the real one does not do yet, or never will: so that the page shows all that Telegram's apps show. */
import { Bot, InputFile } from 'grammy';
import type { InlineQueryResult, MessageEntity } from 'grammy/types';
import { onTestFinished } from 'vitest';
import type { Emulator } from '../../src/preview/emulator.ts';

const LONG = '这是一段很长的引文，'.repeat(30);
const STYLES = '粗体 斜体 代码 遮住 链接 https://example.org/a /help\n引文\n尾巴';

/** Buttons of every kind. */
export const BUTTONS = [
  [{ text: '轻声说', callback_data: 'toast' }, { text: '大声说', callback_data: 'alert' }],
  [{ text: '换一句', callback_data: 'edit' }, { text: '删掉', callback_data: 'delete' }, { text: '不理', callback_data: 'silent' }],
  [{ text: '打开网址', url: 'https://example.org/' }, { text: '复制', copy_text: { text: '抄走的字' } }],
  [{ text: '在这里找', switch_inline_query_current_chat: '公交' }, { text: '到别处找', switch_inline_query: '公交' }],
  [{ text: '从头来', url: 'https://t.me/shuangyong_bot?start=topic_bus' }],
];

/** Starts it on long polling; it is stopped behind the test. */
export function startDemoBot(emulator: Emulator): Bot {
  const bot = new Bot(emulator.token, { client: { apiRoot: emulator.url }, botInfo: emulator.bot });
  bot.command('buttons', (ctx) => ctx.reply('按钮在下面。', { reply_markup: { inline_keyboard: BUTTONS } }));
  bot.command('styles', (ctx) => ctx.reply(STYLES, { entities: styles() }));
  bot.command('long', (ctx) => ctx.reply(LONG, { entities: [{ type: 'expandable_blockquote', offset: 0, length: LONG.length }] }));
  bot.command('keys', (ctx) => ctx.reply('请选择。', { reply_markup: { keyboard: [[{ text: '坐公交' }, { text: '看病' }], [{ text: '我在哪', request_location: true }]], resize_keyboard: true, one_time_keyboard: true, input_field_placeholder: '点一个或者打字' } }));
  bot.command('nokeys', (ctx) => ctx.reply('收起了。', { reply_markup: { remove_keyboard: true } }));
  bot.command('force', (ctx) => ctx.reply('您叫什么？', { reply_markup: { force_reply: true, input_field_placeholder: '您的名字' } }));
  bot.command('file', (ctx) => ctx.replyWithDocument(new InputFile(Buffer.from('第一行\n'), '名单.csv')));
  bot.command('typing', (ctx) => ctx.replyWithChatAction('typing'));
  bot.command('react', (ctx) => ctx.react('👍'));
  bot.command('start', (ctx) => ctx.reply(`开始：${ctx.match}`));
  bot.callbackQuery('toast', (ctx) => ctx.answerCallbackQuery({ text: '收到了' }));
  bot.callbackQuery('alert', (ctx) => ctx.answerCallbackQuery({ text: '请注意', show_alert: true }));
  bot.callbackQuery('edit', async (ctx) => {
    await ctx.answerCallbackQuery();
    await ctx.editMessageText(`换了：${'又'.repeat((ctx.msg?.text?.length ?? 0) % 7)}`, { reply_markup: { inline_keyboard: BUTTONS } });
  });
  bot.callbackQuery('delete', async (ctx) => {
    await ctx.answerCallbackQuery();
    await ctx.deleteMessage();
  });
  bot.callbackQuery('silent', () => undefined);
  bot.on('edited_message:text', (ctx) => ctx.reply(`改成了：${ctx.msg.text}`));
  bot.on('message:text', (ctx) => (ctx.msg.via_bot ? undefined : ctx.reply(`${ctx.msg.reply_to_message ? '答' : '说'}：${ctx.msg.text}`)));
  bot.on('message', (ctx) => ctx.reply(`收到：${['photo', 'document', 'voice', 'location', 'contact', 'sticker'].find((kind) => kind in ctx.msg) ?? ''}`));
  bot.inlineQuery(/./u, (ctx) => ctx.answerInlineQuery(['甲', '乙'].map((name): InlineQueryResult => ({
    type: 'article', id: name, title: `${ctx.inlineQuery.query}${name}`, description: '原文一句', input_message_content: { message_text: `选了${name}` },
  })), { cache_time: 0 }));
  const running = bot.start({ allowed_updates: ['message', 'edited_message', 'callback_query', 'inline_query', 'message_reaction'] });
  onTestFinished(async () => {
    await bot.stop();
    await running;
  });
  return bot;
}

function styles(): MessageEntity[] {
  const at = (words: string) => ({ offset: STYLES.indexOf(words), length: words.length });
  return [
    { type: 'bold', ...at('粗体') }, { type: 'italic', ...at('斜体') }, { type: 'code', ...at('代码') }, { type: 'spoiler', ...at('遮住') },
    { type: 'text_link', url: 'https://example.org/hidden', ...at('链接') }, { type: 'blockquote', ...at('引文') },
  ];
}
