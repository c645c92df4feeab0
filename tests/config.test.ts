import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ConfigError, describeProxy, readConfig, secretsOf } from '../src/config.ts';

const read = (environment: Record<string, string>) => readConfig(environment, () => true);
const problemsOf = (environment: Record<string, string>, isFolder = () => true): readonly string[] => {
  try {
    readConfig(environment, isFolder);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
};

describe('The configuration', () => {
  it('needs nothing', () => {
    expect(read({})).toEqual({
      token: null, adminIds: new Set(), apiRoot: 'https://api.telegram.org', proxy: null, knowledgeDirectory: 'knowledge', dataDirectory: 'data', logLevel: 'info',
      host: '127.0.0.1', port: 8080,
    });
  });

  it('takes an empty value for no value', () => {
    expect(read({ BOT_TOKEN: ' ', ADMIN_IDS: '', TELEGRAM_PROXY: '' })).toEqual(read({}));
  });

  it('reads every variable', () => {
    const config = read({
      BOT_TOKEN: '123456:AAbb_cc-dd', ADMIN_IDS: '1, 22，333', TELEGRAM_API_ROOT: 'http://127.0.0.1:8081/', TELEGRAM_PROXY: 'socks5://127.0.0.1:1080',
      KNOWLEDGE_DIR: '/srv/documents', DATA_DIR: '/srv/state', LOG_LEVEL: 'WARN', HOST: '[::1]', PORT: '0',
    });
    expect(config).toMatchObject({ token: '123456:AAbb_cc-dd', adminIds: new Set([1, 22, 333]), apiRoot: 'http://127.0.0.1:8081', knowledgeDirectory: '/srv/documents', dataDirectory: '/srv/state', logLevel: 'warn', host: '::1', port: 0 });
    expect(config.proxy?.href).toBe('socks5://127.0.0.1:1080');
  });

  it('names every bad variable at once, each with its remedy', () => {
    const problems = problemsOf(
      { BOT_TOKEN: 'my token', ADMIN_IDS: '12,@zhang,-5', TELEGRAM_API_ROOT: 'api.telegram.org', TELEGRAM_PROXY: '127.0.0.1:1080', KNOWLEDGE_DIR: '/none', LOG_LEVEL: 'loud' },
      () => false,
    );
    expect(problems.map((problem) => problem.split('：')[0])).toEqual(['BOT_TOKEN', 'ADMIN_IDS', 'ADMIN_IDS', 'TELEGRAM_API_ROOT', 'TELEGRAM_PROXY', 'LOG_LEVEL', 'KNOWLEDGE_DIR']);
    for (const problem of problems) expect(problem).toMatch(/请/u);
    expect(problems.join()).toContain('“@zhang”');
    expect(problems.join()).toContain('“/none”');
  });

  it.each(['http://proxy:8080', 'https://proxy', 'socks5://user:p%40ss@10.0.0.1:1080', 'socks5h://proxy:1080'])('takes %s for a proxy', (TELEGRAM_PROXY) => {
    expect(problemsOf({ TELEGRAM_PROXY })).toEqual([]);
  });

  it.each(['ftp://proxy:21', 'socks4://proxy:1080', 'proxy', 'socks5:127.0.0.1:1080', 'http://user:%zz@proxy:1'])('refuses %s as a proxy', (TELEGRAM_PROXY) => {
    expect(problemsOf({ TELEGRAM_PROXY })).toHaveLength(1);
  });

  it.each(['tg', 'http://', 'https://api.telegram.org?x=1', 'ftp://api.telegram.org', 'http://user:secret@host'])('refuses %s as the address of the Bot API', (TELEGRAM_API_ROOT) => {
    expect(problemsOf({ TELEGRAM_API_ROOT })).toHaveLength(1);
  });

  it.each(['0', '1.5', '1e3', '９', '99999999999999999999', '张三'])('refuses %s as an admin', (ADMIN_IDS) => {
    expect(problemsOf({ ADMIN_IDS })).toHaveLength(1);
  });

  it.each([{ HOST: 'http://127.0.0.1' }, { HOST: '127.0.0.1:80' }, { HOST: 'a b' }, { PORT: '-1' }, { PORT: '65536' }, { PORT: '80a' }])('refuses %j for the page', (environment) => {
    expect(problemsOf(environment)).toEqual([expect.stringMatching(/^(?:HOST|PORT)：“.+”不是.+不填即/u)]);
  });

  it('does not try the bot out where it looks like production, and names the token that is missing', () => {
    const problems = problemsOf({ NODE_ENV: 'production', DATABASE_URL: 'postgres://user:secret@host/db', WEBHOOK_URL: 'https://bot.example.org' });
    expect(problems).toEqual(['BOT_TOKEN：没有填，却设了 NODE_ENV=production、DATABASE_URL、WEBHOOK_URL，像是正式运行。请填 @BotFather 给的令牌；只想试用，就去掉 NODE_ENV=production、DATABASE_URL、WEBHOOK_URL。']);
    for (const environment of [{ NODE_ENV: 'production' }, { DATABASE_URL: 'file:bot.db' }, { WEBHOOK_URL: 'https://bot.example.org' }]) {
      expect(problemsOf(environment)).toHaveLength(1);
      expect(problemsOf({ ...environment, BOT_TOKEN: '1:abc' })).toEqual([]);
    }
    expect(problemsOf({ NODE_ENV: 'test' })).toEqual([]);
  });

  it('never repeats a token or a password', () => {
    const problems = problemsOf({ BOT_TOKEN: '123456:secret secret', TELEGRAM_PROXY: 'ftp://user:se/cr@et@host', TELEGRAM_API_ROOT: 'ftp://user:secret@host' });
    expect(problems).toHaveLength(3);
    expect(problems.join()).not.toMatch(/se\/?cr|user/u);
  });

  it('shows a proxy without its credentials, and knows what must be blanked out', () => {
    const config = read({ BOT_TOKEN: '1:abc', TELEGRAM_PROXY: 'http://user:p%40ss@10.0.0.1:8080' });
    expect(config.proxy && describeProxy(config.proxy)).toBe('http://10.0.0.1:8080');
    expect(secretsOf(config)).toEqual(['1:abc', 'p%40ss', 'p@ss']);
  });

  it('is explained in .env.example, variable by variable, with no value filled in', () => {
    const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
    const names = [...example.matchAll(/^(\w+)=(.*)$/gmu)].map(([, name, value]) => [name, value]);
    expect(names).toEqual(['BOT_TOKEN', 'ADMIN_IDS', 'TELEGRAM_API_ROOT', 'TELEGRAM_PROXY', 'KNOWLEDGE_DIR', 'DATA_DIR', 'LOG_LEVEL', 'HOST', 'PORT'].map((name) => [name, '']));
    expect(example.match(/^# 默认：/gmu)).toHaveLength(9);
  });
});
