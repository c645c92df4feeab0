/** The page's only ways out: actions, uploads and the stream of what happens, all below its own address. */

/** @typedef {import('../view.ts').PageEvent} PageEvent */

/** An action that was refused; `status` is the HTTP status, 0 where nobody answered. */
export class Refused extends Error {
  /** @param {number} status */
  constructor(status) {
    super(`Refused with ${status}`);
    this.status = status;
  }
}

/**
 * Does something and gives what came of it.
 *
 * @param {string} name
 * @param {Record<string, unknown>} body
 * @returns {Promise<any>}
 * @throws {Refused}
 */
export function act(name, body) {
  return post(`do/${name}`, JSON.stringify(body), 'application/json');
}

/**
 * Sends a file.
 *
 * @param {Record<string, string | number>} query
 * @param {File} file
 * @throws {Refused}
 */
export function upload(query, file) {
  const fields = Object.entries(query).map(([name, value]) => [name, String(value)]);
  return post(`do/upload?${new URLSearchParams(fields)}`, file, 'application/octet-stream');
}

/** @param {string} path @param {BodyInit} body @param {string} type */
async function post(path, body, type) {
  const response = await fetch(path, { method: 'POST', headers: { 'content-type': type }, body }).catch(() => null);
  if (!response?.ok) throw new Refused(response?.status ?? 0);
  return response.json();
}

/**
 * Follows what a person sees; the first event is a snapshot, also after a connection that was lost. `state` hears `offline` while
 * it is being rebuilt and `gone` where it cannot be: the program that had this key is not there any more.
 *
 * @param {'visitor' | 'admin'} role
 * @param {(event: PageEvent) => void} listener
 * @param {(state: 'online' | 'offline' | 'gone') => void} state
 * @returns {() => void} ends it
 */
export function follow(role, listener, state) {
  const stream = new EventSource(`events?as=${role}`);
  stream.addEventListener('open', () => state('online'));
  stream.addEventListener('message', ({ data }) => listener(JSON.parse(data)));
  stream.addEventListener('error', () => state(stream.readyState === EventSource.CLOSED ? 'gone' : 'offline'));
  return () => stream.close();
}
