/**
 * A small Bot API on 127.0.0.1: long polling with offsets and redelivery, one poller at a time, and failures on request. It
 * knows as much of Telegram as this bot uses.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ApiCall {
  method: string;
  payload: Record<string, unknown>;
}

/** What a call gets instead of its answer: a Bot API error, a raw body, or a connection that breaks. */
export type Fault = { error_code: number; description: string; parameters?: Record<string, unknown> } | { status: number; body: string } | 'drop';

export interface FakeBotApi {
  root: string;
  /** Every call so far, getUpdates included, in order. */
  calls: ApiCall[];
  /** Puts a message of a person into the queue and gives the id of its update. */
  write(text: string, more?: Record<string, unknown>): number;
  /** Puts any update into the queue. */
  push(update: Record<string, unknown>): number;
  /** Ids of the updates that no poll has confirmed. */
  pending(): number[];
  /** The next calls of `method` get these, one each. */
  fail(method: string, ...faults: Fault[]): void;
  /** Resolves with the `count`th call of `method`, now or when it comes. */
  call(method: string, count?: number): Promise<ApiCall>;
  /** What /file/ serves, by path. */
  files: Map<string, Buffer>;
  close(): Promise<void>;
}

interface Waiting {
  method: string;
  count: number;
  resolve: (call: ApiCall) => void;
}

const BOT = {
  id: 999, is_bot: true, first_name: '双拥', username: 'shuangyong_bot', can_join_groups: true, can_read_all_group_messages: false,
  supports_inline_queries: false, can_connect_to_business: false, has_main_web_app: false,
};

/** Starts a server that knows `token` and answers 401 to any other. */
export async function startFakeBotApi(token: string): Promise<FakeBotApi> {
  const calls: ApiCall[] = [];
  const files = new Map<string, Buffer>();
  const faults = new Map<string, Fault[]>();
  let waiting: Waiting[] = [];
  let queue: (Record<string, unknown> & { update_id: number })[] = [];
  let nextId = 1000;
  let wakePoll: (() => void) | null = null;

  const record = (call: ApiCall): void => {
    calls.push(call);
    const seen = calls.filter((entry) => entry.method === call.method).length;
    for (const entry of waiting) if (entry.method === call.method && entry.count === seen) entry.resolve(call);
    waiting = waiting.filter((entry) => !(entry.method === call.method && entry.count === seen));
  };

  const poll = (payload: Record<string, unknown>, response: ServerResponse): void => {
    const offset = Number(payload['offset'] ?? 0);
    queue = queue.filter((update) => update.update_id >= offset);
    const limit = Number(payload['limit'] ?? 100);
    wakePoll?.();
    const answer = (): void => {
      clearTimeout(timer);
      wakePoll = null;
      json(response, { ok: true, result: queue.slice(0, limit) });
    };
    const timer = setTimeout(answer, Number(payload['timeout'] ?? 0) * 1000);
    if (queue.length > 0 || !payload['timeout']) return answer();
    wakePoll = answer;
    response.on('close', () => {
      clearTimeout(timer);
      if (wakePoll === answer) wakePoll = null;
    });
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, kind, given, rest = ''] = /^\/(bot|file\/bot)([^/]+)\/(.+)$/u.exec(request.url ?? '') ?? [];
    if (given !== token) return json(response, { ok: false, error_code: 401, description: 'Unauthorized' }, 401);
    if (kind !== 'bot') {
      const file = files.get(rest);
      response.writeHead(file ? 200 : 404).end(file);
      return;
    }
    const payload = await bodyOf(request);
    record({ method: rest, payload });
    const fault = faults.get(rest)?.shift();
    if (fault === 'drop') return void request.socket.destroy();
    if (fault && 'body' in fault) return void response.writeHead(fault.status, { 'content-type': 'text/html' }).end(fault.body);
    if (fault) return json(response, { ok: false, ...fault }, fault.error_code);
    if (rest === 'getUpdates') return poll(payload, response);
    if (rest === 'getMe') return json(response, { ok: true, result: BOT });
    const result = rest === 'sendMessage' ? { message_id: calls.length, date: 1, chat: { id: payload['chat_id'], type: 'private' }, text: payload['text'] } : true;
    return json(response, { ok: true, result });
  };

  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const push = (content: Record<string, unknown>): number => {
    queue.push({ update_id: ++nextId, ...content });
    wakePoll?.();
    return nextId;
  };
  return {
    root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls, files, push,
    write: (text, more = {}) => push({ message: { message_id: nextId, date: 1, chat: { id: 77, type: 'private', first_name: '某人' }, from: { id: 77, is_bot: false, first_name: '某人' }, text, ...more } }),
    pending: () => queue.map((update) => update.update_id),
    fail: (method, ...list) => void faults.set(method, [...(faults.get(method) ?? []), ...list]),
    call: (method, count = 1) => {
      const seen = calls.filter((entry) => entry.method === method)[count - 1];
      return seen ? Promise.resolve(seen) : new Promise((resolve) => waiting.push({ method, count, resolve }));
    },
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

function json(response: ServerResponse, content: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length === 0 ? {} : (JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>);
}
