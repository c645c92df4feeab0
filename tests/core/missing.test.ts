import { describe, expect, it } from 'vitest';
import type { Missing } from '../../src/core/answer.ts';
import { realKnowledge } from '../support/real.ts';

const base = realKnowledge();

/** What each refused part of a message is said to be missing. */
const missingIn = (message: string): Missing[] => base.ask(message).parts.flatMap(({ answer }) => (answer.status === 'not_covered' ? [answer.missing] : []));

describe('What a refusal names', () => {
  it.each(['优待证怎么申请', '今天天气怎么样'])('is the question itself where that is short: %s', (question) => {
    expect(missingIn(question)).toMatchObject([{ text: question }]);
  });

  it.each([
    '我爱人随军过来以后工作一直没有着落社区说有政策到底怎么申请就业帮扶在哪个窗口办理',
    '优待证如果我户口不在乌鲁木齐但是人长期在这边居住的话在哪个地方申请办理要带哪些证件照片',
    'How can I apply for the preferential treatment card if I live outside of Urumqi and what documents do I need',
  ])('is the beginning of a long question, with a mark that it goes on: %s', (question) => {
    const [missing] = missingIn(question);
    expect(missing?.text).toMatch(/^.{15,29}…$/u);
    expect(question.toLowerCase()).toContain(missing?.text.slice(0, -1));
  });
});
