/** Reply -> messages, pure: the same reply, knowledge and wording always give the same text and entities. */
import type { Answer, Missing, Quote, Reply } from '../core/answer.ts';
import type { Document } from '../core/document.ts';
import { renderCitation } from './citation.ts';
import { compose, isolate, splitMessage, type Message, type Piece } from './message.ts';
import { fill, type Wording } from './wording.ts';

/** What is sent for one reply. `options` become buttons below the last message; pressing one asks its text. */
export interface Rendered {
  messages: Message[];
  options: string[];
}

/** What rendering needs to know of the version that answered. */
export interface Sources {
  documents: readonly Document[];
}

/** Buttons beyond this are a list, not a choice. */
const OPTION_LIMIT = 8;
/** Users know what they wrote; a repeated question only tells the parts of a message apart. Visible characters. */
const ECHO_LIMIT = 60;

type Paragraph = (Piece | string)[];
type Part = Reply['parts'][number];

/** Renders all parts of a reply. `asked` repeats a question that the user pressed instead of typing it. */
export function renderReply(reply: Reply, sources: Sources, wording: Wording, asked?: string): Rendered {
  const paragraphs: Paragraph[] = [];
  if (asked !== undefined) paragraphs.push([{ text: fill(wording.answer.asked, { question: echo(asked) }), style: 'bold' }]);
  reply.parts.forEach((part, index) => {
    if (reply.parts.length > 1) {
      const heading = fill(wording.answer.part, { number: index + 1, question: echo(part.question) });
      paragraphs.push([{ text: heading, style: 'bold' }]);
    }
    paragraphs.push(...renderPart(part, sources, wording));
  });
  if (reply.parts.length === 0) paragraphs.push([wording.unclear]);
  const options = reply.parts.flatMap(({ answer }) => (answer.status === 'clarify' ? answer.options : []));
  return { messages: splitMessage(compose(joined(paragraphs))), options: [...new Set(options)].slice(0, OPTION_LIMIT) };
}

/** Every quote that a reply shows, in the order in which it is shown. */
export function quotesOf(reply: Reply): Quote[] {
  return reply.parts.flatMap(({ answer }) => {
    if (answer.status === 'answered') return answer.quotes;
    return answer.status === 'not_covered' ? answer.nearest.slice(0, 1) : [];
  });
}

function renderPart({ answer, rewritten }: Part, sources: Sources, wording: Wording): Paragraph[] {
  const words = wording.answer;
  const told = rewritten.map(({ from, to }) => fill(words.rewritten, { from: echo(from), to: echo(to) }));
  switch (answer.status) {
    case 'answered':
      return [...lines(told), ...renderAnswered(answer, sources, wording)];
    case 'not_covered':
      return renderNotCovered(answer, told, sources, wording);
    case 'clarify':
      return [...lines(told), [words.clarify]];
    case 'smalltalk':
      return [[wording.smalltalk[answer.kind]]];
    case 'distress':
      return [[wording.distress[answer.kind]]];
  }
}

function renderAnswered(answer: Extract<Answer, { status: 'answered' }>, sources: Sources, wording: Wording): Paragraph[] {
  const words = wording.answer;
  const paragraphs = answer.quotes.map((quote, index) => [`${index === 0 ? words.lead : words.another}\n`, ...renderQuote(quote, sources, wording)]);
  if (answer.missing) paragraphs.push([missingLine(words.alsoMissing, answer.missing, sources, wording)]);
  if (answer.entitlement && answer.quotes.some((quote) => quote.kind === '新闻报道')) paragraphs.push([words.notice]);
  return paragraphs;
}

/** What is missing comes first, so that a glance at the message is enough; the nearest sentence is no answer and says so. */
function renderNotCovered(answer: Extract<Answer, { status: 'not_covered' }>, told: readonly string[], sources: Sources, wording: Wording): Paragraph[] {
  const words = wording.answer;
  const nearest = answer.nearest[0];
  return [
    [missingLine(words.missing, answer.missing, sources, wording)],
    ...lines(told),
    ...(nearest ? [[`${words.nearest}\n`, ...renderQuote(nearest, sources, wording)]] : []),
    [answer.missing.facet === 'offtopic' ? words.wayOnOfftopic : words.wayOn],
  ];
}

function renderQuote(quote: Quote, sources: Sources, wording: Wording): Paragraph {
  const document = sources.documents.find((entry) => entry.file === quote.file);
  return [{ text: quote.text, style: 'blockquote', bold: quote.marks }, `\n${renderCitation(quote, document, wording)}`];
}

/** One news report is an article; anything else is told as what is held. */
function missingLine(template: string, missing: Missing, sources: Sources, wording: Wording): string {
  const [first, ...others] = sources.documents;
  const source = first?.meta.kind === '新闻报道' && others.length === 0 ? wording.answer.article : wording.answer.sources;
  return fill(template, { source, missing: nameOfMissing(missing, wording) });
}

/** The user's own words; where they are cut short or none are left, also what kind of thing was asked for. */
function nameOfMissing({ facet, text }: Missing, { answer: words }: Wording): string {
  const said = echo(text);
  if (said === '') return words.facets[facet];
  const cut = text.endsWith('…') && facet !== 'other' && facet !== 'offtopic';
  return cut ? fill(words.missingPart, { facet: words.facets[facet], question: said }) : said;
}

const lines = (texts: readonly string[]): Paragraph[] => (texts.length === 0 ? [] : [[texts.join('\n')]]);

function joined(paragraphs: readonly Paragraph[]): Paragraph {
  return paragraphs.flatMap((paragraph, index) => (index === 0 ? paragraph : ['\n\n', ...paragraph]));
}

/** What a user wrote, on one line and without characters that would upset a screen. */
function echo(text: string): string {
  const line = text.toWellFormed().replace(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069\uFFFD]+/gu, ' ').replace(/\s+/gu, ' ').trim();
  const characters = [...new Intl.Segmenter('zh', { granularity: 'grapheme' }).segment(line.slice(0, 1000))].map((entry) => entry.segment);
  return isolate(characters.length > ECHO_LIMIT ? `${characters.slice(0, ECHO_LIMIT).join('')}……` : line);
}
