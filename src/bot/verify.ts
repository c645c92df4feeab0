/** The last look at a reply before it is sent: every quote is checked against the published text once more. */
import type { Reply } from '../core/answer.ts';
import { isVerbatim } from '../core/document.ts';
import type { Message } from './message.ts';
import { quotesOf, type Sources } from './render.ts';

/**
 * True when every quote of the reply is verbatim, and the messages show exactly those quotes: the text under each blockquote
 * entity, in order. Anything else must not be sent.
 */
export function isProvable(reply: Reply, messages: readonly Message[], sources: Sources): boolean {
  const quotes = quotesOf(reply);
  const shown = messages.flatMap(({ text, entities }) =>
    entities.filter((entity) => entity.type === 'blockquote').map((entity) => text.slice(entity.offset, entity.offset + entity.length)),
  );
  return shown.length === quotes.length && quotes.every((quote, index) => {
    const document = sources.documents.find((entry) => entry.file === quote.file);
    return document !== undefined && isVerbatim(document, quote) && shown[index] === quote.text;
  });
}
