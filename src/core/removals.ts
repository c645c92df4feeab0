/**
 * What the clean text leaves out of the published text: pinyin annotations and marks inside lines, and what the web page around the
 * publication repeats or adds. Only ranges are found here; no character is ever changed.
 */
import { annotatedLength } from './pinyin.ts';

/** Why a range of the published text is not part of the clean text. */
export type RemovalReason = 'pinyin' | 'repeat' | 'furniture' | 'markup';

/** A range of the published text, in UTF-16 units, that the clean text leaves out. */
export interface Removal {
  start: number;
  end: number;
  reason: RemovalReason;
}

/** A line of the published text that has something left. */
export interface Line {
  start: number;
  end: number;
  /** What is left of the line after the removals found so far. */
  text: string;
}

/** A title of this length begins nothing by chance. */
const LONG_TITLE = 12;
/** A repeat shorter than this may be meant: laws repeat short lines. */
const REPEAT_LIMIT = 100;

/** What is left out inside lines: annotations, the marks of headings in Markdown, characters that belong to the file. */
export function inlineRemovals(published: string, markdown: boolean): Removal[] {
  return [...pinyinAnnotations(published), ...(markdown ? headingMarks(published) : []), ...lineNoise(published)];
}

/** What the page around the publication repeats or adds, beyond `inline`. Each step sees the lines that the one before has left. */
export function pageRemovals(published: string, inline: readonly Removal[], title: Line | null, furniture: readonly string[]): Removal[] {
  const found: Removal[] = [];
  for (const step of [
    (lines: readonly Line[]) => (title ? repeatedTitles(lines, title, published, inline) : []),
    (lines: readonly Line[]) => furnitureLines(lines, furniture),
    repeatedRuns,
  ]) {
    found.push(...step(linesOf(published, [...inline, ...found])));
  }
  return found;
}

/** `published` minus `removed`, which must be sorted. */
export function without(published: string, removed: readonly Removal[]): string {
  let text = '';
  let at = 0;
  for (const range of removed) {
    text += published.slice(at, range.start);
    at = Math.max(at, range.end);
  }
  return text + published.slice(at);
}

/** Sorted; an annotation inside a repeat is gone with it, since a range counted twice would shift every offset behind it. */
export function disjoint(removed: readonly Removal[]): Removal[] {
  const kept: Removal[] = [];
  for (const range of [...removed].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const start = Math.max(range.start, kept.at(-1)?.end ?? 0);
    if (range.end > start) kept.push({ ...range, start });
  }
  return kept;
}

/** Lines that have something left after `removed`, which may be in any order. */
export function linesOf(published: string, removed: readonly Removal[]): Line[] {
  const sorted = [...removed].sort((a, b) => a.start - b.start);
  const lines: Line[] = [];
  let next = 0;
  for (const match of published.matchAll(/[^\n]+/gu)) {
    const start = match.index;
    const end = start + match[0].length;
    while (next < sorted.length && (sorted[next]?.end ?? 0) <= start) next++;
    const inside: Removal[] = [];
    for (let i = next; i < sorted.length && (sorted[i]?.start ?? end) < end; i++) {
      const range = sorted[i];
      if (range) inside.push({ ...range, start: Math.max(0, range.start - start), end: Math.min(end, range.end) - start });
    }
    const text = without(match[0], inside);
    if (text.trim() !== '') lines.push({ start, end, text });
  }
  return lines;
}

/** Brackets that hold the pinyin of the characters before them, also one after the other and inside real brackets. */
function pinyinAnnotations(published: string): Removal[] {
  const found: Removal[] = [];
  for (const match of published.matchAll(/[(（]([^()（）\n\p{Script=Han}]{1,80})[)）]/gu)) {
    const start = match.index;
    const previous = found.at(-1);
    const before = previous?.end === start ? previous : undefined;
    const text = published.slice(Math.max(0, (before?.start ?? start) - 60), before?.start ?? start);
    const plain = text.replace(/[(（][^()（）\n\p{Script=Han}]{1,80}[)）]/gu, '');
    if (annotatedLength(plain, match[1] ?? '') > 0) {
      const end = start + match[0].length;
      found.push({ start: before ? before.start : start, end, reason: 'pinyin' });
      if (before) found.splice(found.indexOf(before), 1);
    }
  }
  return found;
}

function headingMarks(published: string): Removal[] {
  return [...published.matchAll(/(?<=^\uFEFF?)[ \t]*#{1,6}[ \t]+/gmu)].map((match) => ({ start: match.index, end: match.index + match[0].length, reason: 'markup' as const }));
}

/** Carriage returns and a byte order mark belong to the file, not to the publication. */
function lineNoise(published: string): Removal[] {
  return [...published.matchAll(/\r|\uFEFF/gu)].map((match) => ({ start: match.index, end: match.index + 1, reason: 'markup' as const }));
}

/**
 * Copies of the title after the first, alone on a line or glued to the front of a paragraph. Glued ones are only taken for copies where
 * the page also repeats the title by itself: a sentence may begin with the title because it speaks of the text.
 */
function repeatedTitles(lines: readonly Line[], title: Line, published: string, removed: readonly Removal[]): Removal[] {
  const text = title.text.trim();
  const later = lines.filter((line) => line.start > title.start && line.text.trimStart().startsWith(text));
  const alone = later.filter((line) => line.text.trim() === text);
  // A heading that merely starts like a short title is not a copy of it.
  const glued = alone.length > 0 && text.length >= LONG_TITLE ? later.filter((line) => !alone.includes(line)) : [];
  return [
    ...alone.map((line) => ({ start: line.start, end: line.end, reason: 'repeat' as const })),
    ...glued.map((line) => ({ start: line.start, end: publishedEnd(line, line.text.indexOf(text) + text.length, published, removed), reason: 'repeat' as const })),
  ];
}

/** Where the first `length` characters that are left of a line end in the published text. */
function publishedEnd(line: Line, length: number, published: string, removed: readonly Removal[]): number {
  let left = length;
  let at = line.start;
  while (left > 0 && at < published.length) {
    const range = removed.find(({ start, end }) => start <= at && at < end);
    if (range) at = range.end;
    else {
      at++;
      left--;
    }
  }
  return at;
}

/** Lines of the page around the text: only at its very end, so that a word like 欢迎 inside the text stays. */
function furnitureLines(lines: readonly Line[], furniture: readonly string[]): Removal[] {
  const found: Removal[] = [];
  for (const line of [...lines].reverse()) {
    const text = line.text.trim();
    const known = furniture.some((entry) => (entry.endsWith('…') ? text.startsWith(entry.slice(0, -1)) : text === entry));
    if (!known) break;
    found.push({ start: line.start, end: line.end, reason: 'furniture' });
  }
  return found;
}

/** Runs of lines that repeat an earlier run word by word, as when a page carries its body twice. */
function repeatedRuns(lines: readonly Line[]): Removal[] {
  const firstAt = new Map<string, number>();
  const found: Removal[] = [];
  for (let i = 0; i < lines.length; ) {
    const text = lines[i]?.text.trim() ?? '';
    const earlier = firstAt.get(text);
    if (earlier === undefined) {
      firstAt.set(text, i++);
      continue;
    }
    let length = 0;
    let size = 0;
    while (earlier + length < i && i + length < lines.length && lines[earlier + length]?.text.trim() === lines[i + length]?.text.trim()) {
      size += lines[i + length]?.text.length ?? 0;
      length++;
    }
    if (size >= REPEAT_LIMIT) for (const line of lines.slice(i, i + length)) found.push({ start: line.start, end: line.end, reason: 'repeat' });
    i += Math.max(1, length);
  }
  return found;
}
