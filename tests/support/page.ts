/** The chat page as tests use it: over plain HTTP, and with the fixtures of a preview. */
import { request } from 'node:http';
import { onTestFinished } from 'vitest';
import { createManualClock, type ManualClock } from '../../src/preview/clock.ts';
import { openPreview, type Preview, type PreviewOptions } from '../../src/preview/preview.ts';
import type { PageEvent, Snapshot } from '../../src/preview/page/view.ts';
import { wording } from './bot.ts';

/** What came back; header names are in lower case. */
export interface Reply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

export interface TestPreview extends Preview {
  /** Where the page is, with its key. */
  address: string;
  clock: ManualClock;
}

/** A preview on a free port whose clock stands still, closed behind the test. */
export async function openTestPreview(options: Partial<PreviewOptions> = {}): Promise<TestPreview> {
  const clock = createManualClock();
  const preview = await openPreview({ host: '127.0.0.1', port: 0, names: wording.process.names, clock, ...options });
  onTestFinished(() => preview.close());
  return { ...preview, address: preview.addresses[0] ?? '', clock };
}

/** A request as it is written, with whatever headers: fetch would not send a Host of one's own. */
export function ask(address: string, { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {}): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const outgoing = request(address, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => void chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString('utf8') }));
      response.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Does something the way the page does it. */
export function act(address: string, name: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply> {
  const data = Buffer.isBuffer(body) ? body : JSON.stringify(body);
  return ask(`${address}do/${name}`, { method: 'POST', headers: { origin: new URL(address).origin, ...headers }, body: data });
}

/** What somebody sees, from a snapshot on. `until` resolves with the first event, past ones included, of which `look` finds something. */
export async function watch(address: string, as: 'visitor' | 'admin'): Promise<{ snapshot: Snapshot; until<Found>(look: (event: PageEvent) => Found | undefined): Promise<Found>; close(): void }> {
  const events: PageEvent[] = [];
  const listeners = new Set<() => void>();
  const gone = new AbortController();
  const response = await fetch(`${address}events?as=${as}`, { signal: gone.signal });
  void read(response, (event) => {
    events.push(event);
    for (const listener of [...listeners]) listener();
  }).catch(() => undefined);
  const until = <Found>(look: (event: PageEvent) => Found | undefined): Promise<Found> =>
    new Promise((resolve) => {
      const listener = (): void => {
        const found = events.map(look).find((one) => one !== undefined);
        if (found === undefined) return;
        listeners.delete(listener);
        resolve(found);
      };
      listeners.add(listener);
      listener();
    });
  const snapshot = await until((event) => (event.kind === 'snapshot' ? event : undefined));
  return { snapshot, until, close: () => gone.abort() };
}

async function read(response: Response, listener: (event: PageEvent) => void): Promise<void> {
  let text = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const [, data] = /^data: (.*)$/u.exec(text.slice(0, end)) ?? [];
      text = text.slice(end + 2);
      if (data !== undefined) listener(JSON.parse(data) as PageEvent);
    }
  }
}
