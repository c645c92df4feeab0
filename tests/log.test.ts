import { GrammyError, HttpError } from 'grammy';
import { describe, expect, it } from 'vitest';
import { createLog, describeCause, redact, type LogLevel } from '../src/log.ts';

const TOKEN = '123456789:AAF-abcdefghijklmnopqrstuvwxyz12345';
const record = (level: LogLevel, secrets: string[] = []) => {
  const lines: string[] = [];
  return { lines, log: createLog({ level, write: (line) => void lines.push(line), now: () => new Date(0), secrets }) };
};

describe('The log', () => {
  it('writes one JSON object a line', () => {
    const { lines, log } = record('info');
    log.info('process.started', { documents: 1, name: '一\n二' });
    expect(lines).toEqual(['{"time":"1970-01-01T00:00:00.000Z","level":"info","code":"process.started","documents":1,"name":"一\\n二"}\n']);
  });

  it('leaves out what is below its level', () => {
    for (const [level, count] of [['debug', 4], ['info', 3], ['warn', 2], ['error', 1], ['silent', 0]] as const) {
      const { lines, log } = record(level);
      log.debug('a');
      log.info('b');
      log.warn('c');
      log.error('d');
      expect(lines).toHaveLength(count);
    }
  });

  it('blanks out secrets, tokens and credentials, wherever they stand', () => {
    const { lines, log } = record('info', ['p@ss', '']);
    log.info('x', { a: `https://api.telegram.org/bot${TOKEN}/getMe`, b: 'socks5://user:other@host:1', c: 'the p@ss word' });
    expect(lines.join()).not.toMatch(/AAF|other|user|p@ss/u);
    expect(redact(`at ${TOKEN}.`)).toBe('at ***.');
  });
});

describe('The cause of an error', () => {
  it('of the network is its code, or its words without the address', () => {
    expect(describeCause(new HttpError('x', Object.assign(new Error(`request to http://h/bot${TOKEN}/getMe failed, reason: connect ECONNREFUSED`), { code: 'ECONNREFUSED' })))).toBe('HttpError: ECONNREFUSED');
    expect(describeCause(new HttpError('x', new Error(`request to http://h/bot${TOKEN}/getMe failed, reason: odd ${TOKEN}`)))).toBe('HttpError: odd ***');
    expect(describeCause(new HttpError('x', new Error("Request to 'getMe' timed out after 3 seconds")))).toBe('HttpError: TIMEOUT');
    expect(describeCause(new HttpError('x', Object.assign(new Error(`invalid json response body at http://h/bot${TOKEN}/getMe reason: <html>`), { type: 'invalid-json' })))).toBe('HttpError: INVALID_ANSWER');
    expect(describeCause(new HttpError('x', 'odd'))).toBe('HttpError: string');
  });

  it('of Telegram is its method, number and description', () => {
    expect(describeCause(new GrammyError('x', { ok: false, error_code: 409, description: 'Conflict' }, 'getUpdates', { text: 'secret' }))).toBe('GrammyError: getUpdates: 409 Conflict');
  });

  it('of anything else is a name and a place, never words that may be the words of a user', () => {
    expect(describeCause(new RangeError('坐公交车要钱吗'))).toMatch(/^RangeError at .*tests\/log\.test\.ts:\d+/u);
    expect(describeCause(Object.assign(new Error('open /home/x'), { code: 'ENOENT' }))).toBe('Error: ENOENT');
    expect(describeCause(Object.assign(new Error('x'), { stack: undefined }))).toBe('Error at an unknown place');
    expect(describeCause('坐公交车要钱吗')).toBe('string');
    expect(describeCause(null)).toBe('object');
  });
});
