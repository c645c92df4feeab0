/** The page over HTTP: its files, a stream of what happens (server-sent events), and actions. Loopback, behind a key. */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readBytes } from '../body.ts';
import type { Scene } from '../scene.ts';
import { ActionError, createActions, UPLOAD_LIMIT, type Actions } from './actions.ts';
import { loadAssets, mediaTypeOf, type Asset } from './assets.ts';
import { admit, type Admission } from './guard.ts';
import { addressesOf, listen } from './listen.ts';
import { follow } from './view.ts';

/** Where the page listens: `host` an address or a name of this machine, `port` the first to try. */
export interface PageOptions {
  host: string;
  port: number;
}

/** The page, listening. */
export interface PageServer {
  /** Complete addresses, with the key that only this start knows. */
  addresses: string[];
  close(): Promise<void>;
}

interface Parts {
  scene: Scene;
  actions: Actions;
  assets: ReadonlyMap<string, Asset>;
  streams: Set<ServerResponse>;
}

type Asked = Exclude<Admission, { refused: number }>;

const BODY_LIMIT = 128 * 1024;
/** Streams at once; browsers that come back open a new one before the old one is gone. */
const STREAMS_LIMIT = 32;
/** A page that does not read is cut off, and begins anew when it comes back. Bytes. */
const UNREAD_LIMIT = 8 * 1024 * 1024;
/** Milliseconds between signs of life, so that nothing on the way takes the silence for an end. */
const BEAT = 20_000;
const HEADERS = {
  'content-security-policy': "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  'cache-control': 'no-store',
};
const REFUSALS: Record<number, string> = {
  400: '这个请求看不懂。',
  403: '打不开：请用程序启动时打印的完整网址，它每次启动都不一样。',
  404: '没有这一页。',
  405: '这里只看，只发消息。',
  413: '太大了，收不下。',
  503: '打开的页面太多了，请先关掉几个。',
};

/** Serves a scene. It listens when the promise resolves. @throws ListenError */
export async function servePage(scene: Scene, { host, port }: PageOptions): Promise<PageServer> {
  const key = randomBytes(18).toString('base64url');
  const parts: Parts = { scene, actions: createActions(scene), assets: loadAssets(), streams: new Set() };
  const server = createServer({ maxHeaderSize: 16 * 1024, requestTimeout: 60_000 }, (request, response) => {
    const { method = '', url = '', headers } = request;
    const asked = admit({ method, url, host: headers.host, origin: headers.origin }, { key, listensOn: host });
    if ('refused' in asked) return refuse(response, asked.refused);
    // Without the slash, the page would look for its files beside the key.
    if (asked.path === '' && !url.startsWith(`/${key}/`)) return void response.writeHead(308, { ...HEADERS, location: `/${key}/` }).end();
    void answer(parts, asked, request, response).catch((error: unknown) => refuse(response, error instanceof ActionError ? error.status : 400));
  });
  const addresses = addressesOf(host, await listen(server, host, port)).map((address) => `${address}/${key}/`);
  return {
    addresses,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

async function answer(parts: Parts, asked: Asked, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, action, file] = /^(?:do\/(\w+)|files\/([\w-]+))$/u.exec(asked.path) ?? [];
  if (request.method === 'POST') {
    if (action === undefined) throw new ActionError(404, 'nothing to post to');
    const result = action === 'upload'
      ? parts.actions.upload(asked.query, await readBody(request, UPLOAD_LIMIT))
      : await parts.actions.run(action, parseJson(await readBody(request, BODY_LIMIT)));
    return send(response, { type: 'application/json; charset=utf-8', data: Buffer.from(JSON.stringify(result ?? null)) });
  }
  if (asked.path === 'events') return stream(parts, asked.query, response);
  if (file !== undefined) return sendFile(parts.scene, file, response);
  const asset = parts.assets.get(asked.path);
  if (!asset) throw new ActionError(404, 'no such file');
  send(response, asset);
}

async function stream({ scene, streams }: Parts, query: URLSearchParams, response: ServerResponse): Promise<void> {
  const person = query.get('as') === 'admin' ? scene.admin : scene.visitor;
  if (streams.size >= STREAMS_LIMIT) return refuse(response, 503);
  const gone = new AbortController();
  const beat = setInterval(() => response.write(':\n\n'), BEAT).unref();
  streams.add(response);
  response.on('close', () => {
    clearInterval(beat);
    streams.delete(response);
    gone.abort();
  });
  response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream; charset=utf-8' });
  for await (const event of follow(scene, person, gone.signal)) {
    response.write(`data: ${JSON.stringify(event)}\n\n`);
    if (response.writableLength > UNREAD_LIMIT) response.destroy();
  }
  response.end();
}

/** Only what is a picture or a sound by its content is shown in place; everything else is a download, so that no file is a page. */
function sendFile({ emulator }: Scene, id: string, response: ServerResponse): void {
  const file = emulator.file(id);
  if (!file) throw new ActionError(404, 'no such file');
  const type = mediaTypeOf(file.data);
  const disposition = `${type === null ? 'attachment' : 'inline'}; filename*=UTF-8''${encodeURIComponent(file.name.toWellFormed())}`;
  send(response, { type: type ?? 'application/octet-stream', data: file.data }, { 'content-disposition': disposition });
}

function send(response: ServerResponse, { type, data }: Asset, more: Record<string, string> = {}): void {
  response.writeHead(200, { ...HEADERS, ...more, 'content-type': type, 'content-length': data.length }).end(data);
}

function refuse(response: ServerResponse, status: number): void {
  if (response.headersSent) return void response.destroy();
  // Whatever is still being sent is not waited for.
  response.writeHead(status, { ...HEADERS, 'content-type': 'text/plain; charset=utf-8', connection: 'close' }).end(`${REFUSALS[status] ?? ''}\n`);
}

async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const tooLarge = (): ActionError => new ActionError(413, 'too large');
  // A browser says how much it will send, so that it is refused before it has sent it.
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge();
  return readBytes(request, limit, tooLarge);
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new ActionError(400, 'not JSON');
  }
}
