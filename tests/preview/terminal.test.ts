import { describe, expect, it, onTestFinished } from 'vitest';
import { openPreview } from '../../src/preview/preview.ts';
import { formatMessage } from '../../src/preview/terminal.ts';
import { wording } from '../support/bot.ts';
import { startBot } from '../support/emulator.ts';
import { answered, BUS, clarify, handMade, notCovered, quoteOf, replyOf } from '../support/knowledge.ts';

async function prepareChat(knowledge = handMade()) {
  const preview = await openPreview({ host: '127.0.0.1', port: 0, names: wording.process.names });
  onTestFinished(() => preview.close());
  startBot(preview.scene.emulator, { knowledge, adminIds: [preview.adminId] });
  let written = '';
  const chat = preview.terminal({ write: (text) => (written += text), colour: false, elsewhere: '您（网页）：' });
  /** Types a line and gives what came back. */
  const type = async (line: string): Promise<string> => {
    written = '';
    await chat.type(line);
    return written;
  };
  return { type, chat, preview, written: () => written };
}

describe('The chat in the terminal', () => {
  it('greets, and numbers the buttons', async () => {
    const { type } = await prepareChat();
    expect(await type('/start')).toContain('目前收录 1 篇');
    expect(await type('/start')).toMatch(/\n {2}\[1\] 免费乘车\n {2}\[2\] 就业帮扶\n {2}\[3\] 看病报销\n\n$/u);
  });

  it('answers a question with the same words as Telegram, a bar beside the quote', async () => {
    const { type } = await prepareChat();
    expect(await type('坐公交车要钱吗')).toContain(`原文是这样写的：\n│ ${BUS}\n〔新闻报道〕`);
  });

  it('takes a number for the button, also in full width, and only while it is shown', async () => {
    const respond = (message: string) => replyOf(message === '坐车' ? clarify('坐公交', '坐地铁') : message === '2' ? notCovered('2') : answered([quoteOf(BUS)]));
    const { type } = await prepareChat(handMade({ respond }));
    await type('坐车');
    expect(await type('２')).toContain('您问：坐地铁');
    expect(await type('2')).toContain('文章没有写：2。');
  });

  it('says nothing to an empty line, and knows commands, also those of admins', async () => {
    const { type } = await prepareChat();
    expect(await type('  ')).toBe('');
    expect(await type('/help')).toContain(wording.help[0]);
    expect(await type('/nothing')).toContain(wording.unknownCommand);
    expect(await type('/reindex')).toContain(wording.reindex.started);
  });

  it('shows what the same person says elsewhere, and what comes back', async () => {
    const { chat, preview, written } = await prepareChat();
    const { admin, emulator } = preview.scene;
    const ended = new AbortController();
    const following = chat.follow(ended.signal);
    admin.say(admin.id, '坐公交车要钱吗');
    await emulator.until(() => emulator.transcript(admin.id).length === 2);
    ended.abort();
    await following;
    expect(written()).toMatch(/^您（网页）：坐公交车要钱吗\n原文是这样写的：\n│ /u);
  });

  it('shows bold where the terminal has colours', () => {
    const entities = [{ type: 'blockquote' as const, offset: 2, length: 4 }, { type: 'bold' as const, offset: 4, length: 2 }];
    expect(formatMessage('甲\n乙\n丙丁', entities, true)).toBe('甲\n│ 乙\n│ \u001B[1m丙丁\u001B[22m');
    expect(formatMessage('甲\n乙\n丙丁', entities, false)).toBe('甲\n│ 乙\n│ 丙丁');
  });
});
