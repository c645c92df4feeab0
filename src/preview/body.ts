/** What a request brings: parameters as JSON, as a form, as multipart with files, or in the address. */
import type { IncomingMessage } from 'node:http';
import type { Upload } from './files.ts';
import { badRequest, Refusal } from './refusal.ts';
import { parseFields } from './schema.ts';

/** Parameters, and the files that came with them. */
export interface Body {
  payload: Record<string, unknown>;
  uploads: Map<string, Upload>;
}

/** Somewhat more than the 50 MB that bots may upload. */
const LIMIT = 55 * 1024 * 1024;

/** Reads the whole request. @throws Refusal 400 or 413 */
export async function readBody(request: IncomingMessage, method: string): Promise<Body> {
  const bytes = await readBytes(request, LIMIT, () => new Refusal(413, 'Request Entity Too Large'));
  return parseBody(bytes, request.headers['content-type'] ?? '', new URL(request.url ?? '', 'http://localhost').searchParams, method);
}

/** All bytes of a request. @throws what `tooLarge` makes, as soon as there are more than `limit` */
export async function readBytes(request: IncomingMessage, limit: number, tooLarge: () => Error): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > limit) throw tooLarge();
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** Pure. Only the schema knows which fields of a form are texts. */
export function parseBody(bytes: Buffer, type: string, query: URLSearchParams, method: string): Body {
  const body: Body = { payload: parseFields(method, Object.fromEntries(query)), uploads: new Map() };
  const [, boundary] = /^multipart\/form-data;.*boundary="?([^";]+)/iu.exec(type) ?? [];
  if (boundary !== undefined) {
    const { fields, uploads } = parseMultipart(bytes, boundary);
    // A file that no parameter refers to is the parameter of its name.
    const values = Object.values(fields).join('\n');
    for (const name of uploads.keys()) if (!values.includes(`attach://${name}`)) fields[name] = `attach://${name}`;
    return { payload: { ...body.payload, ...parseFields(method, fields) }, uploads };
  }
  if (bytes.length === 0) return body;
  if (type.startsWith('application/x-www-form-urlencoded')) {
    Object.assign(body.payload, parseFields(method, Object.fromEntries(new URLSearchParams(bytes.toString('utf8')))));
    return body;
  }
  return { ...body, payload: { ...body.payload, ...parseJson(bytes.toString('utf8')) } };
}

function parseJson(text: string): Record<string, unknown> {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    content = null;
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) throw badRequest("can't parse JSON object");
  return { ...content };
}

/** grammY leaves out blanks and quotes in the headers of parts, so that both ways of writing are taken. */
function parseMultipart(bytes: Buffer, boundary: string): { fields: Record<string, string>; uploads: Map<string, Upload> } {
  const fields: Record<string, string> = {};
  const uploads = new Map<string, Upload>();
  const delimiter = Buffer.from(`--${boundary}`);
  for (let at = bytes.indexOf(delimiter); at >= 0; ) {
    const next = bytes.indexOf(delimiter, at + delimiter.length);
    if (next < 0) break;
    const part = bytes.subarray(at + delimiter.length + 2, next - 2);
    const head = part.subarray(0, Math.max(0, part.indexOf('\r\n\r\n'))).toString('utf8');
    const data = part.subarray(head.length === 0 ? 0 : Buffer.byteLength(head) + 4);
    const name = /;\s*name="?([^";\r\n]+)/iu.exec(head)?.[1];
    const file = /;\s*filename="?([^"\r\n]+)/iu.exec(head)?.[1];
    if (name !== undefined && file !== undefined) uploads.set(name, { name: file, data: Buffer.from(data) });
    else if (name !== undefined) fields[name] = data.toString('utf8');
    at = next;
  }
  return { fields, uploads };
}
