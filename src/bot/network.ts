/** The way to Telegram: where the Bot API is, and the proxy that both calls and files go through. */
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Agent } from 'node:http';
import type { ApiClientOptions } from 'grammy';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { SocksProxyAgent } from 'socks-proxy-agent';

export interface NetworkOptions {
  /** Where the Bot API answers, without a slash at the end. */
  apiRoot: string;
  /** http, https or socks5; credentials percent-encoded. */
  proxy: URL | null;
}

export interface Network {
  /** For grammY's `client` option. */
  client: ApiClientOptions;
  /** Downloads what getFile named, on the same way as the calls. Rejects above `limit` bytes and on any status but 200. */
  download(token: string, filePath: string, limit?: number): Promise<Buffer>;
}

/**
 * Longer than a long poll and far below grammY's 500 seconds, after which a connection that a router silently dropped would
 * still look like a bot that is waiting.
 */
const TIMEOUT_SECONDS = 50;
/** What Telegram lets bots download. */
const FILE_LIMIT = 20 * 1024 * 1024;

/** Builds the options; nothing is connected yet. */
export function createNetwork({ apiRoot, proxy }: NetworkOptions): Network {
  const agent = proxy ? proxyAgent(proxy) : undefined;
  return {
    client: {
      apiRoot,
      timeoutSeconds: TIMEOUT_SECONDS,
      // The types are those of the built-in fetch; on Node.js grammY uses node-fetch, which takes an agent.
      ...(agent ? { baseFetchConfig: { agent, compress: true } as NonNullable<ApiClientOptions['baseFetchConfig']> } : {}),
    },
    download: (token, filePath, limit = FILE_LIMIT) => download(new URL(`${apiRoot}/file/bot${token}/${filePath}`), agent, limit),
  };
}

/** Refused by the proxy itself; the status says why, and 407 asks for a user name and a password. */
export class ProxyError extends Error {
  readonly code: string;

  constructor(status: number) {
    super(`The proxy answered ${status}`);
    this.name = 'ProxyError';
    this.code = `PROXY_${status}`;
  }
}

/** Tells a refusal of the proxy from an answer of Telegram, which the page that comes with it would be taken for. */
class CheckedProxyAgent extends HttpsProxyAgent<string> {
  override async connect(...[request, options]: Parameters<HttpsProxyAgent<string>['connect']>): ReturnType<HttpsProxyAgent<string>['connect']> {
    let status = 200;
    request.once('proxyConnect', ({ statusCode }: { statusCode: number }) => (status = statusCode));
    const socket = await super.connect(request, options);
    if (status === 200) return socket;
    socket.destroy();
    throw new ProxyError(status);
  }
}

/** Each call gets a connection of its own: one that the proxy dropped in silence while it was idle would cost an answer. */
function proxyAgent(proxy: URL): Agent {
  // Names are resolved by the proxy (socks5h): where Telegram is blocked, the local answer is wrong.
  if (proxy.protocol.startsWith('socks')) return new SocksProxyAgent(proxy.href.replace(/^socks5h?:/u, 'socks5h:'));
  return new CheckedProxyAgent(proxy.href);
}

function download(url: URL, agent: Agent | undefined, limit: number): Promise<Buffer> {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const fail = (problem: string): void => {
      reject(new Error(problem));
      request.destroy();
    };
    const request = send(url, { ...(agent ? { agent } : {}), timeout: TIMEOUT_SECONDS * 1000 }, (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      if (response.statusCode !== 200) fail(`The file server answered ${response.statusCode}`);
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > limit) fail(`The file is larger than ${limit} bytes`);
        else chunks.push(chunk);
      });
      response.on('end', () => resolve(Buffer.concat(chunks)));
      response.on('error', reject);
    });
    request.on('timeout', () => fail('The file server is silent'));
    request.on('error', reject);
    request.end();
  });
}
