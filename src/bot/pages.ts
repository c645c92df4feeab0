/** /start, /help, /privacy and /about as text, from the version that answers now. Pure. */
import type { Document } from '../core/document.ts';
import type { KnowledgeBase } from '../knowledge/base.ts';
import { nameOf } from './citation.ts';
import { compose, splitMessage, type Message, type Piece } from './message.ts';
import { MEMORY_MINUTES } from './memory.ts';
import { fill, type Wording } from './wording.ts';

/** Titles that /start names, and documents that /about describes; more would bury the rest. */
const START_LIMIT = 5;
const ABOUT_LIMIT = 10;

/** What the bot knows and what it cannot tell. `withExamples`: buttons stand below. */
export function startPage(knowledge: KnowledgeBase, wording: Wording, withExamples: boolean): Message[] {
  const words = wording.start;
  const { documents } = knowledge;
  const titles = documents.slice(0, START_LIMIT).map((document) => `${document.meta.kind ?? ''}《${nameOf(document)}》`).join('、');
  const holdings = fill(documents.length > START_LIMIT ? words.holdingsMore : words.holdings, { count: documents.length, titles });
  return page([words.greeting, holdings, words.limits, withExamples ? words.invitation : words.invitationPlain]);
}

/** How to ask and how to read an answer. */
export function helpPage(wording: Wording): Message[] {
  return page(wording.help);
}

/** What is kept, how long and why. */
export function privacyPage(wording: Wording): Message[] {
  const { title, table, row, telegram, advice } = wording.privacy;
  const rows = table.map(({ what, kept, why }) => fill(row, { what, kept: fill(kept, { minutes: MEMORY_MINUTES }), why }));
  return page([bold(title), rows.join('\n'), telegram, advice]);
}

/** Each document with what is stated of it and what is not, and the version. */
export function aboutPage(knowledge: KnowledgeBase, wording: Wording): Message[] {
  const words = wording.about;
  const { documents } = knowledge;
  const hidden = documents.length - ABOUT_LIMIT;
  const builtAt = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Asia/Shanghai' }).format(knowledge.builtAt);
  return page([
    bold(words.title),
    ...documents.slice(0, ABOUT_LIMIT).map((document) => describe(document, wording)),
    ...(hidden > 0 ? [fill(words.more, { count: hidden })] : []),
    fill(words.totals, { documents: documents.length, passages: knowledge.passageCount }),
    words.promise,
    fill(words.version, { version: knowledge.version, builtAt }),
  ]);
}

function describe(document: Document, wording: Wording): string {
  const words = wording.about;
  const { meta } = document;
  const stated = (['kind', 'signedBy', 'publisher', 'publishedOn', 'url'] as const).map((field) => {
    const value = meta[field];
    return value === null ? words.notStated[field] : fill(words[field], { value });
  });
  return [
    fill(words.document, { title: document.title }),
    ...stated,
    ...meta.eventDates.map(({ date, what }) => fill(words.eventDate, { date, what })),
    fill(words.paragraphs, { count: document.blocks.filter((block) => block.kind === 'paragraph').length }),
  ].join('\n');
}

const bold = (text: string): Piece => ({ text, style: 'bold' });

function page(paragraphs: readonly (Piece | string)[]): Message[] {
  return splitMessage(compose(paragraphs.flatMap((paragraph, index) => (index === 0 ? [paragraph] : ['\n\n', paragraph]))));
}
