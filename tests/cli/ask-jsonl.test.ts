import { describe, expect, it } from 'vitest';
import { answerLine } from '../../src/cli/ask-jsonl.ts';
import type { AnswerLine, ErrorLine } from '../../src/cli/ask-jsonl.ts';
import type { Reply } from '../../src/core/answer.ts';
import { answered, ARTICLE, BUS, CENTRES, clarify, distress, JOBS, METRO, refused, reply, thanks } from './fixture.ts';

interface Asked {
  message: string;
  previous: string | undefined;
}

function knowing(given: Reply | ((message: string) => Reply)) {
  const asked: Asked[] = [];
  const ask = (message: string, previous?: string): Reply => {
    asked.push({ message, previous });
    return typeof given === 'function' ? given(message) : given;
  };
  return { documents: [ARTICLE], asked, ask };
}

function answer(line: string, given: Reply = reply(answered(BUS))): AnswerLine {
  const output = answerLine(line, 1, knowing(given));
  if (!output || 'error' in output) throw new Error(`no answer: ${JSON.stringify(output)}`);
  return output;
}

function failure(line: string, number = 1): ErrorLine {
  const output = answerLine(line, number, knowing(reply(answered(BUS))));
  if (!output || !('error' in output)) throw new Error(`no error: ${JSON.stringify(output)}`);
  return output;
}

describe('A line with one question', () => {
  it('becomes a line with exactly the promised fields, in their order', () => {
    expect(JSON.stringify(answer('{"id":"7","q":"坐公交车要钱吗","prev":""}'))).toBe(
      '{"id":"7","status":"answered","quotes":[{"text":"面向退役军人,推出免费乘坐222条公交线路。","document":"article.txt","title":"双拥巡礼",' +
        `"section":"","paragraph":1,"article":null,"start":${BUS.start},"end":${BUS.end}}],"nearest":[],"missing":null,"options":[]}`,
    );
  });

  it('gives quotes whose offsets cut them out of the clean text', () => {
    for (const { text, start, end } of answer('{"q":"x"}', reply(answered(BUS, METRO, JOBS))).quotes) expect(ARTICLE.text.slice(start, end)).toBe(text);
  });

  it('says what is missing and shows the nearest quote where the text does not answer', () => {
    expect(answer('{"id":1,"q":"x"}', reply(refused('howto', '怎么申请优待证', METRO)))).toMatchObject({
      status: 'not_covered',
      quotes: [],
      nearest: [{ text: METRO.text }],
      missing: { facet: 'howto', text: '怎么申请优待证' },
      options: [],
    });
  });

  it('offers options where it must ask back', () => {
    expect(answer('{"q":"x"}', reply(clarify('免费乘车', '看病报销')))).toMatchObject({ status: 'clarify', options: ['免费乘车', '看病报销'], missing: null });
  });

  it('reports distress as small talk, without any quote', () => {
    expect(answer('{"q":"x"}', reply(distress))).toMatchObject({ status: 'smalltalk', quotes: [], nearest: [], missing: null });
  });

  it('asks back where nothing was asked', () => {
    expect(answer('{"q":""}', { parts: [] })).toMatchObject({ status: 'clarify', quotes: [], nearest: [], options: [] });
  });

  it('shows at most three quotes', () => {
    expect(answer('{"q":"x"}', reply(answered(BUS, METRO, CENTRES, JOBS))).quotes).toHaveLength(3);
  });
});

describe('The previous question', () => {
  it.each([
    ['is handed on', '{"q":"那地铁呢","prev":"坐公交车要钱吗"}', '坐公交车要钱吗'],
    ['counts as none when empty', '{"q":"那地铁呢","prev":""}', undefined],
    ['counts as none when absent', '{"q":"那地铁呢"}', undefined],
    ['counts as none when null', '{"q":"那地铁呢","prev":null}', undefined],
    ['counts as none when it is no text', '{"q":"那地铁呢","prev":["x"]}', undefined],
  ])('%s', (_, line, previous) => {
    const base = knowing(reply(answered(METRO)));
    answerLine(line, 1, base);
    expect(base.asked).toEqual([{ message: '那地铁呢', previous }]);
  });
});

describe('The id', () => {
  it.each([
    ['"a"', 'a'],
    ['12', 12],
    ['""', ''],
    ['false', false],
    ['null', null],
    ['{"a":[1]}', { a: [1] }],
    ['"__proto__"', '__proto__'],
    ['"constructor"', 'constructor'],
  ])('%s comes back as it was', (written, id) => {
    expect(answer(`{"id":${written},"q":"x"}`).id).toEqual(id);
  });

  it('is null where none was given', () => {
    expect(answer('{"q":"x"}').id).toBeNull();
  });

  it('is not taken from a __proto__ that the line brings', () => {
    const output = answer('{"__proto__":{"id":"evil","prev":"evil"},"q":"x"}');
    expect(output.id).toBeNull();
    expect(Object.getPrototypeOf(output)).toBe(Object.prototype);
  });

  it('comes back whole when it holds __proto__ itself', () => {
    expect(JSON.stringify(answer('{"id":{"__proto__":1},"q":"x"}').id)).toBe('{"__proto__":1}');
  });
});

describe('A message with several questions', () => {
  it('is answered when any part is, and tells what the first refused part asked for', () => {
    const output = answer('{"q":"x"}', reply(refused('howto', '怎么申请'), answered(BUS), refused('phone', '电话')));
    expect(output).toMatchObject({ status: 'answered', missing: { facet: 'howto', text: '怎么申请' }, nearest: [] });
    expect(output.quotes.map(({ text }) => text)).toEqual([BUS.text]);
  });

  it('shows the best quote of each answered part before the second of any, three in all', () => {
    const output = answer('{"q":"x"}', reply(answered(BUS, METRO), answered(CENTRES, JOBS)));
    expect(output.quotes.map(({ text }) => text)).toEqual([BUS.text, CENTRES.text, METRO.text]);
  });

  it('shows a quote that answers two parts once', () => {
    expect(answer('{"q":"x"}', reply(answered(BUS), answered(BUS, METRO))).quotes.map(({ text }) => text)).toEqual([BUS.text, METRO.text]);
  });

  it('tells what an answered part leaves open where no part was refused', () => {
    const half = { ...answered(BUS), missing: { facet: 'phone', text: '电话' } } as const;
    expect(answer('{"q":"x"}', reply(answered(METRO), half as never)).missing).toEqual({ facet: 'phone', text: '电话' });
  });

  it.each([
    ['refused', reply(refused('phone', '电话', METRO), clarify('免费乘车')), { status: 'not_covered', missing: { facet: 'phone', text: '电话' }, options: [] }],
    ['to be clarified', reply(clarify('免费乘车'), refused('phone', '电话', METRO)), { status: 'clarify', missing: null, nearest: [], options: ['免费乘车'] }],
    ['small talk', reply(thanks, refused('phone', '电话', METRO)), { status: 'smalltalk', missing: null, nearest: [] }],
  ])('goes by its first part, when that is %s and no part is answered', (_, given, expected) => {
    expect(answer('{"q":"x"}', given)).toMatchObject(expected);
  });
});

describe('A line that is no question', () => {
  it.each(['', '   ', '\t', '\r', '\u3000', '\uFEFF'])('is skipped when blank: %j', (line) => {
    expect(answerLine(line, 1, knowing(reply(answered(BUS))))).toBeNull();
  });

  it.each([
    ['nope', '这一行不是 JSON，请写成 {"id":"1","q":"问题"}。'],
    ['{"q":"x"', '这一行不是 JSON，请写成 {"id":"1","q":"问题"}。'],
    ['[{"q":"x"}]', '这一行不是 JSON 对象，请写成 {"id":"1","q":"问题"}。'],
    ['"坐公交车要钱吗"', '这一行不是 JSON 对象，请写成 {"id":"1","q":"问题"}。'],
    ['null', '这一行不是 JSON 对象，请写成 {"id":"1","q":"问题"}。'],
    ['42', '这一行不是 JSON 对象，请写成 {"id":"1","q":"问题"}。'],
    ['{"id":"1"}', 'q 没有写，请写成 "q":"问题"。'],
    ['{"id":"1","q":null}', 'q 不是字符串，请写成 "q":"问题"。'],
    ['{"id":"1","q":["x"]}', 'q 不是字符串，请写成 "q":"问题"。'],
    ['{"__proto__":{"q":"x"}}', 'q 没有写，请写成 "q":"问题"。'],
  ])('gets an error with its number: %s', (line, error) => {
    expect(failure(line, 9)).toEqual({ error, line: 9 });
  });

  it('is accepted behind a byte order mark and blanks', () => {
    expect(answer('\uFEFF  {"id":"1","q":"x"}  ').id).toBe('1');
  });
});

describe('What must not be shown', () => {
  it.each([
    ['a changed character', { ...BUS, text: BUS.text.replace('222', '223') }],
    ['shifted offsets', { ...BUS, start: BUS.start + 1, end: BUS.end + 1 }],
    ['a document that is not there', { ...BUS, file: 'other.txt' }],
  ])('is a quote with %s', (_, forged) => {
    const base = knowing(reply(answered(METRO, forged)));
    expect(answerLine('{"id":"1","q":"x"}', 3, base)).toEqual({ error: '引文与原文对不上，没有输出。', line: 3 });
    const nearest = knowing(reply(refused('phone', '电话', forged)));
    expect(answerLine('{"id":"1","q":"x"}', 4, nearest)).toEqual({ error: '引文与原文对不上，没有输出。', line: 4 });
  });

  it('is a defect in place of an answer: the line gets an error, and the next one its answer', () => {
    const base = knowing((message) => {
      if (message === '坏') throw new RangeError('boom');
      return reply(answered(BUS));
    });
    expect(answerLine('{"q":"坏"}', 1, base)).toEqual({ error: '回答时出错：RangeError: boom', line: 1 });
    expect(answerLine('{"q":"好"}', 2, base)).toMatchObject({ status: 'answered' });
  });

  it('is half a character: lone surrogates leave as escapes', () => {
    const output = answerLine('{"id":"\\ud83d","q":"\\ud83d"}', 1, knowing(reply(clarify('x'))));
    expect(JSON.stringify(output)).toContain('"id":"\\ud83d"');
  });
});
