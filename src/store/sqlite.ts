/** SQLite below Kysely: one connection, its settings, and its errors in words. The only importer of libsql. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { CompiledQuery, Kysely, sql, SqliteDialect, SqliteDriver } from 'kysely';
import type { DatabaseConnection, Driver, SqliteDatabase, SqliteDialectConfig } from 'kysely';

/** A database without a file, for tests of whatever uses a store. */
export const IN_MEMORY = ':memory:';
/** How long a write waits for another process before it fails. */
const BUSY_MILLISECONDS = 5000;
const RETRY_MILLISECONDS = 20;

/** The store cannot be opened: says in words what is wrong and what to do. */
export class StoreError extends Error {
  override name = 'StoreError';
}

/**
 * Opens the file, or `IN_MEMORY`, and makes the folders around it. What is written survives a killed process and a power cut (WAL,
 * synchronous full), and what is deleted is overwritten (secure_delete). One connection a process: another one in the same process
 * would wait for the first without letting it go on.
 *
 * @throws StoreError
 */
export async function openDatabase<Schema>(file: string): Promise<Kysely<Schema>> {
  if (file !== IN_MEMORY) makeFolder(dirname(file));
  const connect = await loadLibsql();
  const deadline = performance.now() + BUSY_MILLISECONDS;
  for (;;) {
    try {
      return new Kysely<Schema>({ dialect: new WritingDialect({ database: connect(file) }) });
    } catch (error) {
      // SQLite does not wait where two processes turn on the log of a new file at once.
      if (!isBusy(error) || performance.now() > deadline) throw explain(error, file);
      await setTimeout(RETRY_MILLISECONDS);
    }
  }
}

/**
 * Moves the log into the database and empties it. The log still holds the words of rows that were deleted, so that nothing is gone
 * from the disk before.
 */
export async function emptyLog<Schema>(database: Kysely<Schema>): Promise<void> {
  await sql`pragma wal_checkpoint(truncate)`.execute(database);
}

/** The error as a StoreError that names the file, what may be wrong with it, and the remedy. */
export function explain(error: unknown, file: string): StoreError {
  if (error instanceof StoreError) return error;
  const code = codeOf(error);
  if (/NOTADB|CORRUPT/u.test(code)) {
    return new StoreError(`“${file}”不是数据库，或者已经损坏。请停下程序，把它和同名的 -wal、-shm 文件挪到别处，再从备份恢复；没有备份，重新启动会新建一个空的。`, { cause: error });
  }
  if (isBusy(error)) return new StoreError(`“${file}”正被另一个程序占用。请先停掉它，再启动。`, { cause: error });
  return new StoreError(`“${file}”打不开或写不进去（${code}）。请检查 DATA_DIR 指的文件夹：程序有没有写入的权限，磁盘有没有空间。`, { cause: error });
}

/** Transactions take the lock for writing at once: one that reads first and writes later is refused where another wrote meanwhile. */
class WritingDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

class WritingDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;

  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): Driver {
    return new WritingDriver(this.#config);
  }
}

/** The native part comes from a package of its own for each platform, which an installation may have left out. */
async function loadLibsql(): Promise<(file: string) => SqliteDatabase> {
  try {
    const { default: Database } = await import('libsql');
    return (file) => {
      const database = new Database(file);
      database.pragma(`busy_timeout = ${BUSY_MILLISECONDS}`);
      for (const setting of ['journal_mode = wal', 'synchronous = full', 'foreign_keys = on', 'secure_delete = on']) database.pragma(setting);
      return database;
    };
  } catch (error) {
    throw new StoreError(`数据库组件 libsql 没有装好（${codeOf(error)}）。请在程序的文件夹里运行 npm ci，不要加 --omit=optional，再启动。`, { cause: error });
  }
}

/** Only for whoever runs the bot: the state may say who uses it. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StoreError(`数据文件夹“${folder}”建不了（${codeOf(error)}）。请把 DATA_DIR 改成程序有权写入的文件夹。`, { cause: error });
  }
}

function isBusy(error: unknown): boolean {
  return /BUSY|LOCKED/u.test(codeOf(error));
}

function codeOf(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && code !== '') return code;
  // Where libsql cannot open a file at all, the code stands in the words only.
  return /: (\d+)"\)$/u.test(String(message)) ? 'SQLITE_CANTOPEN' : 'SQLITE_ERROR';
}
