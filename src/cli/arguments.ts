/** Words of a command line -> options, or one sentence that names the bad value and its remedy. Pure. */

/** What was typed does not run. `message` is the sentence for whoever typed it; the process ends with status 2. */
export class ArgumentError extends Error {
  override readonly name = 'ArgumentError';
}

/** The options that a command knows: flags, and names with what must follow them (`{ '--knowledge': '文件夹' }`). */
export interface KnownOptions {
  flags: readonly string[];
  values: Readonly<Record<string, string>>;
}

/** What was typed, sorted. `words` are all that is no option, in order. */
export interface Options {
  flags: ReadonlySet<string>;
  values: ReadonlyMap<string, string>;
  words: string[];
}

/**
 * Sorts the words of a command line. `--name value` and `--name=value` mean the same; everything after `--` is a plain word, and
 * so is anything that begins with a dash and no letter.
 *
 * @throws ArgumentError for an option that is unknown, lacks its value or has one too many
 */
export function readOptions(typed: readonly string[], known: KnownOptions): Options {
  const flags = new Set<string>();
  const values = new Map<string, string>();
  const words: string[] = [];
  for (let at = 0; at < typed.length; at++) {
    const word = typed[at] ?? '';
    if (word === '--') {
      words.push(...typed.slice(at + 1));
      break;
    }
    const option = /^(--?\p{L}[^=]*)(?:=(.*))?$/su.exec(word);
    if (!option) {
      words.push(word);
      continue;
    }
    const name = option[1] ?? '';
    if (known.flags.includes(name)) {
      if (option[2] !== undefined) throw new ArgumentError(`${name} 后面不用写“${option[2]}”，请去掉。`);
      flags.add(name);
    } else if (Object.hasOwn(known.values, name)) values.set(name, option[2] ?? valueAfter(typed, at++, name, known));
    else throw new ArgumentError(unknownOption(name, known));
  }
  return { flags, values, words };
}

function valueAfter(typed: readonly string[], at: number, name: string, known: KnownOptions): string {
  const value = typed[at + 1];
  if (value !== undefined && value !== '' && !/^--/u.test(value)) return value;
  const what = known.values[name] ?? '';
  throw new ArgumentError(`${name} 后面缺少${what}，请写成 ${name} ${what}。`);
}

function unknownOption(name: string, known: KnownOptions): string {
  const options = [...known.flags, ...Object.entries(known.values).map(([option, what]) => `${option} ${what}`)];
  return `没有“${name}”这个选项，可用的有：${options.join('、')}。`;
}
