/** Text in lines: a stream that is still being written, and files with one JSON value a line. */
import { ArgumentError } from './arguments.ts';

/** A line and its number, counted from 1, blank lines included. */
export interface NumberedLine {
  number: number;
  text: string;
}

/**
 * The lines of UTF-8 bytes as they arrive, without their ends. Lines end at line feeds only: readline would also cut at U+2028,
 * which may stand inside a JSON string.
 */
export async function* readLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<NumberedLine> {
  const decoder = new TextDecoder();
  let number = 0;
  let open = '';
  for await (const chunk of bytes) {
    const pieces = decoder.decode(chunk, { stream: true }).split('\n');
    const last = pieces.pop() ?? '';
    for (const piece of pieces) {
      yield { number: ++number, text: withoutReturn(open + piece) };
      open = '';
    }
    open += last;
  }
  open += decoder.decode();
  if (open !== '') yield { number: ++number, text: withoutReturn(open) };
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);

/**
 * The JSON values of a file with one value a line; blank lines are skipped.
 *
 * @throws ArgumentError that names the file and the line which is no JSON
 */
export function parseJsonLines(text: string, file: string): { value: unknown; number: number }[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [{ value: JSON.parse(line.trim()) as unknown, number: index + 1 }];
    } catch {
      throw new ArgumentError(`${file} 第 ${index + 1} 行不是 JSON，请改成每行一个 {…}。`);
    }
  });
}
