import { describe, expect, it } from 'vitest';
import { realKnowledge, rowsOf } from '../support/real.ts';

const { ask } = realKnowledge();
const rows = rowsOf('distress.tsv') as [string, string][];
const ALARMING = rows.filter(([kind]) => kind !== 'none');

describe('Distress', () => {
  it('is told from ordinary questions by 50 rows or more of each', () => {
    expect(ALARMING.length).toBeGreaterThanOrEqual(50);
    expect(rows.length - ALARMING.length).toBeGreaterThanOrEqual(50);
    expect(new Set(rows.map(([kind]) => kind))).toEqual(new Set(['selfharm', 'danger', 'medical', 'hardship', 'none']));
  });

  it.each(rows)('%s: %s', (kind, message) => {
    const [first] = ask(message).parts;
    expect(first?.answer.status === 'distress' ? first.answer.kind : 'none').toBe(kind);
  });

  it.each(ALARMING)('(%s) never gets a quote, whatever else is asked: %s', (_, message) => {
    for (const reply of [ask(message), ask(`${message}。坐公交要钱吗？`), ask(`坐公交要钱吗？${message}`), ask(message, '坐公交要钱吗')]) {
      expect(reply.parts.map((part) => part.answer.status)).toEqual(['distress']);
      expect(JSON.stringify(reply)).not.toMatch(/"quotes"|"nearest"/u);
    }
  });

  it.each(['我想死', '不想活了', '没饭吃', '晕倒了'])('is seen in few words: %s', (message) => {
    expect(ask(message).parts[0]?.answer.status).toBe('distress');
  });

  it.each(['想死你了', '累死了', '坐公交要钱吗', ''])('is not seen in %s', (message) => {
    expect(ask(message).parts[0]?.answer.status).not.toBe('distress');
  });
});
