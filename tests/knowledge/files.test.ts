/** Reading a knowledge folder, on real folders. */
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { UNKNOWN_META } from '../../src/core/document.ts';
import { loadKnowledge } from '../../src/knowledge/base.ts';
import { decodeText, KnowledgeError, loadDocuments, readFolder, readLexicon, sourcesFolder } from '../../src/knowledge/files.ts';
import { KNOWLEDGE } from '../support/real.ts';

const root = mkdtempSync(join(tmpdir(), 'knowledge-'));
afterAll(() => rmSync(root, { recursive: true }));

let folders = 0;
/** A new folder with these files; a name may have a folder in it. */
function folderOf(files: Record<string, string | Uint8Array>): string {
  const folder = join(root, String(++folders));
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) {
    if (name.includes('/')) mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

const load = (files: Record<string, string | Uint8Array>, furniture: string[] = []) => loadDocuments(folderOf(files), furniture);
/** What is said of a single bad file. */
const problemOf = (name: string, content: string | Uint8Array): string => {
  const { documents, problems } = load({ [name]: content, '好.txt': '某市通知\n正文一句。\n' });
  expect(documents.map((document) => document.file)).toEqual(['好.txt']);
  expect(problems.map((entry) => entry.file)).toEqual([name]);
  return problems[0]?.problem ?? '';
};

const TEXT = '双拥工作\n正文一句。\n';
/** 双拥工作 / 正文一句。 as the bytes of GB18030, taken from its table. */
const GB18030 = Uint8Array.of(0xcb, 0xab, 0xd3, 0xb5, 0xb9, 0xa4, 0xd7, 0xf7, 0x0a, 0xd5, 0xfd, 0xce, 0xc4, 0xd2, 0xbb, 0xbe, 0xe4, 0xa1, 0xa3, 0x0a);
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string, littleEndian: boolean): Uint8Array => {
  const bytes = [0xfeff, ...[...text].map((character) => character.charCodeAt(0))].flatMap((unit) => (littleEndian ? [unit & 0xff, unit >> 8] : [unit >> 8, unit & 0xff]));
  return Uint8Array.from(bytes);
};

describe('A file is read as', () => {
  it.each([
    ['UTF-8', utf8(TEXT), TEXT],
    ['UTF-8 with a byte order mark, which stays for the record of what was removed', utf8(`\uFEFF${TEXT}`), `\uFEFF${TEXT}`],
    ['UTF-8 with emoji and rare characters', utf8('😀𠮷㐀'), '😀𠮷㐀'],
    ['GB18030', GB18030, TEXT],
    ['ASCII', utf8('GDP 2024'), 'GDP 2024'],
    ['nothing', utf8(''), ''],
  ])('%s', (_, bytes, text) => {
    expect(decodeText(bytes)).toBe(text);
  });

  it('GB18030 in a folder, quoted with its own characters', () => {
    const { documents, problems } = load({ '老文件.txt': GB18030 });
    expect(problems).toEqual([]);
    expect(documents[0]).toMatchObject({ title: '双拥工作', published: TEXT });
  });
});

describe('A file is refused, and the others are read, when it', () => {
  it.each([
    ['is UTF-16, little end first', 'a.txt', utf16(TEXT, true), 'UTF-16'],
    ['is UTF-16, big end first', 'a.txt', utf16(TEXT, false), 'UTF-16'],
    ['holds NUL', 'a.txt', utf8('双拥\u0000工作。'), '零字节'],
    ['is UTF-8 that breaks off, and nothing else either', 'a.txt', Uint8Array.of(...utf8('双拥工作'), 0xe5, 0xff), 'UTF-8'],
    ['is a picture', 'a.txt', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0x4a, 0x46, 0x49, 0x46, 0x80, 0x81, 0xfe), '请另存为 UTF-8'],
    ['is Latin-1, which would pass for Chinese', 'a.txt', Uint8Array.of(0x63, 0x61, 0x66, 0xe9, 0x20, 0xe0, 0x20, 0x6c, 0x61), '请另存为 UTF-8'],
    ['is Chinese with strange characters, as wrong guesses give them', 'a.txt', Uint8Array.of(0xcb, 0xab, 0x81, 0x30, 0x81, 0x30, 0x81, 0x30, 0x81, 0x31, 0x81, 0x30, 0x81, 0x32), '请另存为 UTF-8'],
    ['holds no text', 'a.txt', utf8(' \n\n'), '没有正文'],
    ['is a title only', 'a.md', utf8('# 某市通知\n'), '没有正文'],
  ])('%s', (_, name, bytes, words) => {
    expect(problemOf(name, bytes)).toContain(words);
  });

  it('is too big, without reading it', () => {
    const folder = folderOf({ 'a.txt': '', '好.txt': TEXT });
    truncateSync(join(folder, 'a.txt'), 8 * 1024 * 1024 + 1);
    const { documents, problems } = loadDocuments(folder, []);
    expect(documents).toHaveLength(1);
    expect(problems).toEqual([{ file: 'a.txt', problem: '没有收录，超过 8 MB', leftOut: true }]);
  });

  it('is a folder with the name of a text', () => {
    const folder = folderOf({ 'a.txt/b.txt': TEXT, '好.txt': TEXT });
    const { documents, problems } = loadDocuments(folder, []);
    expect([documents.length, problems.map((entry) => entry.file)]).toEqual([1, ['a.txt']]);
  });

  it('has the name of another file', () => {
    const { documents, problems } = load({ '通知.md': '# 通知\n\n甲。\n', '通知.txt': '通知\n乙。\n' });
    expect(documents.map((document) => document.file)).toEqual(['通知.md']);
    expect(problems).toEqual([{ file: '通知.txt', problem: '没有收录，与另一个文件同名（通知）', leftOut: true }]);
  });
});

describe('A side file', () => {
  const META = { ...UNKNOWN_META, kind: '政策文件', title: '某市通知', signedBy: '某局', url: 'https://example.org/a' };
  const withMeta = (meta: unknown) => load({ 'a.txt': TEXT, 'a.json': typeof meta === 'string' ? meta : JSON.stringify(meta) });

  it('says what is known of the publication', () => {
    expect(withMeta(META).documents[0]).toMatchObject({ title: '某市通知', meta: META });
  });

  it('may be missing: then nothing is known, and nothing is filled in', () => {
    expect(load({ 'a.txt': TEXT }).documents[0]?.meta).toEqual(UNKNOWN_META);
  });

  it.each([
    ['a kind that there is not', { ...META, kind: '公告' }, 'kind'],
    ['an empty title instead of null', { ...META, title: '' }, 'title'],
    ['a field that is missing', { ...META, signedBy: undefined }, 'signedBy'],
    ['a field that nobody knows', { ...META, author: '甲' }, 'author'],
    ['an address that is none', { ...META, url: 'example' }, 'url'],
    ['a date of another form', { ...META, eventDates: ['4月23日'] }, 'eventDates'],
    ['a number for a name', { ...META, publisher: 7 }, 'publisher'],
  ])('with %s is named with the bad field', (_, meta, field) => {
    const { documents, problems } = withMeta(meta);
    expect(documents).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.file).toBe('a.txt');
    expect(problems[0]?.problem).toContain('a.json');
    expect(problems[0]?.problem).toContain(field);
  });

  it.each([['no JSON', '{kind:'], ['a list', '[]'], ['null', 'null']])('that is %s is named', (_, content) => {
    expect(withMeta(content).problems[0]?.problem).toContain('a.json');
  });
});

describe('A folder', () => {
  it('is read by name, .md and .txt of either case, without its README', () => {
    const { documents } = load({ 'b.TXT': TEXT, 'a.md': '# 甲\n\n乙。\n', 'README.md': '# 说明\n\n这里放文件。\n', 'c.json': '{}', 'd.docx': 'x', '.hidden': 'x' });
    expect(documents.map((document) => document.file)).toEqual(['a.md', 'b.TXT']);
  });

  it('loses the page furniture that it is told of', () => {
    expect(load({ 'a.txt': `${TEXT}相关推荐\n` }, ['相关推荐']).documents[0]?.text).toBe(`${TEXT}\n`);
  });

  it('is its sources/ where there is one', () => {
    const flat = folderOf({ 'a.txt': TEXT });
    const nested = folderOf({ 'sources/a.txt': TEXT, 'notes.txt': '不是来源。' });
    expect(sourcesFolder(flat)).toBe(flat);
    expect(sourcesFolder(nested)).toBe(join(nested, 'sources'));
    for (const directory of [flat, nested]) expect(loadKnowledge({ directory, shared: KNOWLEDGE }).documents.map((document) => document.file)).toEqual(['a.txt']);
  });

  it('that is not there is an error that names it', () => {
    const missing = join(root, 'nowhere');
    expect(() => loadDocuments(missing, [])).toThrow(new KnowledgeError(`知识文件夹不存在：${missing}`));
    expect(() => loadKnowledge({ directory: missing, shared: KNOWLEDGE })).toThrow(KnowledgeError);
  });

  it('that is a file is the same error', () => {
    expect(() => loadDocuments(join(folderOf({ 'a.txt': TEXT }), 'a.txt'), [])).toThrow(KnowledgeError);
  });

  it('without a usable document is an error that names folder and files', () => {
    const empty = folderOf({});
    const bad = folderOf({ 'a.txt': utf16(TEXT, true) });
    expect(() => loadKnowledge({ directory: empty, shared: KNOWLEDGE })).toThrow(empty);
    expect(() => loadKnowledge({ directory: bad, shared: KNOWLEDGE })).toThrow(/a\.txt：没有收录，是 UTF-16 编码/u);
  });
});

describe('The folders of the office', () => {
  it('are read as text by name, in order; a missing one is empty', () => {
    const folder = folderOf({ 'b.txt': '乙', 'a.txt': '甲', 'c.md': '丙' });
    expect([...readFolder(folder)]).toEqual([['a', '甲'], ['b', '乙']]);
    expect(readFolder(join(folder, 'missing')).size).toBe(0);
  });

  it('may hold no lexicon', () => {
    expect(readLexicon(folderOf({}))).toMatchObject({ terms: [], problems: [] });
  });
});
