/** Columns that line up in a terminal, where a Chinese character is as wide as two Latin ones. Pure. */

const WIDE = /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]/u;
const GAP = '  ';

/** The columns that a text takes up. */
export function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (WIDE.test(character) ? 2 : 1), 0);
}

/** One line for each row. Columns of `right` are aligned at their right side; nothing follows the last character of a line. */
export function formatTable(rows: readonly (readonly string[])[], right: ReadonlySet<number> = new Set()): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) => rows.reduce((width, row) => Math.max(width, widthOf(row[column] ?? '')), 0));
  const cell = (text: string, column: number): string => {
    const padding = ' '.repeat((widths[column] ?? 0) - widthOf(text));
    return right.has(column) ? padding + text : text + padding;
  };
  return rows.map((row) => row.map(cell).join(GAP).trimEnd()).join('\n');
}
