/** The pieces that are taken out one at a time: each by filtering what the engine is given, never by a switch inside it. */
import type { Facet } from '../../src/core/answer.ts';
import { PhraseTable } from '../../src/core/lexicon.ts';
import type { Piece } from './lab.ts';
import { WHOLE } from './lab.ts';

/** No rule leads from what people say to what texts say. */
const synonyms: Piece = {
  name: 'without synonyms',
  reads: ({ lexicon, vocabulary }) => ({ vocabulary, lexicon: { ...lexicon, synonyms: new PhraseTable<string[]>() } }),
  keeps: () => true,
  refits: true,
};

/** No word tells what kind of thing is asked for. */
const facets: Piece = {
  name: 'without facet cues',
  reads: ({ lexicon, vocabulary }) => ({ vocabulary, lexicon: { ...lexicon, facets: new PhraseTable<Facet>() } }),
  keeps: () => true,
  refits: true,
};

/** Single features only: neither facet with word nor word with word. */
const pairs: Piece = { name: 'without pairs of features', reads: WHOLE.reads, keeps: (feature) => !/^[xy]:/u.test(feature), refits: true };

/** Latin letters stay Latin letters. */
const pinyin: Piece = {
  name: 'without pinyin reading',
  reads: ({ lexicon, vocabulary }) => ({ lexicon, vocabulary: { ...vocabulary, syllables: new Set() } }),
  keeps: () => true,
  refits: false,
};

/** Every word is taken for a common one, and common words are never repaired. */
class EveryWord extends Map<string, number> {
  override has(): boolean {
    return true;
  }
}

const homophones: Piece = {
  name: 'without homophone repair',
  reads: ({ lexicon, vocabulary }) => ({ vocabulary, lexicon: { ...lexicon, commonWords: new EveryWord() } }),
  keeps: () => true,
  refits: false,
};

/** The classifier's share for all passages against one half, whatever is asked for and named. */
const gate: Piece = { ...WHOLE, name: 'without the gate', ungated: true };

export const PIECES: readonly Piece[] = [synonyms, facets, pairs, pinyin, homophones, gate];
