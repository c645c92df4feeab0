/** Readings of Han characters. The only file that imports pinyin-pro. */
import { pinyin } from 'pinyin-pro';

const TONE_MARKS = /[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ]/iu;
const HAN = /^\p{Script=Han}$/u;

/** Lower case, without tone marks; ü becomes v, as people type it. */
export function toneless(syllables: string): string {
  return syllables
    .toLowerCase()
    .normalize('NFD')
    .replace(/u\u0308/gu, 'v')
    .replace(/[\u0300-\u036f]/gu, '')
    .replace(/ɡ/gu, 'g');
}

/** Every reading of one character, with tone marks; empty for anything but a Han character. */
export function readings(character: string): string[] {
  if (!HAN.test(character)) return [];
  return [...new Set(pinyin(character, { multiple: true, type: 'array' }))];
}

/** One syllable for each character of a Han run, read in context (heteronyms by phrase); toneless unless `tones`, then as `shuang1`. */
export function syllablesOf(hanRun: string, tones = false): string[] {
  return pinyin(hanRun, { toneType: tones ? 'num' : 'none', type: 'array', v: true });
}

/**
 * How many characters at the end of `before` the annotation spells: 2 for `拥有双拥` + `shuāngyōng`, 0 when it spells none.
 * An annotation with tone marks is compared without tones, since annotators apply tone sandhi (一 yí); one without any mark is
 * taken for pinyin only where each character really has that neutral reading (的 de), so that `(a)` or `(GDP)` stay.
 */
export function annotatedLength(before: string, annotation: string): number {
  const marked = TONE_MARKS.test(annotation);
  const key = (text: string): string => (marked ? toneless(text) : text.toLowerCase());
  const wanted = key(annotation.replace(/[\s'’·-]/gu, ''));
  if (!/^[a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿɡ]+$/iu.test(wanted)) return 0;
  const characters = [...before];
  /** Remainders of the annotation that are still to be spelled by the characters further left. */
  let open = new Set([wanted]);
  for (let length = 1; length <= characters.length && open.size > 0; length++) {
    const character = characters[characters.length - length] ?? '';
    const syllables = readings(character).map(key);
    if (character === '儿') syllables.push('r');
    const next = new Set<string>();
    for (const rest of open) {
      for (const syllable of syllables) {
        if (syllable === rest) return length;
        if (rest.endsWith(syllable)) next.add(rest.slice(0, -syllable.length));
      }
    }
    open = next;
  }
  return 0;
}
