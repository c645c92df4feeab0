import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askingPart, isFollowUp, read, splitQuestions, understand } from '../../src/core/question.ts';
import { realKnowledge } from '../support/real.ts';

const { engine } = realKnowledge();
const ask = (message: string, previous = '') => understand(message, previous, engine);

describe('A message is split', () => {
  it.each([
    ['into two questions', '优待证在哪办?坐车还要钱不?', ['优待证在哪办?', '坐车还要钱不?']],
    ['into three questions', '服务中心有几个?电话是多少?周末上班吗?', ['服务中心有几个?', '电话是多少?', '周末上班吗?']],
    ['at full-width marks too', '优待证怎么申请？坐公交要钱吗！', ['优待证怎么申请？', '坐公交要钱吗！']],
    ['at line ends', '优待证怎么申请\n坐公交要钱吗', ['优待证怎么申请', '坐公交要钱吗']],
  ])('%s: %s', (_, text, parts) => {
    expect(splitQuestions(text)).toEqual(parts);
  });

  it.each([
    ['asks once', '坐公交车要钱吗?'],
    ['asks for two things in one sentence', '坐公交和坐地铁要钱吗'],
    ['greets first', '你好。坐公交车要钱吗?'],
    ['tells before it asks', '我是老兵。我今年七十。坐公交车要钱吗?'],
    ['asks four times', '坐公交要钱吗?坐地铁要钱吗?看病能报吗?上学有优待吗?'],
    ['goes on with a few words that mean nothing alone', '坐公交要钱吗?地铁?'],
    ['is long', `${'我在部队待过。'.repeat(12)}坐公交要钱吗?坐地铁要钱吗?`],
    ['is nothing', ''],
    ['is only marks', '??!。'],
  ])('not when it %s', (_, text) => {
    expect(splitQuestions(text)).toEqual([text]);
  });
});

describe('The asking part of a story', () => {
  it.each([
    [
      'is the sentence that asks',
      '我是二〇〇九年退伍的老兵,在家种地二十年了,腰腿也不好,孩子都在外地打工,想问坐公交车要钱吗',
      '想问坐公交车要钱吗',
      '我是二〇〇九年退伍的老兵,在家种地二十年了,腰腿也不好,孩子都在外地打工',
    ],
    [
      'is every sentence that asks',
      '我爸当过兵,坐公交车要不要钱,他今年七十五了,腿脚一直不太利索,就靠公交出门,有没有免费的景区',
      '坐公交车要不要钱,有没有免费的景区',
      '我爸当过兵,他今年七十五了,腿脚一直不太利索,就靠公交出门',
    ],
    [
      'takes the words before a short tail along',
      '我是外地来的,一直在部队待了十二年才退下来,听说乌鲁木齐的优待证可以坐地铁,要钱吗',
      '听说乌鲁木齐的优待证可以坐地铁,要钱吗',
      '我是外地来的,一直在部队待了十二年才退下来',
    ],
    ['is all of a short message', '我是老兵,坐公交车要钱吗', '我是老兵,坐公交车要钱吗', ''],
    ['is all of a story that asks nothing', '我今年七十了,老伴也七十了,身体都不好,天天去医院,家里就我们两个人,日子过得紧', '我今年七十了,老伴也七十了,身体都不好,天天去医院,家里就我们两个人,日子过得紧', ''],
    ['is nothing of nothing', '', '', ''],
  ])('%s', (_, text, asking, background) => {
    expect(askingPart(text)).toEqual({ asking, background });
  });
});

describe('A follow-up', () => {
  it.each(['那地铁呢', '那么老年人呢?', '还有别的吗', '它在哪里办理手续需要带哪些材料', '这个政策覆盖了多少条公交线路呢', '另外军属能不能也免费乘坐公交车呢', 'and what about the old people of the city', '多少钱', '为什么'])('%s', (text) => {
    expect(isFollowUp(text)).toBe(true);
  });

  it.each(['退役军人就业创业孵化基地一共帮了多少人找到工作', '乌鲁木齐建成了多少个退役军人服务中心', 'how many service centers are there in the city'])('is not %s', (text) => {
    expect(isFollowUp(text)).toBe(false);
  });
});

describe('Reading', () => {
  it.each([
    ['simplified', '坐公交要钱吗', '坐公交要钱吗'],
    ['simplified', ' ＢＵＳ公交\u200b免费？ ', 'bus公交免费?'],
    ['traditional', '優待證怎麼辦', '优待证怎么办'],
    ['pinyin', 'zuo gongjiao yao qian ma', '坐公交要钱吗'],
    ['simplified', '坐gongjiao要钱吗', '坐公交要钱吗'],
    ['simplified', '优代证坐地铁', '优待证坐地铁'],
    ['none', '222', '222'],
    ['none', '😀?', '😀?'],
    ['none', '', ''],
  ])('%s: %s', (script, typed, text) => {
    const result = read(typed, engine);
    expect([result.script, result.text]).toEqual([script, text]);
  });

  it('adds the Chinese words of the glossary to English', () => {
    const { script, text } = read('free bus for veterans', engine);
    expect(script).toBe('english');
    expect(text).toContain('free bus for veterans');
    expect(text).toContain('退役军人');
  });

  it('takes every phrase of the glossary for English, though its letters are syllables', () => {
    const misread = [...engine.lexicon.english.keys()].filter((phrase) => read(phrase, engine).script === 'pinyin');
    expect(misread).toEqual([]);
  });

  it('tells what it rewrote', () => {
    expect(read('优代证坐地铁', engine).rewritten).toEqual([{ from: '优代证', to: '优待证' }]);
    expect(read('优待证坐地铁', engine).rewritten).toEqual([]);
    expect(read('youdaizheng zenme ban', engine).rewritten).toEqual([{ from: 'youdaizheng zenme ban', to: '优待证怎么办' }]);
  });
});

describe('A question', () => {
  it.each([
    ['服务中心的电话', 'phone'],
    ['展览在哪里', 'address'],
    ['服务站几点下班', 'hours'],
    ['乌鲁木齐舰是哪年命名的', 'date'],
    ['每月补多少钱', 'amount'],
    ['有几个服务中心', 'count'],
    ['免票景区的名单', 'list'],
    ['舰长是谁', 'person'],
    ['优待证怎么申请', 'howto'],
    ['要带身份证吗', 'documents'],
    ['我老婆可以享受吗', 'eligibility'],
    ['文件写了什么', 'content'],
    ['为什么免费', 'other'],
  ])('%s asks for %s', (message, facet) => {
    expect(ask(message).parts[0]?.facets).toContain(facet);
  });

  it('names things by their class, however they are spelled', () => {
    const names = ask('喀什的公交跟乌市一样免费吗').parts[0]?.names.map((name) => [name.value.className, name.value.member]);
    expect(names).toEqual([['city', '喀什'], ['vehicle', '公交'], ['city', '乌鲁木齐']]);
  });

  it('is shown back as it was typed, and each of several as it was read', () => {
    expect(ask('優待證怎麼辦?').parts.map((part) => part.typed)).toEqual(['優待證怎麼辦?']);
    expect(ask('優待證怎麼申請?坐公交要錢嗎?').parts.map((part) => part.typed)).toEqual(['优待证怎么申请?', '坐公交要钱吗?']);
  });

  it('of a story says in its background what the story told, which counts less', () => {
    const [part] = ask('我爸当过兵,今年七十五了,腿脚不利索,出门就靠公共交通,孩子们都不在身边,想问坐地铁要钱吗').parts;
    expect(part?.text).toBe('想问坐地铁要钱吗');
    expect(part?.background).toContain('我爸当过兵');
    const weights = (text = ''): number[] => part?.groups.filter((group) => text.includes(group.said)).map((group) => group.weight) ?? [];
    expect(weights(part?.background).length).toBeGreaterThan(0);
    expect(Math.max(...weights(part?.text))).toBeGreaterThan(Math.max(...weights(part?.background)));
  });

  it('that follows up takes the things of the one before along, but not what that asked for', () => {
    const [part] = ask('那地铁呢', '坐公交车怎么申请优待证').parts;
    expect(part?.groups.map((group) => group.said)).toEqual(expect.arrayContaining(['地铁', '优待证']));
    expect(part?.facets).toEqual(ask('那地铁呢').parts[0]?.facets);
    expect([...(part?.features.keys() ?? [])].filter((key) => key.startsWith('f:'))).toEqual([]);
  });

  it('that stands for itself takes nothing along', () => {
    const message = '乌鲁木齐建成了多少个退役军人服务中心';
    expect(ask(message, '坐公交车怎么申请优待证')).toEqual(ask(message));
  });

  it('is read from both ends where it is very long', () => {
    const { parts } = ask(`坐公交要钱吗${'，我以前在部队'.repeat(600)}，服务中心有几个`);
    const read = parts.map((part) => part.text + part.background).join('');
    expect(read).toContain('坐公交要钱吗');
    expect(read).toContain('服务中心有几个');
    expect(read.length).toBeLessThan(1300);
  });

  it('of any text is 1 to 3 questions, and the same each time', () => {
    const piece = fc.oneof(fc.constantFrom('优待证', '怎么办', '？', '\n', '。', '那', 'zenme', ' free ', '222', '\ud800', '\u0000', '__proto__', '吗？', '😀'), fc.string({ unit: 'binary', maxLength: 5 }));
    const message = fc.array(piece, { maxLength: 10 }).map((pieces) => pieces.join(''));
    fc.assert(fc.property(message, message, (typed, previous) => {
      const question = ask(typed, previous);
      expect(question.parts.length >= 1 && question.parts.length <= 3).toBe(true);
      expect(ask(typed, previous)).toEqual(question);
    }), { numRuns: 300 });
  });
});
