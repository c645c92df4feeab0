/** Delivery to a webhook: with the secret, in order for each chat, again and again until the answer is 2xx. */
import type { WebhookInfo } from 'grammy/types';
import type { Clock } from './clock.ts';
import type { Queued, UpdateKind, UpdateQueue } from './queue.ts';
import { badRequest } from './refusal.ts';

/** The parameters of setWebhook. */
export interface WebhookOptions {
  url: string;
  secret_token?: string;
  max_connections?: number;
  allowed_updates?: readonly UpdateKind[];
  drop_pending_updates?: boolean;
}

/** At most one webhook. */
export interface Webhook {
  /** An empty URL removes the webhook. */
  set(options: WebhookOptions): void;
  isSet(): boolean;
  info(): WebhookInfo;
  close(): void;
}

interface WebhookDeps {
  queue: UpdateQueue;
  clock: Clock;
  /** Executes the call that a webhook may put into its answer. */
  execute: (method: string, payload: Record<string, unknown>) => void;
}

const LONGEST_DELAY_SECONDS = 60;
const LONGEST_RETRY_AFTER_SECONDS = 3600;
const ANSWER_WITHIN = 60_000;
/** Calls whose answer would go nowhere, or that would pull the rug away. */
const NOT_IN_ANSWERS = /^(?:deletewebhook|setwebhook|close|logout|get.*)$/iu;

/** Where the deliveries of one chat stand. */
interface Line {
  busy: boolean;
  failures: number;
}

interface Delivery extends WebhookDeps {
  options: WebhookOptions;
  /** Ends with the webhook: what is under way then counts no more. */
  generation: AbortController;
  lines: Map<number, Line>;
  lastError: { date: number; message: string } | null;
}

/** No webhook, until one is set. */
export function createWebhook(deps: WebhookDeps): Webhook {
  const { queue } = deps;
  const delivery: Delivery = { ...deps, options: { url: '' }, generation: new AbortController(), lines: new Map(), lastError: null };
  queue.listen(() => pump(delivery));
  return {
    set: (wanted) => {
      if (wanted.url !== '' && !isLoopback(wanted.url)) throw badRequest('bad webhook: the emulator delivers to this machine only');
      delivery.generation.abort();
      Object.assign(delivery, { generation: new AbortController(), lines: new Map(), lastError: null, options: wanted });
      if (wanted.allowed_updates) queue.allow(wanted.allowed_updates);
      if (wanted.drop_pending_updates) queue.clear();
      pump(delivery);
    },
    isSet: () => delivery.options.url !== '',
    info: () => ({
      url: delivery.options.url,
      has_custom_certificate: false,
      pending_update_count: queue.list().length,
      ...(delivery.options.url === '' ? {} : { max_connections: delivery.options.max_connections ?? 40, ip_address: '127.0.0.1' }),
      ...(delivery.lastError ? { last_error_date: delivery.lastError.date, last_error_message: delivery.lastError.message } : {}),
      ...(queue.allowed().length > 0 ? { allowed_updates: [...queue.allowed()] } : {}),
    }),
    close: () => delivery.generation.abort(),
  };
}

/** Sends the oldest update of every chat that waits for no answer. */
function pump(delivery: Delivery): void {
  const { options, lines } = delivery;
  if (options.url === '') return;
  const seen = new Set<number>();
  for (const queued of delivery.queue.list()) {
    if (seen.has(queued.key)) continue;
    seen.add(queued.key);
    const line = lines.get(queued.key) ?? { busy: false, failures: 0 };
    lines.set(queued.key, line);
    if ([...lines.values()].filter(({ busy }) => busy).length >= (options.max_connections ?? 40)) return;
    if (!line.busy) void deliver(delivery, queued, line);
  }
}

async function deliver(delivery: Delivery, { update }: Queued, line: Line): Promise<void> {
  const { signal } = delivery.generation;
  line.busy = true;
  const answer = await post(delivery.options, update, signal, delivery.clock);
  if (signal.aborted) return;
  const goOn = (): void => {
    line.busy = false;
    if (!signal.aborted) pump(delivery);
  };
  if (answer.problem === null) {
    delivery.queue.remove(update.update_id);
    line.failures = 0;
    const { method, ...payload } = answer.content;
    if (typeof method === 'string' && !NOT_IN_ANSWERS.test(method)) delivery.execute(method, payload);
    return goOn();
  }
  delivery.lastError = { date: Math.floor(delivery.clock.now() / 1000), message: answer.problem };
  // The first retry follows at once, the others more and more slowly.
  const seconds = answer.retryAfter || (line.failures === 0 ? 0 : Math.min(LONGEST_DELAY_SECONDS, 2 ** line.failures));
  line.failures++;
  if (seconds === 0) goOn();
  else delivery.clock.after(seconds * 1000, goOn);
}

interface Answer {
  /** Null where the update was taken. */
  problem: string | null;
  retryAfter: number;
  content: Record<string, unknown>;
}

async function post(options: WebhookOptions, update: object, signal: AbortSignal, clock: Clock): Promise<Answer> {
  const silence = new AbortController();
  const cancel = clock.after(ANSWER_WITHIN, () => silence.abort());
  try {
    const headers = { 'content-type': 'application/json', ...(options.secret_token === undefined ? {} : { 'x-telegram-bot-api-secret-token': options.secret_token }) };
    const response = await fetch(options.url, { method: 'POST', headers, body: JSON.stringify(update), redirect: 'manual', signal: AbortSignal.any([signal, silence.signal]) });
    const text = await response.text();
    if (response.ok) return { problem: null, retryAfter: 0, content: contentOf(text) };
    const retryAfter = Math.min(LONGEST_RETRY_AFTER_SECONDS, Number(response.headers.get('retry-after') ?? 0) || 0);
    return { problem: `Wrong response from the webhook: ${response.status} ${response.statusText}`, retryAfter, content: {} };
  } catch {
    return { problem: silence.signal.aborted ? 'Read timeout expired' : 'Connection failed', retryAfter: 0, content: {} };
  } finally {
    cancel();
  }
}

/** What the webhook says in its answer; most say nothing. */
function contentOf(text: string): Record<string, unknown> {
  try {
    const content: unknown = JSON.parse(text);
    return typeof content === 'object' && content !== null ? { ...content } : {};
  } catch {
    return {};
  }
}

/** Real webhooks are https and anywhere; nothing of a preview leaves the machine. */
function isLoopback(url: string): boolean {
  return URL.canParse(url) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}
