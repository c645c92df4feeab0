/** nodejieba's binary missing or unfit, as a broken installation leaves it: real processes, in which only that file does not load. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { explainDictionary } from '../../src/knowledge/dictionary.ts';
import { REPOSITORY } from '../support/real.ts';

const folder = mkdtempSync(join(tmpdir(), 'dictionary-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'a.txt'), '某市通知\n退役军人免费乘车。\n');

/** Runs a file of src with a nodejieba that fails to load with `code`. */
function run(code: string, file: string, ...words: string[]): Promise<{ code: number | string; output: string; errors: string }> {
  const hook = join(folder, `${code}.cjs`);
  writeFileSync(
    hook,
    `const Module = require('node:module');
const load = Module._load;
Module._load = function (request, ...rest) {
  if (String(request).endsWith('nodejieba.node')) throw Object.assign(new Error('broken'), { code: '${code}' });
  return load.call(this, request, ...rest);
};`,
  );
  const environment = { ...process.env, KNOWLEDGE_DIR: folder, BOT_TOKEN: '', LOG_LEVEL: 'silent', npm_lifecycle_event: '', INIT_CWD: folder };
  return new Promise((end) => {
    const child = execFile(process.execPath, ['--require', hook, '--import', 'tsx', file, ...words], { cwd: REPOSITORY, env: environment }, (error, output, errors) => {
      end({ code: error?.code ?? 0, output, errors });
    });
    child.stdin?.end();
  });
}

describe('A word cutter that does not load', () => {
  it.each([
    // nodejieba makes BINDING_NOT_FOUND of it.
    ['MODULE_NOT_FOUND', '二进制文件不在'],
    ['ERR_DLOPEN_FAILED', '跟这台机器或这个 Node.js 对不上'],
  ])('is told in words by the bot and by the commands: %s', async (code, words) => {
    const [bot, ask] = await Promise.all([run(code, 'src/main.ts'), run(code, 'src/cli/ask.ts', '坐车要钱吗', '--knowledge', '.')]);
    expect([bot.code, ask.code]).toEqual([1, 2]);
    for (const { errors } of [bot, ask]) {
      expect(errors).toContain(words);
      expect(errors).toContain('npm rebuild nodejieba');
      expect(errors).toContain('python3、make 和 g++');
      expect(errors).not.toMatch(/^\s+at /mu);
    }
  });

  it('is not blamed for other errors', () => {
    expect(explainDictionary(new Error('x'))).toBeNull();
    expect(explainDictionary(Object.assign(new Error('x'), { code: 'ENOENT' }))).toBeNull();
    expect(explainDictionary('BINDING_NOT_FOUND')).toBeNull();
  });
});
