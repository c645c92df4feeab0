/** A small knowledge base made by hand: the real article, and replies that a test lays down. */
import { readFileSync } from 'node:fs';
import type { Answer, Quote, Reply } from '../../src/core/answer.ts';
import { parseDocument, UNKNOWN_META, type Document, type SourceMeta } from '../../src/core/document.ts';
import type { KnowledgeBase } from '../../src/knowledge/base.ts';

export const ARTICLE_META: SourceMeta = {
  ...UNKNOWN_META,
  kind: '新闻报道',
  title: '全国双拥模范城(县)巡礼新疆乌鲁木齐市:同心浇灌双拥花 团结铸就军民情',
  shortTitle: '新疆乌鲁木齐市:同心浇灌双拥花 团结铸就军民情',
  signedBy: '新疆维吾尔自治区双拥办',
  eventDates: [{ date: '4月23日', what: '荣膺全国双拥模范城' }],
};

const published = readFileSync(new URL('../../knowledge/sources/urumqi-shuangyong.txt', import.meta.url), 'utf8');
const FURNITURE = ['相关推荐', '评论列表', '暂无评论…', '你 发表评论:', '欢迎'];

/** The article as published, or as it would be after an edit. */
export function parseArticle(text: string = published, meta: SourceMeta = ARTICLE_META): Document {
  return parseDocument('urumqi-shuangyong.txt', text, { meta, furniture: FURNITURE });
}

export const article: Document = parseArticle();

const LAW = '# 某市优待条例\n\n## 第一章 总则\n\n第一条 为了做好优待工作，制定本条例。\n\n第十六条 退役军人凭优待证免费乘坐公共汽车。\n';
export const law: Document = parseDocument('tiaoli.md', LAW, { meta: { ...UNKNOWN_META, kind: '法规', title: '某市优待条例' } });
export const unknownKind: Document = parseDocument('tongzhi.md', '# 某通知\n\n各站照常开放。\n');

/** A quote of `text` in `document`, with the given words marked. */
export function quoteOf(text: string, document: Document = article, marked: readonly string[] = []): Quote {
  const start = document.text.indexOf(text);
  if (start < 0) throw new Error(`Not in ${document.file}: ${text}`);
  const end = start + text.length;
  const block = document.blocks.find((entry) => start >= entry.start && start < entry.end);
  if (!block) throw new Error(`No block holds ${text}`);
  const marks = marked.map((word) => ({ start: text.indexOf(word), end: text.indexOf(word) + word.length }));
  const { section, paragraph, article: address } = block;
  return { document: document.id, file: document.file, kind: document.meta.kind, title: document.title, section, paragraph, article: address, start, end, text, marks };
}

export const BUS = '推出免费乘坐222条市区公交线路、免首道门票游览30个景区景点等优待政策;';
export const METRO = '实现持优待证“挥卡过闸”免费乘坐地铁,';

export const answered = (quotes: Quote[], more: Partial<Extract<Answer, { status: 'answered' }>> = {}): Answer => ({
  status: 'answered', quotes, missing: null, entitlement: false, reasons: [], ...more,
});
export const notCovered = (text: string, nearest: Quote[] = [], facet: 'howto' | 'offtopic' = 'howto'): Answer => ({
  status: 'not_covered', missing: { facet, text }, nearest, reasons: [],
});
export const clarify = (...options: string[]): Answer => ({ status: 'clarify', options, reasons: [] });

/** A reply of one part for each answer. */
export function replyOf(...answers: Answer[]): Reply {
  return { parts: answers.map((answer, index) => ({ question: `问题${index + 1}`, answer, rewritten: [] })) };
}

export interface HandMade extends KnowledgeBase {
  /** What was asked, in order. */
  asked: { message: string; previous: string | undefined }[];
}

/** Answers with `respond`, or with the sentence about buses where a question is about them. */
export function handMade(options: { documents?: Document[]; version?: string; problems?: KnowledgeBase['problems']; respond?: (message: string) => Reply } = {}): HandMade {
  const asked: HandMade['asked'] = [];
  const respond = options.respond ?? ((message) => replyOf(/公交|就业|看病/u.test(message) ? answered([quoteOf(BUS, article, ['公交'])]) : notCovered('这件事')));
  return {
    version: options.version ?? 'aaaabbbbcccc',
    builtAt: new Date('2025-01-02T03:04:05Z'),
    documents: options.documents ?? [article],
    passageCount: 123,
    problems: options.problems ?? [],
    asked,
    ask(message, previous) {
      asked.push({ message, previous });
      return respond(message);
    },
  };
}
