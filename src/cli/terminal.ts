/** A reply as a person reads it in a terminal: the bot's own messages, with quotes set off by a bar. Pure. */
import type { Reply } from '../core/answer.ts';
import type { Message } from '../bot/message.ts';
import type { Wording } from '../bot/wording.ts';

const BAR = '│ ';
const BOLD = '\u001B[1m';
const PLAIN = '\u001B[22m';

/** Quotes get a bar at their side and keep every character; `colour` shows bold text as bold. */
export function formatMessage({ text, entities }: Message, colour: boolean): string {
  const edges = new Map<number, string>();
  const add = (at: number, mark: string): void => void edges.set(at, (edges.get(at) ?? '') + mark);
  for (const { type, offset, length } of entities) {
    if (type === 'blockquote') {
      add(offset, BAR);
      for (let at = text.indexOf('\n', offset); at >= 0 && at < offset + length - 1; at = text.indexOf('\n', at + 1)) add(at + 1, BAR);
    }
  }
  for (const { type, offset, length } of colour ? entities : []) {
    if (type !== 'bold') continue;
    edges.set(offset + length, PLAIN + (edges.get(offset + length) ?? ''));
    add(offset, BOLD);
  }
  let formatted = '';
  let from = 0;
  for (const at of [...edges.keys()].sort((a, b) => a - b)) {
    formatted += text.slice(from, at) + (edges.get(at) ?? '');
    from = at;
  }
  return formatted + text.slice(from);
}

/** The wording for a screen without buttons. */
export function typedWording(wording: Wording): Wording {
  return { ...wording, answer: { ...wording.answer, clarify: wording.answer.clarifyTyped } };
}

/** What may have been meant, one a line and numbered. */
export function formatOptions(options: readonly string[]): string {
  return options.map((option, at) => `  ${at + 1}. ${option}`).join('\n');
}

/** Every check that decided, `check: detail`, one a line; several parts are told apart by their question. */
export function formatReasons(reply: Reply): string {
  return reply.parts
    .map(({ question, answer }) => {
      const heading = reply.parts.length > 1 ? `为什么（${question}）：` : '为什么：';
      return [heading, ...answer.reasons.map(({ check, detail }) => `  ${check}: ${detail}`)].join('\n');
    })
    .join('\n\n');
}

/** Whether to show bold: on a terminal only, and not where the user asked for none (no-color.org). */
export function showsColour(screen: { isTTY?: boolean }, environment: Readonly<Record<string, string | undefined>>): boolean {
  return screen.isTTY === true && !environment['NO_COLOR'] && environment['TERM'] !== 'dumb';
}
