import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isVerbatim, parseDocument, publishedRange, without } from '../../src/core/document.ts';
import type { Document, ParseOptions, RemovalReason } from '../../src/core/document.ts';
import { cutPassages } from '../../src/core/passages.ts';
import { ARTICLE, KNOWLEDGE, material, realKnowledge } from '../support/real.ts';

const TITLE = '某市双拥工作巡礼:同心浇灌双拥花';
const FURNITURE = ['相关推荐', '暂无评论…', '欢迎'];

const blocksOf = (document: Document, kind: string): string[] => document.blocks.filter((block) => block.kind === kind).map((block) => document.text.slice(block.start, block.end));
const paragraphs = (published: string, file = 'a.txt', options?: ParseOptions): string[] => blocksOf(parseDocument(file, published, options), 'paragraph');
const removedFor = (document: Document, reason: RemovalReason): string[] =>
  document.removed.filter((range) => range.reason === reason).map((range) => document.published.slice(range.start, range.end));
/** One sentence as the only paragraph below a title. */
const sentence = (text: string): string => paragraphs(`${TITLE}\n${text}。`).join('|').replace(/。$/u, '');

/** Every promise that holds for any text: what is left is the published text minus ranges that are in order and apart. */
function expectHonest(document: Document): void {
  let at = 0;
  for (const { start, end } of document.removed) {
    expect(start).toBeGreaterThanOrEqual(at);
    expect(end).toBeGreaterThan(start);
    at = end;
  }
  expect(at).toBeLessThanOrEqual(document.published.length);
  expect(without(document.published, document.removed)).toBe(document.text);
  for (const { start, end } of document.blocks) expect(isVerbatim(document, { start, end, text: document.text.slice(start, end) })).toBe(true);
}

describe('An annotation that spells the characters before it', () => {
  it.each([
    ['is removed', '双拥(shuāngyōng)工作', '双拥工作'],
    ['is removed when it stands there twice', '全国双拥(shuāngyōng)(shuāngyōng)模范城', '全国双拥模范城'],
    ['is removed when it covers several words', '将国防教育(guófángjiàoyù)纳入课程', '将国防教育纳入课程'],
    ['is removed after a number, of which it spells the words only', '2万余名(wànyúmíng)志愿者', '2万余名志愿者'],
    ['is removed inside a real bracket, which stays', '退役军人服务中心(站(zhàn))', '退役军人服务中心(站)'],
    ['is removed for each reading of a heteronym', '重庆(Chóngqìng)与重(zhòng)量', '重庆与重量'],
    ['is removed when it has the neutral tone', '工作的(de)意见', '工作的意见'],
    ['is removed for another reading than the usual one', '做好建设等(děng)工作,目的(dì)地', '做好建设等工作,目的地'],
    ['is removed with tone sandhi', '一个(yígè)窗口', '一个窗口'],
    ['is removed with ü', '女(nǚ)兵', '女兵'],
    ['is removed between full-width brackets', '双拥（shuāngyōng）工作', '双拥工作'],
    ['is removed with a space or an apostrophe between syllables', "西安(xī'ān)与西安(xī ān)", '西安与西安'],
    ['is removed with a retroflex ending', '花儿(huār)', '花儿'],
    ['is removed with the script letter ɡ', '革命(ɡémìng)', '革命'],
    ['is removed behind an annotated character', '爱(ài)我(wǒ)人民', '爱我人民'],
  ])('%s: %s', (_, published, clean) => {
    expect(sentence(published)).toBe(clean);
  });

  it('is listed with its brackets, neighbours as one range', () => {
    const document = parseDocument('a.txt', `${TITLE}\n双拥(shuāngyōng)(shuāngyōng)模范(mófàn)城。\n`);
    expect(removedFor(document, 'pinyin')).toEqual(['(shuāngyōng)(shuāngyōng)', '(mófàn)']);
  });
});

describe('A bracket that spells nothing', () => {
  it.each([
    ['Han characters', '全国双拥模范城(县)巡礼'],
    ['a part of a name', '退役军人服务中心(站)'],
    ['an abbreviation', '国内生产总值(GDP)增长'],
    ['a foreign name', '世界卫生组织(WHO)'],
    ['a letter that counts', '下列条件之一:(a)退役'],
    ['a year', '拥军条例(2020)'],
    ['full-width brackets', '退役军人服务中心（站）和总值（GDP）'],
    ['pinyin of other characters', '双拥(gōngzuò)'],
    ['pinyin without tone marks, which may be a name', '站(zhan)'],
    ['French', '咖啡(café)'],
    ['a mixture of letters and digits', '歼(j20)击机'],
    ['nothing', '双拥()工作'],
  ])('stays: %s', (_, published) => {
    expect(sentence(published)).toBe(published);
  });

  it('stays when it is the signature', () => {
    const document = parseDocument('a.txt', `${TITLE}\n薪火永续传承。(某某自治区双拥办)\n`);
    expect(blocksOf(document, 'paragraph')).toEqual(['薪火永续传承。(某某自治区双拥办)']);
    expect(document.text.slice(document.signature?.start, document.signature?.end)).toBe('(某某自治区双拥办)');
  });
});

describe('The signature', () => {
  it.each([
    ['is a bracket behind the last sentence', '第一段。\n好。(双拥办)', '(双拥办)'],
    ['may have full-width brackets', '好。（双拥办）', '（双拥办）'],
    ['may follow a quotation mark', '他说“好。”(记者甲)', '(记者甲)'],
    ['is not a bracket within the sentence', '建成922个服务中心(站)', null],
    ['is not a bracket of an earlier paragraph', '好。(双拥办)\n另有一段。', null],
    ['is not there when nothing is', '', null],
  ])('%s', (_, body, signature) => {
    const document = parseDocument('a.txt', `${TITLE}\n${body}\n`);
    expect(document.signature && document.text.slice(document.signature.start, document.signature.end)).toBe(signature);
  });
});

describe('A repeat', () => {
  const LONG = ['本市建成退役军人服务中心(站(zhàn))九百二十二个,在全疆首创跨省异地服务站五个,让服务更有温度,让尊崇看得见、摸得着。', '面向全国退役军人,推出免费乘坐市区公交线路、免首道门票游览景区景点等优待政策,持优待证免费乘坐地铁,登上多家杂志及新媒体。'];

  it('of the title goes, however often, alone or glued to the first paragraph', () => {
    const document = parseDocument('a.txt', `${TITLE}\n${TITLE}\n${TITLE}四月二十三日,本市再次荣膺称号。\n`);
    expect(blocksOf(document, 'title')).toEqual([TITLE]);
    expect(blocksOf(document, 'paragraph')).toEqual(['四月二十三日,本市再次荣膺称号。']);
    expect(removedFor(document, 'repeat')).toEqual([TITLE, TITLE]);
    expectHonest(document);
  });

  it('of a short title goes only when it stands alone: a paragraph may begin with it', () => {
    expect(paragraphs('拥军条例\n拥军条例\n拥军条例自八月一日起施行。\n')).toEqual(['拥军条例自八月一日起施行。']);
  });

  it('of a long title is kept at the head of a sentence that speaks of it, where the page does not repeat the title', () => {
    expect(paragraphs(`${TITLE}\n${TITLE}是本市的一次巡礼。\n`)).toEqual([`${TITLE}是本市的一次巡礼。`]);
  });

  it('of an annotated title goes with its annotations and takes nothing of the paragraph', () => {
    const annotated = TITLE.replace('双拥', '双拥(shuāngyōng)');
    const document = parseDocument('a.txt', `${annotated}\n${annotated}\n${annotated}四月二十三日,本市再次荣膺称号。\n`);
    expect(blocksOf(document, 'paragraph')).toEqual(['四月二十三日,本市再次荣膺称号。']);
    expectHonest(document);
  });

  it('of the whole body goes, and what stands behind it stays and can be quoted', () => {
    const body = LONG.join('\n');
    const document = parseDocument('a.txt', `${TITLE}\n${body}\n\n${body}\n还有一段(duàn)话。\n`);
    expect(blocksOf(document, 'paragraph')).toEqual([...LONG.map((line) => line.replace('(zhàn)', '')), '还有一段话。']);
    expect(removedFor(document, 'repeat').map((text) => text.trim())).toEqual(LONG);
    expectHonest(document);
  });

  it('is found though only one of the two bodies is annotated', () => {
    expect(paragraphs(`${TITLE}\n${LONG.join('\n')}\n${LONG.join('\n').replace('(zhàn)', '')}\n`)).toHaveLength(2);
  });

  it('that is short stays: laws repeat short lines', () => {
    const law = '第五条 医院应当做到：\n（一）优先挂号；\n（二）优先取药。\n第六条 药店应当做到：\n（一）优先挂号；\n（二）优先取药。\n';
    expect(paragraphs(`某市拥军条例\n${law}`)).toEqual(law.trim().split('\n'));
  });

  it('is no repeat when a single word differs', () => {
    expect(paragraphs(`${TITLE}\n${LONG.join('\n')}\n${LONG.join('\n').replaceAll('免费', '半价').replaceAll('五个', '六个')}\n`)).toHaveLength(4);
  });
});

describe('Page furniture', () => {
  it('at the very end goes', () => {
    const document = parseDocument('a.txt', `${TITLE}\n正文一句。\n\n相关推荐\n暂无评论,快抢沙发吧~\n欢迎\n`, { furniture: FURNITURE });
    expect(blocksOf(document, 'paragraph')).toEqual(['正文一句。']);
    expect(blocksOf(document, 'heading')).toEqual([]);
    expect(removedFor(document, 'furniture')).toEqual(['欢迎', '暂无评论,快抢沙发吧~', '相关推荐'].reverse());
  });

  it.each([
    ['inside the text', `${TITLE}\n欢迎\n正文一句。\n`],
    ['as part of a line', `${TITLE}\n正文一句。\n欢迎来信。\n`],
    ['before a line that is none', `${TITLE}\n正文一句。\n相关推荐\n责任编辑某某。\n`],
  ])('stays %s', (_, published) => {
    expect(parseDocument('a.txt', published, { furniture: FURNITURE }).text).toBe(published);
  });

  it('is only what is listed', () => {
    const published = `${TITLE}\n正文一句。\n相关推荐\n`;
    expect(parseDocument('a.txt', published).text).toBe(published);
  });
});

describe('Markdown', () => {
  const published = '# 某市拥军条例\n\n（某年通过）\n\n## 第一章 总则\n\n第一条 为了拥军。\n\n短句\n\n### 第二节\n\n第二条 军属可以申请。\n\n街道应当答复。\n';
  const document = parseDocument('law.md', published);

  it('has the title, headings and paragraphs that its marks say, and no marks in the text', () => {
    expect(blocksOf(document, 'title')).toEqual(['某市拥军条例']);
    expect(blocksOf(document, 'heading')).toEqual(['第一章 总则', '第二节']);
    expect(blocksOf(document, 'paragraph')).toEqual(['（某年通过）', '第一条 为了拥军。', '短句', '第二条 军属可以申请。', '街道应当答复。']);
    expect(document.text).not.toContain('#');
    expect(removedFor(document, 'markup')).toEqual(['# ', '## ', '### ']);
    expectHonest(document);
  });

  it('counts paragraphs without headings, and knows the heading above', () => {
    expect(document.blocks.filter((block) => block.kind === 'paragraph').map(({ paragraph, section }) => [paragraph, section])).toEqual([
      [1, ''], [2, '第一章 总则'], [3, '第一章 总则'], [4, '第二节'], [5, '第二节'],
    ]);
    expect(document.blocks.filter((block) => block.kind !== 'paragraph').every((block) => block.paragraph === 0)).toBe(true);
  });

  it.each([
    ['with Windows line ends', published.replaceAll('\n', '\r\n')],
    ['with a byte order mark', `\uFEFF${published}`],
    ['with both', `\uFEFF${published.replaceAll('\n', '\r\n')}`],
  ])('%s reads the same', (_, other) => {
    const read = parseDocument('law.md', other);
    expect(read.text).toBe(document.text);
    expect(read.blocks).toEqual(document.blocks);
    expect(read.title).toBe('某市拥军条例');
    expectHonest(read);
  });

  it('without a title is called by its file', () => {
    expect(parseDocument('notice.md', '## 通知\n\n正文。\n')).toMatchObject({ id: 'notice', title: 'notice.md' });
  });

  it('leaves a # that marks no heading', () => {
    expect(parseDocument('a.md', '# 题\n\n拨打#1键。\n\n#话题\n').text).toContain('拨打#1键。\n\n#话题');
  });
});

describe('The address 第X条', () => {
  const addresses = (published: string, file = 'law.md'): (string | null)[] => parseDocument(file, published).blocks.filter((block) => block.kind === 'paragraph').map((block) => block.article);

  it('is that of its paragraph, and later 款 and 项 inherit it', () => {
    expect(addresses('# 条例\n\n前言。\n\n第一条 为了。\n\n第十六条　符合条件的：\n\n（一）退役；\n\n（二）现役。\n\n第一百二十条 施行。\n')).toEqual([
      null, '第一条', '第十六条', '第十六条', '第十六条', '第一百二十条',
    ]);
  });

  it('ends at a heading', () => {
    expect(addresses('# 条例\n\n第一条 为了。\n\n## 附件\n\n附件正文。\n')).toEqual(['第一条', null]);
  });

  it.each([
    ['may be inserted later', '第十六条之一 新增。', '第十六条之一'],
    ['may be in digits', '第16条 新增。', '第16条'],
    ['is not a reference to another article', '第十六条规定的人员除外。', null],
    ['is not in the middle of a sentence', '依照第十六条 的规定。', null],
  ])('%s', (_, line, address) => {
    expect(addresses(`# 条例\n\n${line}\n`)).toEqual([address]);
  });

  it('is read in plain text too, where a short article is no heading', () => {
    expect(addresses('某市条例\n第一条 总则\n第二条 施行。\n', 'law.txt')).toEqual(['第一条', '第二条']);
  });
});

describe('Plain text', () => {
  it('has short lines without an end mark as headings', () => {
    const document = parseDocument('a.txt', '某市通知\n服务暖人心\n正文一句。\n还有一行不算标题,\n');
    expect(document.blocks.map((block) => [block.kind, document.text.slice(block.start, block.end)])).toEqual([
      ['title', '某市通知'], ['heading', '服务暖人心'], ['paragraph', '正文一句。'], ['paragraph', '还有一行不算标题,'],
    ]);
  });

  it('that begins with a sentence has no title and is called by its file', () => {
    const document = parseDocument('通知.txt', '各站照常开放。\n第二段。\n');
    expect(document).toMatchObject({ id: '通知', file: '通知.txt', title: '通知.txt' });
    expect(blocksOf(document, 'title')).toEqual([]);
    expect(blocksOf(document, 'paragraph')).toEqual(['各站照常开放。', '第二段。']);
  });

  it('takes the title that its side file gives', () => {
    const { meta } = parseDocument('a.txt', '');
    expect(parseDocument('a.txt', '某市通知\n正文。\n', { meta: { ...meta, title: '另一个标题' } }).title).toBe('另一个标题');
  });

  it.each([['nothing', ''], ['blanks', ' \n\t\n　\n'], ['a byte order mark', '\uFEFF']])('of %s has no blocks', (_, published) => {
    expect(parseDocument('a.txt', published)).toMatchObject({ blocks: [], signature: null, title: 'a.txt' });
  });

  it('loses carriage returns and a byte order mark, and nothing else', () => {
    const document = parseDocument('a.txt', '\uFEFF某市通知\r\n正文一句。\r\n');
    expect(document.text).toBe('某市通知\n正文一句。\n');
    expect(blocksOf(document, 'paragraph')).toEqual(['正文一句。']);
    expectHonest(document);
  });
});

describe('Any text', () => {
  const piece = fc.constantFrom(TITLE, '双拥', '(shuāngyōng)', '(站(zhàn))', '（GDP）', '\n', '\n\n', '\r\n', '# ', '## 章', '第一条 ', '。', ',', '欢迎', '\uFEFF', ' ', '(', ')', '《', '2万余名(wànyúmíng)', '甲'.repeat(120), '😀', '\ud800');
  const published = fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 24 }).map((pieces) => pieces.join(''));

  it('is parsed without failing, and what is left is honest', () => {
    fc.assert(fc.property(published, fc.constantFrom('a.txt', 'a.md'), (text, file) => expectHonest(parseDocument(file, text, { furniture: FURNITURE }))), { numRuns: 2000 });
  });
});

describe('The published article', () => {
  const published = readFileSync(join(KNOWLEDGE, 'sources', ARTICLE));
  const article = realKnowledge().documents.find((document) => document.file === ARTICLE) as Document;

  it('is the original, byte for byte', () => {
    expect(createHash('sha256').update(published).digest('hex')).toBe('3456fa05f40522ffa222ac5b28f45a298ce2793315c547433f9a8cf03a10038d');
    const original = material(join('article', ARTICLE));
    if (original !== null) expect(readFileSync(original).equals(published)).toBe(true);
  });

  it('has 1 title, 3 headings and 17 paragraphs: 2, then 5, 4 and 6', () => {
    expect(blocksOf(article, 'title')).toEqual(['全国双拥模范城(县)巡礼新疆乌鲁木齐市:同心浇灌双拥花 团结铸就军民情']);
    const headings = blocksOf(article, 'heading');
    expect(headings).toEqual(['机制创新强根基,政策护航固根本', '优待服务暖人心,尊崇举措见实效', '军民同心绘新篇,双向奔赴践初心']);
    const sections = article.blocks.filter((block) => block.kind === 'paragraph').map((block) => block.section);
    expect(['', ...headings].map((heading) => sections.filter((section) => section === heading).length)).toEqual([2, 5, 4, 6]);
  });

  it('ends with its signature', () => {
    const last = article.blocks.at(-1);
    expect(article.text.slice(article.signature?.start, article.signature?.end)).toBe('(新疆维吾尔自治区双拥办)');
    expect(article.signature?.end).toBe(last?.end);
    expect(article.text.slice(last?.end).trim()).toBe('');
  });

  it('has lost annotations, the second body and the furniture of the page', () => {
    expect(article.text).not.toMatch(/\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]+\)/iu);
    expect(article.text.match(/222条/gu)).toHaveLength(1);
    expect(article.text).not.toMatch(/相关推荐|评论|欢迎/u);
    expect(new Set(article.removed.map((range) => range.reason))).toEqual(new Set(['pinyin', 'repeat', 'furniture']));
    expect(removedFor(article, 'furniture').map((line) => line.slice(0, 4))).toEqual(['相关推荐', '评论列表', '暂无评论', '你 发表', '欢迎']);
    expectHonest(article);
  });

  it('keeps what the source has, defects included', () => {
    for (const kept of [
      '4月23日,乌鲁木齐市',
      '巩固发展坚如磐石的军政军民团结 ,让',
      '举办全疆首个“双拥、国防教育主题展览暨‘我的家乡我的舰’打卡活动,',
      '《贯彻落实<关于加强新时代拥军支前工作的意见>的措施》',
      '922个退役军人服务中心(站),',
      '2万余名志愿者',
    ]) expect(article.text).toContain(kept);
    const count = (mark: string): number => article.text.split(mark).length - 1;
    expect(count('“') - count('”')).toBe(1);
  });

  it('is quoted by ranges of the published text that hold what was removed inside them', () => {
    const start = article.text.indexOf('全国双拥模范城”称号');
    const range = publishedRange(article, start, start + '全国双拥模范城'.length);
    expect(article.published.slice(range.start, range.end)).toBe('全国双拥(shuāngyōng)(shuāngyōng)模范城');
  });
});

describe('The laws of the material', () => {
  const folder = material('corpora/laws');

  it.skipIf(folder === null)('lose their marks and nothing else, and each passage is verbatim', () => {
    for (const file of readdirSync(folder ?? '').filter((name) => name.endsWith('.md'))) {
      const document = parseDocument(file, readFileSync(join(folder ?? '', file), 'utf8'));
      expectHonest(document);
      const lost = document.removed.filter((range) => range.reason !== 'markup').map((range) => document.published.slice(range.start, range.end));
      // The title stands on two lines of one law.
      expect(lost.every((text) => text === document.title), `${file}: ${lost.join('|')}`).toBe(true);
      for (const { start, end } of cutPassages(document)) expect(isVerbatim(document, { start, end, text: document.text.slice(start, end) }), file).toBe(true);
    }
  });
});
