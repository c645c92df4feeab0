/** More than one process on one folder: what a crash leaves, and who waits for whom. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DATABASE_FILE } from '../../src/store/store.ts';
import { REPOSITORY } from '../support/real.ts';
import { query, storeIn, temporaryFolder } from './fixture.ts';

interface Writer {
  child: ChildProcessWithoutNullStreams;
  lines: string[];
  /** Resolves with the line that `wanted` is true for. */
  line: (wanted: (line: string) => boolean) => Promise<string>;
  ended: Promise<number | null>;
}

function startWriter(folder: string, name: number, count: number): Writer {
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'writer.ts'), folder, String(name), String(count)]);
  onTestFinished(() => void child.kill('SIGKILL'));
  child.stderr.pipe(process.stderr);
  const lines: string[] = [];
  const waiting: { wanted: (line: string) => boolean; resolve: (line: string) => void }[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    for (const { wanted, resolve } of waiting) if (wanted(line)) resolve(line);
  });
  const line = (wanted: (line: string) => boolean): Promise<string> =>
    new Promise((resolve) => {
      const known = lines.find(wanted);
      if (known === undefined) waiting.push({ wanted, resolve });
      else resolve(known);
    });
  return { child, lines, line, ended: once(child, 'close').then(([code]) => code as number | null) };
}

/** Writes, says so, and commits when it is told to. */
const HOLD_LOCK = `
  const database = new (require('libsql'))(process.argv[1]);
  database.exec("begin immediate; insert into preferences values (1, 0, 'held')");
  console.log('locked');
  process.stdin.once('data', () => { database.exec('commit'); process.exit(); });
`;

const isReady = (line: string): boolean => line === 'ready';

describe('After kill -9', () => {
  it('everything that was confirmed is there, and the next process goes on', async () => {
    const folder = temporaryFolder();
    const writer = startWriter(folder, 1, 0);
    await writer.line(isReady);
    writer.child.stdin.write('go\n');
    await writer.line((line) => Number(line) >= 50);
    writer.child.kill('SIGKILL');
    await writer.ended;

    const confirmed = Math.max(...writer.lines.filter((line) => !isReady(line)).map(Number));
    const { conversations, feedback } = await storeIn(folder, { now: Date.now, pass: () => undefined });
    for (let i = 1; i <= confirmed; i++) {
      expect(await conversations.previous({ chat: i, thread: null, user: 1 })).toMatchObject({ question: `1 的第 ${i} 问`, answerMessage: i + 1 });
    }
    const counted = (await feedback.since('')).reduce((sum, { times }) => sum + times, 0);
    expect(counted).toBeGreaterThanOrEqual(confirmed);
    await conversations.remember({ chat: 1, thread: null, user: 1 }, { question: '还在吗', questionMessage: null, answerMessage: null });
    expect(query(folder, 'pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  });
});

describe('Processes that write at the same time', () => {
  it('open a new folder together, lose no write, and count together', async () => {
    const folder = temporaryFolder();
    const names = [1, 2, 3, 4];
    const writers = names.map((name) => startWriter(folder, name, 50));
    await Promise.all(writers.map((writer) => writer.line(isReady)));
    for (const { child } of writers) child.stdin.write('go\n');
    expect(await Promise.all(writers.map(({ ended }) => ended))).toEqual([0, 0, 0, 0]);
    expect(query(folder, 'select user_id, count(*) as questions from conversations group by user_id order by user_id')).toEqual(names.map((user_id) => ({ user_id, questions: 50 })));
    expect(query(folder, 'select sum(times) as times from feedback')).toEqual([{ times: 200 }]);
    expect(query(folder, 'select count(*) as migrations from migrations')).toEqual([{ migrations: 2 }]);
  });

  it('wait for one that holds the lock', async () => {
    const folder = temporaryFolder();
    const { preferences } = await storeIn(folder);
    const holder = spawn(process.execPath, ['-e', HOLD_LOCK, join(folder, DATABASE_FILE)], { cwd: REPOSITORY });
    onTestFinished(() => void holder.kill('SIGKILL'));
    await once(holder.stdout, 'data');
    // The write below begins in this turn, long before the other process has read the line.
    holder.stdin.write('commit\n');
    await preferences.set(1, { simpleMode: true });
    await once(holder, 'close');
    expect(await preferences.get(1)).toEqual({ simpleMode: true, language: 'held' });
  });
});

describe('Calls at the same time in one process', () => {
  it('are each done, in turn', async () => {
    const { preferences, conversations, feedback, forget, purge } = await storeIn(temporaryFolder());
    const users = Array.from({ length: 40 }, (_, index) => index + 1);
    await Promise.all(users.flatMap((user) => [
      preferences.set(user, { simpleMode: true }),
      conversations.remember({ chat: user, thread: null, user }, { question: '问', questionMessage: 1, answerMessage: 2 }),
      feedback.record({ reason: 'wrong', version: 'v1', receipt: null, passages: [] }),
      ...(user % 10 === 0 ? [purge()] : []),
    ]));
    expect(await Promise.all(users.map(forget))).toEqual(users.map(() => 2));
    expect(await feedback.since('')).toMatchObject([{ times: 40 }]);
  });
});
