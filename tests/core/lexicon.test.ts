import { describe, expect, it } from 'vitest';
import { bare, parseLexicon, PhraseTable, wordBoundaries } from '../../src/core/lexicon.ts';
import { realKnowledge } from '../support/real.ts';

realKnowledge();

const lexicon = (files: Record<string, string>) => parseLexicon(new Map(Object.entries(files)));
const table = (...phrases: string[]): PhraseTable<true> => {
  const made = new PhraseTable<true>();
  for (const phrase of phrases) made.add(phrase, true);
  return made;
};
const found = (phrases: PhraseTable<true>, text: string, boundaries?: ReadonlySet<number>): string[] => phrases.find(text, boundaries).map((match) => match.phrase);

describe('A phrase table', () => {
  it.each([
    ['finds phrases in reading order', ['公交', '地铁'], '坐公交换地铁', ['公交', '地铁']],
    ['takes the longest, which masks a shorter one inside it', ['怎么', '怎么办', '办理'], '怎么办理', ['怎么办']],
    ['goes on behind a match', ['公交', '交车'], '公交车', ['公交']],
    ['finds nothing in nothing', ['公交'], '', []],
    ['takes a Latin phrase only as whole words', ['can'], 'i can see a canal in cancan', ['can']],
    ['takes a Latin phrase beside Chinese', ['qq'], '加qq群', ['qq']],
    ['knows no phrase that is an own name of objects', ['公交'], 'constructor __proto__ toString', []],
  ])('%s', (_, phrases, text, expected) => {
    expect(found(table(...phrases), text)).toEqual(expected);
  });

  it('takes two characters only where words begin and end, longer phrases anywhere', () => {
    const text = '人员工资福利';
    expect(found(table('员工'), text, wordBoundaries(text))).toEqual([]);
    expect(found(table('员工'), text)).toEqual(['员工']);
    expect(found(table('员工资'), text, wordBoundaries(text))).toEqual(['员工资']);
  });

  it('folds what it is given, and says where a match stands', () => {
    expect(table(' 優待證 ').find('持优待证坐车')).toEqual([{ phrase: '优待证', value: true, start: 1, end: 4 }]);
  });

  it('keeps no empty phrase, and the last value of a phrase unless told how to merge', () => {
    const made = new PhraseTable<number>();
    made.add(' ', 1);
    made.add('甲', 1);
    made.add('甲', 2);
    expect([made.size, made.get('甲')]).toEqual([1, 2]);
    made.add('甲', 3, (old, added) => old + added);
    expect(made.get('甲')).toBe(5);
  });
});

describe('Word boundaries', () => {
  it('are where words begin and end, and both ends of the text', () => {
    expect([...wordBoundaries('坐公交 免费')].sort((a, b) => a - b)).toEqual([0, 1, 3, 4, 6]);
    expect([...wordBoundaries('')]).toEqual([0]);
  });
});

describe('A synonym rule', () => {
  const rules = (text: string) => {
    const { synonyms, problems } = lexicon({ 'synonyms-test': text });
    return { of: (phrase: string) => synonyms.get(phrase), problems };
  };

  it('with commas goes both ways', () => {
    const { of } = rules('公交, 公共汽车, 巴士');
    expect([of('公交'), of('巴士')]).toEqual([['公共汽车', '巴士'], ['公交', '公共汽车']]);
  });

  it('with an arrow goes one way', () => {
    const { of } = rules('看病, 就诊 => 医疗, 就医');
    expect([of('看病'), of('就诊'), of('医疗'), of('就医')]).toEqual([['医疗', '就医'], ['医疗', '就医'], undefined, undefined]);
  });

  it('adds to another rule for the same phrase', () => {
    expect(rules('看病 => 医疗\n看病 => 医疗, 就医').of('看病')).toEqual(['医疗', '就医']);
  });

  it('may be written in full width, Traditional script and with comments between', () => {
    expect(rules('# 医疗\n\n看病，就醫 => ＡＢ\n').of('就医')).toEqual(['ab']);
  });

  it.each(['只有一个词', '甲 => ', ' => 乙', '甲 => 乙 => 丙'])('that says nothing is named and skipped: %s', (line) => {
    const { of, problems } = rules(`看病 => 医疗\n${line}\n坐车 => 乘车`);
    expect(problems).toEqual([{ file: 'synonyms-test', line: 2, problem: expect.stringContaining(line.trim()) as string }]);
    expect([of('看病'), of('坐车')]).toEqual([['医疗'], ['乘车']]);
  });
});

describe('The lexicon', () => {
  it('has English phrases in lower case', () => {
    const { english, problems } = lexicon({ english: 'Free Bus, bus free => 免费乘车, 公交\nno arrow' });
    expect(english.get('free bus')).toBe('免费乘车 公交');
    expect(english.get('bus free')).toBe('免费乘车 公交');
    expect(problems).toEqual([{ file: 'english', line: 2, problem: '读不懂这一行，应当写成“words => 词”：no arrow' }]);
  });

  it('has asked facets by their cues', () => {
    expect(lexicon({ facets: '@phone\n电话, 热线\n@address\n在哪里' }).facets.find('电话和热线在哪里').map((match) => match.value)).toEqual(['phone', 'phone', 'address']);
  });

  it('has names with other spellings of one member', () => {
    const { names } = lexicon({ names: '@city\n乌鲁木齐/乌市/urumqi\n喀什' });
    expect(names.find('从乌市到喀什').map((match) => match.value)).toEqual([{ className: 'city', member: '乌鲁木齐' }, { className: 'city', member: '喀什' }]);
  });

  it('has question words, fillers, furniture, terms and common words', () => {
    const made = lexicon({ 'question-words': '# 疑问\n什么 怎么\n哪裡', fillers: '请问, 麻烦', furniture: '欢迎\n', jieba: '优待证\n', 'common-words': '公交 900 n gong jiao\n' });
    expect([...made.questionWords]).toEqual(['什么', '怎么', '哪里']);
    expect([...made.fillers.keys()]).toEqual(['请问', '麻烦']);
    expect([made.furniture, made.terms]).toEqual([['欢迎'], ['优待证']]);
    expect([made.commonWords.get('公交'), made.syllables.get('公交')]).toEqual([900, 'gong jiao']);
  });

  it('is empty where there are no files', () => {
    const made = lexicon({});
    expect([made.synonyms.size, made.english.size, made.facets.size, made.terms, made.problems]).toEqual([0, 0, 0, [], []]);
  });

  it('reads files with a byte order mark and Windows line ends', () => {
    const made = lexicon({ jieba: '\uFEFF优待证\r\n军属\r\n', fillers: '\uFEFF请问\r\n' });
    expect(made.terms).toEqual(['优待证', '军属']);
    expect([...made.fillers.keys()]).toEqual(['请问']);
  });

  it('of the repository has no problems, and 600 rules or more', () => {
    const { lexicon: real } = realKnowledge().engine;
    expect(real.problems).toEqual([]);
    expect(real.synonyms.size).toBeGreaterThan(600);
  });
});

describe('A bare message', () => {
  it.each([
    [' 你好！😀 ', '你好'],
    ['謝謝~~', '谢谢'],
    ['Hello, there', 'hellothere'],
    ['？？？', ''],
  ])('%s is %s', (message, text) => {
    expect(bare(message)).toBe(text);
  });
});
