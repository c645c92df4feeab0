import { describe, expect, it } from 'vitest';
import type { KnowledgeBase } from '../../src/knowledge/base.ts';
import { ADMIN_ID, GROUP, prepareBot, wording } from '../support/bot.ts';
import { answered, article, handMade, law, notCovered, parseArticle, quoteOf, replyOf } from '../support/knowledge.ts';

const admin = { from: { id: ADMIN_ID, is_bot: false, first_name: '管理员' } };

describe('An admin who sends /reindex', () => {
  it('reads documents, passages, time and what changed, and questions are answered from the new version', async () => {
    const edited = parseArticle(article.published.replaceAll('222条市区公交', '220条市区公交'), { ...article.meta, signedBy: '某单位' });
    const next = handMade({ version: 'ddddeeeeffff', documents: [edited, law], respond: () => replyOf(answered([quoteOf('免费乘坐220条市区公交线路', edited)])) });
    const test = prepareBot({ load: () => next });
    await test.text('/reindex', admin);
    expect(test.sent[0]?.text).toBe(wording.reindex.started);
    expect(test.sent[1]?.text.split('\n')).toEqual([
      '已换上新版本 ddddeeeeffff。',
      '文档 2 篇，句段 123 个，用时 0.0 秒。',
      'urumqi-shuangyong.txt：新增 0 句，删去 0 句，改动 1 句',
      'urumqi-shuangyong.txt：类型、署名等说明有改动',
      'tiaoli.md：新文档，4 句',
    ]);
    await test.text('坐公交车要钱吗');
    expect(test.last().text).toContain('220条');
  });

  it('reads that nothing changed', async () => {
    const test = prepareBot({ load: () => handMade() });
    await test.text('/reindex', admin);
    expect(test.last().text).toBe('内容没有变化，版本仍是 aaaabbbbcccc。\n文档 1 篇，句段 123 个，用时 0.0 秒。');
  });

  it('reads that only the words of the search changed', async () => {
    const test = prepareBot({ load: () => handMade({ version: 'new' }) });
    await test.text('/reindex', admin);
    expect(test.last().text).toContain(wording.reindex.otherChanges);
  });

  it('reads which documents are bad, and the old version keeps answering', async () => {
    const bad = handMade({ version: 'bad', problems: [{ file: 'b.txt', problem: '没有收录，既不是 UTF-8 也不是 GB18030', leftOut: true }], respond: () => replyOf(notCovered('这件事')) });
    const test = prepareBot({ load: () => bad });
    await test.text('/reindex', admin);
    expect(test.last().text).toBe('没有换上新版本，仍在用 aaaabbbbcccc。这些文件有问题：\nb.txt：没有收录，既不是 UTF-8 也不是 GB18030\n改好以后，请再发一次 /reindex。');
    await test.text('坐公交车要钱吗');
    expect(test.last().text).toContain('222条');
    expect(test.logs).toMatchObject([{ code: 'knowledge.reload_refused', files: 'b.txt' }]);
  });

  it('reads what is wrong with bank, lexicon and fit, though the new version answers', async () => {
    const problems = [
      { file: 'questions/bank.txt', problem: '第 3 行：原文里没有这样的话：免费坐飞机', leftOut: false },
      { file: 'model/classifier.json', problem: '跟现在的题库、词表对不上，请运行 npm run fit -- bank', leftOut: false },
    ];
    const test = prepareBot({ load: () => handMade({ version: 'new', problems }) });
    await test.text('/reindex', admin);
    expect(test.last().text.split('\n').slice(-3)).toEqual([
      wording.reindex.remarks,
      'questions/bank.txt：第 3 行：原文里没有这样的话：免费坐飞机',
      'model/classifier.json：跟现在的题库、词表对不上，请运行 npm run fit -- bank',
    ]);
    expect(test.logs).toMatchObject([{ code: 'knowledge.published', version: 'new', problems: 2 }]);
  });

  it.each([
    ['a reason that is for people', Object.assign(new Error('文件夹里没有文档'), { name: 'KnowledgeError' }), '文件夹里没有文档'],
    ['a fault of the program', new TypeError('x is undefined'), wording.reindex.unknownReason],
  ])('reads that it failed, with %s', async (_, error, reason) => {
    const test = prepareBot({ load: () => { throw error; } });
    await test.text('/reindex', admin);
    expect(test.last().text).toBe(`整理失败，没有换上新版本，仍在用 aaaabbbbcccc。原因：${reason}`);
    expect(test.logs).toMatchObject([{ level: 'error', code: 'knowledge.reload_failed' }]);
    await test.text('坐公交车要钱吗');
    expect(test.last().text).toContain('222条');
  });

  it('a second time while one runs, is asked to wait', async () => {
    let finish: (knowledge: KnowledgeBase) => void = () => undefined;
    const test = prepareBot({ load: () => new Promise<KnowledgeBase>((resolve) => (finish = resolve)) });
    const first = test.text('/reindex', admin);
    await expect.poll(() => test.sent.length).toBe(1);
    await test.text('/reindex', admin);
    expect(test.last().text).toBe(wording.reindex.busy);
    finish(handMade({ version: 'new' }));
    await first;
    expect(test.last().text).toContain('new');
  });
});

describe('Everybody else who sends /reindex', () => {
  const people = {
    'a stranger': {},
    'an anonymous admin of the group': { from: { id: 1087968824, is_bot: true, first_name: 'Group' }, sender_chat: GROUP },
    'a channel with the number of an admin': { from: { id: ADMIN_ID, is_bot: false, first_name: 'x' }, sender_chat: { id: ADMIN_ID, type: 'channel' as const, title: 'x' } },
    'a bot with the number of an admin': { from: { id: ADMIN_ID, is_bot: true, first_name: 'x' }, sender_chat: GROUP },
  };

  it.each(Object.entries(people))('%s gets exactly the reply of an unknown command', async (_, sender) => {
    let loads = 0;
    const test = prepareBot({ load: () => { loads++; return handMade(); } });
    await test.text('/reindex', sender);
    await test.text('/nosuchcommand', sender);
    const [first, second] = test.calls;
    expect(test.calls).toHaveLength(2);
    expect(first).toEqual(second);
    expect(test.sent[0]?.text).toBe(wording.unknownCommand);
    expect(loads).toBe(0);
  });

  it('a message without a sender has no rights', async () => {
    const test = prepareBot({ load: () => { throw new Error('must not load'); } });
    await test.text('/reindex', { from: undefined as never });
    expect(test.sent.map((message) => message.text)).toEqual([wording.unknownCommand]);
  });

  it('a stranger in a group hears nothing, as of any unknown command', async () => {
    const test = prepareBot();
    await test.text('/reindex', { chat: GROUP });
    expect(test.calls).toEqual([]);
  });

  it('never finds it among the commands', () => {
    expect(wording.profile.commands.map((entry) => entry.command)).toEqual(['start', 'help', 'about', 'privacy']);
    expect(JSON.stringify([wording.start, wording.help])).not.toContain('reindex');
  });
});
