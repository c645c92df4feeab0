/** Finding a port, and naming the ways to it. */
import type { Server } from 'node:http';
import { isIPv6, type AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';

/** The page cannot listen; `message` is for whoever started it. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

/** Ports that are tried after the first; 0 is any free one. */
const TRIES = 20;

/** Listens on the port, or on the next one that is not taken, and gives it. @throws ListenError */
export async function listen(server: Server, host: string, port: number): Promise<number> {
  for (let next = port; ; next++) {
    try {
      await new Promise<void>((resolve, reject) => server.once('error', reject).listen(next, host, resolve));
      server.removeAllListeners('error');
      return (server.address() as AddressInfo).port;
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      const isTaken = code === 'EADDRINUSE' || code === 'EACCES';
      if (!isTaken) throw new ListenError(`HOST：这台机器没有地址“${host}”（${code}）。请填 127.0.0.1 或这台机器自己的地址；留空即 127.0.0.1。`);
      if (next - port >= TRIES || next >= 65_535) throw new ListenError(`PORT：${port} 到 ${next} 都用不了（${code}）。请另填一个号码，或者填 0，由系统挑选。`);
    }
  }
}

/** Addresses for a browser, without a slash at the end; several where the page listens on everything that the machine has. */
export function addressesOf(host: string, port: number): string[] {
  const addressOf = (name: string): string => `http://${isIPv6(name) ? `[${name}]` : name}:${port}`;
  if (host !== '0.0.0.0' && host !== '::') return [addressOf(host)];
  const others = Object.values(networkInterfaces()).flatMap((list) => list ?? []).filter(({ internal, family }) => !internal && family === 'IPv4');
  return ['127.0.0.1', ...others.map(({ address }) => address)].map(addressOf);
}
