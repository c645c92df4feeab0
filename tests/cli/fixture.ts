/** A small knowledge base made by hand: what the commands do with a reply is tested apart from how replies are found. */
import type { Answer, Facet, Quote, Reply } from '../../src/core/answer.ts';
import { parseDocument } from '../../src/core/document.ts';
import type { Document } from '../../src/core/document.ts';
import type { Verdict } from '../../src/cli/verdict.ts';

export const ARTICLE = parseDocument(
  'article.txt',
  '双拥巡礼\n面向退役军人,推出免费乘坐222条公交线路。持优待证免费乘坐地铁。\n优待服务\n建成922个退役军人服务中心。搭建就业平台,助力3.9万名退役军人就业。\n',
);

export const LAW = parseDocument('law.md', '# 某某法\n\n第一条 职工应当参加工伤保险。\n\n第二条 职工不缴纳工伤保险费。\n');

/** The passage of a document that reads `text`, as a quote. */
export function quote(text: string, document: Document = ARTICLE): Quote {
  const start = document.text.indexOf(text);
  if (start < 0) throw new Error(`${document.file} does not hold ${text}`);
  const block = document.blocks.find((entry) => start >= entry.start && start < entry.end);
  const { id, file, meta, title } = document;
  const { section = '', paragraph = 0, article = null } = block ?? {};
  return { document: id, file, kind: meta.kind, title, section, paragraph, article, start, end: start + text.length, text, marks: [] };
}

export const BUS = quote('面向退役军人,推出免费乘坐222条公交线路。');
export const METRO = quote('持优待证免费乘坐地铁。');
export const CENTRES = quote('建成922个退役军人服务中心。');
export const JOBS = quote('搭建就业平台,助力3.9万名退役军人就业。');

export const answered = (...quotes: Quote[]): Answer => ({
  status: 'answered',
  quotes,
  missing: null,
  entitlement: false,
  reasons: [{ check: 'coverage', detail: '公交 2/2' }],
});

export const refused = (facet: Facet, text: string, ...nearest: Quote[]): Answer => ({
  status: 'not_covered',
  missing: { facet, text },
  nearest,
  reasons: [{ check: 'facet', detail: facet }],
});

export const clarify = (...options: string[]): Answer => ({ status: 'clarify', options, reasons: [] });

export const thanks: Answer = { status: 'smalltalk', kind: 'thanks', reasons: [] };

export const distress: Answer = { status: 'distress', kind: 'hardship', reasons: [] };

export const reply = (...answers: Answer[]): Reply => ({ parts: answers.map((answer, at) => ({ question: `问${at + 1}`, answer, rewritten: [] })) });

/** A verdict as the evaluation sees it. */
export const verdict = (status: Verdict['status'], rest: Partial<Verdict> = {}): Verdict => ({ status, quotes: [], nearest: [], missing: null, options: [], ...rest });
