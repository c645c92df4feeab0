/** The article with the laws beside it: what the article loses, and what the laws now answer. */
import { measure } from '../../src/cli/measures.ts';
import type { Outcome } from '../../src/cli/scoring.ts';
import { loadKnowledge } from '../../src/knowledge/base.ts';
import { documentsIn, inFolder, ownDocuments } from '../folder.ts';
import { KNOWLEDGE, material } from '../material.ts';
import { say, table, withInterval } from './doc.ts';
import type { Lab } from './lab.ts';
import { openSet } from './lab.ts';

/** Figures for the document; the questions that a law answers now go to standard output. Null where the material is not there. */
export function measureLaws(lab: Lab): string | null {
  const folder = material('corpora/laws');
  const dev = openSet('dev');
  const probes = openSet('probes');
  if (folder === null || dev === null || probes === null) return null;
  const set = [...dev, ...probes];
  const laws = documentsIn(folder);
  say(`indexing the article and ${laws.length} laws`);
  const both = inFolder([...ownDocuments(), ...laws], (directory) => loadKnowledge({ directory, shared: KNOWLEDGE }));
  say('asking dev and probes of both');
  const alone = lab.ask(lab.engine, set);
  const beside = lab.ask(both.engine, set);
  const own = new Set(lab.engine.documents.map((document) => document.file));
  printAnswered(beside.filter((outcome) => fromLaw(outcome, own)));
  const rows = [['article alone', alone], [`with ${laws.length} laws`, beside]] as const;
  const figures = rows.map(([name, outcomes]) => {
    const { hit1, hit3, wrongOnUnanswerable, overall } = measure(outcomes, both.documents);
    return [name, withInterval(hit1), withInterval(hit3), withInterval(wrongOnUnanswerable), withInterval(overall)];
  });
  return [table([['dev and probes', 'hit@1', 'hit@3', 'answered though the article does not say', 'overall'], ...figures]), counts(alone, beside, own)].join('\n\n');
}

/** The first quote is from another document than the article. */
function fromLaw({ verdict }: Outcome, own: ReadonlySet<string>): boolean {
  const [first] = verdict.status === 'answered' ? verdict.quotes : [];
  return first !== undefined && !own.has(first.file);
}

function counts(alone: readonly Outcome[], beside: readonly Outcome[], own: ReadonlySet<string>): string {
  const taken = (kind: Outcome['row']['kind']): Outcome[] => beside.filter((outcome) => outcome.row.kind === kind && fromLaw(outcome, own));
  const laws = new Set(taken('unanswerable').map(({ verdict }) => verdict.quotes[0]?.file));
  const lost = alone.filter((outcome, i) => outcome.hit1 && beside[i]?.hit1 === false).length;
  const unanswerable = beside.filter(({ row }) => row.kind === 'unanswerable').length;
  return [
    `- unanswerable by the article and now answered from a law: ${taken('unanswerable').length} of ${unanswerable}, from ${laws.size} laws (the command lists them)`,
    `- answerable by the article and now answered from a law: ${taken('answerable').length}`,
    `- first hits on the article that are lost: ${lost}`,
  ].join('\n');
}

function printAnswered(outcomes: readonly Outcome[]): void {
  for (const kind of ['unanswerable', 'answerable', 'smalltalk'] as const) {
    const some = outcomes.filter(({ row }) => row.kind === kind);
    if (some.length > 0) process.stdout.write(`\n${kind} by the article, answered from a law: ${some.length}\n`);
    for (const { row, verdict } of some) {
      const [quote] = verdict.quotes;
      process.stdout.write(`${row.id}  ${row.q}\n      ${quote?.file ?? ''} ${quote?.article ?? ''}: ${quote?.text ?? ''}\n`);
    }
  }
}
