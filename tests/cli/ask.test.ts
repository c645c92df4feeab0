import { describe, expect, it } from 'vitest';
import { readOptions } from '../../src/cli/arguments.ts';
import { readAskOptions } from '../../src/cli/ask-options.ts';
import { pathFrom } from '../../src/cli/command.ts';
import { parseJsonLines, readLines } from '../../src/cli/lines.ts';
import { createProgress } from '../../src/cli/progress.ts';
import { formatTable, widthOf } from '../../src/cli/table.ts';
import { formatMessage, formatOptions, formatReasons, showsColour, typedWording } from '../../src/cli/terminal.ts';
import { renderReply } from '../../src/bot/render.ts';
import { loadWording } from '../../src/bot/wording.ts';
import { KNOWLEDGE } from '../support/real.ts';
import { ARTICLE, answered, BUS, clarify, refused, reply } from './fixture.ts';

describe('The words after ask', () => {
  it.each([
    [['坐公交车要钱吗'], { question: '坐公交车要钱吗', why: false, knowledge: undefined }],
    [['服务中心', '电话'], { question: '服务中心 电话', why: false, knowledge: undefined }],
    [['--why', '坐公交车要钱吗', '--knowledge', 'laws'], { question: '坐公交车要钱吗', why: true, knowledge: 'laws' }],
    [['--jsonl', '--knowledge=laws'], { question: null, why: false, knowledge: 'laws' }],
    [['--', '--why'], { question: '--why', why: false, knowledge: undefined }],
    [[''], { question: '', why: false, knowledge: undefined }],
    [['-5度'], { question: '-5度', why: false, knowledge: undefined }],
  ])('%j are understood', (words, options) => {
    expect(readAskOptions(words)).toEqual(options);
  });

  it.each([
    [[], '没有写问题，请写成 npm run ask -- "坐公交车要钱吗"。'],
    [['--jsonl', '公交'], '--jsonl 从标准输入读问题，请去掉“公交”。'],
    [['--jsonl', '--why'], '--why 解释的是一个问题，请去掉 --jsonl，把问题写在命令后面。'],
    [['公交', '--wyh'], '没有“--wyh”这个选项，可用的有：--why、--jsonl、--knowledge 文件夹。'],
    [['公交', '-h'], '没有“-h”这个选项，可用的有：--why、--jsonl、--knowledge 文件夹。'],
    [['公交', '--knowledge'], '--knowledge 后面缺少文件夹，请写成 --knowledge 文件夹。'],
    [['--knowledge', '--why', '公交'], '--knowledge 后面缺少文件夹，请写成 --knowledge 文件夹。'],
    [['公交', '--why=yes'], '--why 后面不用写“yes”，请去掉。'],
  ])('%j are refused in one sentence', (words, sentence) => {
    expect(() => readAskOptions(words)).toThrow(expect.objectContaining({ name: 'ArgumentError', message: sentence }));
  });

  it('may be called like something that every object has', () => {
    expect(() => readOptions(['--constructor', 'x'], { flags: [], values: {} })).toThrow('没有“--constructor”这个选项');
  });
});

describe('A path', () => {
  it('is meant from the folder where npm was called', () => {
    expect(pathFrom('laws', { INIT_CWD: '/home/user' })).toBe('/home/user/laws');
    expect(pathFrom('../laws', { INIT_CWD: '/home/user' })).toBe('/home/laws');
    expect(pathFrom('/laws', { INIT_CWD: '/home/user' })).toBe('/laws');
  });

  it('is meant from the current folder without npm', () => {
    expect(pathFrom('laws', {})).toBe(`${process.cwd()}/laws`);
  });
});

describe('Lines of a stream', () => {
  async function linesOf(...chunks: (string | Uint8Array)[]): Promise<[number, string][]> {
    const bytes = chunks.map((chunk) => (typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk));
    const lines: [number, string][] = [];
    for await (const { number, text } of readLines(bytes as unknown as AsyncIterable<Uint8Array>)) lines.push([number, text]);
    return lines;
  }

  it('come numbered, whatever the chunks, and also without an end', async () => {
    expect(await linesOf('a\n', 'b', 'c\n\nd')).toEqual([[1, 'a'], [2, 'bc'], [3, ''], [4, 'd']]);
  });

  it('lose the carriage return of Windows', async () => {
    expect(await linesOf('a\r\nb\r', '\nc\r')).toEqual([[1, 'a'], [2, 'b'], [3, 'c']]);
  });

  it('are not cut at line separators, which may stand inside a JSON string', async () => {
    expect(await linesOf('{"q":"a\u2028b"}\n')).toEqual([[1, '{"q":"a\u2028b"}']]);
  });

  it('keep characters that two chunks share', async () => {
    const [first, second, third] = new TextEncoder().encode('军');
    expect(await linesOf(new Uint8Array([first ?? 0, second ?? 0]), new Uint8Array([third ?? 0, 10]))).toEqual([[1, '军']]);
  });

  it('are none where nothing comes', async () => {
    expect(await linesOf()).toEqual([]);
  });

  it('of a JSON file are named where they are none', () => {
    expect(parseJsonLines('{"a":1}\n\n[2]\r\n', 'f')).toEqual([{ value: { a: 1 }, number: 1 }, { value: [2], number: 3 }]);
    expect(() => parseJsonLines('{}\n{', 'f')).toThrow('f 第 2 行不是 JSON，请改成每行一个 {…}。');
  });
});

describe('The progress bar', () => {
  function bar(isTTY: boolean, columns = 80) {
    const written: string[] = [];
    const clock = { now: 0 };
    const report = createProgress({ isTTY, columns, write: (text) => written.push(text) }, () => clock.now, '整理');
    return { written, at: (now: number, share: number) => { clock.now = now; report(share); } };
  }

  it('stays away while a second has not passed', () => {
    const { written, at } = bar(true);
    at(500, 0.5);
    at(1000, 0.9);
    at(1001, 1);
    expect(written).toEqual([]);
  });

  it('shows the share done after that, and goes away at the end', () => {
    const { written, at } = bar(true);
    at(1500, 0.5);
    at(2500, 0.75);
    at(3000, 1);
    expect(written).toEqual([`\r\u001B[K整理 ${'█'.repeat(12)}${'░'.repeat(12)} 50%`, `\r\u001B[K整理 ${'█'.repeat(18)}${'░'.repeat(6)} 75%`, '\r\u001B[K']);
  });

  it('is not redrawn for every step', () => {
    const { written, at } = bar(true);
    for (let time = 2000; time < 2100; time++) at(time, 0.5);
    expect(written).toHaveLength(1);
  });

  it('is never shown where nobody watches', () => {
    const { written, at } = bar(false);
    at(5000, 0.5);
    at(9000, 1);
    expect(written).toEqual([]);
  });

  it('fits a narrow terminal', () => {
    const { written, at } = bar(true, 20);
    at(1500, 0.5);
    expect(written).toEqual(['\r\u001B[K整理 ████░░░░ 50%']);
  });

  it('has its usual width where the terminal does not know its own', () => {
    const { written, at } = bar(true, 0);
    at(1500, 0);
    expect(written).toEqual([`\r\u001B[K整理 ${'░'.repeat(24)} 0%`]);
  });
});

describe('A reply in the terminal', () => {
  const text = '原文：\n免费乘坐222条\n第二行\n出处';
  const entities = [
    { type: 'blockquote' as const, offset: 4, length: 13 },
    { type: 'bold' as const, offset: 6, length: 2 },
  ];

  it('sets quotes off with a bar, on each of their lines', () => {
    expect(formatMessage({ text, entities }, false)).toBe('原文：\n│ 免费乘坐222条\n│ 第二行\n出处');
  });

  it('shows matched words in bold where colour is asked for', () => {
    expect(formatMessage({ text, entities }, true)).toBe('原文：\n│ 免费\u001B[1m乘坐\u001B[22m222条\n│ 第二行\n出处');
  });

  it('keeps the bar outside of what is bold from the first character on', () => {
    const bold = [{ type: 'blockquote' as const, offset: 0, length: 2 }, { type: 'bold' as const, offset: 0, length: 2 }];
    expect(formatMessage({ text: '免费', entities: bold }, true)).toBe('│ \u001B[1m免费\u001B[22m');
  });

  it('ends one bold word before the next begins', () => {
    const bold = [{ type: 'bold' as const, offset: 0, length: 1 }, { type: 'bold' as const, offset: 1, length: 1 }];
    expect(formatMessage({ text: '免费', entities: bold }, true)).toBe('\u001B[1m免\u001B[22m\u001B[1m费\u001B[22m');
  });

  it('explains each part with the checks that decided', () => {
    expect(formatReasons(reply(answered(BUS)))).toBe('为什么：\n  coverage: 公交 2/2');
    expect(formatReasons(reply(answered(BUS), refused('phone', '电话')))).toBe('为什么（问1）：\n  coverage: 公交 2/2\n\n为什么（问2）：\n  facet: phone');
  });
});

describe('A question that may mean several things', () => {
  const wording = typedWording(loadWording(KNOWLEDGE));
  const { messages, options } = renderReply(reply(clarify('优待证', '一单制')), { documents: [ARTICLE] }, wording);

  it('is asked back in the terminal without a word of buttons, which are not there', () => {
    expect(messages.map(({ text }) => text)).toEqual([wording.answer.clarifyTyped]);
    expect(wording.answer.clarifyTyped).not.toContain('按钮');
  });

  it('lists what may be meant, numbered', () => {
    expect(formatOptions(options)).toBe('  1. 优待证\n  2. 一单制');
  });
});

describe('Colour', () => {
  it.each([
    ['is shown on a terminal', { isTTY: true }, {}, true],
    ['is not shown in a pipe', {}, {}, false],
    ['is not shown where NO_COLOR is set', { isTTY: true }, { NO_COLOR: '1' }, false],
    ['is shown where NO_COLOR is empty', { isTTY: true }, { NO_COLOR: '' }, true],
    ['is not shown on a dumb terminal', { isTTY: true }, { TERM: 'dumb' }, false],
  ])('%s', (_, screen, environment, shown) => {
    expect(showsColour(screen, environment)).toBe(shown);
  });
});

describe('A table', () => {
  it('lines up although Chinese characters are twice as wide', () => {
    expect(formatTable([['公交', '1'], ['a', '22']], new Set([1]))).toBe('公交   1\na     22');
    expect(widthOf('双拥,“a”')).toBe(8);
  });

  it('has no blanks at the ends of lines, and none at all without rows', () => {
    expect(formatTable([['a', ''], ['bb', 'c']])).toBe('a\nbb  c');
    expect(formatTable([])).toBe('');
  });
});
