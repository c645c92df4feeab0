import { describe, expect, it } from 'vitest';
import { createBot } from '../../src/bot/bot.ts';
import { createHolder } from '../../src/knowledge/holder.ts';
import { createLog } from '../../src/log.ts';
import { createTerminalChat, formatMessage, TERMINAL_BOT, TERMINAL_USER_ID } from '../../src/preview/terminal.ts';
import { wording } from '../support/bot.ts';
import { answered, BUS, clarify, handMade, notCovered, quoteOf, replyOf } from '../support/knowledge.ts';

function prepareChat(knowledge = handMade()) {
  const holder = createHolder({ first: knowledge, load: () => handMade({ version: 'new' }), elapsed: () => 0 });
  const log = createLog({ level: 'silent', write: () => undefined, now: () => new Date(0) });
  const bot = createBot('0:terminal', { knowledge: holder, wording, adminIds: new Set([TERMINAL_USER_ID]), log, now: () => 0, botInfo: TERMINAL_BOT });
  let written = '';
  const chat = createTerminalChat(bot, (text) => (written += text), false);
  /** Types a line and gives what came back. */
  return async (line: string): Promise<string> => {
    written = '';
    await chat.type(line);
    return written;
  };
}

describe('The chat in the terminal', () => {
  it('greets, and numbers the buttons', async () => {
    const type = prepareChat();
    expect(await type('/start')).toContain('目前收录 1 篇');
    expect(await type('/start')).toMatch(/\n {2}\[1\] 免费乘车\n {2}\[2\] 就业帮扶\n {2}\[3\] 看病报销\n\n$/u);
  });

  it('answers a question with the same words as Telegram, a bar beside the quote', async () => {
    expect(await prepareChat()('坐公交车要钱吗')).toContain(`原文是这样写的：\n│ ${BUS}\n〔新闻报道〕`);
  });

  it('takes a number for the button, also in full width, and only while it is shown', async () => {
    const knowledge = handMade({ respond: (message) => replyOf(message === '坐车' ? clarify('坐公交', '坐地铁') : message === '2' ? notCovered('2') : answered([quoteOf(BUS)])) });
    const type = prepareChat(knowledge);
    await type('坐车');
    expect(await type('２')).toContain('您问：坐地铁');
    expect(await type('2')).toContain('文章没有写：2。');
  });

  it('says nothing to an empty line, and knows commands', async () => {
    const type = prepareChat();
    expect(await type('  ')).toBe('');
    expect(await type('/help')).toContain(wording.help[0]);
    expect(await type('/nothing')).toContain(wording.unknownCommand);
    expect(await type('/reindex')).toContain('已换上新版本 new');
  });

  it('shows bold where the terminal has colours', () => {
    const entities = [{ type: 'blockquote' as const, offset: 2, length: 4 }, { type: 'bold' as const, offset: 4, length: 2 }];
    expect(formatMessage('甲\n乙\n丙丁', entities, true)).toBe('甲\n│ 乙\n│ \u001B[1m丙丁\u001B[22m');
    expect(formatMessage('甲\n乙\n丙丁', entities, false)).toBe('甲\n│ 乙\n│ 丙丁');
  });
});
