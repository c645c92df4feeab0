/**
 * Ranks passages by the text alone, without a question bank: word statistics first, then a linear score over readable features. The
 * weights are data (knowledge/model/weights.json), fitted by `npm run fit` on questions about other laws than those it is judged by.
 */
import type { Group, Matchable } from './groups.ts';
import { holds, matchable } from './groups.ts';
import { answerTypes, lacksNumber, wantedTypes } from './answer-type.ts';
import type { TextIndex } from './search.ts';
import { derivedQuestions } from './derive.ts';
import { fold } from './fold.ts';
import { createIndex } from './search.ts';
import { bigramTerms, segments, wordTerms } from './terms.ts';
import type { Unit } from './units.ts';
import { LONGEST_QUOTE } from './units.ts';

/** The features of a candidate, in the order of the weights. */
export const FEATURES = ['bm25', 'unit', 'clause', 'paragraph', 'trail', 'title', 'pairs', 'unexplained', 'focus', 'type', 'mistype', 'heading', 'preamble', 'short', 'all', 'numberless', 'topic', 'topicAll', 'topicMissing', 'asked', 'document', 'article'] as const;

export interface Candidate {
  unit: Unit;
  features: number[];
  /** Groups that the unit's sentence, its paragraph or its trail does not hold, heaviest first. */
  missing: Group[];
  score: number;
}

export interface Ranker {
  /** True when some passage holds the group's word or one of its official terms. */
  knows(group: Group): boolean;
  /** Best first, at most `limit`. */
  rank(question: RankedQuestion, limit: number): Candidate[];
  /** Weight of a group: how rare what it stands for is in these texts. */
  weightOf(group: Group): number;
}

export interface RankedQuestion {
  /** Folded, repaired text. */
  text: string;
  groups: readonly Group[];
}

interface Prepared {
  unit: Unit;
  own: Matchable;
  clauses: Matchable[];
  paragraph: Matchable;
  trail: Matchable;
  title: Matchable;
  types: ReadonlySet<string>;
  /** Questions that the form of the sentence answers, folded. */
  asked: string[];
}

/** How many passages word statistics hand on to the linear score. */
const CANDIDATES = 60;
/** The rarest terms of a question; a story has hundreds, and its common ones only cost time. */
const MOST_TERMS = 90;
/** Official terms count a little less than the words that were typed. */
const EXPANDED = 0.7;

/** Indexes the units that can be quoted. */
export function createRanker(units: readonly Unit[], weights: readonly number[], progress?: (share: number) => void): Ranker {
  const prepared = prepare(units.filter(isQuotable));
  const index = createIndex(
    prepared.map((entry, id) => ({ id, title: `${entry.unit.document.title} ${entry.unit.clauses[0]?.block.section ?? ''}`, body: textOf(entry.unit), context: entry.paragraph.folded, asked: entry.asked.join('\n') })),
    progress,
  );
  const unseen = index.idf('\u0000');
  const weightOf = (group: Group): number => group.weight * groupIdf(group, index);
  return {
    weightOf,
    knows: (group) => [group.said, ...group.official].some((term) => wordTerms(term).every((word) => index.idf(word.key) < unseen)),
    rank(question, limit) {
      const heavy = question.groups.map((group) => ({ group, weight: weightOf(group) }));
      const hits = firstPass(question, index);
      const top = hits[0]?.score ?? 1;
      const candidates = hits.flatMap((hit) => {
        const entry = prepared[hit.id];
        return entry ? [candidateOf(entry, heavy, hit.score / top, question)] : [];
      });
      shareTopic(candidates);
      for (const candidate of candidates) candidate.score = candidate.features.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0);
      return candidates.sort((a, b) => b.score - a.score).slice(0, limit);
    },
  };
}

/** A heading names a topic and states nothing. */
const isQuotable = (unit: Unit): boolean => unit.end - unit.start <= LONGEST_QUOTE && unit.clauses[0]?.block.kind === 'paragraph';

const textOf = (unit: Unit): string => unit.document.text.slice(unit.start, unit.end);

function prepare(units: readonly Unit[]): Prepared[] {
  const shared = new Map<string, Matchable>();
  const cached = (text: string): Matchable => {
    const old = shared.get(text);
    if (old) return old;
    const made = matchable(text);
    shared.set(text, made);
    return made;
  };
  return units.map((unit) => {
    const block = unit.clauses[0]?.block;
    const { text } = unit.document;
    const own = matchable(textOf(unit));
    return {
      unit,
      own,
      clauses: unit.clauses.length === 1 ? [own] : unit.clauses.map((clause) => matchable(text.slice(clause.start, clause.end))),
      paragraph: cached(leadOf(unit) + (block ? text.slice(block.start, block.end) : '')),
      trail: cached(`${block?.section ?? ''}\n${leadOf(unit)}`),
      title: cached(unit.document.title),
      types: answerTypes(own.folded),
      asked: [...derivedQuestions(textOf(unit)), ...headingQuestion(block?.section ?? '')].map((question) => fold(question).text),
    };
  });
}

/** Guides head their sections with the question that the section answers. */
const headingQuestion = (heading: string): string[] => (/怎么|如何|什么|哪|谁|多久|多少|几|吗|？|\?/u.test(heading) ? [heading] : []);

/** The first paragraph of the same article, which an item like （一） goes on from. */
function leadOf(unit: Unit): string {
  const block = unit.clauses[0]?.block;
  if (!block?.article || !/^[（(][一二三四五六七八九十]+[)）]/u.test(unit.document.text.slice(block.start, block.end))) return '';
  const lead = unit.document.blocks.find((other) => other.article === block.article && other.section === block.section);
  return lead && lead !== block ? unit.document.text.slice(lead.start, lead.end) : '';
}

function groupIdf(group: Group, index: TextIndex): number {
  const own = index.idf(group.said);
  if (group.official.length === 0) return own;
  // A phrase with official terms weighs what the commonest of them weighs: that is how often the texts speak of the thing.
  return Math.min(own, ...group.official.slice(0, 3).map((term) => Math.max(...wordTerms(term).map((word) => index.idf(word.key)), 0.5)));
}

function firstPass(question: RankedQuestion, index: TextIndex): { id: number; score: number }[] {
  const words = new Map<string, number>();
  for (const group of question.groups) {
    for (const term of wordTerms(group.said)) words.set(term.key, 1);
    for (const official of group.official) {
      for (const term of [...wordTerms(official), ...bigramTerms(official)]) words.set(term.key, Math.max(words.get(term.key) ?? 0, EXPANDED * group.weight));
    }
  }
  const said = question.groups.filter((group) => group.weight >= 0.5).map((group) => group.said);
  const kept = segments(question.text).map((word) => (said.some((group) => group.includes(word)) ? word : ' ')).join('');
  const pairs = bigramTerms(kept).map((term) => term.key).filter((key) => key.length === 2);
  for (const pair of pairs) words.set(pair, 1);
  const heaviest = [...words].map(([word, weight]) => ({ word, worth: weight * index.idf(word) })).sort((a, b) => b.worth - a.worth).slice(0, MOST_TERMS);
  return index.search(heaviest.map((entry) => entry.word), [], CANDIDATES, words);
}

/** Passages of the document and of the article that many good candidates come from are likelier: questions stay with one topic. */
function shareTopic(candidates: readonly Candidate[]): void {
  const ordered = [...candidates].sort((a, b) => (b.features[ALL] ?? 0) - (a.features[ALL] ?? 0)).slice(0, TOPIC);
  const shareOf = (same: (other: Candidate) => boolean): number => ordered.filter(same).length / Math.max(1, ordered.length);
  for (const candidate of candidates) {
    const block = candidate.unit.clauses[0]?.block;
    const inDocument = (other: Candidate): boolean => other.unit.document === candidate.unit.document;
    candidate.features.push(
      shareOf(inDocument),
      shareOf((other) => inDocument(other) && other !== candidate && other.unit.clauses[0]?.block.section === block?.section && (other.unit.clauses[0]?.block.article ?? '') === (block?.article ?? '')),
    );
  }
}

/** How many of the best candidates tell the topic. */
const TOPIC = 20;
const ALL = FEATURES.indexOf('all');

interface Heavy {
  group: Group;
  weight: number;
}

function coverage(text: Matchable, heavy: readonly Heavy[]): number {
  let total = 0;
  let found = 0;
  for (const { group, weight } of heavy) {
    total += weight;
    found += weight * holds(text, group);
  }
  return total === 0 ? 0 : found / total;
}

function candidateOf(entry: Prepared, heavy: readonly Heavy[], bm25: number, question: RankedQuestion): Candidate {
  const wanted = wantedTypes(question.text);
  const matched = wanted.filter((type) => entry.types.has(type)).length;
  const held = heavy.map(({ group, weight }) => {
    const own = holds(entry.own, group);
    const beside = Math.max(holds(entry.trail, group), holds(entry.title, group));
    const around = holds(entry.paragraph, group);
    return { group, weight, own, everywhere: Math.max(own, around, beside), near: Math.max(own, 0.9 * Math.max(around, holds(entry.trail, group))) };
  });
  const share = (items: readonly (typeof held)[number][], of: (item: (typeof held)[number]) => number): number => {
    const total = items.reduce((sum, item) => sum + item.weight, 0);
    return total === 0 ? 0 : items.reduce((sum, item) => sum + item.weight * of(item), 0) / total;
  };
  const topical = held.filter((item) => item.group.asks !== true);
  const total = held.reduce((sum, item) => sum + item.weight, 0) || 1;
  const missing = held.filter((item) => item.everywhere < 0.5).sort((a, b) => b.weight - a.weight);
  const topicMissing = missing.find((item) => item.group.asks !== true)?.weight ?? 0;
  const pairs = bigramTerms(question.text).map((term) => term.key).filter((key) => key.length === 2);
  const unit = share(held, (item) => item.own);
  const block = entry.unit.clauses[0]?.block;
  return {
    unit: entry.unit,
    missing: missing.map((item) => item.group),
    score: 0,
    features: [
      bm25,
      unit,
      Math.max(...entry.clauses.map((clause) => coverage(clause, heavy))),
      share(held, (item) => item.near),
      coverage(entry.trail, heavy),
      coverage(entry.title, heavy),
      pairs.length === 0 ? 0 : pairs.filter((pair) => entry.own.folded.includes(pair)).length / pairs.length,
      (missing[0]?.weight ?? 0) / total,
      Math.min(1, (unit * total) / Math.sqrt(1 + entry.own.words.size)),
      wanted.length === 0 ? 0 : matched / wanted.length,
      wanted.length > 0 && matched === 0 ? 1 : 0,
      block?.kind === 'paragraph' ? 0 : 1,
      block?.article === null ? 1 : 0,
      entry.own.folded.length < 15 ? 1 : 0,
      share(held, (item) => item.everywhere),
      lacksNumber(wanted, entry.types) ? 1 : 0,
      share(topical, (item) => item.own),
      share(topical, (item) => item.everywhere),
      topicMissing / (topical.reduce((sum, item) => sum + item.weight, 0) || 1),
      pairs.length === 0 ? 0 : Math.max(0, ...entry.asked.map((asked) => pairs.filter((pair) => asked.includes(pair)).length / pairs.length)),
    ],
  };
}
