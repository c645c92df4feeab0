import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findDocument, formatList, formatPassages, formatRemoved, readKnowledgeOptions, VIEWS } from '../../src/cli/views.ts';
import { without } from '../../src/core/document.ts';
import { ARTICLE, LAW } from './fixture.ts';
import { parseDocument } from '../../src/core/document.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'knowledge-'));
writeFileSync(join(folder, '通知.txt'), '关于拥军的通知\n公交免费。\n');
afterAll(() => rmSync(folder, { recursive: true }));

interface Ended {
  code: number | string;
  output: string;
  errors: string;
}

/** Runs the command as npm does: from the repository, with INIT_CWD saying where its user is. */
async function knowledge(...words: string[]): Promise<Ended> {
  const environment = { ...process.env, INIT_CWD: folder };
  return new Promise((end) => {
    execFile(process.execPath, ['--import', 'tsx', 'src/cli/knowledge.ts', ...words], { cwd: ROOT, env: environment }, (error, output, errors) => {
      end({ code: error?.code ?? 0, output, errors });
    });
  });
}

describe('npm run knowledge', () => {
  it('prints the clean text, and nothing else', async () => {
    expect(await knowledge('text', '通知', '--knowledge', '.')).toEqual({ code: 0, output: '关于拥军的通知\n公交免费。\n', errors: '' });
  });

  it('takes paths from where npm was called', async () => {
    expect((await knowledge('list', `--knowledge=${folder}`)).output).toContain('关于拥军的通知');
    expect((await knowledge('list', '--knowledge', '.')).output).toContain('关于拥军的通知');
  });

  it.each([
    [['text', '没有'], '没有文档“没有”，现有：通知。\n'],
    [['text'], 'text 后面缺少文档的 ID，现有：通知。\n'],
    [['nonsense'], '没有“nonsense”这个命令，可用的有：text ID、removed ID、passages ID、suggest ID、list、lint、bank、lexicon。\n'],
  ])('ends with status 2 and one sentence for %j', async (words, sentence) => {
    expect(await knowledge(...words, '--knowledge', '.')).toEqual({ code: 2, output: '', errors: sentence });
  });

  it('names a folder that is not there', async () => {
    expect(await knowledge('list', '--knowledge', 'nowhere')).toEqual({
      code: 2,
      output: '',
      errors: '--knowledge：“nowhere”不是文件夹，请给出放 .md 和 .txt 文档的文件夹。\n',
    });
  });

  it('names a file that was left out, and goes on', async () => {
    writeFileSync(join(folder, '坏.txt'), new Uint8Array([0, 1, 2]));
    const { code, output, errors } = await knowledge('list', '--knowledge', '.');
    expect({ code, errors }).toEqual({ code: 0, errors: '资料有一处问题：坏.txt：没有收录，含有零字节，不是文本文件，请另存为 UTF-8 文本\n' });
    expect(output).toContain('通知');
  });
});

describe('npm run knowledge -- suggest', () => {
  it('prints a draft in the format of the question bank', async () => {
    const { code, output } = await knowledge('suggest', '通知', '--knowledge', '.');
    expect(code).toBe(0);
    expect(output.split('\n').slice(1)).toEqual(['@document 通知.txt', '', '']);
  });
});

describe('npm run knowledge -- lint', () => {
  const faulty = join(folder, 'faulty');
  const write = (name: string, text: string): void => {
    mkdirSync(join(faulty, name, '..'), { recursive: true });
    writeFileSync(join(faulty, name), text);
  };
  write('sources/a.txt', '某市通知\n退役军人免费乘车。军属免费入园。\n');

  it('names what is wrong with bank and lexicon by file and line, and ends with status 1', async () => {
    write('questions/bank.txt', '@document a.txt\n= 免费乘车\n坐车要钱吗\n= 免费坐飞机\n');
    write('lexicon/synonyms-a.txt', '# 规则\n坐车\n');
    const { code, output } = await knowledge('lint', '--knowledge', faulty);
    expect(code).toBe(1);
    expect(output).toContain('\n错误  questions/bank.txt:4  原文里没有这样的话：免费坐飞机\n');
    expect(output).toContain('\n错误  lexicon/synonyms-a.txt:2  读不懂这条规则');
    expect(output).toMatch(/^ *1 +1\.1\.1 +退役军人免费乘车。$/mu);
  });

  it.each(['bank', 'lexicon'])('%s looks at one of them', async (view) => {
    const { code, output } = await knowledge(view, '--knowledge', faulty);
    expect(code).toBe(1);
    expect([output.includes('questions/'), output.includes('lexicon/')]).toEqual([view === 'bank', view === 'lexicon']);
  });

  it('ends with status 0 where there are no errors', async () => {
    write('questions/bank.txt', '@document a.txt\n= 免费乘车\n坐车要钱吗\n');
    const { code, output } = await knowledge('bank', '--knowledge', faulty);
    expect(code).toBe(0);
    expect(output).toContain('没有发现问题。');
  });
});

describe('The words after knowledge', () => {
  it('are a view, an ID and a folder', () => {
    expect(readKnowledgeOptions(['removed', 'a.txt', '--knowledge', 'd'])).toEqual({ view: 'removed', id: 'a.txt', knowledge: 'd' });
    expect(readKnowledgeOptions(['list'])).toEqual({ view: 'list', id: null, knowledge: undefined });
  });

  it.each([
    [[], '没有写要看什么，请在 npm run knowledge -- 后面写 text ID、removed ID、passages ID、suggest ID、list、lint、bank、lexicon 之一。'],
    [['constructor'], '没有“constructor”这个命令，可用的有：text ID、removed ID、passages ID、suggest ID、list、lint、bank、lexicon。'],
    [['text', 'a', 'b', 'c'], 'text 后面多了“b c”，请去掉。'],
    [['list', 'a'], 'list 后面多了“a”，请去掉。'],
    [['lint', 'a'], 'lint 后面多了“a”，请去掉。'],
    [['list', '--knowledge'], '--knowledge 后面缺少文件夹，请写成 --knowledge 文件夹。'],
    [['list', '--all'], '没有“--all”这个选项，可用的有：--knowledge 文件夹。'],
  ])('that make no sense are named: %j', (words, sentence) => {
    expect(() => readKnowledgeOptions(words)).toThrow(sentence);
  });
});

describe('A document is found', () => {
  it.each(['law', 'law.md'])('as %s', (id) => {
    expect(findDocument([ARTICLE, LAW], 'text', id)).toBe(LAW);
  });

  it.each(['LAW', 'law.txt', '__proto__', ''])('not as %j', (id) => {
    expect(() => findDocument([ARTICLE, LAW], 'text', id)).toThrow(`没有文档“${id}”，现有：article、law。`);
  });

  it('among many with a hint how to see them all', () => {
    const many = Array.from({ length: 20 }, (_, at) => ({ ...LAW, id: `law${at}`, file: `law${at}.md` }));
    expect(() => findDocument(many, 'text', 'x')).toThrow('law11 等 20 篇，用 list 看全部。');
  });
});

describe('A view shows', () => {
  const annotated = parseDocument('a.txt', '双拥巡礼\n全国双拥(shuāngyōng)模范城。\n相关推荐\n', { furniture: ['相关推荐'] });

  it('the clean text', () => {
    expect(VIEWS.get('text')?.(annotated)).toBe(without(annotated.published, annotated.removed));
  });

  it('what was removed: offsets in the published text, the reason, the characters', () => {
    expect(formatRemoved(annotated).split('\n')).toEqual(['9–21   拼音注音  (shuāngyōng)', '26–30  网页杂项  相关推荐', '', '发表的原文 31 字符，去掉 16 字符：拼音注音 1 处，网页杂项 1 处。', '']);
  });

  it('control characters as escapes, so that a range stays on its line', () => {
    expect(formatRemoved(parseDocument('a.txt', '\uFEFF标题\r\n正文一句。\r\n'))).toMatch(/^0–1 {4}标记 {2}\\u\{FEFF\}\n3–4 {4}标记 {2}\\r\n/u);
  });

  it('that nothing was removed', () => {
    expect(formatRemoved(ARTICLE)).toBe(`发表的原文 ${ARTICLE.published.length} 字符，去掉 0 字符。\n`);
  });

  it('passages with offsets that cut them out of the clean text', () => {
    for (const line of formatPassages(ARTICLE).trim().split('\n')) {
      const [, start, end, text] = /^\S+ +(\d+)–(\d+) +(.*)$/u.exec(line) ?? [];
      expect(ARTICLE.text.slice(Number(start), Number(end))).toBe(text);
    }
    expect(formatPassages(ARTICLE)).toMatch(/^1\.2\.1 .*持优待证免费乘坐地铁。$/mu);
  });

  it('one line for each document', () => {
    expect(formatList([ARTICLE, LAW]).trim().split('\n').map((line) => line.split(/ {2,}/u))).toEqual([
      ['article', '类型未注明', '双拥巡礼', '2 段', '8 个句段', '去掉 0 处'],
      ['law', '类型未注明', '某某法', '2 段', '3 个句段', '去掉 1 处'],
    ]);
  });
});
