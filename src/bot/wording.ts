/** Every fixed sentence of the bot, read from `knowledge/wording` and checked before the first message. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { FACETS } from '../core/bank.ts';

/** The wording is a file of the office: what is wrong with it is said in words, all of it at once. */
export class WordingError extends Error {
  constructor(file: string, problems: readonly string[]) {
    super(`文字文件 ${file} 有误：\n${problems.map((problem) => `· ${problem}`).join('\n')}`);
    this.name = 'WordingError';
  }
}

/** The bot has no opinion on who is entitled to what, and these words read like one. */
const PROMISES = /能|可以|符合/u;
const HALF_WIDTH = /\p{Script=Han}[,;:!?()]|[,;:!?()]\p{Script=Han}|\p{Script=Han}\.(?!\w)/u;

/** A sentence whose placeholders are exactly `names`: a missing one would drop a fact, a foreign one would be shown as {braces}. */
const sentence = (...names: string[]): z.ZodType<string> =>
  z.string().trim().min(1, '不要留空').max(1000, '太长，请控制在 1000 字以内').superRefine((text, context) => {
    const complain = (message: string): void => context.addIssue({ code: 'custom', message });
    const found = [...text.matchAll(/\{([^{}]*)\}/gu)].map((match) => match[1] ?? '');
    for (const name of names) if (!found.includes(name)) complain(`少了 {${name}}`);
    for (const name of found) if (!names.includes(name)) complain(`多了 {${name}}，这里填不上它`);
    const promise = PROMISES.exec(text);
    if (promise) complain(`有“${promise[0]}”，像是在替主管部门表态，请换个说法`);
    const mark = HALF_WIDTH.exec(text.replace(/\{[^{}]*\}/gu, '文'));
    if (mark) complain(`“${mark[0]}”要用全角标点`);
  });

const sentences = <const Name extends string>(names: readonly Name[]): z.ZodObject<Record<Name, z.ZodType<string>>, z.core.$strict> =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, sentence()])) as Record<Name, z.ZodType<string>>);

const value = sentence('value');

const schema = z.strictObject({
  start: z.strictObject({
    greeting: sentence(),
    holdings: sentence('count', 'titles'),
    holdingsMore: sentence('count', 'titles'),
    limits: sentence(),
    invitation: sentence(),
    invitationPlain: sentence(),
  }),
  examples: z.array(sentences(['label', 'question'])).min(1).max(8),
  help: z.array(sentence()).min(1),
  privacy: z.strictObject({
    title: sentence(),
    table: z.tuple([z.strictObject({ what: sentence(), kept: sentence('minutes'), why: sentence() })], sentences(['what', 'kept', 'why'])),
    row: sentence('what', 'kept', 'why'),
    telegram: sentence(),
    advice: sentence(),
  }),
  about: z.strictObject({
    title: sentence(),
    document: sentence('title'),
    kind: value,
    signedBy: value,
    publisher: value,
    publishedOn: value,
    url: value,
    eventDate: sentence('date', 'what'),
    notStated: sentences(['kind', 'signedBy', 'publisher', 'publishedOn', 'url']),
    paragraphs: sentence('count'),
    totals: sentence('documents', 'passages'),
    version: sentence('version', 'builtAt'),
    more: sentence('count'),
    promise: sentence(),
  }),
  answer: z.strictObject({
    lead: sentence(),
    another: sentence(),
    rewritten: sentence('from', 'to'),
    alsoMissing: sentence('source', 'missing'),
    missing: sentence('source', 'missing'),
    missingPart: sentence('facet', 'question'),
    facets: sentences(FACETS),
    article: sentence(),
    sources: sentence(),
    nearest: sentence(),
    wayOn: sentence(),
    wayOnOfftopic: sentence(),
    notice: sentence(),
    clarify: sentence(),
    /** The same where there are no buttons. */
    clarifyTyped: sentence(),
    part: sentence('number', 'question'),
    asked: sentence('question'),
  }),
  citation: z.strictObject({
    kind: sentence('kind'),
    unknownKind: sentence(),
    title: sentence('title'),
    paragraph: sentence('number'),
    heading: sentence(),
    documentTitle: sentence(),
    signed: sentence('name'),
    unsigned: sentence(),
    published: sentence('date'),
    unpublished: sentence(),
  }),
  smalltalk: sentences(['hello', 'thanks', 'bye', 'who', 'can', 'praise', 'complain', 'ok']),
  distress: sentences(['selfharm', 'danger', 'medical', 'hardship']),
  media: sentences(['photo', 'voice', 'sticker', 'location', 'contact', 'document', 'other']),
  unknownCommand: sentence(),
  staleButton: sentence(),
  unclear: sentence(),
  trouble: sentence(),
  reindex: z.strictObject({
    started: sentence(),
    busy: sentence(),
    done: sentence('version'),
    same: sentence('version'),
    totals: sentence('documents', 'passages', 'seconds'),
    added: sentence('file', 'sentences'),
    removed: sentence('file', 'sentences'),
    changed: sentence('file', 'added', 'removed', 'changed'),
    information: sentence('file'),
    otherChanges: sentence(),
    refused: sentence('version'),
    problem: sentence('file', 'problem'),
    remarks: sentence(),
    remedy: sentence(),
    failed: sentence('version', 'reason'),
    unknownReason: sentence(),
  }),
  profile: z.strictObject({
    description: sentence().refine((text) => text.length <= 512, 'Telegram 只显示 512 字'),
    shortDescription: sentence().refine((text) => text.length <= 120, 'Telegram 只显示 120 字'),
    commands: z.array(z.strictObject({ command: z.string().regex(/^[a-z0-9_]{1,32}$/u), description: sentence() })).min(1),
  }),
  process: z.strictObject({
    loading: sentence(),
    problem: sentence('file', 'problem'),
    preview: sentence(),
    page: sentence('address'),
    pageExposed: sentence(),
    pageOnly: sentence(),
    goLive: sentence(),
    terminalHint: sentence(),
    prompt: sentence(),
    elsewhere: sentence(),
    names: sentences(['bot', 'visitor', 'admin', 'group']),
    connecting: sentence('route'),
    direct: sentence(),
    viaProxy: sentence('proxy'),
    online: sentence('username'),
    stopping: sentence(),
    stopped: sentence(),
    unreachable: sentence('route', 'cause', 'seconds'),
    unauthorized: sentence(),
    conflict: sentence('seconds'),
    webhook: sentence('seconds'),
    serverTrouble: sentence('cause', 'seconds'),
    unexpected: sentence('cause', 'seconds'),
  }),
});

/** The checked contents of `zh-Hans.json`, same names. */
export type Wording = z.infer<typeof schema>;

/**
 * Reads `wording/zh-Hans.json` below `knowledge`.
 *
 * @throws WordingError that names every bad sentence and its remedy
 */
export function loadWording(knowledge: string): Wording {
  const file = join(knowledge, 'wording', 'zh-Hans.json');
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new WordingError(file, [error instanceof SyntaxError ? '不是完整的 JSON，多半是少了逗号或引号。' : '读不了这个文件。']);
  }
  return parseWording(file, content);
}

/** Checks what a wording file holds; `file` is only for the error. */
export function parseWording(file: string, content: unknown): Wording {
  const result = schema.safeParse(content);
  if (result.success) return result.data;
  throw new WordingError(file, result.error.issues.map((issue) => `${issue.path.join('.') || '整个文件'}：${inWords(issue)}`));
}

function inWords(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `多了 ${issue.keys.join('、')}，程序用不上，请去掉或改正名字`;
  if (issue.code === 'invalid_type') return '少了这一项，或者写成了别的东西，请照原来的样子补上';
  return issue.message;
}

/** Puts values into the {places} of a sentence. Values are not looked at again, so they may hold braces. */
export function fill(template: string, values: Record<string, string | number>): string {
  return template.replace(/\{(\w+)\}/gu, (place, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : place));
}
