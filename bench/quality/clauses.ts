/** Hold-out by clause: what is found of a clause that no line of the bank asks for. */
import { measure } from '../../src/cli/measures.ts';
import type { Share } from '../../src/cli/measures.ts';
import type { Outcome, QuestionRow } from '../../src/cli/scoring.ts';
import { score } from '../../src/cli/scoring.ts';
import type { BankLine } from '../../src/core/bank.ts';
import type { Engine } from '../../src/core/engine.ts';
import { understand } from '../../src/core/question.ts';
import { quoteOf } from '../../src/core/quote.ts';
import type { Unit } from '../../src/core/units.ts';
import { percent, say, table, withInterval } from './doc.ts';
import type { Lab } from './lab.ts';
import { rowOf, WHOLE } from './lab.ts';

/** How many clauses are left out, one at a time, evenly over the article. */
const SAMPLE = 6;
/** A clause with fewer lines of its own is a heading or a name. */
const FEWEST = 40;
const HEAD = ['clause', 'lines', 'bank without it: hit@1', 'another clause', 'refused', 'no bank: hit@1', 'first passage', 'first three'];

interface Result {
  name: string;
  whole: Outcome[];
  bankless: Outcome[];
  first: Share;
  three: Share;
}

/** One row a clause, and the sum. */
export function measureClauses(lab: Lab): string {
  const results = sampleOf(lab).map((unit, at, all) => {
    say(`clause ${at + 1} of ${all.length}: ${unit.id}`);
    return holdOut(unit, lab);
  });
  const sum = (share: (result: Result) => Share): Share => results.reduce((total, result) => ({ hits: total.hits + share(result).hits, of: total.of + share(result).of }), { hits: 0, of: 0 });
  const all: Result = {
    name: 'all',
    whole: results.flatMap((result) => result.whole),
    bankless: results.flatMap((result) => result.bankless),
    first: sum((result) => result.first),
    three: sum((result) => result.three),
  };
  return table([HEAD, ...results.map((result) => cells(result, lab, percent)), cells(all, lab, withInterval)]);
}

function cells({ name, whole, bankless, first, three }: Result, lab: Lab, format: (share: Share) => string): string[] {
  const held = measure(whole, lab.engine.documents);
  const { hit1 } = measure(bankless, lab.engine.documents);
  return [name, String(whole.length), format(held.hit1), format(held.wrongOnAnswerable), format(held.falseRefusals), format(hit1), format(first), format(three)];
}

/** The lines that name only this clause are asked; all lines that name it are left out. */
function holdOut(unit: Unit, lab: Lab): Result {
  const rows = ownLines(unit, lab).map((line) => rowOf(line));
  const engine = lab.engineOf(WHOLE, { name: `without ${unit.id}`, keeps: (line) => !names(line, unit) });
  const bankless = lab.withoutBank.engine;
  const ranks = rows.map((row) => rankOf(row, bankless));
  const below = (limit: number): Share => ({ hits: ranks.filter((rank) => rank >= 0 && rank < limit).length, of: ranks.length });
  const start = unit.document.text.slice(unit.start, unit.end).replace(/\s+/gu, '').slice(0, 14);
  return { name: `${start}…`, whole: lab.ask(engine, rows), bankless: lab.ask(bankless, rows), first: below(1), three: below(3) };
}

/** Where the ranking of the text alone has the clause, whatever the gate says; -1 for nowhere. */
function rankOf(row: QuestionRow, engine: Engine): number {
  const part = understand(row.q, '', engine).parts[0];
  if (!part) return -1;
  return engine.ranker.rank({ text: part.text, groups: part.groups }, 12).findIndex(({ unit }) => {
    const quote = quoteOf(unit, engine.unitsOf.get(unit.document.id) ?? [], part.groups);
    return score(row, { status: 'answered', quotes: [quote], nearest: [], missing: null, options: [] }, engine.documents).hit1;
  });
}

const names = ({ label }: BankLine, unit: Unit): boolean => label.type === 'answered' && label.units.includes(unit);

const ownLines = (unit: Unit, lab: Lab): BankLine[] => lab.engine.bank.lines.filter((line) => names(line, unit) && line.label.type === 'answered' && line.label.units.length === 1);

function sampleOf(lab: Lab): Unit[] {
  const usable = lab.engine.units.filter((unit) => ownLines(unit, lab).length >= FEWEST);
  const size = Math.min(SAMPLE, usable.length);
  return Array.from({ length: size }, (_, i) => usable[Math.floor(((i + 0.5) * usable.length) / size)]).filter((unit) => unit !== undefined);
}
