/** Pairs of texts that share nearly all their character pairs, among thousands, without comparing each with each. */

/** Two texts by their places in the list, the earlier first, and how much they share from 0 to 1. */
export interface NearPair {
  first: number;
  second: number;
  share: number;
}

/** 0.9 × 30 must not come out above 27. */
const ROUNDING = 1e-9;

/**
 * All pairs whose sets of character pairs have a Jaccard share of `least` or more. Two such sets have one of their rarest members
 * in common, so that only texts which meet in those are compared.
 */
export function nearPairs(texts: readonly string[], least: number): NearPair[] {
  const sets = texts.map(characterPairs);
  const frequency = new Map<string, number>();
  for (const set of sets) for (const pair of set) frequency.set(pair, (frequency.get(pair) ?? 0) + 1);
  const index = new Map<string, number[]>();
  const found: NearPair[] = [];
  sets.forEach((set, second) => {
    const rarest = [...set].sort((a, b) => (frequency.get(a) ?? 0) - (frequency.get(b) ?? 0) || (a < b ? -1 : 1)).slice(0, set.size - Math.ceil(least * set.size - ROUNDING) + 1);
    const candidates = new Set(rarest.flatMap((pair) => index.get(pair) ?? []));
    for (const first of candidates) {
      const share = jaccard(sets[first] ?? new Set(), set, least);
      if (share >= least) found.push({ first, second, share });
    }
    for (const pair of rarest) {
      const met = index.get(pair);
      if (met) met.push(second);
      else index.set(pair, [second]);
    }
  });
  return found;
}

function characterPairs(text: string): Set<string> {
  const characters = [...text];
  if (characters.length < 2) return new Set(characters);
  return new Set(characters.slice(1).map((character, i) => `${characters[i]}${character}`));
}

/** Jaccard share, or 0 where the sizes alone rule `least` out. */
function jaccard(one: ReadonlySet<string>, other: ReadonlySet<string>, least: number): number {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  if (small.size < least * large.size) return 0;
  let both = 0;
  for (const pair of small) if (large.has(pair)) both++;
  return both / (small.size + large.size - both);
}
