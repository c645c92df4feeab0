/** Whole knowledge bases: the repository's own, and small ones of real folders. */
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Answer, Quote } from '../../src/core/answer.ts';
import { isVerbatim } from '../../src/core/document.ts';
import { fitBank } from '../../src/core/engine.ts';
import type { KnowledgeBase } from '../../src/knowledge/base.ts';
import { bankFingerprint, loadKnowledge, readWeights } from '../../src/knowledge/base.ts';
import { ARTICLE, DATA, KNOWLEDGE, quotesOf, realKnowledge } from '../support/real.ts';

const root = mkdtempSync(join(tmpdir(), 'base-'));
afterAll(() => rmSync(root, { recursive: true }));

const answerOf = (base: KnowledgeBase, question: string): Answer => {
  const [part] = base.ask(question).parts;
  if (!part) throw new Error('no reply');
  return part.answer;
};
const firstQuote = (base: KnowledgeBase, question: string): Quote | null => {
  const answer = answerOf(base, question);
  return answer.status === 'answered' ? (answer.quotes[0] ?? null) : null;
};
/** A folder of the named documents of tests/data or of the repository. */
function folderWith(name: string, ...sources: string[]): string {
  const folder = join(root, name);
  mkdirSync(folder);
  for (const source of sources) {
    for (const file of readdirSync(source).filter((entry) => /\.(md|txt|json)$/u.test(entry))) copyFileSync(join(source, file), join(folder, file));
  }
  return folder;
}

describe('The knowledge of the repository', () => {
  const base = realKnowledge();

  it('loads without problems: no file left out, no line passed over, and the stored fit is that of its bank (npm run fit -- bank)', () => {
    expect(base.problems).toEqual([]);
    expect(base.engine.lexicon.problems).toEqual([]);
    expect(base.engine.bank.problems).toEqual([]);
  });

  it('holds the article, with what is known of it and what is not', () => {
    expect(base.documents.map((document) => document.file)).toContain(ARTICLE);
    expect(base.documents.find((document) => document.file === ARTICLE)?.meta).toEqual({
      kind: '新闻报道',
      title: '全国双拥模范城(县)巡礼新疆乌鲁木齐市:同心浇灌双拥花 团结铸就军民情',
      shortTitle: '同心浇灌双拥花 团结铸就军民情',
      signedBy: '新疆维吾尔自治区双拥办',
      publisher: null,
      publishedOn: null,
      url: null,
      eventDates: [{ date: '4月23日', what: expect.stringContaining('年份未写明') as string }],
    });
  });

  it('says its version in 12 hexadecimal digits, and how many passages it has', () => {
    expect(base.version).toMatch(/^[0-9a-f]{12}$/u);
    expect(base.passageCount).toBe(base.engine.units.reduce((sum, unit) => sum + unit.clauses.length, 0));
    expect(base.passageCount).toBeGreaterThan(100);
  });

  it('answers the same question the same way', () => {
    expect(base.ask('坐公交要钱吗')).toEqual(base.ask('坐公交要钱吗'));
  });

  it('has a bank whose lines speak for documents that are there', () => {
    expect(base.engine.bank.lines.length).toBeGreaterThan(3000);
    expect(base.engine.judge).not.toBeNull();
  });
});

describe('The version', () => {
  /** What is shared, but small, so that a test may change it. */
  const shared = join(root, 'shared');
  mkdirSync(join(shared, 'lexicon'), { recursive: true });
  mkdirSync(join(shared, 'questions'));
  cpSync(join(KNOWLEDGE, 'model/weights.json'), join(shared, 'model/weights.json'));
  writeFileSync(join(shared, 'lexicon/synonyms-test.txt'), '坐车, 乘车\n');
  const directory = join(root, 'versions');
  mkdirSync(directory);
  writeFileSync(join(directory, 'a.txt'), '某市通知\n退役军人免费乘车。\n');
  const version = (): string => loadKnowledge({ directory, shared }).version;
  const first = version();

  it('is the same for the same files', () => {
    expect(version()).toBe(first);
  });

  it.each([
    ['a source', join(directory, 'a.txt'), '某市通知\n退役军人半价乘车。\n'],
    ['a source that comes', join(directory, 'b.txt'), '另一通知\n军属免费入园。\n'],
    ['a side file', join(directory, 'a.json'), '{"kind":"政策文件","title":null,"shortTitle":null,"signedBy":null,"publisher":null,"publishedOn":null,"url":null,"eventDates":[]}'],
    ['the lexicon', join(shared, 'lexicon/synonyms-test.txt'), '坐车, 乘车, 搭车\n'],
    ['the question bank', join(shared, 'questions/bank.txt'), '@document a.txt\n= 退役军人\n坐车要钱吗\n'],
    ['the fitted weights', join(shared, 'model/weights.json'), JSON.stringify({ ...readWeights(KNOWLEDGE), bankGate: { bias: 7 } })],
  ])('changes with %s', (_, path, content) => {
    const before = version();
    writeFileSync(path, content);
    expect(version()).not.toBe(before);
  });

  it('does not change with a file that is no source', () => {
    const before = version();
    writeFileSync(join(directory, 'notes.docx'), 'x');
    expect(version()).toBe(before);
  });

  it('of the bank changes with its lines and its document, not with another document', () => {
    const { documents } = realKnowledge();
    const article = documents.filter((document) => document.file === ARTICLE);
    const before = bankFingerprint(KNOWLEDGE, article);
    expect(bankFingerprint(KNOWLEDGE, [...article, ...loadKnowledge({ directory, shared }).documents])).toBe(before);
    expect(bankFingerprint(KNOWLEDGE, article.map((document) => ({ ...document, text: `${document.text}。` })))).not.toBe(before);
    expect(bankFingerprint(shared, article)).not.toBe(before);
  });
});

describe('Small faults in the files of the office', () => {
  const shared = join(root, 'faults');
  for (const folder of ['lexicon', 'questions', 'model']) mkdirSync(join(shared, folder), { recursive: true });
  cpSync(join(KNOWLEDGE, 'model/weights.json'), join(shared, 'model/weights.json'));
  writeFileSync(join(shared, 'lexicon/synonyms-a.txt'), '# 规则\n坐车\n');
  writeFileSync(join(shared, 'questions/bank.txt'), '@document a.txt\n= 免费乘车\n坐车要钱吗\n= 免费坐飞机\n坐飞机要钱吗\n');
  const directory = join(root, 'faulty');
  mkdirSync(directory);
  writeFileSync(join(directory, 'a.txt'), '某市通知\n退役军人免费乘车。\n');
  writeFileSync(join(directory, 'b.txt'), new Uint8Array([0, 1]));
  const { problems } = loadKnowledge({ directory, shared, cache: null });

  it('are named with file and line; only a document that is left out stops a new version', () => {
    expect(problems).toEqual([
      { file: 'b.txt', problem: '没有收录，含有零字节，不是文本文件，请另存为 UTF-8 文本', leftOut: true },
      { file: 'lexicon/synonyms-a.txt', problem: '第 2 行：读不懂这条规则，应当写成“甲, 乙”或“甲 => 乙”：坐车', leftOut: false },
      { file: 'questions/bank.txt', problem: '第 4 行：原文里没有这样的话：免费坐飞机', leftOut: false },
    ]);
  });
});

describe('A bank whose stored classifier belongs to other lines', () => {
  const shared = join(root, 'edited');
  const cache = join(root, 'cache');
  for (const folder of ['lexicon', 'questions', 'model']) mkdirSync(join(shared, folder), { recursive: true });
  cpSync(join(KNOWLEDGE, 'model/weights.json'), join(shared, 'model/weights.json'));
  const directory = join(root, 'long');
  mkdirSync(directory);
  writeFileSync(join(directory, 'a.txt'), '某市通知\n退役军人免费乘车。军属免费入园。\n');
  const write = (more: string): void => {
    const asked = Array.from({ length: 600 }, (_, at) => `第${at}路车要钱吗`).join('\n');
    writeFileSync(join(shared, 'questions/bank.txt'), `@document a.txt\n= 免费乘车\n${asked}\n= 免费入园\n${asked.replaceAll('车', '园')}\n${more}`);
  };
  const loadWith = (folder: string | null) => loadKnowledge({ directory, shared, cache: folder });

  it('is fitted again, and the office reads how to store the fit; the next start takes the kept one', () => {
    write('');
    const first = loadWith(cache);
    expect(first.problems).toEqual([{ file: 'model/classifier.json', problem: expect.stringMatching(/刚刚重新拟合了一遍，用了 [\d.]+ 秒；.*请运行 npm run fit -- bank 存下来$/u) as string, leftOut: false }]);
    const second = loadWith(cache);
    expect(second.problems).toEqual([{ file: 'model/classifier.json', problem: expect.stringContaining('用的是上次重新拟合的结果') as string, leftOut: false }]);
    expect(second.ask('5路车要钱吗')).toEqual(first.ask('5路车要钱吗'));
  });

  it('is fitted again after the next edit', () => {
    write('门票要钱吗\n');
    expect(loadWith(cache).problems[0]?.problem).toContain('刚刚重新拟合了一遍');
  });

  it('is fitted each time where nothing is to be kept, or cannot be', () => {
    writeFileSync(join(root, 'no-folder'), '');
    for (const folder of [null, null, join(root, 'no-folder'), join(root, 'no-folder')]) expect(loadWith(folder).problems[0]?.problem).toContain('刚刚重新拟合了一遍');
  });

  it('says nothing once the fit is stored', () => {
    const { documents, engine } = loadWith(cache);
    writeFileSync(join(shared, 'model/classifier.json'), JSON.stringify({ fingerprint: bankFingerprint(shared, documents), model: fitBank(engine.bank, engine) }));
    expect(loadWith(null).problems).toEqual([]);
  });
});

describe('Without its bank', () => {
  const base = loadKnowledge({ directory: KNOWLEDGE, shared: KNOWLEDGE, withoutBank: true });

  it('the article still answers from its own words', () => {
    expect(base.engine.judge).toBeNull();
    expect(base.engine.bank.lines).toEqual([]);
    expect(firstQuote(base, '免费乘坐公交线路有多少条')?.text).toContain('222条');
  });
});

describe('A law that was just added, without a bank', () => {
  const base = loadKnowledge({ directory: join(DATA, 'law'), shared: KNOWLEDGE });

  it('loads without problems', () => {
    expect(base.problems).toEqual([]);
    expect(base.documents[0]).toMatchObject({ title: '某市拥军条例', meta: { kind: '法规' } });
    expect(base.engine.judge).toBeNull();
  });

  it.each([
    ['军人凭有效证件进博物馆免费吗', '第五条', '免费进入'],
    ['军属就业困难可以向街道申请什么', '第六条', '岗位推荐'],
    ['街道多少个工作日内答复', '第六条', '十五个工作日'],
    ['慰问金应当在什么时候发放', '第九条', '八月一日以前'],
    ['企业接收军属就业满两年奖励多少钱', '第十一条', '五千元'],
    ['国防教育月是几月', '第十二条', '九月'],
    ['冒用军人证件进入博物馆罚多少', '第十三条', '二百元'],
    ['挪用拥军专项经费怎么处理', '第十四条', '依法给予处分'],
    ['本条例从哪天起施行', '第十五条', '2020年8月1日'],
    ['什么是本条例所称的军属', '第三条', '配偶、父母和未成年子女'],
  ])('answers “%s” with %s', (question, article, piece) => {
    const quote = firstQuote(base, question);
    expect(quote?.text).toContain(piece);
    expect(quote).toMatchObject({ article, file: '某市拥军条例.md', kind: '法规' });
    expect(quote && base.documents.some((document) => isVerbatim(document, quote))).toBe(true);
  });

  it.each(['火星上有没有水', '怎么做手抓饭', '股票今天涨了没有'])('refuses “%s”', (question) => {
    expect(answerOf(base, question).status).not.toBe('answered');
  });
});

describe('A guide added beside the article', () => {
  const withGuide = loadKnowledge({ directory: folderWith('beside', join(KNOWLEDGE, 'sources'), join(DATA, 'guide')), shared: KNOWLEDGE });

  it('is loaded with the bank of the article as it was', () => {
    expect(withGuide.problems.filter(({ leftOut }) => leftOut)).toEqual([]);
    expect(withGuide.engine.bank.problems).toEqual([]);
    expect(withGuide.engine.bank.lines.length).toBe(realKnowledge().engine.bank.lines.length);
  });

  it.each([
    ['优待证怎么申请', '户籍所在地的街道退役军人服务站'],
    ['怎么申请优待证', '户籍所在地的街道退役军人服务站'],
  ])('answers what the article alone refuses: %s', (question, piece) => {
    expect(answerOf(realKnowledge(), question).status).toBe('not_covered');
    const quote = firstQuote(withGuide, question);
    expect(quote?.text).toContain(piece);
    expect(quote).toMatchObject({ file: '优待证办事指南.md', kind: '办事指南' });
  });

  it.each([
    ['坐公交要钱吗', '222条'],
    ['有几个退役军人服务中心', '922个'],
  ])('leaves answered what the article answers: %s', (question, piece) => {
    expect(firstQuote(withGuide, question)).toMatchObject({ file: ARTICLE, text: expect.stringContaining(piece) as string });
  });

  it.each(['今天天气怎么样', '乌鲁木齐舰的舰长是谁'])('leaves refused what neither says: %s', (question) => {
    expect(answerOf(withGuide, question).status).toBe('not_covered');
    for (const quote of quotesOf(answerOf(withGuide, question))) expect(withGuide.documents.some((document) => isVerbatim(document, quote))).toBe(true);
  });
});
