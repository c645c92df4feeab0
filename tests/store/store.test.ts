import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { STORED } from '../../src/store/stored.ts';
import { DATABASE_FILE, IN_MEMORY, openStore, StoreError } from '../../src/store/store.ts';
import { clockAt, DAY, isOnDisk, query, storeIn, temporaryFolder } from './fixture.ts';

const ASKED = { question: '随军家属怎么安置', questionMessage: 1, answerMessage: 2 };
const GIVEN = { reason: 'wrong', version: '0123456789ab', receipt: 'r.0123:12', passages: ['urumqi-shuangyong.txt#12.2.3', 'h2'] };

describe('A preference', () => {
  it('is what holds for everybody until it is set', async () => {
    const { preferences } = await storeIn(IN_MEMORY);
    expect(await preferences.get(1)).toEqual({ simpleMode: false, language: null });
  });

  it('is changed by itself, and leaves the others as they are', async () => {
    const { preferences } = await storeIn(IN_MEMORY);
    await preferences.set(1, { simpleMode: true });
    await preferences.set(1, { language: 'zh-Hant' });
    await preferences.set(2, { language: 'en', simpleMode: false });
    expect(await preferences.get(1)).toEqual({ simpleMode: true, language: 'zh-Hant' });
    await preferences.set(1, { language: null });
    await preferences.set(1, {});
    expect(await preferences.get(1)).toEqual({ simpleMode: true, language: null });
    expect(await preferences.get(2)).toEqual({ simpleMode: false, language: 'en' });
  });

  it('leaves nothing behind where nothing was chosen', async () => {
    const folder = temporaryFolder();
    const { preferences } = await storeIn(folder);
    await preferences.set(1, {});
    await preferences.get(1);
    expect(query(folder, 'select * from preferences')).toEqual([]);
  });

  it('is still there after the store was closed and opened, for ids of more than 32 bits', async () => {
    const folder = temporaryFolder();
    const before = await openStore(folder);
    await before.preferences.set(2 ** 52 - 1, { simpleMode: true });
    await before.close();
    expect(await (await storeIn(folder)).preferences.get(2 ** 52 - 1)).toMatchObject({ simpleMode: true });
  });
});

describe('Feedback', () => {
  it('is counted by day, reason and text', async () => {
    const clock = clockAt();
    const { feedback } = await storeIn(IN_MEMORY, clock);
    await feedback.record(GIVEN);
    await feedback.record(GIVEN);
    await feedback.record({ ...GIVEN, reason: 'too_long' });
    clock.pass(DAY);
    await feedback.record({ ...GIVEN, receipt: null, passages: [] });
    expect(await feedback.since('2026-11-24')).toEqual([
      { ...GIVEN, day: '2026-11-24', times: 2 },
      { ...GIVEN, reason: 'too_long', day: '2026-11-24', times: 1 },
      { ...GIVEN, receipt: null, passages: [], day: '2026-11-25', times: 1 },
    ]);
    expect(await feedback.since('2026-11-25')).toHaveLength(1);
  });

  it('is of the day in Beijing', async () => {
    const { feedback } = await storeIn(IN_MEMORY, clockAt(Date.UTC(2026, 10, 24, 16)));
    await feedback.record(GIVEN);
    expect(await feedback.since('')).toMatchObject([{ day: '2026-11-25' }]);
  });

  it.each([
    ['reason', { reason: '答得不对' }],
    ['reason', { reason: 'wrong answer' }],
    ['version', { version: '第一版' }],
    ['receipt', { receipt: '优待证怎么办' }],
    ['receipt', { receipt: 'r'.repeat(65) }],
    ['passage', { passages: ['12.2.3', '优待证怎么办'] }],
  ])('refuses a %s that may be words of a person, and does not repeat them', async (what, bad) => {
    const { feedback } = await storeIn(IN_MEMORY);
    await expect(feedback.record({ ...GIVEN, ...bad })).rejects.toThrow(new RangeError(`feedback: the ${what} is no id`));
    expect(await feedback.since('')).toEqual([]);
  });

  it('is kept for a year', async () => {
    const clock = clockAt();
    const { feedback, purge } = await storeIn(IN_MEMORY, clock);
    await feedback.record(GIVEN);
    clock.pass(365 * DAY);
    expect(await purge()).toBe(0);
    clock.pass(DAY);
    await feedback.record({ ...GIVEN, reason: 'too_long' });
    expect(await feedback.since('')).toMatchObject([{ reason: 'too_long', day: '2027-11-25' }]);
  });
});

describe('Forgetting a person', () => {
  it('removes the person from every table that has people, and nobody else, and says how many entries that were', async () => {
    const folder = temporaryFolder();
    const { conversations, preferences, feedback, forget } = await storeIn(folder);
    for (const user of [1, 2]) {
      await preferences.set(user, { simpleMode: true });
      for (const [chat, thread] of [[user, null], [-100, null], [-100, 9]] as const) await conversations.remember({ chat, thread, user }, { ...ASKED, question: `${ASKED.question}${user}` });
    }
    await feedback.record(GIVEN);
    expect(await forget(1)).toBe(4);
    for (const { table, columns } of STORED) {
      const people = (columns as readonly string[]).filter((column) => column === 'user_id' || column === 'chat_id');
      for (const column of people) expect(query(folder, `select * from ${table} where ${column} = 1`)).toEqual([]);
    }
    expect([isOnDisk(folder, `${ASKED.question}1`), isOnDisk(folder, `${ASKED.question}2`)]).toEqual([false, true]);
    expect(await preferences.get(2)).toMatchObject({ simpleMode: true });
    expect(await feedback.since('')).toMatchObject([{ times: 1 }]);
    expect(await forget(1)).toBe(0);
  });

  it('reaches a private chat in which the person wrote as a channel', async () => {
    const { conversations, forget } = await storeIn(IN_MEMORY);
    await conversations.remember({ chat: 1, thread: null, user: -100_200 }, ASKED);
    expect(await forget(1)).toBe(1);
  });
});

describe('What is stored', () => {
  it('is what STORED says, table by table and column by column', async () => {
    const folder = temporaryFolder();
    await storeIn(folder);
    const tables = query(folder, "select name from sqlite_master where type = 'table' order by name") as { name: string }[];
    const schema = tables.map(({ name }) => [name, (query(folder, `select name from pragma_table_info('${name}')`) as { name: string }[]).map((column) => column.name)]);
    expect(schema).toEqual(STORED.map(({ table, columns }) => [table, [...columns]]).sort(([one], [other]) => String(one).localeCompare(String(other))));
  });

  it('is personal exactly where a column names a person or a chat', () => {
    for (const { table, columns, personal } of STORED) expect((columns as readonly string[]).some((column) => /user|chat/u.test(column)), table).toBe(personal);
  });

  it('is explained in full sentences of the bot: full-width marks, no promises', () => {
    for (const { table, what, why, kept } of STORED) {
      for (const text of [what, why, kept]) {
        expect(text, table).toMatch(/\p{Script=Han}|^\d+ 天$/u);
        expect(text, table).not.toMatch(/能|可以|符合|[,;:!?()]\p{Script=Han}|\p{Script=Han}[,;:!?()]/u);
      }
    }
  });
});

describe('A store', () => {
  it('makes its folder, for its owner only, and keeps everything in it', async () => {
    const folder = join(temporaryFolder(), 'a', 'b');
    await storeIn(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(folder)).toContain(DATABASE_FILE);
  });

  it('writes ahead to a log, and leaves it empty when it is closed, once or twice', async () => {
    const folder = temporaryFolder();
    const store = await openStore(folder);
    await store.preferences.set(1, { simpleMode: true });
    expect(query(folder, 'pragma journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    expect(statSync(join(folder, `${DATABASE_FILE}-wal`)).size).toBeGreaterThan(0);
    await Promise.all([store.close(), store.close()]);
    await store.close();
    const log = join(folder, `${DATABASE_FILE}-wal`);
    expect(existsSync(log) ? statSync(log).size : 0).toBe(0);
  });

  it('in memory leaves no file and is a new one each time', async () => {
    const [one, other] = [await storeIn(IN_MEMORY), await storeIn(IN_MEMORY)];
    await one.preferences.set(1, { simpleMode: true });
    expect(await other.preferences.get(1)).toMatchObject({ simpleMode: false });
    expect(existsSync(IN_MEMORY)).toBe(false);
  });

  it.each([
    ['a file in place of the folder', (folder: string) => writeFileSync(join(folder, 'data'), ''), /^数据文件夹“.+data”建不了（EEXIST）。请把 DATA_DIR/u],
    ['a folder in place of the file', (folder: string) => mkdirSync(join(folder, 'data', DATABASE_FILE), { recursive: true }), /bot\.db”打不开或写不进去（SQLITE_CANTOPEN）。请检查 DATA_DIR/u],
    ['a file that is no database', (folder: string) => { mkdirSync(join(folder, 'data')); writeFileSync(join(folder, 'data', DATABASE_FILE), 'x'.repeat(5000)); }, /bot\.db”不是数据库，或者已经损坏。请停下程序/u],
  ])('is refused in words with %s', async (_, prepare, words) => {
    const folder = temporaryFolder();
    prepare(folder);
    const failure = await openStore(join(folder, 'data')).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StoreError);
    expect((failure as StoreError).message).toMatch(words);
  });
});
