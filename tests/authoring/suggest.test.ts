import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { suggest } from '../../src/authoring/suggest.ts';
import { parseBank } from '../../src/core/bank.ts';
import type { Document } from '../../src/core/document.ts';
import { parseDocument } from '../../src/core/document.ts';
import { cutPassages } from '../../src/core/passages.ts';
import { groupUnits } from '../../src/core/units.ts';
import { ARTICLE, DATA, KNOWLEDGE } from '../support/real.ts';

const read = (path: string, file: string): Document => parseDocument(file, readFileSync(join(path, file), 'utf8'));
const law = read(join(DATA, 'law'), '某市拥军条例.md');
const guide = read(join(DATA, 'guide'), '优待证办事指南.md');
const article = read(join(KNOWLEDGE, 'sources'), ARTICLE);

/** What a draft asks of the sentence that holds `words`. */
function askedOf(document: Document, words: string): string[] {
  const units = groupUnits(cutPassages(document));
  return parseBank(new Map([['draft', suggest(document)]]), units).lines
    .filter(({ label }) => label.type === 'answered' && label.units.some((unit) => document.text.slice(unit.start, unit.end).includes(words)))
    .map(({ question }) => question);
}

describe('A draft', () => {
  it.each([['a law', law, 30], ['a guide', guide, 4], ['a news report', article, 25]])('for %s is a question bank without problems', (_, document, least) => {
    const { lines, problems } = parseBank(new Map([['draft', suggest(document)]]), groupUnits(cutPassages(document)));
    expect(problems).toEqual([]);
    expect(lines.length).toBeGreaterThanOrEqual(least);
  });

  it('asks no question twice, since the linter would call that two answers', () => {
    const questions = suggest(law).split('\n').filter((line) => line !== '' && !/^[#@=]/u.test(line));
    expect(new Set(questions).size).toBe(questions.length);
  });

  it('leads from a question to the clause whose form it has', () => {
    expect(askedOf(law, '十五个工作日')).toContain('多久答复');
    expect(askedOf(article, '222条')).toContain('有多少条市区公交线路');
  });

  it('asks what each article of a law says', () => {
    expect(askedOf(law, '冒用军人证件')).toContain('第十三条规定了什么');
  });

  it('takes the headings of a guide for questions, with what the guide is about', () => {
    expect(askedOf(guide, '街道退役军人服务站')).toContain('优待证怎么申请');
    expect(askedOf(guide, '身份证')).toContain('优待证带什么材料');
  });

  it('does not ask for the chapters of a law, nor for headings that are sentences', () => {
    expect(suggest(law)).not.toMatch(/总则是什么|第一章/u);
    expect(suggest(article)).not.toContain('优待服务暖人心');
  });

  it('names a heading that is a noun', () => {
    const document = parseDocument('a.md', '# 某指南\n\n## 申请条件\n\n本市户籍。\n');
    expect(suggest(document)).toContain('= 本市户籍。\n申请条件是什么\n');
  });

  it('says what it is, and for which document', () => {
    expect(suggest(law).split('\n').slice(0, 2)).toEqual([expect.stringMatching(/^# .*请逐条核对/u), '@document 某市拥军条例.md']);
  });

  it('of a document that states nothing is empty but for its head', () => {
    expect(suggest(parseDocument('a.txt', '某通知\n略。\n')).trim().split('\n')).toHaveLength(2);
  });
});
