/** `npm run eval -- FILE.jsonl`: scores a question set; `npm run eval -- retrieval …`: ranked retrieval of whole passages. */
import { ArgumentError, readOptions } from './arguments.ts';
import { print, readGivenFile, runCommand } from './command.ts';
import { openKnowledge } from './open.ts';
import { formatMisses, formatReport, toJson } from './report.ts';
import { evaluateRetrieval } from './retrieval.ts';
import { parseRows, score } from './scoring.ts';
import { judge } from './verdict.ts';

await runCommand(async () => {
  const [first, ...rest] = process.argv.slice(2);
  await print(first === 'retrieval' ? evaluateRetrieval(rest) : evaluateQuestions(process.argv.slice(2)));
});

function evaluateQuestions(typed: readonly string[]): string {
  const { flags, values, words } = readOptions(typed, { flags: ['--misses', '--json'], values: { '--knowledge': '文件夹' } });
  const [file, ...others] = words;
  if (file === undefined) throw new ArgumentError('没有写问题集，请写成 npm run eval -- 问题集.jsonl。');
  if (others.length > 0) throw new ArgumentError(`一次只评一个问题集，请去掉“${others.join(' ')}”。`);
  const rows = parseRows(readGivenFile(file), file);
  const base = openKnowledge(values.get('--knowledge'));
  const outcomes = rows.map((row) => score(row, judge(base.ask(row.q, row.prev === '' ? undefined : row.prev)), base.documents));
  const evaluation = { file, version: base.version, documents: base.documents, outcomes };
  if (flags.has('--json')) return `${JSON.stringify(toJson(evaluation, flags.has('--misses')), null, 2)}\n`;
  const misses = flags.has('--misses') ? formatMisses(outcomes) : '';
  return `${[formatReport(evaluation), ...(misses === '' ? [] : ['misses', misses])].join('\n\n')}\n`;
}
