/** The chat in the terminal: somebody of the preview who types lines, and reads what the page shows as bubbles. */
import type { InlineKeyboardButton, MessageEntity } from 'grammy/types';
import type { Emulator } from './emulator.ts';
import type { Person } from './people.ts';
import type { Entry } from './state.ts';

/** A private chat, line by line. */
export interface TerminalChat {
  /** Sends a line as a message, or a number as the button that was shown under it. Resolves when the reply is written. */
  type(line: string): Promise<void>;
  /** Writes what is said in the chat from elsewhere, too, until the signal fires. */
  follow(signal: AbortSignal): Promise<void>;
}

/** How the terminal writes. */
export interface TerminalOptions {
  write: (text: string) => void;
  /** Bold is shown as bold. */
  colour: boolean;
  /** What stands before a message that the person sent from elsewhere. */
  elsewhere: string;
}

/** The private chat of a person. Nothing is shown of what was said before. */
export function createTerminalChat(emulator: Emulator, person: Person, { write, colour, elsewhere }: TerminalOptions): TerminalChat {
  const typed = new Set<number>();
  let written = emulator.transcript(person.id).length;
  let buttons: InlineKeyboardButton[] = [];

  const show = ({ message, deleted }: Entry): void => {
    if (deleted || typed.has(message.message_id)) return;
    const text = formatMessage(message.text ?? message.caption ?? '', message.entities ?? message.caption_entities ?? [], colour);
    if (message.from?.id === person.id) return write(`${elsewhere}${text}\n`);
    buttons = message.reply_markup?.inline_keyboard.flat() ?? [];
    write(`${text}\n`);
    for (const [index, button] of buttons.entries()) write(`  [${index + 1}] ${button.text}\n`);
    write('\n');
  };
  const catchUp = (): void => {
    const entries = emulator.transcript(person.id).slice(written);
    written += entries.length;
    for (const entry of entries) show(entry);
  };
  const send = (text: string): void => {
    const button = buttons[Number(/^\d{1,2}$/u.exec(text.normalize('NFKC'))?.[0] ?? 0) - 1];
    const shown = emulator.transcript(person.id).findLast(({ message, deleted }) => !deleted && message.reply_markup !== undefined);
    buttons = [];
    if (button && shown && 'callback_data' in button) void person.press(person.id, shown.message.message_id, button.callback_data);
    else typed.add(person.say(person.id, text).message.message_id);
  };

  return {
    async type(line) {
      const text = line.trim();
      if (text === '') return;
      send(text);
      const update = emulator.pending().at(-1);
      // The bot confirms an update with the poll after it, when everything that it had to say is said.
      await emulator.until(() => update === undefined || !emulator.pending().includes(update));
      catchUp();
    },
    async follow(signal) {
      for await (const event of emulator.events(signal)) if (event.kind === 'message' && event.chat === person.id) catchUp();
    },
  };
}

/** Quotes get a bar at their side, bold text is bold where the terminal shows colours. Pure. */
export function formatMessage(text: string, entities: readonly MessageEntity[], colour: boolean): string {
  const bold = entities.filter((entity) => colour && entity.type === 'bold');
  const quotes = entities.filter((entity) => entity.type === 'blockquote' || entity.type === 'expandable_blockquote');
  let formatted = '';
  for (let at = 0; at <= text.length; at++) {
    if (bold.some((entity) => entity.offset + entity.length === at)) formatted += '\u001B[22m';
    const quoted = quotes.some((entity) => at >= entity.offset && at < entity.offset + entity.length);
    if (quoted && (at === 0 || text[at - 1] === '\n')) formatted += '│ ';
    if (bold.some((entity) => entity.offset === at)) formatted += '\u001B[1m';
    formatted += text[at] ?? '';
  }
  return formatted;
}
