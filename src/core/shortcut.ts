/** Questions that are settled by their form before any ranking: a bare number, and the initials of a term. */
import { fold } from './fold.ts';
import type { Lexicon } from './lexicon.ts';
import type { Part } from './question.ts';
import { segments } from './terms.ts';
import type { Unit } from './units.ts';
import type { Vocabulary } from './vocabulary.ts';

const NUMBER = /(?<![\d.])(\d+(?:\.\d+)?)((?:余|多|万|亿)*(?:个|家|条|名|人|次|批|项|所|年|元|处|种)?)/u;
const ABOUT = /^(?:指|代表|对应|怎么回事|说明|含义|数字|这|那|数)$/u;
const INITIALS = /^[a-z]{3,6}$/u;

/**
 * All passages that hold the number, when a question asks for nothing but what a number is (160余家是什么): equal numbers of different
 * things are listed together, so that none stands for the other. Null when the question says more than a number.
 */
export function numberPassages(part: Part, units: readonly Unit[], lexicon: Lexicon): { number: string; units: Unit[] } | null {
  const match = NUMBER.exec(part.text);
  if (!match?.[1]) return null;
  const rest = part.text.replace(match[0], ' ');
  if (segments(rest).some((word) => !lexicon.questionWords.has(word) && !ABOUT.test(word))) return null;
  const number = match[1] + (match[2] ?? '');
  const holding = (wanted: string): Unit[] => units.filter((unit) => holdsNumber(fold(unit.document.text.slice(unit.start, unit.end)).text, wanted));
  const exact = holding(number);
  const found = exact.length > 0 ? exact : holding(match[1]);
  return found.length > 0 ? { number, units: found } : null;
}

function holdsNumber(text: string, number: string): boolean {
  for (let at = text.indexOf(number); at >= 0; at = text.indexOf(number, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + number.length] ?? ' ';
    if (!/[\d.]/u.test(before) && (!/\d$/u.test(number) || !/[\d.]/u.test(after))) return true;
  }
  return false;
}

/** Terms whose syllables begin with the typed letters (ydz → 优待证): offered to the user, never assumed. */
export function termsByInitials(message: string, vocabulary: Vocabulary): string[] {
  const typed = fold(message).text.trim();
  return INITIALS.test(typed) ? vocabulary.byInitials(typed).slice(0, 3) : [];
}
