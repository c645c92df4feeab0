import { join } from 'node:path';
import { sql } from 'kysely';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { explain, IN_MEMORY, openDatabase } from '../../src/store/sqlite.ts';
import { DATABASE_FILE, openStore } from '../../src/store/store.ts';
import { storeIn, temporaryFolder } from './fixture.ts';

describe('A database', () => {
  it('takes the lock for writing when a transaction begins, so that none is refused in its middle', async () => {
    const folder = temporaryFolder();
    await storeIn(folder);
    const database = await openDatabase(join(folder, DATABASE_FILE));
    const other = new Database(join(folder, DATABASE_FILE));
    await database.transaction().execute(async () => {
      expect(() => other.exec('begin immediate')).toThrow('database is locked');
    });
    other.exec('begin immediate');
    other.close();
    await database.destroy();
  });

  it('waits where another process is just making the file', async () => {
    const folder = temporaryFolder();
    const other = new Database(join(folder, DATABASE_FILE));
    other.exec('create table other (id integer)');
    other.exec('begin immediate');
    const opening = openStore(folder);
    // By the next turn it has been refused for the first time.
    await new Promise(setImmediate);
    other.exec('commit');
    other.close();
    await (await opening).close();
  });

  it('checks foreign keys and syncs every commit', async () => {
    const database = await openDatabase(IN_MEMORY);
    expect((await sql`pragma foreign_keys`.execute(database)).rows).toEqual([{ foreign_keys: 1 }]);
    expect((await sql`pragma synchronous`.execute(database)).rows).toEqual([{ synchronous: 2 }]);
    await database.destroy();
  });
});

describe('An error', () => {
  it.each([
    ['SQLITE_BUSY', /正被另一个程序占用。请先停掉它/u],
    ['SQLITE_CORRUPT', /已经损坏。请停下程序.+备份/u],
    ['SQLITE_FULL', /写不进去（SQLITE_FULL）。请检查.+磁盘有没有空间/u],
    ['SQLITE_READONLY', /写不进去（SQLITE_READONLY）。请检查 DATA_DIR.+权限/u],
  ])('%s is told with its remedy, and keeps its cause', (code, words) => {
    const cause = Object.assign(new Error('database …'), { code });
    const failure = explain(cause, '/srv/bot.db');
    expect(failure.message).toMatch(words);
    expect(failure.message).toMatch(/^“\/srv\/bot\.db”/u);
    expect(failure.cause).toBe(cause);
  });
});
