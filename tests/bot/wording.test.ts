import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fill, loadWording, parseWording } from '../../src/bot/wording.ts';

type Json = Record<string, Record<string, unknown>>;
const file = (): Json => JSON.parse(readFileSync(new URL('../../knowledge/wording/zh-Hans.json', import.meta.url), 'utf8')) as Json;
const complaintOf = (change: (content: Json) => void): string => {
  const content = file();
  change(content);
  try {
    parseWording('zh-Hans.json', content);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return '';
};

describe('The wording', () => {
  it('is complete', () => {
    expect(complaintOf(() => undefined)).toBe('');
  });

  it.each(['能', '可以', '符合'])('never says %s: who is entitled is not for the bot to say', (word) => {
    expect(JSON.stringify(file())).not.toContain(word);
    expect(complaintOf((content) => Object.assign(content['answer'] ?? {}, { lead: `您${word}免费坐车：` }))).toContain(`answer.lead：有“${word}”`);
  });

  it('uses full-width punctuation', () => {
    expect(complaintOf((content) => Object.assign(content['answer'] ?? {}, { lead: '原文:' }))).toContain('answer.lead：“文:”要用全角标点');
    expect(JSON.stringify(file()).replace(/","|":"|"[,:]|[,:]"/gu, '')).not.toMatch(/\p{Script=Han}[,;:!?()]/u);
  });

  it.each([
    ['a sentence that is missing', (content: Json) => delete content['media']?.['voice'], 'media.voice：少了这一项'],
    ['a sentence that nobody says', (content: Json) => Object.assign(content['media'] ?? {}, { fax: '传真' }), 'media：多了 fax'],
    ['a value with no place', (content: Json) => Object.assign(content['answer'] ?? {}, { missing: '没有写。' }), 'answer.missing：少了 {source}'],
    ['a place with no value', (content: Json) => Object.assign(content['answer'] ?? {}, { lead: '{name}：' }), 'answer.lead：多了 {name}'],
    ['an empty sentence', (content: Json) => Object.assign(content['answer'] ?? {}, { lead: ' ' }), 'answer.lead：不要留空'],
    ['a description that Telegram would refuse', (content: Json) => Object.assign(content['profile'] ?? {}, { shortDescription: '长'.repeat(121) }), '120'],
  ])('names %s', (_, change, complaint) => {
    expect(complaintOf(change)).toContain(complaint);
  });

  it('that is not there or no JSON is an error in words', () => {
    expect(() => loadWording('/nowhere')).toThrow('读不了这个文件');
    expect(() => parseWording('zh-Hans.json', null)).toThrow('整个文件');
  });

  it('fills places once, so that a value may look like a place', () => {
    expect(fill('{a}和{b}', { a: '{b}', b: 2 })).toBe('{b}和2');
    expect(fill('{constructor}{toString}', {})).toBe('{constructor}{toString}');
  });
});
