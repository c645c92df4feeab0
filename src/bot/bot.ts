/** The bot: its handlers in the order in which they look at an update. */
import { autoRetry } from '@grammyjs/auto-retry';
import { Bot, GrammyError, HttpError, type ApiClientOptions, type BotError, type Context, type Transformer } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import type { KnowledgeBase } from '../knowledge/base.ts';
import type { KnowledgeHolder } from '../knowledge/holder.ts';
import { describeCause, type Log } from '../log.ts';
import { isAdmin, isCommand, isCommandForBotOnly, isForBot, isLaterInAlbum, questionIn } from './audience.ts';
import { exampleKeyboard, pressedQuestion } from './buttons.ts';
import { mediumOf } from './media.ts';
import { createMemory } from './memory.ts';
import { aboutPage, helpPage, privacyPage, startPage } from './pages.ts';
import { answerQuestion } from './question.ts';
import { reindex } from './reindex.ts';
import { say, send } from './send.ts';
import type { Wording } from './wording.ts';

/** Everything the bot depends on; it reads neither files nor the environment nor the clock by itself. */
export interface BotDeps {
  knowledge: KnowledgeHolder;
  wording: Wording;
  adminIds: ReadonlySet<number>;
  log: Log;
  /** Milliseconds, for how long a previous question is kept. */
  now: () => number;
  /** How to reach the Bot API; see `createNetwork`. */
  client?: ApiClientOptions;
  /** Who the bot is, where Telegram need not be asked. */
  botInfo?: UserFromGetMe;
}

/**
 * A lost answer of sendMessage must not be retried: the message may have arrived, and users would read it twice. Waiting is
 * bounded, since updates are handled one after the other.
 */
const retry = autoRetry({ rethrowHttpErrors: true, maxRetryAttempts: 2, maxDelaySeconds: 20 });

/** Calls that answer a user are tried again; the others belong to the polling loop, which tries again by itself and says so. */
const retryAnswers: Transformer = (call, method, payload, signal) =>
  method === 'sendMessage' ? retry(call, method, payload, signal) : call(method, payload, signal);

/** A bot that is ready to handle updates. It does not start anything. */
export function createBot(token: string, deps: BotDeps): Bot {
  const { wording } = deps;
  const bot = new Bot(token, { ...(deps.client ? { client: deps.client } : {}), ...(deps.botInfo ? { botInfo: deps.botInfo } : {}) });
  bot.api.config.use(retryAnswers);
  const answering = { knowledge: deps.knowledge, wording, log: deps.log, previous: createMemory<string>(deps.now) };
  const albums = createMemory<true>(deps.now);
  const handlers = bot.errorBoundary((error) => apologise(error, deps));

  handlers.on('callback_query', async (ctx) => {
    await confirmPress(ctx, deps.log);
    if (ctx.chatId === undefined) return;
    const question = pressedQuestion(ctx, wording);
    await (question === null ? say(ctx, wording.staleButton) : answerQuestion(ctx, question, answering, true));
  });

  const messages = handlers.on('message').filter(isForBot);
  messages.command('start', async (ctx) => {
    const knowledge = deps.knowledge.current();
    const keyboard = exampleKeyboard(wording.examples, ({ question }) => isAnswered(knowledge, question));
    await send(ctx, startPage(knowledge, wording, keyboard !== undefined), keyboard);
  });
  messages.command('help', (ctx) => send(ctx, helpPage(wording)));
  messages.command('privacy', (ctx) => send(ctx, privacyPage(wording)));
  messages.command('about', (ctx) => send(ctx, aboutPage(deps.knowledge.current(), wording)));
  // Without rights this is no command at all, and falls through to where unknown commands end.
  messages.command('reindex').filter((ctx) => isAdmin(ctx, deps.adminIds), (ctx) => reindex(ctx, deps));
  messages.filter(isCommand, async (ctx) => {
    // In a group, an unknown command is most likely meant for another bot.
    if (isCommandForBotOnly(ctx)) await say(ctx, wording.unknownCommand);
  });
  messages.filter((ctx) => isLaterInAlbum(ctx, albums), () => undefined);
  messages.on([':text', ':caption'], async (ctx) => {
    await answerQuestion(ctx, questionIn(ctx.message.text ?? ctx.message.caption ?? '', ctx.me.username), answering);
  });
  messages.filter((ctx) => mediumOf(ctx) !== null, async (ctx) => {
    await say(ctx, wording.media[mediumOf(ctx) ?? 'other']);
  });
  handlers.use(() => deps.log.debug('update.ignored'));
  return bot;
}

function isAnswered(knowledge: KnowledgeBase, question: string): boolean {
  const { parts } = knowledge.ask(question);
  return parts.length > 0 && parts.every(({ answer }) => answer.status === 'answered');
}

/** Takes the clock off the button. Too late is no harm: the answer itself is a message. */
async function confirmPress(ctx: Context, log: Log): Promise<void> {
  try {
    await ctx.answerCallbackQuery();
  } catch (error) {
    log.debug('telegram.press_unconfirmed', { cause: describeCause(error) });
  }
}

/** The user hears that something went wrong, the log what it was. */
async function apologise({ error, ctx }: BotError, { wording, log }: BotDeps): Promise<void> {
  if (error instanceof GrammyError && error.error_code === 403) return log.info('telegram.blocked');
  log.error('bot.handler_failed', { cause: describeCause(error) });
  // After a lost answer nobody knows what arrived; an apology below a complete answer would only confuse.
  if (error instanceof HttpError || ctx.chatId === undefined || ctx.channelPost) return;
  try {
    await say(ctx, wording.trouble);
  } catch (failure) {
    log.error('bot.apology_failed', { cause: describeCause(failure) });
  }
}
