/** Contacts on real folders, and the rules by which one is shown. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { contactFor, loadContacts, staleContacts, type Contact } from '../../src/knowledge/contacts.ts';
import { KNOWLEDGE } from '../support/real.ts';

/** Numbers of tests are of no place: Chinese area codes begin with 0 and a digit above 0. */
const CARD = {
  office: '某区退役军人服务中心', district: '甲区', phone: '0000-1234567', address: '某路 1 号', hours: null, topics: ['优待证'],
  checkedOn: '2026-11-01', checkedBy: '双拥办',
};

function load(files: Record<string, unknown>) {
  const folder = mkdtempSync(join(tmpdir(), 'contacts-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'contacts'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, 'contacts', name), typeof content === 'string' ? content : JSON.stringify(content));
  return loadContacts(folder);
}

const contact = (change: Partial<Contact>): Contact => ({ file: 'contacts/a.json', ...CARD, ...change });
/** The office that is shown. */
const officeFor = (contacts: Contact[], topics: string[], district: string | null): string | null => contactFor(contacts, topics, district)?.office ?? null;

describe('A folder of contacts', () => {
  it('is read by name, without examples and whatever is no JSON file', () => {
    const { contacts, problems } = load({ 'b.json': { ...CARD, office: '乙' }, 'A.JSON': { ...CARD, office: '甲' }, 'contacts.example.json': '{', 'README.md': '说明', 'c.json~': '{' });
    expect(contacts.map(({ file, office }) => [file, office])).toEqual([['contacts/A.JSON', '甲'], ['contacts/b.json', '乙']]);
    expect(problems).toEqual([]);
  });

  it('may be missing', () => {
    expect(loadContacts(join(tmpdir(), 'no such folder'))).toEqual({ contacts: [], problems: [] });
  });

  it('is read with a byte order mark, as some editors write it', () => {
    expect(load({ 'a.json': `\uFEFF${JSON.stringify(CARD)}` }).contacts).toHaveLength(1);
  });

  it.each([
    ['no JSON', '{office:', '不是 JSON'],
    ['a list', '[]', '内容有误'],
    ['no office', { ...CARD, office: ' ' }, 'office'],
    ['a field that is missing', { ...CARD, hours: undefined }, 'hours'],
    ['a field that nobody knows', { ...CARD, fax: '1' }, 'fax'],
    ['words in place of a number', { ...CARD, phone: '见官网' }, '没有号码；不知道就写 null'],
    ['an empty text in place of null', { ...CARD, address: '' }, 'address'],
    ['a day of another form', { ...CARD, checkedOn: '2026/11/1' }, 'checkedOn'],
    ['a day that there is not', { ...CARD, checkedOn: '2026-02-30' }, 'checkedOn'],
  ])('names a file with %s, leaves it out, and reads the others', (_, content, words) => {
    const { contacts, problems } = load({ 'a.json': content, 'b.json': CARD });
    expect(contacts.map(({ file }) => file)).toEqual(['contacts/b.json']);
    expect(problems).toMatchObject([{ file: 'contacts/a.json', leftOut: true }]);
    expect(problems[0]?.problem).toMatch(/^没有收录，/u);
    expect(problems[0]?.problem).toContain(words);
  });

  it.each([
    ['nobody checked', { checkedBy: null }, '没有写核对日期（checkedOn）和核对人（checkedBy）'],
    ['was checked on no day', { checkedOn: null }, '没有写核对日期（checkedOn）和核对人（checkedBy）'],
    ['leads nowhere', { phone: null, address: null }, '电话和地址都没有'],
  ])('names a contact that %s, and it is not shown', (_, change, words) => {
    const { contacts, problems } = load({ 'a.json': { ...CARD, ...change } });
    expect(problems).toEqual([{ file: 'contacts/a.json', problem: `不会显示给用户，${words}`, leftOut: false }]);
    expect(contactFor(contacts, ['优待证'], '甲区')).toBeNull();
  });
});

describe('The committed folder', () => {
  it('shows nothing until somebody puts in what was checked', () => {
    expect(loadContacts(KNOWLEDGE)).toEqual({ contacts: [], problems: [] });
  });

  it('has an example with the right fields and nothing invented in it', () => {
    expect(readdirSync(join(KNOWLEDGE, 'contacts'))).toEqual(['contacts.example.json']);
    const example = readFileSync(join(KNOWLEDGE, 'contacts/contacts.example.json'), 'utf8');
    expect(load({ 'a.json': example }).contacts).toMatchObject([{ district: null, phone: null, address: null, hours: null, topics: [], checkedOn: null, checkedBy: null }]);
    expect(example).not.toMatch(/\d/u);
  });
});

describe('The contact for a question', () => {
  const city = contact({ office: '市中心', district: null });
  const first = contact({ office: '甲区站', district: '甲区' });
  const second = contact({ office: '乙区站', district: '乙区' });
  const general = contact({ office: '总机', district: null, topics: [] });

  it.each([
    ['is the one of the district that was named', [city, first, second], ['优待证'], '乙区', '乙区站'],
    ['is the one of the whole city where the district has none', [city, first], ['优待证'], '丙区', '市中心'],
    ['is not one of a district where none was named', [first, second], ['优待证'], null, null],
    ['is never one of another district', [first], ['优待证'], '乙区', null],
    ['is not one for other topics', [city], ['就业'], '甲区', null],
    ['is one for all topics where no other fits', [city, general], ['就业'], null, '总机'],
    ['is one for the topic before one for all topics', [general, city], ['优待证'], null, '市中心'],
    ['is one for all topics where no topic is known', [city, general], [], null, '总机'],
    ['is none where there are none', [], ['优待证'], '甲区', null],
  ])('%s', (_, contacts, topics, district, office) => {
    expect(officeFor(contacts, topics, district)).toBe(office);
  });

  it('shares the most topics, and was checked last', () => {
    const both = contact({ office: '两样都办', district: null, topics: ['优待证', '乘车'] });
    const newer = contact({ ...city, office: '新近核对', checkedOn: '2026-11-20' });
    expect(officeFor([city, both, newer], ['乘车', '优待证'], null)).toBe('两样都办');
    expect(officeFor([city, newer], ['优待证'], null)).toBe('新近核对');
  });

  it.each(['天山区', '天山', '乌鲁木齐市天山区', ' 天山区 '])('knows the district as %s', (district) => {
    expect(officeFor([contact({ office: '天山站', district: '天山区' })], ['优待证'], district)).toBe('天山站');
  });

  it('does not take 新市区 for every district', () => {
    const contacts = [contact({ office: '新市站', district: '新市区' })];
    expect(['新市区', '乌鲁木齐市新市区', '新市', '天山区', '区'].map((district) => officeFor(contacts, ['优待证'], district))).toEqual(['新市站', '新市站', '新市站', null, null]);
  });
});

describe('A contact is stale', () => {
  const stale = (checkedOn: string | null, today: string, days?: number): boolean => staleContacts([contact({ checkedOn })], today, days).length === 1;

  it.each([
    ['after more than 180 days', '2026-01-01', '2026-07-01', true],
    ['not on day 180', '2026-01-01', '2026-06-30', false],
    ['not on the day itself', '2026-01-01', '2026-01-01', false],
    ['where it was never checked', null, '2026-01-01', true],
    ['where it was checked on a day that has not come yet', '2062-01-01', '2026-01-01', true],
  ])('%s', (_, checkedOn, today, expected) => {
    expect(stale(checkedOn, today)).toBe(expected);
  });

  it('after as many days as somebody says', () => {
    expect([stale('2026-01-01', '2026-01-08', 7), stale('2026-01-01', '2026-01-09', 7)]).toEqual([false, true]);
  });
});
