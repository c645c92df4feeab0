/** What each piece is worth: the whole without it, on the probes and on writers from whom nothing was learned. */
import { measure } from '../../src/cli/measures.ts';
import type { Outcome } from '../../src/cli/scoring.ts';
import { say, percent, table, withInterval } from './doc.ts';
import { EVERYTHING, openSet, WHOLE } from './lab.ts';
import type { Lab } from './lab.ts';
import { PIECES } from './pieces.ts';

const HEAD = ['', 'hit@1', 'wrong on unanswerable', 'overall', 'won / lost'];

/** Two tables: probes where they are there, and fresh writers. */
export function measureAblations(lab: Lab): string {
  const probes = openSet('probes');
  const fresh = lab.writers.flatMap((writer) => lab.linesOf(writer));
  const onProbes: [string, Outcome[]][] = [];
  const onFresh: [string, Outcome[]][] = [];
  for (const piece of [WHOLE, ...PIECES]) {
    if (probes !== null) {
      say(`probes: ${piece.name}`);
      onProbes.push([piece.name, lab.ask(lab.engineOf(piece, EVERYTHING), probes)]);
    }
    say(`fresh writers: ${piece.name}`);
    onFresh.push([piece.name, lab.askFreshWriters(piece)]);
  }
  say('without the bank');
  const bankless = lab.withoutBank.engine;
  if (probes !== null) onProbes.push(['without the bank', lab.ask(bankless, probes)]);
  onFresh.push(['without the bank', lab.ask(bankless, fresh)]);
  return [
    ...(probes === null ? [] : [section('Probes', onProbes, lab)]),
    section(`Fresh writers (${lab.writers.join(', ')}, asked of a classifier fitted without them)`, onFresh, lab),
  ].join('\n\n');
}

function section(title: string, rows: readonly [string, Outcome[]][], lab: Lab): string {
  const whole = rows[0]?.[1] ?? [];
  const sizes = measure(whole, lab.engine.documents);
  const body = rows.map(([name, outcomes], at) => {
    const { hit1, wrongOnUnanswerable, overall } = measure(outcomes, lab.engine.documents);
    const format = at === 0 ? withInterval : percent;
    return [name, format(hit1), format(wrongOnUnanswerable), format(overall), at === 0 ? '' : changes(whole, outcomes)];
  });
  return `${title}: ${sizes.hit1.of} answerable, ${sizes.wrongOnUnanswerable.of} unanswerable.\n\n${table([HEAD, ...body])}`;
}

/** Questions that go right only without the piece, and those that go right only with it: pairs say more than two shares. */
function changes(whole: readonly Outcome[], without: readonly Outcome[]): string {
  const won = without.filter(({ right }, i) => right && whole[i]?.right === false).length;
  const lost = without.filter(({ right }, i) => !right && whole[i]?.right === true).length;
  return `${won} / ${lost}`;
}
