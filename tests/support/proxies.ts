/** Small proxies on 127.0.0.1 that remember where they were asked to go. */
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export interface Proxy {
  port: number;
  /** Host and port of every connection that was asked for, as the client named them. */
  targets: string[];
  close(): Promise<void>;
}

/** An HTTP proxy for CONNECT. With `credentials` ("user:password"), everything else gets 407. */
export async function startHttpProxy(credentials?: string): Promise<Proxy> {
  const targets: string[] = [];
  const expected = credentials === undefined ? undefined : `Basic ${Buffer.from(credentials).toString('base64')}`;
  const server = createHttpServer((_request, response) => void response.writeHead(405).end());
  server.on('connect', (request, socket: Socket, head: Buffer) => {
    if (expected !== undefined && request.headers['proxy-authorization'] !== expected) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const target = request.url ?? '';
    targets.push(target);
    join(socket, target, () => socket.write('HTTP/1.1 200 Connection Established\r\n\r\n'), head);
  });
  return listen(server, targets);
}

/** A SOCKS5 proxy that asks for a user name and a password where `credentials` are given. */
export async function startSocksProxy(credentials?: string): Promise<Proxy> {
  const targets: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    const steps: ((data: Buffer) => void)[] = [
      () => socket.write(Buffer.from([5, credentials === undefined ? 0 : 2])),
      ...(credentials === undefined ? [] : [(data: Buffer) => authenticate(socket, data, credentials)]),
      (data) => {
        const target = targetOf(data);
        targets.push(target);
        socket.removeAllListeners('data');
        join(socket, target, () => socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0])));
      },
    ];
    socket.on('data', (data: Buffer) => steps.shift()?.(data));
  });
  return listen(server, targets);
}

function authenticate(socket: Socket, data: Buffer, credentials: string): void {
  const userLength = data[1] ?? 0;
  const user = data.subarray(2, 2 + userLength).toString();
  const password = data.subarray(3 + userLength).toString();
  socket.write(Buffer.from([1, `${user}:${password}` === credentials ? 0 : 1]));
}

/** Address type 3 is a name, which the proxy resolves; 1 is an address of four bytes. */
function targetOf(data: Buffer): string {
  const named = data[3] === 3;
  const length = named ? (data[4] ?? 0) : 4;
  const start = named ? 5 : 4;
  const host = named ? data.subarray(start, start + length).toString() : [...data.subarray(start, start + length)].join('.');
  return `${host}:${data.readUInt16BE(start + length)}`;
}

/** Names under `.test` stand for this machine. */
function join(socket: Socket, target: string, ready: () => void, head?: Buffer): void {
  const [host = '', port = ''] = target.split(':');
  const upstream = connect(Number(port), host.endsWith('.test') ? '127.0.0.1' : host, () => {
    ready();
    if (head?.length) upstream.write(head);
    socket.pipe(upstream).pipe(socket);
  });
  upstream.on('error', () => socket.destroy());
  socket.on('error', () => upstream.destroy());
  socket.on('close', () => upstream.destroy());
}

async function listen(server: Server, targets: string[]): Promise<Proxy> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket.on('close', () => sockets.delete(socket))));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    targets,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    }),
  };
}
