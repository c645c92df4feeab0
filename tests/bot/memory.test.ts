import { describe, expect, it } from 'vitest';
import { createMemory } from '../../src/bot/memory.ts';

describe('The memory', () => {
  it('keeps an entry for so many minutes and then forgets it', () => {
    let now = 0;
    const memory = createMemory<string>(() => now, 10, 30);
    memory.remember('a', 'question');
    now = 30 * 60_000 - 1;
    expect(memory.recall('a')).toBe('question');
    now += 1;
    expect(memory.recall('a')).toBeUndefined();
    expect(memory.size()).toBe(0);
  });

  it('keeps so many, and forgets first who was silent longest', () => {
    const memory = createMemory<number>(() => 0, 2);
    memory.remember('a', 1);
    memory.remember('b', 2);
    memory.remember('a', 3);
    memory.remember('c', 4);
    expect([memory.recall('a'), memory.recall('b'), memory.recall('c')]).toEqual([3, undefined, 4]);
  });

  it('does not keep anything for longer because the clock went back', () => {
    let now = 1_000_000;
    const memory = createMemory<string>(() => now);
    memory.remember('a', 'question');
    now = 0;
    expect(memory.recall('a')).toBeUndefined();
  });

  it('takes any key for a key', () => {
    const memory = createMemory<string>(() => 0);
    expect(memory.recall('__proto__')).toBeUndefined();
    memory.remember('__proto__', 'x');
    expect(memory.recall('__proto__')).toBe('x');
  });
});
