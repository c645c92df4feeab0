/** What was typed -> Question. Pure steps in reading order, each a value in and a new value out. */
import { fold, isTraditional } from './fold.ts';
import type { Group } from './groups.ts';
import { contentGroups } from './groups.ts';
import { glossEnglish, readPinyin, repairHomophones } from './input.ts';
import type { Rewriting } from './input.ts';
import type { Lexicon, PhraseMatch } from './lexicon.ts';
import type { Facet } from './answer.ts';
import type { Features } from './vector.ts';
import { featuresOf, merged } from './vector.ts';
import type { Vocabulary } from './vocabulary.ts';

export type Script = 'simplified' | 'traditional' | 'pinyin' | 'english' | 'none';

export interface Part {
  /** As typed, for showing back. */
  typed: string;
  /** Folded, read and repaired; the asking part of a long story. */
  text: string;
  /** The rest of a long story, and the previous question of a follow-up: counts less. */
  background: string;
  features: Features;
  groups: Group[];
  /** What kind of thing is asked for, first cue first; empty where no cue is found. */
  facets: Facet[];
  names: PhraseMatch<{ className: string; member: string }>[];
}

export interface Question {
  typed: string;
  script: Script;
  parts: Part[];
  rewritten: Rewriting[];
}

export interface Understanding {
  lexicon: Lexicon;
  vocabulary: Vocabulary;
}

/** Longer messages are read up to here; what is asked stands in the first lines or in the last. */
const LONGEST_READ = 600;
const MOST_PARTS = 3;
/** From this length on a message is a story in which only some sentences ask. */
const STORY = 36;
/** What the background counts against the asking part; 0.45 to 1 differ little, below that stories lose their topic. */
const BACKGROUND = 0.65;

const CUE = /吗|么|多少|几|哪|谁|啥|咋|怎|如何|什么|何|是不是|能不能|可不可以|可否|能否|有没有|有无|要不要|用不用|算不算|给不给|行不行|对不对|[?？]|呢|想知道|想问|请教|(?:不|没|没有|莫有|不行|么)$|\b(?:what|how|who|where|when|which|why|is|are|do|does|can|could)\b/iu;
const FOLLOW_UP = /^(?:那|那么|还有|它|他|她|这|呢|另外|and\b|what about|then\b|how about)|呢[?？]?$|(?:它|他们|她们|那里|那个|这个|上面|刚才|其中)/iu;

/** Understands one message; `previous` is the user's previous question or empty. Never throws. */
export function understand(message: string, previous: string, context: Understanding): Question {
  const typed = message.length > LONGEST_READ ? `${message.slice(0, LONGEST_READ / 2)} ${message.slice(-LONGEST_READ / 2)}` : message;
  const { text, script, rewritten } = read(typed, context);
  const parts = splitQuestions(text).map((piece, i, all) => partOf(piece, all.length === 1 ? typed : piece, i > 0 && leansBack(piece, context) ? (all[0] ?? '') : '', context));
  const [only] = parts;
  if (parts.length === 1 && only && previous.trim() !== '' && isFollowUp(text)) parts[0] = withPrevious(only, read(previous.slice(0, LONGEST_READ), context).text, context);
  return { typed: message, script, parts, rewritten };
}

/** Script, pinyin, English and homophones, one after the other. */
export function read(typed: string, context: Understanding): { text: string; script: Script; rewritten: Rewriting[] } {
  const folded = fold(typed).text.trim();
  const han = /\p{Script=Han}/u.test(folded);
  const rewritten: Rewriting[] = [];
  let script: Script = han ? (isTraditional(typed) ? 'traditional' : 'simplified') : /[a-z]/u.test(folded) ? 'english' : 'none';
  let text = folded;
  // Words like “pension” are syllables too (pen si o n), but the glossary knows them.
  const spoken = context.lexicon.english.has(folded) ? null : readPinyin(folded, context.vocabulary);
  if (spoken !== null) {
    if (!han) script = 'pinyin';
    rewritten.push({ from: folded, to: spoken });
    text = spoken;
  } else if (script === 'english') {
    const gloss = glossEnglish(folded, context.lexicon.english);
    // One sentence: a mark between the two would make two questions of it.
    if (gloss !== '') text = `${folded.replace(/[?!.;,:]+/gu, ' ').trim()} ${gloss}`;
  }
  const repaired = repairHomophones(text, context.vocabulary, context.lexicon);
  return { text: repaired.text, script, rewritten: [...rewritten, ...repaired.rewritten] };
}

/** Sentences that each ask something of their own, at most three; everything else stays one question. */
export function splitQuestions(text: string): string[] {
  const sentences = text.split(/(?<=[?？!！。;；\n])/u).map((piece) => piece.trim()).filter((piece) => /[\p{L}\p{N}]/u.test(piece));
  const asking = sentences.filter((sentence) => CUE.test(sentence) && sentence.replace(/[^\p{L}\p{N}]/gu, '').length >= 4);
  if (text.length > 80 || asking.length < 2 || asking.length > MOST_PARTS || asking.length < sentences.length) return [text];
  return asking;
}

/** The sentences of a long message that ask, and the rest. A short asking tail takes the clause before it along. */
export function askingPart(text: string): { asking: string; background: string } {
  if (text.length < STORY) return { asking: text, background: '' };
  const pieces = text.split(/[,，。!！?？;；、\n]+/u).filter((piece) => piece.trim() !== '');
  const asking = pieces.filter((piece) => CUE.test(piece));
  if (asking.length === 0 || asking.length === pieces.length) return { asking: text, background: '' };
  const last = asking.at(-1) ?? '';
  const at = pieces.indexOf(last);
  const before = last.length < 8 && at > 0 && !asking.includes(pieces[at - 1] ?? '') ? [pieces[at - 1] ?? ''] : [];
  const kept = [...before, ...asking];
  return { asking: kept.join(','), background: pieces.filter((piece) => !kept.includes(piece)).join(',') };
}

/** Short, or pointing back with a pronoun: says little without the question before it. */
export function isFollowUp(text: string): boolean {
  return FOLLOW_UP.test(text) || text.replace(/[^\p{L}\p{N}]/gu, '').length <= 12;
}

/** Points back, or names nothing of its own: 队长叫什么 names something, 打几折 and 它们有多少 do not. */
function leansBack(piece: string, context: Understanding): boolean {
  return FOLLOW_UP.test(piece) || !contentGroups(piece, context.lexicon).some((group) => group.asks !== true && group.said.length > 1 && group.weight >= 0.7);
}

function partOf(piece: string, typed: string, first: string, context: Understanding): Part {
  const { lexicon } = context;
  const { asking, background } = askingPart(piece);
  const behind = [background, first].filter((text) => text !== '').join(',');
  const own = featuresOf(asking, lexicon);
  return {
    typed,
    text: asking,
    background: behind,
    features: behind === '' ? own : merged(own, featuresOf(behind, lexicon), BACKGROUND),
    groups: withBackground(contentGroups(asking, lexicon), behind, context),
    facets: [...new Set(lexicon.facets.find(asking).map((match) => match.value))],
    names: lexicon.names.find(asking),
  };
}

function withPrevious(part: Part, previous: string, context: Understanding): Part {
  return {
    ...part,
    background: [part.background, previous].filter((text) => text !== '').join(','),
    features: merged(part.features, withoutFacets(featuresOf(previous, context.lexicon)), BACKGROUND),
    groups: withBackground(part.groups, previous, context),
  };
}

/** What kind of thing is asked comes from the new question only. */
function withoutFacets(features: Features): Features {
  return new Map([...features].filter(([key]) => !key.startsWith('f:') && !key.startsWith('x:')));
}

function withBackground(groups: readonly Group[], background: string, context: Understanding): Group[] {
  if (background === '') return [...groups];
  const said = new Set(groups.map((group) => group.said));
  const behind = contentGroups(background, context.lexicon).filter((group) => !said.has(group.said));
  return [...groups, ...behind.map((group) => ({ ...group, weight: group.weight * BACKGROUND }))];
}
