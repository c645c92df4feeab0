/** What `npm run ask` was asked for. Pure. */
import { ArgumentError, readOptions } from './arguments.ts';

/** `question` is null where questions come as lines on standard input. */
export interface AskOptions {
  question: string | null;
  /** Print every check that decided. */
  why: boolean;
  knowledge: string | undefined;
}

/**
 * Reads the command line of `ask`. Several words are one question, as in a search box.
 *
 * @throws ArgumentError naming the bad value and its remedy
 */
export function readAskOptions(typed: readonly string[]): AskOptions {
  const { flags, values, words } = readOptions(typed, { flags: ['--why', '--jsonl'], values: { '--knowledge': '文件夹' } });
  const why = flags.has('--why');
  const knowledge = values.get('--knowledge');
  if (flags.has('--jsonl')) {
    if (words.length > 0) throw new ArgumentError(`--jsonl 从标准输入读问题，请去掉“${words.join(' ')}”。`);
    if (why) throw new ArgumentError('--why 解释的是一个问题，请去掉 --jsonl，把问题写在命令后面。');
    return { question: null, why, knowledge };
  }
  if (words.length === 0) throw new ArgumentError('没有写问题，请写成 npm run ask -- "坐公交车要钱吗"。');
  return { question: words.join(' '), why, knowledge };
}
