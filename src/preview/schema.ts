/** What the Bot API takes: every call is held against the types and doc comments of grammY's own types, made by make-schema.ts. */
import { readFileSync } from 'node:fs';
import { parseMarkup } from './entities.ts';

/** Limits of a text: characters (UTF-16 units) or bytes; `parsed`: counted after markup is taken out. */
export interface TextLimit {
  min?: number;
  max?: number;
  bytes?: true;
  parsed?: true;
  /** The characters of a regular expression's class. */
  alphabet?: string;
}

/** What a value must look like. Names of fields that may be left out end with a question mark. */
export type Shape =
  | 'string' | 'number' | 'boolean' | 'file' | 'anything'
  | { string: TextLimit }
  | { number: { min: number; max: number } }
  | { list: Shape; min?: number; max?: number }
  | { is: readonly (string | number | boolean)[] }
  | { one: readonly Shape[] }
  | { object: Fields }
  | { type: string };

/** Parameters of a method or fields of an object, by name. */
export type Fields = Record<string, Shape>;

/** The contents of schema.json. */
export interface Schema {
  methods: Record<string, Fields>;
  types: Record<string, Shape>;
}

/** One thing that is wrong with a call, for example `reply_markup.inline_keyboard[0][0].callback_data` is `longer than 64 bytes`. */
export interface Problem {
  path: string;
  problem: string;
}

const schema = JSON.parse(readFileSync(new URL('schema.json', import.meta.url), 'utf8')) as Schema;
const METHODS = new Map(Object.keys(schema.methods).map((name) => [name.toLowerCase(), name]));

/** The method as the documentation spells it, since any case will do; null for one that the Bot API does not have. */
export function methodNamed(name: string): string | null {
  return METHODS.get(name.toLowerCase()) ?? null;
}

/** Everything that is wrong with the parameters of a method that exists. Pure. */
export function checkCall(method: string, payload: Record<string, unknown>): Problem[] {
  return checkFields(schema.methods[method] ?? {}, payload, '');
}

/** Values out of a form or a query string: only the schema knows which of them are texts. */
export function parseFields(method: string, fields: Record<string, string>): Record<string, unknown> {
  const shapes = schema.methods[method] ?? {};
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, parseField(shapes[name] ?? shapes[`${name}?`] ?? 'string', value)]));
}

function parseField(shape: Shape, value: string): unknown {
  const kinds = typeof shape === 'object' && 'one' in shape ? shape.one : [shape];
  const isText = kinds.every((kind) => kind === 'string' || kind === 'file' || (typeof kind === 'object' && 'string' in kind));
  if (isText) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function checkFields(fields: Fields, value: Record<string, unknown>, path: string): Problem[] {
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`);
  const names = new Set(Object.keys(fields).map((name) => name.replace(/\?$/u, '')));
  const unknown = Object.keys(value).filter((name) => !names.has(name)).map((name) => ({ path: at(name), problem: 'no such parameter' }));
  const known = Object.entries(fields).flatMap(([key, shape]) => {
    const name = key.replace(/\?$/u, '');
    const given = value[name];
    if (given === undefined || given === null) return key === name ? [{ path: at(name), problem: 'missing' }] : [];
    return check(shape, given, at(name), value);
  });
  return [...unknown, ...known];
}

function check(shape: Shape, value: unknown, path: string, owner: Record<string, unknown>): Problem[] {
  const wrong = (problem: string): Problem[] => [{ path, problem }];
  if (shape === 'anything') return [];
  if (shape === 'file') return typeof value === 'string' && value.startsWith('attach://') ? [] : wrong('no uploaded file');
  if (typeof shape === 'string') return typeof value === shape ? [] : wrong(`no ${shape}`);
  if ('string' in shape) return typeof value === 'string' ? checkText(shape.string, value, owner).flatMap(wrong) : wrong('no string');
  if ('number' in shape) return typeof value === 'number' && value >= shape.number.min && value <= shape.number.max ? [] : wrong(`not a number from ${shape.number.min} to ${shape.number.max}`);
  if ('is' in shape) return shape.is.some((known) => known === value) ? [] : wrong(`none of ${shape.is.slice(0, 30).join(', ')}`);
  if ('type' in shape) return check(schema.types[shape.type] ?? 'anything', value, path, owner);
  if ('one' in shape) return checkVariants(shape.one, value, path, owner);
  if ('list' in shape) return checkList(shape, value, path);
  return isRecord(value) ? checkFields(shape.object, value, path) : wrong('no object');
}

function checkList(shape: { list: Shape; min?: number; max?: number }, value: unknown, path: string): Problem[] {
  if (!Array.isArray(value)) return [{ path, problem: 'no list' }];
  const size = value.length < (shape.min ?? 0) ? `fewer than ${shape.min}` : value.length > (shape.max ?? Infinity) ? `more than ${shape.max}` : null;
  const inside = value.flatMap((entry: unknown, index) => check(shape.list, entry, `${path}[${index}]`, {}));
  return size === null ? inside : [{ path, problem: size }, ...inside];
}

/** The variant that fits best tells what is wrong: one whose fixed values are there, and with the fewest problems. */
function checkVariants(variants: readonly Shape[], value: unknown, path: string, owner: Record<string, unknown>): Problem[] {
  const results = variants.map((variant) => ({ named: isNamedBy(variant, value), problems: check(variant, value, path, owner) }));
  results.sort((one, other) => Number(other.named) - Number(one.named) || one.problems.length - other.problems.length);
  return results.some(({ problems }) => problems.length === 0) ? [] : (results[0]?.problems ?? []);
}

/** True where a field such as `type: "bold"` says that this variant is meant. */
function isNamedBy(variant: Shape, value: unknown): boolean {
  if (typeof variant === 'string') return typeof value === variant;
  if ('type' in variant) return isNamedBy(schema.types[variant.type] ?? 'anything', value);
  if (!('object' in variant) || !isRecord(value)) return false;
  return ['type', 'source'].some((name) => {
    const shape = variant.object[name];
    return typeof shape === 'object' && 'is' in shape && shape.is.some((known) => known === value[name]);
  });
}

function checkText(limit: TextLimit, value: string, owner: Record<string, unknown>): string[] {
  const text = limit.parsed ? withoutMarkup(value, owner['parse_mode'] ?? owner['quote_parse_mode']) : value;
  const size = limit.bytes ? Buffer.byteLength(text) : text.length;
  const unit = limit.bytes ? 'bytes' : 'characters';
  return [
    ...(size < (limit.min ?? 0) ? [`shorter than ${limit.min} ${unit}`] : []),
    ...(size > (limit.max ?? Infinity) ? [`longer than ${limit.max} ${unit}`] : []),
    ...(limit.alphabet && !new RegExp(`^[${limit.alphabet}]*$`, 'u').test(text) ? [`other characters than ${limit.alphabet}`] : []),
  ];
}

/** Markup that cannot be read is the method's to refuse, in its own words. */
function withoutMarkup(text: string, parseMode: unknown): string {
  try {
    return typeof parseMode === 'string' ? parseMarkup(text, parseMode).text : text;
  } catch {
    return text;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The words of Telegram for the mistakes that bots look for; ours for the others. */
export function wordsFor({ path, problem }: Problem): string {
  const field = path.replace(/\[\d+\]/gu, '').split('.').at(-1) ?? '';
  if (field === 'chat_id' && problem === 'missing') return 'chat_id is empty';
  if (field === 'text' && /missing|shorter/u.test(problem)) return 'message text is empty';
  if (field === 'text' && problem.startsWith('longer')) return 'message is too long';
  if (field === 'caption' && problem.startsWith('longer')) return 'message caption is too long';
  if (field === 'callback_data') return 'BUTTON_DATA_INVALID';
  if (path.startsWith('commands') && problem !== 'missing') return field === 'description' ? 'BOT_COMMAND_DESCRIPTION_INVALID' : 'BOT_COMMAND_INVALID';
  return `parameter ${path}: ${problem}`;
}
