/** What speaks for a passage: the question bank of its document, and the words of the text itself. */
import { answerTypes, lacksForm, sameNoun, sameUnit, wantedTypes } from './answer-type.ts';
import type { Facet, SmalltalkKind } from './answer.ts';
import type { Bank, Label } from './bank.ts';
import type { ClassifierModel } from './classifier.ts';
import { classify } from './classifier.ts';
import type { Document } from './document.ts';
import { fold } from './fold.ts';
import type { Observations } from './gate.ts';
import { logOdds } from './gate.ts';
import { holds, matchable } from './groups.ts';
import type { Lexicon } from './lexicon.ts';
import type { Part } from './question.ts';
import type { Candidate, Ranker } from './rank.ts';
import { FEATURES } from './rank.ts';
import type { Unit } from './units.ts';

/** The bank's opinion of a question. */
export interface BankEvidence {
  /** Passages by probability, best first. */
  passages: { unit: Unit; label: string; probability: number }[];
  /** Share of all passages, of all facets that are not said, of off topic. */
  answered: number;
  missing: number;
  offtopic: number;
  /** Share of small talk, and its likeliest kind. */
  smalltalk: number;
  chat: SmalltalkKind | null;
  /** The likeliest thing that the document does not say. */
  facet: Facet | null;
  observations: Observations;
}

export interface BankJudge {
  judge(part: Part): BankEvidence;
  /** Files of the documents that the bank speaks for. */
  documents: ReadonlySet<string>;
}

const ASKABLE: readonly Facet[] = ['phone', 'address', 'hours', 'date', 'amount', 'count', 'list', 'person', 'howto', 'documents', 'eligibility', 'content', 'other'];

/** Binds a fitted classifier to the bank's labels. */
export function createBankJudge(bank: Bank, model: ClassifierModel, lexicon: Lexicon): BankJudge {
  const labels = new Map<string, Label>(bank.lines.map((line) => [line.key, line.label]));
  const units = [...labels.values()].flatMap((label) => (label.type === 'answered' ? label.units : []));
  const forms = new Map(units.map((unit) => { const text = fold(textOf(unit)).text; return [unit, { text, types: answerTypes(text) }]; }));
  return {
    documents: new Set(units.map((unit) => unit.document.id)),
    judge(part) {
      const probability = classify(model, part.features);
      const evidence = tally(model, probability, labels);
      evidence.observations = observe(part, evidence, model, lexicon, forms);
      return evidence;
    },
  };
}

const textOf = (unit: Unit): string => unit.document.text.slice(unit.start, unit.end);

/** Whether the word speaks for some passage. */
function hasAnswered(model: ClassifierModel, feature: string): boolean {
  const entry = Object.hasOwn(model.features, feature) ? (model.features[feature] ?? []) : [];
  for (let i = 1; i + 1 < entry.length; i += 2) if (model.labels[entry[i] ?? 0]?.startsWith('=') && (entry[i + 1] ?? 0) > 0) return true;
  return false;
}

function tally(model: ClassifierModel, probability: Float64Array, labels: ReadonlyMap<string, Label>): BankEvidence {
  const evidence: BankEvidence = { passages: [], answered: 0, missing: 0, offtopic: 0, smalltalk: 0, chat: null, facet: null, observations: {} };
  let likeliest = 0;
  let chattiest = 0;
  const byUnit = new Map<Unit, { unit: Unit; label: string; probability: number }>();
  model.labels.forEach((key, i) => {
    const label = labels.get(key);
    const share = probability[i] ?? 0;
    if (label?.type === 'answered') {
      evidence.answered += share;
      label.units.forEach((unit, rank) => {
        const entry = byUnit.get(unit);
        // A second clause of a label counts, but never more than the first.
        const mass = rank === 0 ? share : share * 0.49;
        if (entry) entry.probability += mass;
        else byUnit.set(unit, { unit, label: key, probability: mass });
      });
    } else if (label?.type === 'missing') {
      evidence.missing += share;
      if (share > likeliest) {
        likeliest = share;
        evidence.facet = label.facet;
      }
    } else if (key.startsWith('~')) {
      evidence.smalltalk += share;
      if (share > chattiest) {
        chattiest = share;
        evidence.chat = key.slice(1) as SmalltalkKind;
      }
    } else evidence.offtopic += share;
  });
  evidence.passages = [...byUnit.values()].sort((a, b) => b.probability - a.probability);
  return evidence;
}

function observe(part: Part, evidence: BankEvidence, model: ClassifierModel, lexicon: Lexicon, forms: ReadonlyMap<Unit, { text: string; types: ReadonlySet<string> }>): Observations {
  const best = evidence.passages[0];
  let weight = 0;
  let unknown = 0;
  for (const key of part.features.keys()) {
    if (!key.startsWith('w:') || lexicon.questionWords.has(key.slice(2))) continue;
    const idf = Object.hasOwn(model.features, key) ? (model.features[key]?.[0] ?? 0) / 100 : Math.log(2 * (model.size + 1));
    weight += idf;
    if (!hasAnswered(model, key)) unknown += idf;
  }
  const wanted = wantedTypes(part.text);
  const form = best ? forms.get(best.unit) : undefined;
  const observations: Observations = {
    answered: logOdds(evidence.answered),
    passage: best ? Math.log(best.probability + 1e-3) : -7,
    offtopic: evidence.offtopic,
    unknownShare: weight === 0 ? 0 : unknown / weight,
    unknown: unknown / 10,
    otherName: best && otherName(part, best.unit) !== null ? 1 : 0,
    mistype: wanted.length > 0 && form && !wanted.some((type) => form.types.has(type)) ? 1 : 0,
    unitOf: form ? sameUnit(part.text, form.text) : 0,
    otherNoun: form ? 1 - sameNoun(part.text, form.text) : 0,
  };
  for (const facet of ASKABLE) if (part.facets.includes(facet)) observations[`asks:${facet}`] = 1;
  for (const facet of FORMED) if (form && part.facets.includes(facet) && lacksForm(facet, form.text)) observations[`lacks:${facet}`] = 1;
  return observations;
}

/** A law has a hundred thousand characters, and every question asks for its names. */
const foldedTexts = new WeakMap<Document, string>();

function foldedText(document: Document): string {
  const text = foldedTexts.get(document) ?? fold(document.text).text;
  foldedTexts.set(document, text);
  return text;
}

/** A province and a city are both places: 甘肃的退役军人来乌鲁木齐 is about 乌鲁木齐. */
const familyOf = (className: string): string => (className === 'province' ? 'city' : className);

/** A name in the question that the passage's document never mentions, while it is about another of the same class; null for none. */
export function otherName(part: Part, unit: Unit): string | null {
  const text = foldedText(unit.document);
  const own = fold(textOf(unit)).text;
  for (const name of part.names) {
    if (name.value.className === 'holder') continue;
    const sameClass = part.names.filter((other) => familyOf(other.value.className) === familyOf(name.value.className));
    if (sameClass.some((other) => text.includes(fold(other.value.member).text))) continue;
    if (name.value.className === 'vehicle' ? !own.includes(name.phrase) : !text.includes(name.phrase)) return name.phrase;
  }
  return null;
}

/** Kinds of questions that the form of a sentence can fail. */
const FORMED: readonly Facet[] = ['phone', 'address', 'hours', 'documents', 'howto', 'amount', 'date', 'count'];

/** Things that are told apart by their number. */
const NUMBERED = /(\d+)(小学|中学|学校|批|届|路|号线|团|师|旅|医院|舰)/gu;

/** A number in the question that stands before the same noun as another number of the document (第135小学); null where none does. */
export function otherNumber(part: Part, unit: Unit): string | null {
  const text = foldedText(unit.document);
  for (const [said, , noun = ''] of part.text.matchAll(NUMBERED)) {
    if (!text.includes(said) && new RegExp(`\\d${noun}`, 'u').test(text)) return said;
  }
  return null;
}

/** What the words of the text say for the best of several candidates. */
export function observeDirect(part: Part, candidates: readonly Candidate[], ranker: Ranker): Observations {
  const [best, second] = candidates;
  if (!best) return { none: 1 };
  const named = (name: (typeof FEATURES)[number]): number => best.features[FEATURES.indexOf(name)] ?? 0;
  const said = part.groups.filter((group) => group.weight >= 0.5);
  const own = matchable(textOf(best.unit));
  const held = said.filter((group) => holds(own, group) >= 0.6).length;
  const total = said.reduce((sum, group) => sum + group.weight, 0) || 1;
  const unknown = said.filter((group) => !ranker.knows(group)).reduce((sum, group) => sum + group.weight, 0);
  const topics = said.filter((group) => group.asks !== true);
  const heldTopics = topics.filter((group) => holds(own, group) >= 0.6).length;
  const observations: Observations = {
    lead: second ? Math.min(3, best.score - second.score) : 3,
    unit: named('unit'),
    all: named('all'),
    pairs: named('pairs'),
    unexplained: named('unexplained'),
    topic: named('topic'),
    topicAll: named('topicAll'),
    topicMissing: named('topicMissing'),
    type: named('type'),
    mistype: named('mistype'),
    unitOf: sameUnit(part.text, own.folded),
    otherNoun: 1 - sameNoun(part.text, own.folded),
    numberless: named('numberless'),
    document: named('document'),
    heldTopics: Math.min(3, heldTopics) / 3,
    topicShare: heldTopics / Math.max(1, topics.length),
    noTopic: heldTopics === 0 ? 1 : 0,
    heldShare: held / Math.max(1, said.length),
    held: Math.min(3, held) / 3,
    words: Math.min(10, said.length) / 10,
    unknown: unknown / total,
    otherName: otherName(part, best.unit) !== null ? 1 : 0,
  };
  for (const facet of FORMED) {
    if (part.facets.includes(facet) && lacksForm(facet, own.folded)) observations[`lacks:${facet}`] = 1;
  }
  return observations;
}
