/**
 * What people say for what texts say. Parses the office's lexicon files; every format is line based, `#` begins a comment. Synonym
 * rules are in the `synonyms.txt` format of Solr and Elasticsearch: `a, b` are interchangeable, `a, b => x, y` is one-way.
 */
import type { DistressKind, Facet, SmalltalkKind } from './answer.ts';
import { fold } from './fold.ts';
import { segments } from './terms.ts';

/** The text of each lexicon file by its name without ending; a missing file counts as empty. */
export type LexiconFiles = ReadonlyMap<string, string>;

export interface NameClass {
  /** city, vehicle, person group …; two different members of one class do not stand for each other. */
  name: string;
  /** Each member with its other spellings; the first is the canonical one. */
  members: string[][];
}

export interface Lexicon {
  /** Terms that are cut as one word. */
  terms: string[];
  /** Folded phrase -> official terms. */
  synonyms: PhraseTable<string[]>;
  /** Lower-case English phrase -> Chinese words. */
  english: ReadonlyMap<string, string>;
  /** Words that carry no content in a question. */
  questionWords: ReadonlySet<string>;
  facets: PhraseTable<Facet>;
  names: PhraseTable<{ className: string; member: string }>;
  distress: PhraseTable<DistressKind | 'except'>;
  /** Parts of small talk without spaces and punctuation, and the kind of each. */
  smalltalk: PhraseTable<SmalltalkKind>;
  /** Whole messages of small talk by kind, as people type them. */
  smalltalkLines: { kind: SmalltalkKind; message: string }[];
  furniture: string[];
  /** Politeness and hesitation, longest first. */
  fillers: PhraseTable<true>;
  /** Common words by their toneless syllables, most frequent first, with frequency. */
  commonWords: ReadonlyMap<string, number>;
  syllables: ReadonlyMap<string, string>;
  /** Part of speech of a common word, in the tags of jieba: n noun, v verb, d adverb … */
  tags: ReadonlyMap<string, string>;
  /** Lines that could not be read and are passed over. `file` without ending; `line` counted from 1. */
  problems: { file: string; line: number; problem: string }[];
}

export interface PhraseMatch<T> {
  phrase: string;
  value: T;
  /** Offsets in the folded text. */
  start: number;
  end: number;
}

/** Finds listed phrases in a folded text, longest first, so that a longer phrase masks a shorter one inside it. */
export class PhraseTable<T> {
  private readonly phrases = new Map<string, T>();
  private longest = 0;

  add(phrase: string, value: T, merge?: (old: T, added: T) => T): void {
    const key = fold(phrase).text.trim();
    if (key === '') return;
    const old = this.phrases.get(key);
    this.phrases.set(key, old !== undefined && merge ? merge(old, value) : value);
    this.longest = Math.max(this.longest, key.length);
  }

  get size(): number {
    return this.phrases.size;
  }

  keys(): IterableIterator<string> {
    return this.phrases.keys();
  }

  get(phrase: string): T | undefined {
    return this.phrases.get(phrase);
  }

  /**
   * Matches of two characters must begin and end where words do (员工 is not inside 人员工资); longer ones are taken anywhere.
   * `boundaries` are the offsets where words begin or end; without them every offset counts.
   */
  find(text: string, boundaries?: ReadonlySet<number>): PhraseMatch<T>[] {
    const found: PhraseMatch<T>[] = [];
    for (let at = 0; at < text.length; ) {
      const match = this.longestAt(text, at, boundaries);
      if (match) {
        found.push(match);
        at = match.end;
      } else at++;
    }
    return found;
  }

  private longestAt(text: string, at: number, boundaries?: ReadonlySet<number>): PhraseMatch<T> | null {
    for (let length = Math.min(this.longest, text.length - at); length > 0; length--) {
      const phrase = text.slice(at, at + length);
      const value = this.phrases.get(phrase);
      if (value === undefined) continue;
      const latin = /^[a-z]/u.test(phrase);
      if (latin && (/[a-z]/u.test(text[at - 1] ?? '') || /[a-z]/u.test(text[at + length] ?? ''))) continue;
      if (!latin && length <= 2 && boundaries && !(boundaries.has(at) && boundaries.has(at + length))) continue;
      return { phrase, value, start: at, end: at + length };
    }
    return null;
  }
}

/** Where words begin and end in a folded text. */
export function wordBoundaries(folded: string): Set<number> {
  const boundaries = new Set<number>([0, folded.length]);
  let at = 0;
  for (const word of segments(folded)) {
    const start = folded.indexOf(word, at);
    if (start < 0) continue;
    boundaries.add(start);
    at = start + word.length;
    boundaries.add(at);
  }
  return boundaries;
}

/** A line of a text file that says something: no blank line and no comment. */
export interface SaidLine {
  text: string;
  /** Counted from 1, blank lines and comments included. */
  line: number;
}

/** The lines of a file that say something, each with its number. */
export function saidLines(text: string): SaidLine[] {
  return text
    .split('\n')
    .map((line, index) => ({ text: line.replace(/^\uFEFF/u, '').trim(), line: index + 1 }))
    .filter((line) => line.text !== '' && !line.text.startsWith('#'));
}

const linesOf = (text: string | undefined): string[] => saidLines(text ?? '').map((line) => line.text);
const listOf = (text: string): string[] => text.split(/[,，]/u).map((term) => term.trim()).filter((term) => term !== '');

/** Parses all lexicon files. A line that cannot be read is reported in `problems` by file and line, and skipped. */
export function parseLexicon(files: LexiconFiles): Lexicon {
  const problems: Lexicon['problems'] = [];
  const lexicon: Lexicon = {
    terms: linesOf(files.get('jieba')),
    synonyms: new PhraseTable(),
    english: parseEnglish(files.get('english'), problems),
    questionWords: new Set(linesOf(files.get('question-words')).flatMap((line) => line.split(/\s+/u)).map((word) => fold(word).text)),
    facets: new PhraseTable(),
    names: new PhraseTable(),
    distress: new PhraseTable(),
    smalltalk: new PhraseTable(),
    smalltalkLines: blocksOf(files.get('smalltalk'), '~').flatMap(([kind, lines]) => lines.map((message) => ({ kind: kind as SmalltalkKind, message }))),
    furniture: linesOf(files.get('furniture')),
    fillers: new PhraseTable(),
    commonWords: new Map(),
    syllables: new Map(),
    tags: new Map(),
    problems,
  };
  for (const [name, text] of files) if (name.startsWith('synonyms')) parseSynonyms(name, text, lexicon.synonyms, problems);
  for (const [facet, lines] of blocksOf(files.get('facets'), '')) for (const cue of lines.flatMap(listOf)) lexicon.facets.add(cue, facet as Facet);
  for (const filler of linesOf(files.get('fillers')).flatMap(listOf)) lexicon.fillers.add(filler, true);
  for (const [className, lines] of blocksOf(files.get('names'), '')) {
    for (const line of lines) {
      const spellings = line.split('/').map((spelling) => spelling.trim());
      for (const spelling of spellings) lexicon.names.add(spelling, { className, member: spellings[0] ?? spelling });
    }
  }
  for (const [kind, lines] of blocksOf(files.get('distress'), '')) for (const cue of lines) lexicon.distress.add(cue, kind as DistressKind | 'except');
  for (const { kind, message } of lexicon.smalltalkLines) lexicon.smalltalk.add(bare(message), kind);
  readCommonWords(files.get('common-words'), lexicon);
  return lexicon;
}

/** A message without spaces, punctuation and emoji, as small talk is compared. */
export function bare(message: string): string {
  return fold(message).text.replace(/[^\p{L}\p{N}]/gu, '');
}

function blocksOf(text: string | undefined, mark: string): [string, string[]][] {
  const blocks: [string, string[]][] = [];
  for (const line of linesOf(text)) {
    if (line.startsWith('@')) blocks.push([line.slice(1 + mark.length).trim(), []]);
    else blocks.at(-1)?.[1].push(line);
  }
  return blocks;
}

/** A synonym rule: `a, b` stand for each other, then `right` is null; or `a, b => x, y`. */
export interface SynonymRule {
  left: string[];
  right: string[] | null;
}

/** Reads one line of a synonyms file; null where it is no rule. */
export function parseRule(line: string): SynonymRule | null {
  const sides = line.split('=>').map(listOf);
  const [left = [], right = null] = sides;
  if (left.length === 0 || sides.length > 2 || (right ? right.length === 0 : left.length < 2)) return null;
  return { left, right };
}

/** What a rule makes of one of its left terms, folded. */
export function officialTerms(rule: SynonymRule, said: string): string[] {
  const own = fold(said).text;
  return (rule.right ?? rule.left).map((term) => fold(term).text).filter((term) => term !== own);
}

function parseSynonyms(file: string, text: string, table: PhraseTable<string[]>, problems: Lexicon['problems']): void {
  const merge = (old: string[], added: string[]): string[] => [...new Set([...old, ...added])];
  for (const { text: said, line } of saidLines(text)) {
    const rule = parseRule(said);
    if (rule) addRule(rule, table, merge);
    else problems.push({ file, line, problem: `读不懂这条规则，应当写成“甲, 乙”或“甲 => 乙”：${said}` });
  }
}

function addRule(rule: SynonymRule, table: PhraseTable<string[]>, merge: (old: string[], added: string[]) => string[]): void {
  const official = (rule.right ?? rule.left).map((term) => fold(term).text);
  for (const said of rule.left) {
    const own = fold(said).text;
    table.add(said, official.filter((term) => term !== own), merge);
  }
}

function parseEnglish(text: string | undefined, problems: Lexicon['problems']): Map<string, string> {
  const english = new Map<string, string>();
  for (const { text: said, line } of saidLines(text ?? '')) {
    const [left, right] = said.split('=>');
    if (left === undefined || right === undefined) problems.push({ file: 'english', line, problem: `读不懂这一行，应当写成“words => 词”：${said}` });
    else for (const phrase of listOf(left)) english.set(phrase.toLowerCase(), listOf(right).join(' '));
  }
  return english;
}

function readCommonWords(text: string | undefined, lexicon: Lexicon): void {
  const words = lexicon.commonWords as Map<string, number>;
  const syllables = lexicon.syllables as Map<string, string>;
  const tags = lexicon.tags as Map<string, string>;
  for (const line of linesOf(text)) {
    const [word, frequency, tag, ...reading] = line.split(' ');
    if (word === undefined || frequency === undefined || tag === undefined) continue;
    words.set(word, Number(frequency));
    tags.set(word, tag);
    syllables.set(word, reading.join(' '));
  }
}
