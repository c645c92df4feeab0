/** Units -> quotes: grown where the sentence needs the one before it, matched words marked by position. */
import type { Quote } from './answer.ts';
import type { Group } from './groups.ts';
import type { Unit } from './units.ts';
import { LONGEST_QUOTE } from './units.ts';
import { wordTerms } from './terms.ts';

/** Begins with a word that points to the sentence before: 这是新疆军区政治工作部与该校结对共建的成果. */
const POINTS_BACK = /^(?:这|该|其|此|上述|前款|前述|他|她|它)/u;

/** A quote of the unit, whole clauses of at most 160 characters; `units` are all units of its document in order. */
export function quoteOf(unit: Unit, units: readonly Unit[], groups: readonly Group[]): Quote {
  const { document } = unit;
  const [first] = unit.clauses;
  const grown = grow(unit, units);
  const text = document.text.slice(grown.start, grown.end);
  return {
    document: document.id,
    file: document.file,
    kind: document.meta.kind,
    title: document.meta.shortTitle ?? document.title,
    section: first?.block.section ?? '',
    paragraph: first?.block.paragraph ?? 0,
    article: first?.block.article ?? null,
    start: grown.start,
    end: grown.end,
    text,
    marks: marksIn(text, groups),
  };
}

function grow(unit: Unit, units: readonly Unit[]): { start: number; end: number } {
  const { start, end, document } = unit;
  const at = units.indexOf(unit);
  const before = units[at - 1];
  const block = unit.clauses[0]?.block;
  const joins = before !== undefined && before.document === document && before.clauses[0]?.block === block && end - before.start <= LONGEST_QUOTE;
  return joins && POINTS_BACK.test(document.text.slice(start, end)) ? { start: before.start, end } : { start, end };
}

/** Places of the question's words and of their official terms, merged where they touch. */
export function marksIn(text: string, groups: readonly Group[]): { start: number; end: number }[] {
  const wanted = new Set(groups.filter((group) => group.weight >= 0.4).flatMap((group) => [group.said, ...group.official]).filter((word) => word.length > 1 || /\d/u.test(word)));
  // 公交 of the text was asked for with 坐公交车.
  const asked = (word: string): boolean => wanted.has(word) || (word.length > 1 && groups.some((group) => group.weight >= 0.4 && group.official.length > 0 && group.said.includes(word)));
  const ranges = wordTerms(text).filter((term) => asked(term.key)).map(({ start, end }) => ({ start, end }));
  for (const word of wanted) {
    if (word.length < 3) continue;
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) ranges.push({ start: at, end: at + word.length });
  }
  ranges.sort((a, b) => a.start - b.start || b.end - a.end);
  const marks: { start: number; end: number }[] = [];
  for (const range of ranges) {
    const last = marks.at(-1);
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else marks.push({ ...range });
  }
  return marks;
}
