/** `npm run size`: lines of each room of src, against the aims of the design. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatTable } from '../src/cli/table.ts';
import { REPOSITORY } from './material.ts';

/** Lines of core, and of src without preview: small enough to hold in mind. Over that, simplify first. */
const AIMS = { core: 2500, src: 9000 };
/** A leaf that only tests and a start without a token load. */
const APART = 'preview';

interface Size {
  room: string;
  files: number;
  lines: number;
  /** Without blank lines and comments. */
  code: number;
}

function run(): void {
  const src = join(REPOSITORY, 'src');
  const rooms = readdirSync(src, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
  const sizes = rooms.map((room) => sizeOf(room, filesIn(join(src, room))));
  const loose = sizeOf('(top level)', readdirSync(src).filter((file) => file.endsWith('.ts')).map((file) => join(src, file)));
  const counted = [...sizes.filter(({ room }) => room !== APART), loose];
  const total = sum('src without preview', counted);
  const apart = sizes.filter(({ room }) => room === APART);
  const rows = [...counted, total, ...apart].map((size) => [size.room, String(size.files), String(size.lines), String(size.code), aimOf(size)]);
  process.stdout.write(`${formatTable([['room', 'files', 'lines', 'code', 'aim'], ...rows], new Set([1, 2, 3]))}\n`);
}

function aimOf({ room, lines }: Size): string {
  const aim = room === 'core' ? AIMS.core : room === 'src without preview' ? AIMS.src : null;
  if (aim === null) return '';
  return lines <= aim ? `${aim}: within` : `${aim}: over by ${lines - aim}`;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).map((file) => join(folder, file));
}

function sizeOf(room: string, files: readonly string[]): Size {
  const texts = files.map((file) => readFileSync(file, 'utf8'));
  const lines = texts.flatMap((text) => text.replace(/\n$/u, '').split('\n'));
  return { room, files: files.length, lines: lines.length, code: lines.filter(isCode).length };
}

/** Comments stand on lines of their own here. */
const isCode = (line: string): boolean => !/^\s*(?:$|\/\/|\/\*|\*)/u.test(line);

function sum(room: string, sizes: readonly Size[]): Size {
  const total = (key: 'files' | 'lines' | 'code'): number => sizes.reduce((all, size) => all + size[key], 0);
  return { room, files: total('files'), lines: total('lines'), code: total('code') };
}

run();
