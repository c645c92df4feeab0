/** Question -> Reply: a readable sequence of checks. Each says what it saw, so that a refusal can name its reason. */
import type { Answer, Facet, Missing, Quote, Reason, Reply, SmalltalkKind } from './answer.ts';
import type { Engine } from './engine.ts';
import type { BankEvidence } from './evidence.ts';
import { observeDirect, otherName, otherNumber } from './evidence.ts';
import type { Observations } from './gate.ts';
import { gate, moved } from './gate.ts';
import { holds, matchable } from './groups.ts';
import { bare } from './lexicon.ts';
import type { Part } from './question.ts';
import { numberPassages, termsByInitials } from './shortcut.ts';
import { understand } from './question.ts';
import { quoteOf } from './quote.ts';
import type { Candidate } from './rank.ts';
import { withoutFillers } from './vector.ts';
import { answerTypes, lacksItems } from './answer-type.ts';
import { fold } from './fold.ts';
import type { Unit } from './units.ts';
import { LONGEST_QUOTE } from './units.ts';

/**
 * Above this probability a passage is taken to answer: docs/quality.md has the curve of right answers against wrong ones.
 */
const ANSWERS = 0.6;
/** More of the bank's opinion than this makes a message small talk. */
const CHATS = 0.5;
/** A second quote must be at least this likely, and this likely against the first. */
const SECOND = 0.06;
const SECOND_SHARE = 0.12;
const MOST_QUOTES = 3;
/** The same for a passage that no bank speaks for. */
const TEXT_ANSWERS = 0.53;
/** A passage of another document answers over a refusal of the bank only when it is this sure. */
const OVERRIDES = 0.6;
/** A passage of another document is taken over the bank's when it is this sure, and surer by this much. */
const OUTBIDS = 0.9;
const OUTBIDS_BY = 0.3;
/** A second passage that words alone found must be at least this likely against the first; the scores are log odds. */
const SECOND_BY_TEXT = 0.05;
/** Longest piece of the user's own words in “没有写：…”, the mark of a cut included. */
const LONGEST_TOPIC = 30;

/** Answers one message. Never throws on any text. */
export function answerMessage(message: string, previous: string, engine: Engine): Reply {
  const distress = distressIn(message, engine);
  if (distress) return { parts: [{ question: message, answer: distress, rewritten: [] }] };
  const chat = smalltalkIn(message, engine);
  if (chat) return { parts: [{ question: message, answer: { status: 'smalltalk', kind: chat, reasons: [{ check: 'smalltalk', detail: chat }] }, rewritten: [] }] };
  const initials = termsByInitials(message, engine.vocabulary);
  if (initials.length > 0) return { parts: [{ question: message, answer: { status: 'clarify', options: initials, reasons: [{ check: 'initials', detail: initials.join('、') }] }, rewritten: [] }] };
  const question = understand(message, previous, engine);
  return {
    parts: question.parts.map((part) => ({
      question: part.typed,
      answer: answerPart(part, engine, question.rewritten.map((change) => ({ check: 'read', detail: `${change.from} → ${change.to}` }))),
      rewritten: question.script === 'pinyin' || question.rewritten.length > 0 ? question.rewritten : [],
    })),
  };
}

function distressIn(message: string, engine: Engine): Answer | null {
  const matches = engine.lexicon.distress.find(fold(message.slice(0, 1000)).text);
  const match = matches.find((found) => found.value !== 'except');
  if (!match || match.value === 'except') return null;
  return { status: 'distress', kind: match.value, reasons: [{ check: 'distress', detail: match.phrase }] };
}

/** Small talk is a message of nothing but small talk: known parts, politeness and particles, in any order. */
function smalltalkIn(message: string, engine: Engine): SmalltalkKind | null {
  const text = bare(message);
  if (text === '' || text.length > LONGEST_CHAT) return null;
  const matches = engine.lexicon.smalltalk.find(text);
  const [first] = [...matches].sort((a, b) => rankOf(a.value) - rankOf(b.value));
  if (!first) return null;
  let rest = text;
  for (const match of [...matches].reverse()) rest = rest.slice(0, match.start) + rest.slice(match.end);
  return withoutFillers(rest, engine.lexicon).replace(PARTICLES, '').trim() === '' || rest === '' ? first.value : null;
}

/** A question about the bot outweighs the greeting before it; a thank-you outweighs an ok. */
const CHAT_ORDER: readonly SmalltalkKind[] = ['who', 'can', 'complain', 'praise', 'bye', 'thanks', 'hello', 'ok'];
const rankOf = (kind: SmalltalkKind): number => CHAT_ORDER.indexOf(kind);
/** Longer messages hold more than small talk. */
const LONGEST_CHAT = 30;
const PARTICLES = /[呀吧了的都啊哦嗯呢吗嘛啦你您我就是先那好还别没事]/gu;

function answerPart(part: Part, engine: Engine, read: Reason[]): Answer {
  const reasons = [...read];
  if (part.background !== '') reasons.push({ check: 'background', detail: part.background });
  if (part.facets.length > 0) reasons.push({ check: 'asks', detail: part.facets.join(', ') });
  for (const group of part.groups) if (group.official.length > 0) reasons.push({ check: 'synonym', detail: `${group.said} → ${group.official.join('、')}` });
  const asked = numberPassages(part, engine.units, engine.lexicon);
  if (asked) return answered(part, asked.units, engine, [...reasons, { check: 'number', detail: asked.number }]);
  const bank = engine.judge?.judge(part) ?? null;
  const sure = bank ? gate(bank.observations, engine.weights.bankGate) : 0;
  if (bank) reasons.push(...explainBank(bank, sure, engine));
  if (bank?.chat && bank.smalltalk > CHATS) return { status: 'smalltalk', kind: bank.chat, reasons };
  const direct = directEvidence(part, engine);
  if (direct.best) reasons.push({ check: 'text', detail: `${place(direct.best.unit)} ${percent(direct.sure)}${effects(direct.observations, engine.weights.textGate)}` });
  const best = bank?.passages[0]?.unit ?? direct.best?.unit;
  const number = best ? otherNumber(part, best) : null;
  if (number !== null) return refused(part, bank, direct.candidates, engine, [...reasons, { check: 'names', detail: number }]);
  if (best && lacksItems(part.text, fold(textOf(best)).text)) return refused(part, bank, direct.candidates, engine, [...reasons, { check: 'items', detail: place(best) }], 'list');
  const outbid = direct.sure > OUTBIDS && direct.sure > sure + OUTBIDS_BY;
  if (bank && sure >= ANSWERS && !outbid) return answeredByBank(part, bank, engine, reasons);
  if (direct.best && direct.sure >= (bank ? OVERRIDES : TEXT_ANSWERS)) return answeredByText(part, direct.candidates, engine, reasons);
  return refused(part, bank, direct.candidates, engine, reasons);
}

interface Direct {
  candidates: Candidate[];
  best: Candidate | null;
  sure: number;
  observations: Observations;
}

/** The text's own evidence, in documents that the bank does not speak for. */
function directEvidence(part: Part, engine: Engine): Direct {
  const banked = engine.judge?.documents;
  // Most often there is one document and its bank speaks for it: then there is nothing to rank.
  if (engine.documents.every((document) => banked?.has(document.id))) return { candidates: [], best: null, sure: 0, observations: {} };
  const candidates = engine.ranker.rank({ text: part.text, groups: part.groups }, 12);
  const open = candidates.filter((candidate) => !banked?.has(candidate.unit.document.id));
  const best = open[0] ?? null;
  const observations = observeDirect(part, open, engine.ranker);
  return { candidates: open.length > 0 ? open : candidates, best, sure: best ? gate(observations, engine.weights.textGate) : 0, observations };
}

function answeredByBank(part: Part, bank: BankEvidence, engine: Engine, reasons: Reason[]): Answer {
  const first = bank.passages[0]?.probability ?? 0;
  const kept = bank.passages.filter((passage, i) => i === 0 || (passage.probability >= SECOND && passage.probability >= SECOND_SHARE * first));
  return answered(part, kept.map((passage) => passage.unit), engine, reasons);
}

function answeredByText(part: Part, candidates: readonly Candidate[], engine: Engine, reasons: Reason[]): Answer {
  const best = candidates[0]?.score ?? 0;
  const kept = candidates.filter((candidate) => Math.exp(candidate.score - best) >= SECOND_BY_TEXT);
  return answered(part, kept.map((candidate) => candidate.unit), engine, reasons);
}

function answered(part: Part, units: readonly Unit[], engine: Engine, reasons: Reason[]): Answer {
  const quotes: Quote[] = [];
  for (const unit of units) {
    if (quotes.length === MOST_QUOTES) break;
    const quote = quoteIn(unit, part, engine);
    if (quote && !quotes.some((other) => other.document === quote.document && quote.start < other.end && other.start < quote.end)) quotes.push(quote);
  }
  if (quotes.length === 0) return { status: 'not_covered', missing: missingOf(part, null, engine), nearest: [], reasons };
  return { status: 'answered', quotes, missing: null, entitlement: isEntitlement(part, quotes), reasons };
}

function quoteIn(unit: Unit, part: Part, engine: Engine): Quote | null {
  const quote = quoteOf(unit, engine.unitsOf.get(unit.document.id) ?? [], part.groups);
  return quote.end - quote.start <= LONGEST_QUOTE ? quote : null;
}

function refused(part: Part, bank: BankEvidence | null, candidates: readonly Candidate[], engine: Engine, reasons: Reason[], asked: Facet | null = null): Answer {
  const offtopic = bank !== null && bank.offtopic > bank.missing + bank.answered;
  const facet = asked ?? (offtopic ? 'offtopic' : facetOf(part, bank));
  const near = offtopic ? null : nearest(part, bank, candidates);
  const quote = near ? quoteIn(near, part, engine) : null;
  return { status: 'not_covered', missing: missingOf(part, facet, engine), nearest: quote ? [quote] : [], reasons };
}

/** Cues that name what is asked for beyond doubt; for the rest the bank's lines know better. */
const SURE_CUES: ReadonlySet<Facet> = new Set(['phone', 'address', 'hours', 'howto', 'documents', 'amount', 'date', 'person']);

/** What kind of thing is asked for: a sure cue, then another group of people than the text's, then what the bank learned. */
function facetOf(part: Part, bank: BankEvidence | null): Facet | null {
  const [cue] = part.facets;
  if (cue && SURE_CUES.has(cue)) return cue;
  if (part.names.some((name) => (name.value.className === 'holder' && name.value.member !== '退役军人') || (name.value.className === 'card' && name.value.member !== '优待证'))) return 'eligibility';
  return bank?.facet ?? cue ?? null;
}

/** The nearest passage shares the thing asked about; none where a name disagrees. */
function nearest(part: Part, bank: BankEvidence | null, candidates: readonly Candidate[]): Unit | null {
  const units = [...(bank?.passages.slice(0, 3).map((passage) => passage.unit) ?? []), ...candidates.slice(0, 2).map((candidate) => candidate.unit)];
  const said = part.groups.filter((group) => group.weight >= 0.5 && group.said.length > 1);
  for (const unit of units) {
    if (otherName(part, unit) !== null) return null;
    const text = matchable(unit.document.text.slice(unit.start, unit.end));
    if (said.some((group) => holds(text, group) >= 0.6)) return unit;
  }
  return null;
}

/** What is missing, in the user's own words: of a long question its beginning, which ends in …; empty where no words are left. */
function missingOf(part: Part, facet: Facet | null, engine: Engine): Missing {
  const words = withoutFillers(part.text, engine.lexicon).replace(/\s+/gu, ' ').trim();
  if (words.length <= LONGEST_TOPIC) return { facet: facet ?? 'other', text: words };
  const head = [...words].slice(0, LONGEST_TOPIC - 1).join('');
  const at = head.lastIndexOf(' ');
  return { facet: facet ?? 'other', text: `${at >= LONGEST_TOPIC / 2 ? head.slice(0, at) : head}…` };
}

function isEntitlement(part: Part, quotes: readonly Quote[]): boolean {
  if (part.facets.some((facet) => facet === 'eligibility' || facet === 'amount' || facet === 'howto' || facet === 'documents')) return true;
  return quotes.slice(0, 1).some((quote) => answerTypes(fold(quote.text).text).has('free') || /补贴|补助|报销|优待|抚恤|救助/u.test(quote.text));
}

function explainBank(bank: BankEvidence, sure: number, engine: Engine): Reason[] {
  const best = bank.passages[0];
  return [
    { check: 'bank', detail: `说了 ${percent(bank.answered)} 没说 ${percent(bank.missing)}${bank.facet ? `（${bank.facet}）` : ''} 无关 ${percent(bank.offtopic)}${best ? `；${place(best.unit)} ${percent(best.probability)}` : ''}` },
    { check: 'gate', detail: `${percent(sure)}${effects(bank.observations, engine.weights.bankGate)}` },
  ];
}

const textOf = (unit: Unit): string => unit.document.text.slice(unit.start, unit.end);
const percent = (share: number): string => `${Math.round(share * 100)} %`;
const place = (unit: Unit): string => `${unit.document.id}#${unit.id}`;
const effects = (observations: Record<string, number>, weights: Record<string, number>): string =>
  moved(observations, weights).slice(0, 5).map((entry) => ` ${entry.name} ${entry.effect > 0 ? '+' : ''}${entry.effect.toFixed(2)}`).join(',');
