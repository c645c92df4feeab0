import { join } from 'node:path';
import Database from 'libsql';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { MIGRATIONS, migrate } from '../../src/store/migrate.ts';
import type { Schema } from '../../src/store/schema.ts';
import { openDatabase } from '../../src/store/sqlite.ts';
import { DATABASE_FILE, openStore, StoreError } from '../../src/store/store.ts';
import { clockAt, MINUTE, query, START, storeIn, temporaryFolder } from './fixture.ts';

/** What the first version of the schema wrote, as a file of it holds it; never edited. */
const VERSION_1 = `
  create table migrations (name text not null primary key, applied_at text not null);
  create table conversations (chat_id bigint not null, thread_id bigint not null, user_id bigint not null, question text not null,
    question_message_id bigint, answer_message_id bigint, asked_at bigint not null,
    constraint conversations_key primary key (chat_id, thread_id, user_id));
  create table preferences (user_id bigint not null primary key, simple_mode integer default 0 not null, language text);
  insert into migrations values ('001-conversations-and-preferences', '2026-11-24T01:00:00.000Z');
  insert into conversations values (5, 0, 5, '那地铁呢', 21, 22, ${START - MINUTE});
  insert into preferences values (5, 1, 'zh-Hant');
`;

function version1(): string {
  const folder = temporaryFolder();
  const database = new Database(join(folder, DATABASE_FILE));
  database.exec(VERSION_1);
  database.close();
  return folder;
}

const tablesOf = (folder: string): unknown[] => query(folder, "select name, sql from sqlite_master where type = 'table' order by name");
const normalised = (tables: unknown[]): string => JSON.stringify(tables).replace(/\\"|if not exists |\\n|\s/giu, '').toLowerCase();

describe('Migrations', () => {
  it('stand in the order of their numbers, without a gap', () => {
    expect(MIGRATIONS.map(({ name }) => Number(name.slice(0, 3)))).toEqual(MIGRATIONS.map((_, index) => index + 1));
  });

  it('bring a database of version 1 up to date and keep what is in it', async () => {
    const folder = version1();
    const { conversations, preferences, feedback } = await storeIn(folder, clockAt());
    expect(await conversations.previous({ chat: 5, thread: null, user: 5 })).toEqual({ question: '那地铁呢', questionMessage: 21, answerMessage: 22, askedAt: START - MINUTE });
    expect(await preferences.get(5)).toEqual({ simpleMode: true, language: 'zh-Hant' });
    expect(await feedback.since('')).toEqual([]);
    expect(query(folder, 'select * from migrations order by name')).toEqual([
      { name: '001-conversations-and-preferences', applied_at: '2026-11-24T01:00:00.000Z' },
      { name: '002-feedback', applied_at: '2026-11-24T02:00:00.000Z' },
    ]);
  });

  it('make the same tables in a new database as in one of version 1', async () => {
    const [fresh, old] = [temporaryFolder(), version1()];
    for (const folder of [fresh, old]) await storeIn(folder);
    expect(normalised(tablesOf(old))).toBe(normalised(tablesOf(fresh)));
  });

  it('are applied once', async () => {
    const folder = temporaryFolder();
    const clock = clockAt();
    await (await openStore(folder, { now: clock.now })).close();
    clock.pass(MINUTE);
    await (await openStore(folder, { now: clock.now })).close();
    expect(query(folder, 'select distinct applied_at from migrations')).toEqual([{ applied_at: '2026-11-24T02:00:00.000Z' }]);
  });

  it('are applied all or none', async () => {
    const folder = version1();
    const before = tablesOf(folder);
    const database = await openDatabase<Schema>(join(folder, DATABASE_FILE));
    const breaking = { name: '003-breaks', up: async () => Promise.reject(new Error('in the middle')) };
    await expect(migrate(database, new Date(START), [...MIGRATIONS, breaking])).rejects.toThrow('in the middle');
    await database.destroy();
    expect(tablesOf(folder)).toEqual(before);
    expect(query(folder, 'select name from migrations')).toEqual([{ name: '001-conversations-and-preferences' }]);
  });

  it('of newer code are refused in words that name the remedy, and nothing is touched', async () => {
    const folder = temporaryFolder();
    const newer = { name: '003-later', up: async (database: Parameters<(typeof MIGRATIONS)[number]['up']>[0]) => void (await sql`create table later (id integer)`.execute(database)) };
    const database = await openDatabase<Schema>(join(folder, DATABASE_FILE));
    await migrate(database, new Date(START), [...MIGRATIONS, newer]);
    await database.destroy();
    const before = [tablesOf(folder), query(folder, 'select * from migrations')];
    await expect(openStore(folder)).rejects.toThrow(new StoreError('数据库是更新的程序建的（多了 003-later），这一版程序读不了它。请升级程序，或者用 DATA_DIR 另指一个文件夹。'));
    expect([tablesOf(folder), query(folder, 'select * from migrations')]).toEqual(before);
  });
});
