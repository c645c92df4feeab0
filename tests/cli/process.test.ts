/** The commands as processes: what they print where, and how they end. What the answers are is tested elsewhere. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readLines } from '../../src/cli/lines.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'commands-'));
writeFileSync(join(folder, '通知.txt'), '关于拥军的通知\n退役军人免费乘坐222条公交线路。\n');
writeFileSync(
  join(folder, 'set.jsonl'),
  '{"id":"1","q":"你好","kind":"smalltalk"}\n{"id":"2","q":"公交线路有多少条","kind":"answerable","style":"keyword","gold":["222条公交线路"]}\n',
);
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a command as npm does: from the repository, with INIT_CWD saying where its user is. */
function start(command: string, ...words: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', `src/cli/${command}.ts`, ...words], { cwd: ROOT, env: { ...process.env, INIT_CWD: folder } });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const ended = new Promise<number | null>((end) => child.on('close', end));
  const lines = readLines(child.stdout);
  const rest = async (): Promise<string[]> => {
    const found: string[] = [];
    for await (const { text } of lines) found.push(text);
    return found;
  };
  return { child, lines, rest, ended, errors: () => errors };
}

async function run(command: string, ...words: string[]): Promise<{ code: number | null; output: string[]; errors: string }> {
  const { child, rest, ended, errors } = start(command, ...words);
  child.stdin.end();
  const output = await rest();
  return { code: await ended, output, errors: errors() };
}

describe('ask --jsonl', () => {
  it('answers each line before the next is written, in order, and goes on after bad ones', async () => {
    const { child, lines, rest, ended, errors } = start('ask', '--jsonl', '--knowledge', '.');
    child.stdin.write('{"id":"first","q":"公交线路"}\n');
    const first = (await lines.next()).value as { text: string };
    expect(JSON.parse(first.text)).toMatchObject({ id: 'first' });
    child.stdin.end('\nnope\n{"id":"__proto__","q":"公交线路","prev":"地铁呢"}\r\n{"id":4,"q":"\\ud800"}');
    const output = (await rest()).map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(output.map(({ id, line }) => id ?? line)).toEqual([3, '__proto__', 4]);
    expect(Object.keys(output[1] ?? {})).toEqual(['id', 'status', 'quotes', 'nearest', 'missing', 'options']);
    expect({ code: await ended, errors: errors() }).toEqual({ code: 0, errors: '' });
  });

  it('has an ordinary answer to odd questions', async () => {
    const odd = ['', ' ', '？！', '😀', '\ud800', '\u0000', '__proto__', 'constructor', '公'.repeat(4096)];
    const { child, rest, ended } = start('ask', '--jsonl', '--knowledge', '.');
    child.stdin.end(odd.map((q, id) => JSON.stringify({ id, q })).join('\n'));
    const output = (await rest()).map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(output.map(({ id }) => id)).toEqual(odd.map((_, id) => id));
    for (const { status } of output) expect(['answered', 'not_covered', 'clarify', 'smalltalk']).toContain(status);
    expect(await ended).toBe(0);
  });
});

describe('ask', () => {
  it('prints plain text into a pipe, and ends well whatever was asked', async () => {
    const { code, output, errors } = await run('ask', '退役军人公交线路免费吗', '--knowledge', '.', '--why');
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output.join('\n')).not.toContain('\u001B');
    expect(output).toContain('为什么：');
  });

  it.each([
    [[], '没有写问题，请写成 npm run ask -- "坐公交车要钱吗"。\n'],
    [['公交', '--knowledge', 'nowhere'], '--knowledge：“nowhere”不是文件夹，请给出放 .md 和 .txt 文档的文件夹。\n'],
    [['公交', '--whi'], '没有“--whi”这个选项，可用的有：--why、--jsonl、--knowledge 文件夹。\n'],
  ])('ends with status 2 and one sentence for %j', async (words, sentence) => {
    expect(await run('ask', ...words)).toEqual({ code: 2, output: [], errors: sentence });
  });
});

describe('eval', () => {
  it('scores a set that is named from where npm was called', async () => {
    const { code, output, errors } = await run('eval', 'set.jsonl', '--knowledge', '.');
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output[0]).toMatch(/^set\.jsonl · knowledge \S+ · 2 questions$/u);
  });

  it('is one JSON object where asked for', async () => {
    const { output } = await run('eval', '--json', 'set.jsonl', '--knowledge', '.');
    expect(JSON.parse(output.join('\n'))).toMatchObject({ file: 'set.jsonl', n: 2, hit1: { of: 1 }, smalltalk: { of: 1 } });
  });

  it.each([
    [[], '没有写问题集，请写成 npm run eval -- 问题集.jsonl。\n'],
    [['none.jsonl'], '读不到文件“none.jsonl”，请核对路径。\n'],
    [['a', 'b'], '一次只评一个问题集，请去掉“b”。\n'],
    [['通知.txt'], '通知.txt 第 1 行不是 JSON，请改成每行一个 {…}。\n'],
  ])('ends with status 2 and one sentence for %j', async (words, sentence) => {
    expect(await run('eval', ...words)).toEqual({ code: 2, output: [], errors: sentence });
  });

  it('measures retrieval in one line', async () => {
    writeFileSync(join(folder, 'corpus.jsonl'), '{"id":"a","title":"甲","text":"退役军人免费乘坐公交。"}\n{"id":"b","title":"乙","text":"海军舰艇靠泊青岛。"}\n');
    writeFileSync(join(folder, 'queries.jsonl'), '{"id":"q","text":"舰艇靠泊在哪里"}\n{"id":"unjudged","text":"x"}\n');
    writeFileSync(join(folder, 'qrels.tsv'), 'q\tb\n');
    const { code, output } = await run('eval', 'retrieval', '--corpus', 'corpus.jsonl', '--queries', 'queries.jsonl', '--qrels', 'qrels.tsv', '--json');
    expect(code).toBe(0);
    expect(output).toHaveLength(1);
    const figures = JSON.parse(output[0] ?? '') as Record<string, number>;
    expect(Object.keys(figures)).toEqual(['R1', 'R5', 'MRR10', 'p50_ms', 'p99_ms', 'index_s', 'rss_mib']);
    expect(figures).toMatchObject({ R1: 1, R5: 1, MRR10: 1 });
  });
});
