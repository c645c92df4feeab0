/**
 * Who may talk to the page. Any site that a browser shows can send requests to this machine, also under a name of its own that it
 * points here (DNS rebinding); so each request has to name this machine, come from the page itself, and know the key.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';

/** What a request says of itself. */
export interface Credentials {
  method: string;
  /** As it stands in the request line. */
  url: string;
  host: string | undefined;
  origin: string | undefined;
}

/** What is let in. */
export interface Gate {
  key: string;
  /** The address that the page listens on. */
  listensOn: string;
}

/** What was asked for below the key, for example `events` with `person=7`; or the status of the refusal. */
export type Admission = { path: string; query: URLSearchParams } | { refused: 400 | 403 | 405 };

/** Lets a request in or says with which status it is refused. Pure. */
export function admit({ method, url, host, origin }: Credentials, gate: Gate): Admission {
  if (host === undefined || !isOwnHost(host, gate.listensOn)) return { refused: 403 };
  const [, key = '', path = '', query = ''] = /^\/([^/?]*)(?:\/([^?]*))?(?:\?(.*))?$/u.exec(url) ?? [];
  if (!isSame(key, gate.key)) return { refused: 403 };
  // Browsers name the origin of everything that changes something; only a person's own click comes without one.
  if (origin === undefined ? method === 'POST' : origin !== `http://${host}`) return { refused: 403 };
  if (!['GET', 'HEAD', 'POST'].includes(method)) return { refused: 405 };
  return { path, query: new URLSearchParams(query) };
}

/** True for loopback addresses; a name that only begins like one, 127.0.0.1.example.org, is none. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** An address cannot be pointed elsewhere, a name can: of names, only localhost and the one that was configured are ours. */
function isOwnHost(header: string, listensOn: string): boolean {
  if (!URL.canParse(`http://${header}`)) return false;
  const { hostname, pathname, username } = new URL(`http://${header}`);
  const name = hostname.replace(/^\[|\]$/gu, '');
  if (pathname !== '/' || username !== '') return false;
  if (isLoopback(name) || name === listensOn.toLowerCase()) return true;
  return isIP(name) !== 0 && !isLoopback(listensOn);
}

/** Takes the same time wherever the two differ. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
