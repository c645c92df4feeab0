/** The bot as a chat in the terminal: the same handlers and the same rendering, with a terminal where Telegram would be. */
import type { Bot, Transformer } from 'grammy';
import type { InlineKeyboardButton, MessageEntity, Update, UserFromGetMe } from 'grammy/types';

/** Who types in a terminal. The owner of the machine, so that the caller may give this id an admin's rights. */
export const TERMINAL_USER_ID = 1;

/** Who the bot is where no Telegram says so. */
export const TERMINAL_BOT: UserFromGetMe = {
  id: 2,
  is_bot: true,
  first_name: 'terminal',
  username: 'terminal_bot',
  can_join_groups: false,
  can_read_all_group_messages: false,
  can_manage_bots: false,
  supports_inline_queries: false,
  supports_join_request_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
  has_topics_enabled: false,
  allows_users_to_create_topics: false,
  supports_guest_queries: false,
};

export interface TerminalChat {
  /** Handles a line as a message, or a number as the button that was shown under it. Resolves when the reply is written. */
  type(line: string): Promise<void>;
}

interface Shown {
  text: string;
  entities?: MessageEntity[];
  reply_markup?: { inline_keyboard?: InlineKeyboardButton[][] };
}

/** Takes every call of the bot to Telegram and writes what a user would see. `colour`: bold is shown as bold. */
export function createTerminalChat(bot: Bot, write: (text: string) => void, colour: boolean): TerminalChat {
  const chat = { id: TERMINAL_USER_ID, type: 'private' as const, first_name: 'terminal' };
  const user = { id: TERMINAL_USER_ID, is_bot: false, first_name: 'terminal' };
  let updates = 0;
  let keyboard: InlineKeyboardButton[][] = [];

  const transport = (async (_call: unknown, method: string, payload: Shown) => {
    if (method !== 'sendMessage') return { ok: true, result: true };
    keyboard = payload.reply_markup?.inline_keyboard ?? [];
    write(`${formatMessage(payload.text, payload.entities ?? [], colour)}\n`);
    for (const [index, button] of keyboard.flat().entries()) write(`  [${index + 1}] ${button.text}\n`);
    write('\n');
    return { ok: true, result: { message_id: ++updates, date: 0, chat, text: payload.text } };
  }) as unknown as Transformer;
  bot.api.config.use(transport);

  const press = (button: InlineKeyboardButton): Update => {
    const message = { message_id: updates, date: 1, chat, from: TERMINAL_BOT, text: '', reply_markup: { inline_keyboard: keyboard } };
    const data = 'callback_data' in button ? button.callback_data : '';
    return { update_id: ++updates, callback_query: { id: String(updates), from: user, chat_instance: '', data, message } };
  };
  const say = (text: string): Update => {
    const command = /^\/[A-Za-z0-9_]+/u.exec(text)?.[0];
    const entities = command ? [{ type: 'bot_command' as const, offset: 0, length: command.length }] : [];
    return { update_id: ++updates, message: { message_id: updates, date: 1, chat, from: user, text, entities } };
  };

  return {
    async type(line) {
      const text = line.trim();
      if (text === '') return;
      const number = /^\d{1,2}$/u.exec(text.normalize('NFKC'))?.[0];
      const button = number === undefined ? undefined : keyboard.flat()[Number(number) - 1];
      const update = button ? press(button) : say(text);
      keyboard = [];
      await bot.handleUpdate(update);
    },
  };
}

/** Quotes get a bar at their side, bold text is bold where the terminal shows colours. Pure. */
export function formatMessage(text: string, entities: readonly MessageEntity[], colour: boolean): string {
  const bold = entities.filter((entity) => colour && entity.type === 'bold');
  const quotes = entities.filter((entity) => entity.type === 'blockquote');
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
