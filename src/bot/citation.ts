/** Where a quote comes from, in one line. What is not known is said, never filled in. */
import type { Quote } from '../core/answer.ts';
import type { Document } from '../core/document.ts';
import { fill, type Wording } from './wording.ts';

/** For example `〔新闻报道〕《短标题》 · 小标题 · 第7段 · 署名：某单位 · 发布日期未注明`; a law is addressed by its article. */
export function renderCitation(quote: Quote, document: Document | undefined, wording: Wording): string {
  const words = wording.citation;
  const kind = quote.kind === null ? words.unknownKind : fill(words.kind, { kind: quote.kind });
  const title = fill(words.title, { title: document ? nameOf(document) : quote.title });
  return [kind + title, ...address(quote, wording), ...origin(quote, document, wording)].join(' · ');
}

/** The short title where there is one. */
export function nameOf(document: Document): string {
  return document.meta.shortTitle ?? document.title;
}

function address(quote: Quote, wording: Wording): string[] {
  const words = wording.citation;
  if (quote.article !== null) return [quote.article];
  if (quote.paragraph > 0) return [...(quote.section === '' ? [] : [quote.section]), fill(words.paragraph, { number: quote.paragraph })];
  return [quote.section === '' ? words.documentTitle : words.heading];
}

/** Who signed it and when it was published. Laws are not signed, so that a missing signature says nothing there. */
function origin(quote: Quote, document: Document | undefined, wording: Wording): string[] {
  const words = wording.citation;
  const meta = document?.meta;
  const signature = meta?.signedBy ? fill(words.signed, { name: meta.signedBy }) : words.unsigned;
  const date = meta?.publishedOn ? fill(words.published, { date: meta.publishedOn }) : words.unpublished;
  return quote.kind === '法规' && !meta?.signedBy ? [date] : [signature, date];
}
