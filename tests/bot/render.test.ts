import { describe, expect, it } from 'vitest';
import type { Answer, Reply } from '../../src/core/answer.ts';
import type { Document } from '../../src/core/document.ts';
import type { Message } from '../../src/bot/message.ts';
import { renderReply } from '../../src/bot/render.ts';
import { isProvable } from '../../src/bot/verify.ts';
import { under, wording } from '../support/bot.ts';
import { answered, article, BUS, clarify, law, METRO, notCovered, quoteOf, replyOf, unknownKind } from '../support/knowledge.ts';

const WAY_ON = wording.answer.wayOn;
const CITATION = '〔新闻报道〕《新疆乌鲁木齐市:同心浇灌双拥花 团结铸就军民情》 · 优待服务暖人心,尊崇举措见实效 · 第10段 · 署名：新疆维吾尔自治区双拥办 · 发布日期未注明';
const NOTICE = '这是新闻报道，不是政策文件；是否适用请向主管部门核实。';

function render(reply: Reply | Answer, documents: Document[] = [article], asked?: string): Message {
  const { messages } = renderReply('parts' in reply ? reply : replyOf(reply), { documents }, wording, asked);
  expect(messages).toHaveLength(1);
  return messages[0] as Message;
}

describe('An answer', () => {
  it('is a short lead, the quote, and one line that says where it stands', () => {
    const message = render(answered([quoteOf(BUS)]));
    expect(message.text).toBe(`原文是这样写的：\n${BUS}\n${CITATION}`);
    expect(under(message, 'blockquote')).toEqual([BUS]);
  });

  it('shows matched words in bold, inside the quote', () => {
    const message = render(answered([quoteOf(BUS, article, ['免费乘坐', '公交线路'])]));
    expect(under(message, 'bold')).toEqual(['免费乘坐', '公交线路']);
  });

  it('merges matched words that touch, and cuts those that leave the quote', () => {
    const quote = { ...quoteOf(METRO), marks: [{ start: 0, end: 3 }, { start: 2, end: 6 }, { start: 15, end: 99 }, { start: 5, end: 5 }] };
    expect(under(render(answered([quote])), 'bold')).toEqual(['实现持优待证', '坐地铁,']);
  });

  it('on entitlement ends with the notice that this is a news report', () => {
    expect(render(answered([quoteOf(BUS)], { entitlement: true })).text.endsWith(`\n\n${NOTICE}`)).toBe(true);
  });

  it('from a law has no such notice', () => {
    const message = render(answered([quoteOf('退役军人凭优待证免费乘坐公共汽车。', law)], { entitlement: true }), [law]);
    expect(message.text).not.toContain('新闻报道');
  });

  it('shows further quotes each with its own citation', () => {
    const message = render(answered([quoteOf(BUS), quoteOf(METRO)]));
    expect(message.text).toBe(`原文是这样写的：\n${BUS}\n${CITATION}\n\n还有一处原文：\n${METRO}\n${CITATION}`);
    expect(under(message, 'blockquote')).toEqual([BUS, METRO]);
  });

  it('says what of the question the text leaves open', () => {
    const message = render(answered([quoteOf(METRO)], { missing: { facet: 'howto', text: '怎么申请优待证' } }));
    expect(message.text.endsWith('\n\n不过，文章没有写：怎么申请优待证。')).toBe(true);
  });

  it('tells what was looked for where that is not what was typed', () => {
    const reply: Reply = { parts: [{ question: '优代证坐地铁', answer: answered([quoteOf(METRO)]), rewritten: [{ from: '优代证', to: '优待证' }] }] };
    expect(render(reply).text).toMatch(/^按“优待证”查找（您写的是“优代证”）。\n\n原文是这样写的：/u);
  });

  it('to a pressed button repeats the question, which the chat does not show', () => {
    const message = render(answered([quoteOf(BUS)]), [article], '坐公交免费吗');
    expect(message.text).toMatch(/^您问：坐公交免费吗\n\n原文/u);
    expect(under(message, 'bold')).toEqual(['您问：坐公交免费吗']);
  });
});

describe('A citation', () => {
  const citationOf = (message: Message): string => message.text.split('\n').find((line) => line.startsWith('〔')) ?? '';

  it('of a law names the article', () => {
    expect(citationOf(render(answered([quoteOf('退役军人凭优待证免费乘坐公共汽车。', law)]), [law]))).toBe('〔法规〕《某市优待条例》 · 第十六条 · 发布日期未注明');
  });

  it('of an unknown kind says that it is not stated', () => {
    expect(citationOf(render(answered([quoteOf('各站照常开放。', unknownKind)]), [unknownKind]))).toBe('〔类型未注明〕《某通知》 · 第1段 · 署名未注明 · 发布日期未注明');
  });

  it('gives the day of publication where it is stated', () => {
    const dated = { ...law, meta: { ...law.meta, publishedOn: '2020-01-01' } };
    expect(citationOf(render(answered([quoteOf('为了做好优待工作，', law)]), [dated]))).toBe('〔法规〕《某市优待条例》 · 第一条 · 发布日期：2020-01-01');
  });

  it('before the first heading has no heading', () => {
    expect(citationOf(render(answered([quoteOf('成功实现“十连冠”。')])))).toContain('团结铸就军民情》 · 第1段 · ');
  });

  it('of a heading has no paragraph', () => {
    expect(citationOf(render(answered([quoteOf('军民同心绘新篇,双向奔赴践初心')])))).toContain('》 · 小标题 · 署名');
  });
});

describe('A refusal', () => {
  it('first names what is missing, then shows the nearest sentence as no answer, then a way on', () => {
    const message = render(notCovered('怎么申请优待证', [quoteOf(METRO)]));
    expect(message.text).toBe(`文章没有写：怎么申请优待证。\n\n相关的一句（不是答案）：\n${METRO}\n${CITATION}\n\n${WAY_ON}`);
    expect(under(message, 'blockquote')).toEqual([METRO]);
  });

  it('without a near sentence says so in two lines', () => {
    expect(render(notCovered('怎么申请优待证')).text).toBe(`文章没有写：怎么申请优待证。\n\n${WAY_ON}`);
  });

  it('shows one near sentence at most', () => {
    expect(under(render(notCovered('这件事', [quoteOf(METRO), quoteOf(BUS)])), 'blockquote')).toEqual([METRO]);
  });

  it.each([
    ['of a long question names what was asked for, and how the question begins', '我爱人随军过来以后到底怎么申请…', '怎么办理（您问的是：我爱人随军过来以后到底怎么申请…）'],
    ['of a question that has no words left names what was asked for', '', '怎么办理'],
    ['of nothing but blanks names what was asked for', ' \u0000', '怎么办理'],
  ])('%s', (_, text, named) => {
    expect(render(notCovered(text)).text.split('\n')[0]).toBe(`文章没有写：${named}。`);
  });

  it.each(['', '今天天气怎么样明天呢后天呢…'])('never has nothing behind its colon: off topic, %j', (text) => {
    expect(render(notCovered(text, [], 'offtopic')).text.split('\n')[0]).toBe(`文章没有写：${text || '您问的这件事'}。`);
  });

  it('from several documents does not speak of an article', () => {
    expect(render(notCovered('这件事'), [article, law]).text).toMatch(/^收录的资料没有写：这件事。/u);
  });

  it('of something else entirely says what is held here', () => {
    expect(render(notCovered('明天的天气', [], 'offtopic')).text).toContain(wording.answer.wayOnOfftopic);
  });

  it('never brings a number of its own', () => {
    expect(WAY_ON + wording.answer.wayOnOfftopic).not.toMatch(/\d/u);
  });

  it('keeps what was typed on one line, short and harmless', () => {
    const text = render(notCovered(`<b>*_\`\u0000\n\u202Exyz\uD83D${'啊'.repeat(200)}`)).text.split('\n')[0] ?? '';
    expect(text).toMatch(/^文章没有写：<b>\*_` xyz 啊+……。$/u);
    expect(text.length).toBeLessThan(80);
  });

  it('keeps what was typed from right to left apart from the sentence around it', () => {
    expect(render(notCovered('ھەقسىز ئاپتوبۇس!')).text.split('\n')[0]).toBe('文章没有写：\u2068ھەقسىز ئاپتوبۇس!\u2069。');
  });
});

describe('A message of several questions', () => {
  const reply = replyOf(answered([quoteOf(BUS)], { entitlement: true }), notCovered('地址'), { status: 'smalltalk', kind: 'thanks', reasons: [] });

  it('is answered in one message, part by part', () => {
    const message = render(reply);
    expect(under(message, 'bold')).toEqual(['第 1 问：问题1', '第 2 问：问题2', '第 3 问：问题3']);
    expect(message.text).toContain(`${NOTICE}\n\n第 2 问：问题2\n\n文章没有写：地址。`);
    expect(message.text.endsWith(wording.smalltalk.thanks)).toBe(true);
  });

  it('proves every quote that it shows', () => {
    expect(isProvable(reply, [render(reply)], { documents: [article] })).toBe(true);
  });
});

describe('A question that may mean several things', () => {
  it('offers them as options, each once', () => {
    const { messages, options } = renderReply(replyOf(clarify('坐公交', '坐地铁', '坐公交')), { documents: [article] }, wording);
    expect(options).toEqual(['坐公交', '坐地铁']);
    expect(messages).toEqual([{ text: wording.answer.clarify, entities: [] }]);
  });
});

describe('Distress', () => {
  it.each(['selfharm', 'danger', 'medical', 'hardship'] as const)('of the kind %s gets the two numbers that help at once', (kind) => {
    const { text } = render({ status: 'distress', kind, reasons: [] });
    expect(text).toContain('110');
    expect(text).toContain('120');
  });
});

describe('Nothing unproven passes', () => {
  const reply = replyOf(answered([quoteOf(BUS)]));
  const message = render(reply);
  const sources = { documents: [article] };

  it('a true quote does', () => expect(isProvable(reply, [message], sources)).toBe(true));

  it.each([
    ['a changed character', { text: BUS.replace('222', '220') }],
    ['a moved offset', { start: quoteOf(BUS).start + 1 }],
    ['an offset that is no number', { start: Number.NaN }],
    ['another document', { file: 'other.txt' }],
  ])('%s does not', (_, change) => {
    const forged = replyOf(answered([{ ...quoteOf(BUS), ...change }]));
    expect(isProvable(forged, renderReply(forged, sources, wording).messages, sources)).toBe(false);
  });

  it('a quote whose published bytes changed does not', () => {
    const changed = { ...article, published: article.published.replace('222条', '221条') };
    expect(isProvable(reply, [message], { documents: [changed] })).toBe(false);
  });

  it('a message that shows something else under the bar does not', () => {
    const shifted = { ...message, entities: message.entities.map((entity) => ({ ...entity, offset: entity.offset + 1 })) };
    expect(isProvable(reply, [shifted], sources)).toBe(false);
    expect(isProvable(reply, [], sources)).toBe(false);
  });
});
