import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatOpenSet, isOpenCopy, openHash, parseOpenSet } from '../../src/authoring/open-set.ts';
import { OPEN_HASHES } from '../../src/cli/command.ts';
import { hashOpenSets, OPEN_SETS } from '../../src/cli/open-sets.ts';
import { material } from '../support/real.ts';

const question = (q: string, kind = 'answerable') => ({ q, kind });
const setOf = (...questions: ReturnType<typeof question>[]) => parseOpenSet(formatOpenSet(questions, 'salt'));

describe('A copy of an open set is', () => {
  const open = setOf(question('退役军人坐公交车要钱吗？'));

  it.each(['退役军人坐公交车要钱吗', ' 退役軍人 坐公交车要钱吗!! ', '退役军人坐公交车要钱吗？'])('%s', (copy) => {
    expect(isOpenCopy(copy, open)).toBe(true);
  });

  it.each(['退役军人坐公交车要钱', '坐公交车要钱吗', ''])('not %j', (other) => {
    expect(isOpenCopy(other, open)).toBe(false);
  });

  it.each([
    ['terms that anybody would type', question('启航助学金')],
    ['greetings', question('谢谢你的回答', 'smalltalk')],
  ])('never found in %s', (_, common) => {
    expect(isOpenCopy(common.q, setOf(common))).toBe(false);
  });

  it('found in longer small talk, and in a question of six characters', () => {
    expect(isOpenCopy('你是真人还是机器人呀', setOf(question('你是真人还是机器人呀？', 'smalltalk')))).toBe(true);
    expect(isOpenCopy('优待证怎么办', setOf(question('优待证怎么办')))).toBe(true);
  });
});

describe('The file of hashes', () => {
  it('holds a salt and hashes in their own order, and no question', () => {
    const [one, other] = [openHash('退役军人有什么优待', 'salt'), openHash('军属有什么优待呢', 'salt')].sort();
    const text = formatOpenSet([question('军属有什么优待呢'), question('退役军人有什么优待'), question('退役军人有什么优待')], 'salt');
    expect(text.split('\n').filter((line) => !line.startsWith('# ') || line.startsWith('# salt'))).toEqual(['# salt: salt', one, other, '']);
    expect(text).not.toMatch(/优待/u);
  });

  it('of another salt has other hashes', () => {
    expect(openHash('退役军人有什么优待', 'a')).not.toBe(openHash('退役军人有什么优待', 'b'));
  });

  it('that is committed has a salt and some hundred hashes', () => {
    const { salt, hashes } = parseOpenSet(readFileSync(OPEN_HASHES, 'utf8'));
    expect(salt).toMatch(/^[0-9a-f]{16}$/u);
    expect(hashes.size).toBeGreaterThan(500);
  });

  const sets = OPEN_SETS.map((name) => material(`eval/${name}`));
  it.skipIf(sets.includes(null))('that is committed is the one that `npm run open-hashes` writes', () => {
    const committed = readFileSync(OPEN_HASHES, 'utf8');
    expect(hashOpenSets(material('') ?? '', parseOpenSet(committed).salt).text).toBe(committed);
  });

  it('cannot be made where a set is missing, which is named', () => {
    expect(() => hashOpenSets('/nowhere', 's')).toThrow('没有公开题集“/nowhere/eval/dev.jsonl”，请用 MATERIAL_DIR 指明资料所在的文件夹。');
  });
});
