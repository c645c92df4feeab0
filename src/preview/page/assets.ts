/** The files of the page, read once; nothing else on the disk can be asked for. */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/** A file as it is sent. */
export interface Asset {
  type: string;
  data: Buffer;
}

const FOLDER = join(import.meta.dirname, 'client');
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** All files that a browser takes, by name; the page itself is also the empty name. */
export function loadAssets(): ReadonlyMap<string, Asset> {
  const files = readdirSync(FOLDER).flatMap((name): [string, Asset][] => {
    const type = name === 'tsconfig.json' ? undefined : TYPES[extname(name)];
    return type === undefined ? [] : [[name, { type, data: readFileSync(join(FOLDER, name)) }]];
  });
  const assets = new Map(files);
  const page = assets.get('index.html');
  return page ? assets.set('', page) : assets;
}

/** Pictures and sounds that a browser may show in place, told by their first bytes; null for anything else, whatever its name. */
export function mediaTypeOf(data: Buffer): string | null {
  const begins = (...bytes: number[]): boolean => data.subarray(0, bytes.length).equals(Buffer.from(bytes));
  const text = (from: number, to: number): string => data.subarray(from, to).toString('latin1');
  if (begins(0x89, 0x50, 0x4e, 0x47)) return 'image/png';
  if (begins(0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (/^GIF8[79]a$/u.test(text(0, 6))) return 'image/gif';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'image/webp';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WAVE') return 'audio/wav';
  if (text(0, 4) === 'OggS') return 'audio/ogg';
  if (text(0, 3) === 'ID3' || begins(0xff, 0xfb)) return 'audio/mpeg';
  return null;
}
