/** Stores in temporary folders, with a clock that stands still until it is moved. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { onTestFinished } from 'vitest';
import { DATABASE_FILE, openStore, type Store } from '../../src/store/store.ts';

/** 2026-11-24, 10:00 in Beijing. */
export const START = Date.UTC(2026, 10, 24, 2);
export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

export interface Clock {
  now: () => number;
  pass: (milliseconds: number) => void;
}

export function clockAt(start: number = START): Clock {
  let time = start;
  return { now: () => time, pass: (milliseconds) => void (time += milliseconds) };
}

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An open store, closed before its folder goes. */
export async function storeIn(folder: string, clock: Clock = clockAt()): Promise<Store> {
  const store = await openStore(folder, { now: clock.now });
  onTestFinished(() => store.close());
  return store;
}

/** The rows of a query, past the store. */
export function query(folder: string, sql: string): unknown[] {
  const database = new Database(join(folder, DATABASE_FILE));
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}

/** Whether the words stand in any file of the folder. */
export function isOnDisk(folder: string, words: string): boolean {
  return readdirSync(folder).some((file) => readFileSync(join(folder, file)).includes(words));
}
