/** The parts of the page that are pure: what it knows, how a chat is laid out, how a text becomes a tree. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Message, MessageEntity } from 'grammy/types';
import { describe, expect, it } from 'vitest';
import { dayName, fileSize, initialOf } from '../../src/preview/page/client/format.js';
import { readLink } from '../../src/preview/page/client/links.js';
import { nest, type Span } from '../../src/preview/page/client/spans.js';
import { openChat, reduce, replyKeyboard, type State } from '../../src/preview/page/client/store.js';
import { layOut } from '../../src/preview/page/client/timeline.js';
import type { PageEntry, PageEvent, Snapshot } from '../../src/preview/page/view.ts';
import { REPOSITORY } from '../support/real.ts';

const CLIENT = join(REPOSITORY, 'src/preview/page/client');
const [ME, BOT, GROUP] = [7, 999, -100];
/** Noon, so that a few minutes do not change the day wherever the test runs. */
const NOON = new Date(2025, 0, 2, 12).getTime() / 1000;

function entry(id: number, from: number, text: string, more: Partial<Message> = {}, markup: PageEntry['markup'] = null): PageEntry {
  const message = { message_id: id, date: NOON + id * 60, chat: { id: ME, type: 'private', first_name: '我' }, from: { id: from, is_bot: from === BOT, first_name: String(from) }, text, ...more } as Message;
  return { message, markup, reactions: {}, heard: false };
}

function snapshotOf(person: number, entries: PageEntry[] = []): Snapshot {
  return {
    kind: 'snapshot', person, people: [], bot: { id: BOT, name: '双拥问答', username: 'shuangyong_bot' }, description: '',
    chats: [{ id: person, title: '双拥问答', isPrivate: true, memberCount: 2, entries, commands: [] }, { id: GROUP, title: '群', isPrivate: false, memberCount: 3, entries: [], commands: [] }],
  };
}

function play(...events: (PageEvent | { kind: 'open'; chat: number })[]): State {
  const state = events.reduce<State | null>((before, event) => reduce(before, event), null);
  if (!state) throw new Error('No snapshot');
  return state;
}

describe('What the page knows', () => {
  it('begins with a snapshot, and goes on in the chat of the same kind when somebody else looks', () => {
    expect(reduce(null, { kind: 'delete', chat: ME, message: 1 })).toBeNull();
    const state = play(snapshotOf(ME), { kind: 'open', chat: GROUP }, snapshotOf(8));
    expect([state.person, state.open]).toEqual([8, GROUP]);
    expect(play(snapshotOf(ME), snapshotOf(8)).open).toBe(8);
  });

  it('replaces only what changed, so that a look at an entry tells whether it did', () => {
    const [one, other] = [entry(1, ME, '甲'), entry(2, ME, '乙')];
    const before = play(snapshotOf(ME, [one, other]));
    const edited = reduce(before, { kind: 'edit', chat: ME, entry: entry(2, ME, '丙') });
    expect(edited && openChat(edited).entries[0]).toBe(one);
    expect(edited && openChat(edited).entries[1]?.message.text).toBe('丙');
    const heard = reduce(before, { kind: 'heard', chat: ME, messages: [1] });
    expect(heard && openChat(heard).entries.map((shown) => shown.heard)).toEqual([true, false]);
  });

  it('counts what others say in a chat that is not open', () => {
    const said = (from: number): PageEvent => ({ kind: 'message', chat: GROUP, entry: entry(1, from, '大家好') });
    expect(play(snapshotOf(ME), said(8), said(ME), said(BOT)).unread[GROUP]).toBe(2);
    expect(play(snapshotOf(ME), said(8), { kind: 'open', chat: GROUP }).unread[GROUP]).toBe(0);
  });

  it('forgets that the bot is typing when it has spoken', () => {
    const typing = play(snapshotOf(ME), { kind: 'action', chat: ME, action: 'typing' });
    expect(typing.typing[ME]).toBe(true);
    expect(reduce(typing, { kind: 'message', chat: ME, entry: entry(1, BOT, '好') })?.typing[ME]).toBe(false);
  });

  it('has the keyboard of the last message that brought one or took it away', () => {
    const keys = { keyboard: [[{ text: '甲' }]] };
    const chatWith = (...entries: PageEntry[]) => openChat(play(snapshotOf(ME, entries)));
    expect(replyKeyboard(chatWith(entry(1, BOT, '选', {}, keys), entry(2, ME, '甲')), ME)).toEqual({ message: 1, markup: keys });
    expect(replyKeyboard(chatWith(entry(1, BOT, '选', {}, keys), entry(2, BOT, '完', {}, { remove_keyboard: true })), ME)).toBeNull();
    const forOther = entry(1, BOT, '选', { reply_to_message: entry(0, 8, '问').message as NonNullable<Message['reply_to_message']> }, { ...keys, selective: true });
    expect(replyKeyboard(chatWith(forOther), ME)).toBeNull();
  });
});

describe('A chat as it is laid out', () => {
  it('has a line for each day, and groups of one sender within ten minutes', () => {
    const items = layOut([entry(1, ME, '甲'), entry(2, ME, '乙'), entry(3, BOT, '丙'), entry(20, BOT, '丁'), entry(24 * 60, BOT, '戊')], ME);
    expect(items.map((item) => (item.kind === 'message' ? [item.own, item.first, item.last] : item.kind))).toEqual([
      'day', [true, true, false], [true, false, true], [false, true, true], [false, true, true], 'day', [false, true, true],
    ]);
  });

  it('shows what happened to the chat between the groups, and what is being written at the end', () => {
    const joined = entry(2, ME, '', { new_chat_members: [{ id: 8, is_bot: false, first_name: '八' }] });
    expect(layOut([entry(1, ME, '甲'), joined, entry(3, ME, '乙')], ME, '正在写').map(({ kind }) => kind)).toEqual(['day', 'message', 'service', 'message', 'draft']);
  });
});

describe('A text with entities', () => {
  const plain = (spans: readonly Span[]): string => spans.map((span) => (typeof span === 'string' ? span : plain(span.children))).join('');

  it('is nested by UTF-16 offsets', () => {
    const text = '😀引文加粗尾';
    const tree = nest(text, [{ type: 'bold', offset: 4, length: 2 }, { type: 'blockquote', offset: 2, length: 4 }]);
    expect(tree).toEqual(['😀', { entity: { type: 'blockquote', offset: 2, length: 4 }, children: ['引文', { entity: { type: 'bold', offset: 4, length: 2 }, children: ['加粗'] }] }, '尾']);
  });

  it('leaves out one line break on each side of a block, which makes its own', () => {
    expect(nest('甲\n\n引\n乙', [{ type: 'blockquote', offset: 3, length: 1 }])).toEqual(['甲\n', expect.anything(), '乙']);
    expect(nest('引\n', [{ type: 'blockquote', offset: 0, length: 1 }])).toHaveLength(1);
  });

  it('shows every character once, whatever the entities are', () => {
    const types = ['bold', 'italic', 'url', 'spoiler'] as const;
    const entity = fc.record({ type: fc.constantFrom(...types), offset: fc.nat(20), length: fc.integer({ min: 1, max: 20 }) });
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.array(entity, { maxLength: 6 }), (text, entities) => {
      expect(plain(nest(text, entities as MessageEntity[]))).toBe(text);
    }));
  });
});

describe('A link', () => {
  it.each([
    ['https://t.me/shuangyong_bot?start=bus', { kind: 'start', payload: 'bus' }],
    ['t.me/Shuangyong_Bot?startgroup=a', { kind: 'startgroup', payload: 'a' }],
    ['tg://resolve?domain=shuangyong_bot&start=x', { kind: 'start', payload: 'x' }],
    ['https://t.me/other_bot?start=bus', { kind: 'out', url: 'https://t.me/other_bot?start=bus' }],
    ['example.org/a', { kind: 'out', url: 'https://example.org/a' }],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['file:///etc/passwd', null],
  ])('%s leads to %j', (address, target) => {
    expect(readLink(address, 'shuangyong_bot')).toEqual(target);
  });
});

describe('Words and figures of the page', () => {
  it('name days and sizes as people do', () => {
    const words = { today: '今天', yesterday: '昨天' };
    const now = new Date(2025, 0, 3, 9);
    expect([0, -1, -2, -370].map((days) => dayName(new Date(2025, 0, 3 + days, 12).getTime() / 1000, words, now))).toEqual(['今天', '昨天', '1月1日', '2023年12月30日']);
    expect([0, 512, 1536, 5 * 1024 * 1024].map(fileSize)).toEqual(['0 B', '512 B', '1.5 KB', '5 MB']);
    expect([initialOf('双拥'), initialOf('👨‍👩‍👧家')]).toEqual(['双', '👨‍👩‍👧']);
  });

  it('stand in one file, in full-width punctuation, and all of them are used', () => {
    const source = readFileSync(join(CLIENT, 'texts.json'), 'utf8');
    expect(source).not.toMatch(/\p{Script=Han}[,;:!?()]|[,;:!?()]\p{Script=Han}/u);
    const code = readdirSync(CLIENT).filter((name) => /\.(?:js|html)$/u.test(name)).map((name) => readFileSync(join(CLIENT, name), 'utf8'));
    const uncommented = code.filter((text) => !text.startsWith('<!doctype')).map((text) => text.replace(/\/\*.*?\*\/|\/\/.*?$/gmsu, ''));
    expect(uncommented.flatMap((text) => text.match(/^.*\p{Script=Han}.*$/gmu) ?? [])).toEqual([]);
    const unused = Object.values(JSON.parse(source) as Record<string, unknown>).flatMap((part) => (typeof part === 'string' ? [] : Object.keys(part as object))).filter((key) => !code.some((text) => text.includes(key)));
    expect(unused).toEqual([]);
  });
});
