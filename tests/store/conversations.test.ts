import { describe, expect, it } from 'vitest';
import { IN_MEMORY, openStore } from '../../src/store/store.ts';
import { clockAt, isOnDisk, MINUTE, query, START, storeIn, temporaryFolder } from './fixture.ts';

const KEY = { chat: -1_001_234_567_890, thread: null, user: 7_000_000_001 };
const ASKED = { question: '坐公交车要钱吗', questionMessage: 11, answerMessage: 12 };

async function inMemory() {
  const clock = clockAt();
  const { conversations, purge } = await storeIn(IN_MEMORY, clock);
  return { clock, conversations, purge };
}

describe('The previous question', () => {
  it('is not there before anything was asked', async () => {
    const { conversations } = await inMemory();
    expect(await conversations.previous(KEY)).toBeNull();
  });

  it('comes back with the messages that hold it and its answer, and with its time', async () => {
    const { conversations } = await inMemory();
    await conversations.remember(KEY, ASKED);
    expect(await conversations.previous(KEY)).toEqual({ ...ASKED, askedAt: START });
  });

  it('is the last one', async () => {
    const { clock, conversations } = await inMemory();
    await conversations.remember(KEY, ASKED);
    clock.pass(MINUTE);
    await conversations.remember(KEY, { question: '那地铁呢', questionMessage: 13, answerMessage: null });
    expect(await conversations.previous(KEY)).toEqual({ question: '那地铁呢', questionMessage: 13, answerMessage: null, askedAt: START + MINUTE });
  });

  it('belongs to one person in one topic of one chat', async () => {
    const { conversations } = await inMemory();
    const keys = [KEY, { ...KEY, user: 2 }, { ...KEY, chat: 3 }, { ...KEY, thread: 4 }];
    for (const [index, key] of keys.entries()) await conversations.remember(key, { ...ASKED, question: `第${index}问` });
    await conversations.drop({ ...KEY, user: 2 });
    expect(await Promise.all(keys.map(async (key) => (await conversations.previous(key))?.question ?? null))).toEqual(['第0问', null, '第2问', '第3问']);
  });

  it('lives for thirty minutes', async () => {
    const { clock, conversations } = await inMemory();
    await conversations.remember(KEY, ASKED);
    clock.pass(30 * MINUTE - 1);
    expect(await conversations.previous(KEY)).not.toBeNull();
    clock.pass(1);
    expect(await conversations.previous(KEY)).toBeNull();
  });

  it('is dropped by a new topic, and dropping nothing is no error', async () => {
    const { conversations } = await inMemory();
    await conversations.remember(KEY, ASKED);
    await conversations.drop(KEY);
    await conversations.drop(KEY);
    expect(await conversations.previous(KEY)).toBeNull();
  });

  it('does not live longer because the clock went back', async () => {
    const { clock, conversations, purge } = await inMemory();
    await conversations.remember(KEY, ASKED);
    clock.pass(-2 * MINUTE);
    expect(await conversations.previous(KEY)).toBeNull();
    expect(await purge()).toBe(1);
  });

  it('survives a clock that another process reads a moment earlier', async () => {
    const { clock, conversations } = await inMemory();
    await conversations.remember(KEY, ASKED);
    clock.pass(-1000);
    expect(await conversations.previous(KEY)).toMatchObject(ASKED);
  });

  it.each([
    ['quotes and SQL', `'; drop table conversations; -- "`],
    ['emoji and rare characters', '😀𠮷㐀👮‍♂️'],
    ['nothing', ''],
    ['4,096 characters', '问'.repeat(4096)],
  ])('is kept to the letter with %s in it', async (_, question) => {
    const { conversations } = await inMemory();
    await conversations.remember(KEY, { ...ASKED, question });
    expect(await conversations.previous(KEY)).toMatchObject({ question });
  });

  it('loses what no database keeps: NUL, and half of a character', async () => {
    const { conversations } = await inMemory();
    await conversations.remember(KEY, { ...ASKED, question: '甲\0乙\ud800丙' });
    expect(await conversations.previous(KEY)).toMatchObject({ question: '甲乙\ufffd丙' });
  });
});

describe('A question of half an hour ago', () => {
  const WORDS = '优待证丢了怎么补办';
  const asked = { ...ASKED, question: WORDS };

  it('is gone from the disk when somebody else asks', async () => {
    const [folder, clock] = [temporaryFolder(), clockAt()];
    const { conversations } = await storeIn(folder, clock);
    await conversations.remember(KEY, asked);
    expect(isOnDisk(folder, WORDS)).toBe(true);
    clock.pass(30 * MINUTE);
    await conversations.remember({ ...KEY, user: 2 }, ASKED);
    expect(isOnDisk(folder, WORDS)).toBe(false);
  });

  it('is gone from the disk when the store is opened', async () => {
    const [folder, clock] = [temporaryFolder(), clockAt()];
    const before = await openStore(folder, { now: clock.now });
    await before.conversations.remember(KEY, asked);
    await before.close();
    clock.pass(30 * MINUTE);
    await storeIn(folder, clock);
    expect(isOnDisk(folder, WORDS)).toBe(false);
    expect(query(folder, 'select count(*) as rows from conversations')).toEqual([{ rows: 0 }]);
  });

  it('is gone from the disk after a purge, even if nobody writes any more; a younger one stays', async () => {
    const [folder, clock] = [temporaryFolder(), clockAt()];
    const { conversations, purge } = await storeIn(folder, clock);
    await conversations.remember(KEY, asked);
    clock.pass(MINUTE);
    await conversations.remember({ ...KEY, user: 2 }, ASKED);
    clock.pass(29 * MINUTE);
    expect(await purge()).toBe(1);
    expect(isOnDisk(folder, WORDS)).toBe(false);
    expect(await conversations.previous({ ...KEY, user: 2 })).toMatchObject(ASKED);
  });

  it('that another one took the place of is gone from the disk after a purge', async () => {
    const folder = temporaryFolder();
    const { conversations, purge } = await storeIn(folder);
    await conversations.remember(KEY, asked);
    await conversations.remember(KEY, ASKED);
    expect(await purge()).toBe(0);
    expect(isOnDisk(folder, WORDS)).toBe(false);
  });
});
