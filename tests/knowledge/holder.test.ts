import { describe, expect, it } from 'vitest';
import { parseDocument, UNKNOWN_META } from '../../src/core/document.ts';
import type { KnowledgeBase } from '../../src/knowledge/base.ts';
import { compareDocuments } from '../../src/knowledge/changes.ts';
import { createHolder } from '../../src/knowledge/holder.ts';
import { handMade } from '../support/knowledge.ts';

const document = (text: string, file = 'a.md') => parseDocument(file, `# 标题\n\n${text}`);
const compare = (before: string, after: string) => compareDocuments([document(before)], [document(after)]);
const changed = (added: number, removed: number, moved: number) => [{ file: 'a.md', what: 'changed', added, removed, changed: moved, information: false }];

describe('What changed between two versions', () => {
  it.each([
    ['nothing', '甲。乙。', '甲。乙。', []],
    ['a sentence came', '甲。丙。', '甲。乙。丙。', changed(1, 0, 0)],
    ['a sentence went', '甲。乙。丙。', '甲。丙。', changed(0, 1, 0)],
    ['a sentence reads otherwise', '甲。有222条。丙。', '甲。有220条。丙。', changed(0, 0, 1)],
    ['one reads otherwise and one came behind it', '甲。乙。丁。', '甲。丙。戊。丁。', changed(1, 0, 1)],
    ['a sentence moved', '甲。乙。丙。', '乙。丙。甲。', []],
    ['a sentence stands there twice now', '甲。乙。', '甲。乙。乙。', changed(1, 0, 0)],
  ])('%s', (_, before, after, expected) => {
    expect(compare(before, after)).toEqual(expected);
  });

  it('is told of documents that came and went', () => {
    expect(compareDocuments([document('甲。', 'old.md')], [document('甲。乙。', 'new.md')])).toEqual([
      { file: 'new.md', what: 'added', sentences: 3 },
      { file: 'old.md', what: 'removed', sentences: 2 },
    ]);
  });

  it('is told where only the side file changed', () => {
    const signed = parseDocument('a.md', '# 标题\n\n甲。', { meta: { ...UNKNOWN_META, signedBy: '某单位' } });
    expect(compareDocuments([document('甲。')], [signed])).toEqual([{ file: 'a.md', what: 'changed', added: 0, removed: 0, changed: 0, information: true }]);
  });
});

describe('The holder', () => {
  const ticking = () => { let time = 0; return () => (time += 250); };

  it('answers from the first version until another one is complete', async () => {
    const first = handMade({ version: 'one' });
    const second = handMade({ version: 'two' });
    let finish: (knowledge: KnowledgeBase) => void = () => undefined;
    const holder = createHolder({ first, load: () => new Promise<KnowledgeBase>((resolve) => (finish = resolve)), elapsed: ticking() });
    const report = holder.reload();
    expect(holder.current()).toBe(first);
    expect(await holder.reload()).toEqual({ status: 'busy' });
    finish(second);
    expect(await report).toMatchObject({ status: 'published', before: first, after: second, milliseconds: 250 });
    expect(holder.current()).toBe(second);
  });

  it('keeps the old version where a document is bad, and where building fails', async () => {
    const first = handMade({ version: 'one' });
    const problems = [{ file: 'b.txt', problem: '没有收录，不是 UTF-8', leftOut: true }];
    const bad = handMade({ version: 'two', problems: [...problems, { file: 'lexicon/english.txt', problem: '第 1 行：读不懂', leftOut: false }] });
    const loads = [() => bad, () => { throw new Error('broken'); }, () => handMade({ version: 'three' })];
    const holder = createHolder({ first, load: () => (loads.shift() ?? (() => first))(), elapsed: ticking() });
    expect(await holder.reload()).toEqual({ status: 'refused', serving: first, problems });
    expect(await holder.reload()).toMatchObject({ status: 'failed', serving: first });
    expect(holder.current()).toBe(first);
    expect(await holder.reload()).toMatchObject({ status: 'published' });
    expect(holder.current().version).toBe('three');
  });

  it('takes a new version whose lexicon or bank has lines that are passed over', async () => {
    const after = handMade({ version: 'two', problems: [{ file: 'questions/bank.txt', problem: '第 2 行：原文里没有这样的话', leftOut: false }] });
    const holder = createHolder({ first: handMade({ version: 'one' }), load: () => after, elapsed: ticking() });
    expect(await holder.reload()).toMatchObject({ status: 'published' });
    expect(holder.current()).toBe(after);
  });
});
