/** The chat page as a program sees it: who is let in, what is sent, what may be asked for. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { admit } from '../../src/preview/page/guard.ts';
import { addressesOf } from '../../src/preview/page/listen.ts';
import { wording } from '../support/bot.ts';
import { openPreview } from '../../src/preview/preview.ts';
import { startBot } from '../support/emulator.ts';
import { act, ask, openTestPreview, watch } from '../support/page.ts';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

describe('The guard of the page', () => {
  const gate = { key: 'the-key', listensOn: '127.0.0.1' };
  const get = (more: { url?: string; host?: string | undefined; origin?: string; method?: string }, listensOn = gate.listensOn) =>
    admit({ method: 'GET', url: '/the-key/app.js?a=1', host: '127.0.0.1:8080', origin: undefined, ...more }, { ...gate, listensOn });

  it('lets in who names this machine and knows the key', () => {
    expect(get({})).toEqual({ path: 'app.js', query: new URLSearchParams('a=1') });
    for (const host of ['localhost:8080', '127.0.0.1', '[::1]:9000']) expect(get({ host })).toHaveProperty('path');
  });

  it.each(['/', '/the-kex/', '/the-key2/', '/the-ke', '/app.js', '//the-key/', '/THE-KEY/'])('refuses %s, which has another key or none', (url) => {
    expect(get({ url })).toEqual({ refused: 403 });
  });

  it.each([undefined, '', 'evil.example:8080', 'localhost.evil.example', '127.0.0.1.evil.example', '10.0.0.7:8080', 'a b', 'user@127.0.0.1'])('refuses the host %s, as a name that was pointed here would have', (host) => {
    expect(get({ host })).toEqual({ refused: 403 });
  });

  it('takes addresses, and the name that was configured, where it listens beyond loopback', () => {
    expect(get({ host: '10.0.0.7:8080' }, '0.0.0.0')).toHaveProperty('path');
    expect(get({ host: 'office-pc:8080' }, 'office-pc')).toHaveProperty('path');
    expect(get({ host: 'evil.example:8080' }, '0.0.0.0')).toEqual({ refused: 403 });
  });

  it('takes what changes something from the page itself only', () => {
    const url = '/the-key/do/say';
    expect(get({ method: 'POST', url, origin: 'http://127.0.0.1:8080' })).toHaveProperty('path');
    for (const origin of ['http://evil.example', 'null', 'http://127.0.0.1:9999', 'https://127.0.0.1:8080']) expect(get({ method: 'POST', url, origin })).toEqual({ refused: 403 });
    expect(get({ method: 'POST', url })).toEqual({ refused: 403 });
    expect(get({ origin: 'http://evil.example' })).toEqual({ refused: 403 });
    expect(get({ method: 'DELETE', url })).toEqual({ refused: 405 });
  });
});

describe('The page over HTTP', () => {
  it('comes with headers that keep everything inside', async () => {
    const { address } = await openTestPreview();
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{24}\/$/u);
    const { status, headers, body } = await ask(address);
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toBe("default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'");
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cache-control': 'no-store', 'x-frame-options': 'DENY' });
    expect(body).toContain('<html lang="zh-Hans">');
    expect(body).not.toMatch(/ style=|<style|<script>|\son\w+=|https?:/u);
  });

  it('answers the same to whoever has no key, a wrong one or another host, and says what to do', async () => {
    const { address } = await openTestPreview();
    const refusals = await Promise.all([
      ask(new URL('/', address).href), ask(new URL('/favicon.ico', address).href), ask(address.replace(/[\w-]{24}/u, 'x'.repeat(24))),
      ask(address, { headers: { host: 'evil.example' } }), ask(`${address}do/say`, { method: 'POST', headers: { origin: 'http://evil.example' }, body: '{}' }),
    ]);
    for (const { status, body, headers } of refusals) {
      expect([status, body]).toEqual([403, '打不开：请用程序启动时打印的完整网址，它每次启动都不一样。\n']);
      expect(headers['content-security-policy']).toContain("default-src 'self'");
    }
  });

  it('has a new key at each start', async () => {
    const [one, other] = await Promise.all([openTestPreview(), openTestPreview()]);
    expect(new URL(one.address).pathname).not.toBe(new URL(other.address).pathname);
  });

  it('gives its own files and nothing else of the disk', async () => {
    const { address } = await openTestPreview();
    for (const path of ['app.js', 'base.css', 'texts.json', 'icon.svg']) expect((await ask(address + path)).status).toBe(200);
    for (const path of ['tsconfig.json', '../serve.ts', '..%2fserve.ts', '%2e%2e/serve.ts', 'files/none', 'do/say', '.env']) expect((await ask(address + path)).status, path).toBeGreaterThanOrEqual(403);
    expect(await ask(address.slice(0, -1))).toMatchObject({ status: 308, headers: { location: new URL(address).pathname } });
  });

  it('refuses what is malformed, unknown, too large, or about what is not there', async () => {
    const { address, scene } = await openTestPreview();
    const { visitor, admin, group } = scene;
    const at = { person: visitor.id, chat: visitor.id };
    const status = async (name: string, body: unknown): Promise<number> => (await act(address, name, body)).status;
    expect(await status('say', { ...at, text: '  ' })).toBe(400);
    expect(await status('say', { ...at, text: '问', more: 1 })).toBe(400);
    expect(await status('say', { person: visitor.id, chat: admin.id, text: '问' })).toBe(400);
    expect(await status('say', { person: 1, chat: group.id, text: '问' })).toBe(400);
    expect(await status('say', Buffer.from('{'))).toBe(400);
    expect(await status('say', Buffer.alloc(200_000, 32))).toBe(413);
    expect(await status(`upload?person=${visitor.id}&chat=${visitor.id}&name=a&as=photo`, Buffer.alloc(21 * 1024 * 1024))).toBe(413);
    expect(await status(`upload?person=${visitor.id}&chat=${visitor.id}&name=a&as=photo`, Buffer.alloc(0))).toBe(400);
    expect(await status('constructor', {})).toBe(404);
    expect(await status('edit', { ...at, message: 99, text: '改' })).toBe(404);
    expect(await status('press', { ...at, message: 99, data: 'e:0' })).toBe(404);
    expect(await status('choose', { ...at, answer: '1', result: '1' })).toBe(404);
    expect(scene.emulator.transcript(visitor.id)).toEqual([]);
  });

  it('presses only buttons that are there, and changes only own messages', async () => {
    const { address, scene } = await openTestPreview();
    const { visitor, emulator } = scene;
    startBot(emulator);
    visitor.say(visitor.id, '/start');
    const { message } = await emulator.until(() => emulator.transcript(visitor.id)[1]);
    const at = { person: visitor.id, chat: visitor.id, message: message.message_id };
    expect((await act(address, 'press', { ...at, data: 'x:1' })).status).toBe(404);
    expect((await act(address, 'edit', { ...at, text: '改' })).status).toBe(400);
    expect((await act(address, 'remove', at)).status).toBe(400);
    expect(await act(address, 'press', { ...at, data: 'e:0' })).toMatchObject({ status: 200, body: expect.stringContaining('"alert":false') as string });
  });

  it('shows pictures in place, and hands out everything else as a download, whatever it calls itself', async () => {
    const { address, scene } = await openTestPreview();
    const { visitor, emulator } = scene;
    const upload = async (name: string, as: string, data: Buffer): Promise<string> => {
      const query = new URLSearchParams({ person: String(visitor.id), chat: String(visitor.id), name, as });
      expect((await act(address, `upload?${query.toString()}`, data)).status).toBe(200);
      const { photo, document } = emulator.transcript(visitor.id).at(-1)?.message ?? {};
      return (photo?.[0] ?? document)?.file_id ?? '';
    };
    const picture = await ask(`${address}files/${await upload('照片.png', 'photo', PNG)}`);
    expect(picture.headers).toMatchObject({ 'content-type': 'image/png', 'content-disposition': expect.stringMatching(/^inline/u) as string });
    const trap = await ask(`${address}files/${await upload('a.html', 'document', Buffer.from('<script>alert(1)</script>'))}`);
    expect(trap.headers).toMatchObject({ 'content-type': 'application/octet-stream', 'content-disposition': expect.stringMatching(/^attachment/u) as string, 'x-content-type-options': 'nosniff' });
  });

  it('cuts a text that is too long for one message, and loses nothing of it', async () => {
    const { address, scene } = await openTestPreview();
    const { visitor, emulator } = scene;
    const text = `${'问'.repeat(4095)}😀${'答'.repeat(4000)}`;
    await act(address, 'say', { person: visitor.id, chat: visitor.id, text });
    const said = emulator.transcript(visitor.id).map(({ message }) => message.text ?? '');
    expect(said.join('')).toBe(text);
    expect(said.every((piece) => piece.length <= 4096 && piece.isWellFormed())).toBe(true);
  });
});

describe('What the page is told', () => {
  it('is everything at first, then each change, and only of the own chats', async () => {
    const { address, scene } = await openTestPreview();
    const { visitor, admin, group, emulator } = scene;
    visitor.say(visitor.id, '在吗');
    admin.say(admin.id, '别人的事');
    const page = await watch(address, 'visitor');
    expect(page.snapshot).toMatchObject({ person: visitor.id, people: [{ name: '访客', isAdmin: false }, { name: '管理员', isAdmin: true }], bot: { name: '双拥问答' } });
    expect(page.snapshot.chats.map(({ id, entries }) => [id, entries.map(({ message }) => message.text)])).toEqual([[visitor.id, ['在吗']], [group.id, []]]);
    startBot(emulator, { adminIds: [admin.id] });
    expect(await page.until((event) => (event.kind === 'heard' ? event.messages : undefined))).toEqual([emulator.transcript(visitor.id)[0]?.message.message_id]);
    expect(await page.until((event) => (event.kind === 'commands' && event.chat === visitor.id ? event.commands.length : undefined))).toBe(wording.profile.commands.length);
    expect(await page.until((event) => (event.kind === 'profile' && event.description !== '' ? event.description : undefined))).toBe(wording.profile.description);
    admin.say(admin.id, '还是别人的事');
    admin.say(group.id, '大家好');
    const told = await page.until((event) => (event.kind === 'message' && event.entry.message.from?.id === admin.id ? event : undefined));
    expect([told.chat, told.entry.message.text, told.entry.heard]).toEqual([group.id, '大家好', false]);
    page.close();
  });

  it('ends with the preview, and its folder with it', async () => {
    const preview = await openPreview({ host: '127.0.0.1', port: 0, names: wording.process.names });
    const page = await watch(preview.addresses[0] ?? '', 'visitor');
    expect(existsSync(preview.folder)).toBe(true);
    await preview.close();
    expect(existsSync(preview.folder)).toBe(false);
    await expect(ask(preview.addresses[0] ?? '')).rejects.toThrow('ECONNREFUSED');
    page.close();
  });
});

describe('Where the page listens', () => {
  it('is the next port where one is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const { address } = await openTestPreview({ port });
    expect(Number(new URL(address).port)).toBeGreaterThan(port);
  });

  it('is an address of this machine, or the start says which variable is wrong', async () => {
    await expect(openPreview({ host: '192.0.2.1', port: 0, names: wording.process.names })).rejects.toThrow(/^HOST：这台机器没有地址“192\.0\.2\.1”/u);
  });

  it('is told for every way to it', async () => {
    expect(addressesOf('127.0.0.1', 8080)).toEqual(['http://127.0.0.1:8080']);
    expect(addressesOf('::1', 8080)).toEqual(['http://[::1]:8080']);
    expect(addressesOf('0.0.0.0', 80)[0]).toBe('http://127.0.0.1:80');
    expect([(await openTestPreview()).isPrivate, (await openTestPreview({ host: '0.0.0.0' })).isPrivate]).toEqual([true, false]);
  });
});
