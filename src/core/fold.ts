/**
 * Folding for search: NFKC, lower case, zero-width characters, Traditional to Simplified script. Touches search keys only, never a
 * quote. The only file that imports opencc-js.
 */
import { Converter } from 'opencc-js/t2cn';

// The package's own declarations do not resolve under NodeNext; this is the form that its README documents.
const toSimplified = (Converter as (options: { from: 't'; to: 'cn' }) => (text: string) => string)({ from: 't', to: 'cn' });
/** Zero-width, bidirectional and other invisible characters, and NUL. */
const INVISIBLE = /[\p{Cf}\p{Cc}\uFE00-\uFE0F]/u;

/** Nothing here changes but its script: most of what is folded, and ten times as fast. */
const PLAIN = /^[\u4E00-\u9FFFa-z0-9 ]*$/u;

export interface Folded {
  text: string;
  /** `origin[i]` is the offset in the input of the character that folded text position `i` came from; one more entry than characters. */
  origin: number[];
}

/** Folds for search and remembers where each character came from. Lone surrogates become U+FFFD. */
export function fold(input: string): Folded {
  if (PLAIN.test(input)) {
    const simplified = toSimplified(input);
    if (simplified.length === input.length) return { text: simplified, origin: Array.from({ length: input.length + 1 }, (_, i) => i) };
  }
  const origin: number[] = [];
  let text = '';
  let at = 0;
  for (const character of input.toWellFormed()) {
    const kept = INVISIBLE.test(character) ? (/[\n\t\r]/u.test(character) ? ' ' : '') : character.normalize('NFKC').toLowerCase();
    for (let i = 0; i < kept.length; i++) origin.push(at);
    text += kept;
    at += character.length;
  }
  origin.push(at);
  const simplified = toSimplified(text);
  if (simplified.length === text.length) return { text: simplified, origin };
  // A phrase that changes its length would shift every position behind it: convert character by character instead.
  const single = [...text].map((character) => { const one = toSimplified(character); return one.length === character.length ? one : character; });
  return { text: single.join(''), origin };
}

/** True when folding to Simplified script changes some character. */
export function isTraditional(input: string): boolean {
  const plain = input.normalize('NFKC');
  return toSimplified(plain) !== plain;
}
