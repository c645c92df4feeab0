/**
 * Makes the two word lists that come from nodejieba's dictionary:
 * `common-words.txt`, common Chinese words with frequency, part of speech and toneless syllables (pinyin input, typo repair, weighing), and `homophones.txt`,
 * common two-character words that sound like a word of the documents without standing in them; none of these is ever "repaired".
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import jieba from 'nodejieba';
import { syllablesOf } from '../core/pinyin.ts';
import { loadDictionary, wordTerms } from '../core/terms.ts';
import { loadDocuments, readLexicon } from '../knowledge/files.ts';

/** Words rarer than this do not help to read pinyin; the list stays below a megabyte. */
const COMMON = 200;
/** A typed word at least this frequent is taken for what the user meant. */
const MEANT = 500;

// The package exports its paths without declaring them.
const dictionary = jieba as unknown as { DEFAULT_DICT: string };
const directory = join(import.meta.dirname, '../../knowledge');
const words: { word: string; frequency: number; tag: string; syllables: string }[] = [];
for (const line of readFileSync(dictionary.DEFAULT_DICT, 'utf8').split('\n')) {
  const [word = '', frequency = '0', tag = 'x'] = line.split(' ');
  if (!/^\p{Script=Han}{1,4}$/u.test(word) || Number(frequency) < COMMON) continue;
  words.push({ word, frequency: Number(frequency), tag, syllables: syllablesOf(word).join(' ') });
}
words.sort((a, b) => b.frequency - a.frequency || (a.word < b.word ? -1 : 1));
const header = (text: string): string => `# ${text}\n# Made by: npm run lexicon (from the dictionary of nodejieba). Do not edit by hand.\n`;
writeFileSync(
  join(directory, 'lexicon/common-words.txt'),
  header('Common words: word, frequency, part of speech, toneless syllables') + words.map((entry) => `${entry.word} ${entry.frequency} ${entry.tag} ${entry.syllables}\n`).join(''),
);

loadDictionary(readLexicon(directory).terms);
const text = loadDocuments(join(directory, 'sources'), []).documents.map((document) => document.text).join('\n');
const sounds = new Map<string, string>();
for (const term of wordTerms(text)) if (/^\p{Script=Han}{2}$/u.test(term.key)) sounds.set(syllablesOf(term.key).join(' '), term.key);
const homophones = words.filter((entry) => entry.word.length === 2 && entry.frequency >= MEANT && sounds.has(entry.syllables) && !text.includes(entry.word));
writeFileSync(
  join(directory, 'lexicon/homophones.txt'),
  header('Common words that sound like a word of the documents without standing in them: word, the word that sounds alike') +
    homophones.map((entry) => `${entry.word} ${sounds.get(entry.syllables)}\n`).join(''),
);
process.stdout.write(`${words.length} common words, ${homophones.length} homophones\n`);
