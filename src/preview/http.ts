/** The Bot API over HTTP: who may call, what comes in, what goes out, and what goes wrong on the way. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readBody } from './body.ts';
import type { ApiCall, Rejection } from './events.ts';
import type { Fault, Faults } from './faults.ts';
import { linkedFile } from './files.ts';
import type { Circumstances, Handlers } from './methods.ts';
import { badRequest, defaultWords, Mistake, Refusal } from './refusal.ts';
import { checkCall, methodNamed, wordsFor } from './schema.ts';
import type { State } from './state.ts';

/** The server, listening. */
export interface ApiServer {
  /** For grammY's `apiRoot`. */
  url: string;
  /** Executes a call that did not come over HTTP. @throws Refusal */
  execute(method: string, payload: Record<string, unknown>): Promise<unknown>;
  close(): Promise<void>;
}

interface Answer {
  status: number;
  type: string;
  body: Buffer | string;
}

/** Calls that are remembered; a preview that runs for weeks forgets the older half. */
const REMEMBERED = 20_000;
const PROXY_PAGE = '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>';

/** Listens on 127.0.0.1, on a free port unless one is named. */
export async function serveApi(state: State, handlers: Handlers, faults: Faults, port = 0): Promise<ApiServer> {
  const server = createServer((request, response) => void handle(state, handlers, faults, request, response));
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    execute: async (name, payload) => {
      const call = remember(state, { method: methodNamed(name) ?? name, payload });
      return execute(state, handlers, call, { uploads: new Map(), gone: new AbortController().signal });
    },
    close: () => closed(server),
  };
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function handle(state: State, handlers: Handlers, faults: Faults, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  try {
    const [, file, token, rest = ''] = /^\/(file\/)?bot([^/]+)\/([^?]*)/u.exec(request.url ?? '') ?? [];
    if (token === undefined) throw new Refusal(404, 'Not Found');
    if (decodeURIComponent(token) !== state.token) throw new Refusal(401, 'Unauthorized');
    if (file !== undefined) return await respond(state, faults, response, { method: 'download', payload: { path: rest } }, async () => download(state, rest));
    const method = methodNamed(rest) ?? rest;
    const { payload, uploads } = await readBody(request, method);
    await respond(state, faults, response, { method, payload }, (call) => execute(state, handlers, call, { uploads, gone: gone.signal }).then(result));
  } catch (error) {
    send(response, refused(error));
  }
}

function remember(state: State, call: ApiCall): ApiCall {
  if (state.calls.length >= REMEMBERED) state.calls.splice(0, REMEMBERED / 2);
  state.calls.push(call);
  return call;
}

/** Remembers the call and answers it, unless a fault has other plans. */
async function respond(state: State, faults: Faults, response: ServerResponse, call: ApiCall, run: (call: ApiCall) => Promise<Answer>): Promise<void> {
  const fault = faults.take(remember(state, call));
  const takesEffect = fault === null || fault.kind === 'slow' || fault.kind === 'cut' || (fault.kind !== 'error' && fault.executed === true);
  const running = takesEffect ? run(call).catch(refused) : null;
  // Told after it took effect, so that whoever waits for a call finds what it did.
  state.events.emit({ kind: 'call', call });
  const answer = running ? await running : null;
  if (fault) spoil(state, response, fault, answer);
  else if (answer) send(response, answer);
}

function spoil(state: State, response: ServerResponse, fault: Fault, answer: Answer | null): void {
  switch (fault.kind) {
    case 'error':
      return send(response, refused(new Refusal(fault.code, fault.description ?? defaultWords(fault.code, fault.parameters), fault.parameters)));
    case 'drop':
      return void response.socket?.destroy();
    case 'hang':
      return;
    case 'garbage':
      return send(response, { status: fault.status ?? 502, type: 'text/html', body: fault.body ?? PROXY_PAGE });
    case 'cut': {
      const body = Buffer.from(answer?.body ?? '');
      response.writeHead(answer?.status ?? 200, { 'content-type': answer?.type, 'content-length': body.length });
      return void response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.socket?.destroy());
    }
    case 'slow':
      return void state.clock.after(fault.milliseconds, () => answer && send(response, answer));
  }
}

/** Runs a method, after the schema has seen the call. All but waiting for updates is done when this returns; mistakes are noted. */
async function execute(state: State, handlers: Handlers, call: ApiCall, circumstances: Circumstances): Promise<unknown> {
  try {
    const handler = (handlers as Record<string, ((payload: object, circumstances: Circumstances) => unknown) | undefined>)[call.method];
    if (methodNamed(call.method) === null) throw new Mistake(404, 'Not Found: method not found');
    if (!handler) throw new Mistake(501, `Not Implemented: the emulator does not know ${call.method}`);
    const problems = checkCall(call.method, call.payload);
    if (problems[0]) throw new Mistake(400, badRequest(wordsFor(problems[0])).message, problems);
    return handler(call.payload, circumstances);
  } catch (error) {
    if (error instanceof Mistake) {
      const rejection: Rejection = { ...call, code: error.code, problems: error.problems };
      state.rejected.push(rejection);
      state.events.emit({ kind: 'rejected', rejection });
    }
    throw error;
  }
}

function download(state: State, path: string): Answer {
  const file = linkedFile(state, path);
  if (!file) throw new Refusal(404, 'Not Found');
  return { status: 200, type: 'application/octet-stream', body: file.data };
}

const result = (value: unknown): Answer => ({ status: 200, type: 'application/json', body: JSON.stringify({ ok: true, result: value }) });

function refused(error: unknown): Answer {
  const { code, message, parameters } = error instanceof Refusal ? error : new Refusal(500, `Internal Server Error: ${String(error)}`);
  return { status: code, type: 'application/json', body: JSON.stringify({ ok: false, error_code: code, description: message, ...(parameters ? { parameters } : {}) }) };
}

function send(response: ServerResponse, { status, type, body }: Answer): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, { 'content-type': type }).end(body);
}
