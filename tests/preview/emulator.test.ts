/** The real bot, over real HTTP, with people who talk to it. */
import { describe, expect, it } from 'vitest';
import type { EmulatorEvent } from '../../src/preview/events.ts';
import { under, wording } from '../support/bot.ts';
import { openEmulator, startBot } from '../support/emulator.ts';
import { answered, BUS, clarify, handMade, quoteOf, replyOf } from '../support/knowledge.ts';

describe('In a private chat, a person', () => {
  it('presses start, presses an example, and reads the answer', async () => {
    const telegram = await openEmulator();
    startBot(telegram);
    const person = telegram.person({ first_name: '张' });
    person.say(person.id, '/start');
    const welcome = await telegram.reply(person.id);
    expect(welcome.message).toMatchObject({ from: { username: 'shuangyong_bot' }, chat: { id: person.id, type: 'private' } });
    expect(welcome.message.text).toContain('目前收录 1 篇');
    const press = person.press(person.id, welcome.message.message_id, '免费乘车');
    expect(await press.answer).toEqual({ id: press.id, chat: person.id, text: '', alert: false, url: null });
    const { message } = await telegram.reply(person.id, 2);
    expect(under({ text: message.text ?? '', entities: message.entities ?? [] }, 'blockquote')).toEqual([BUS]);
  });

  it('chooses between two meanings', async () => {
    const telegram = await openEmulator();
    const knowledge = handMade({ respond: (message) => replyOf(message === '坐车' ? clarify('坐公交车', '坐地铁') : answered([quoteOf(BUS)])) });
    startBot(telegram, { knowledge });
    const person = telegram.person();
    person.say(person.id, '坐车');
    const question = await telegram.reply(person.id);
    expect(question.markup).toEqual({ inline_keyboard: [[{ text: '坐公交车', callback_data: 'o:0' }], [{ text: '坐地铁', callback_data: 'o:1' }]] });
    expect(() => person.press(person.id, question.message.message_id, '坐飞机')).toThrow('has no button 坐飞机');
    person.press(person.id, question.message.message_id, '坐地铁');
    expect((await telegram.reply(person.id, 2)).message.text).toMatch(/^您问：坐地铁\n/u);
  });

  it('with forged data gets nothing but a kind sentence', async () => {
    const telegram = await openEmulator();
    const { knowledge } = startBot(telegram);
    const person = telegram.person();
    person.say(person.id, '/start');
    const { message } = await telegram.reply(person.id);
    person.forge(person.id, message.message_id, 'e:99');
    expect((await telegram.reply(person.id, 2)).message.text).toBe(wording.staleButton);
    // The examples, to see which of them are answered.
    expect(knowledge.asked).toHaveLength(wording.examples.length);
  });

  it('is answered also where the press itself is too old to be confirmed', async () => {
    const telegram = await openEmulator();
    const first = startBot(telegram);
    const person = telegram.person();
    person.say(person.id, '/start');
    const { message } = await telegram.reply(person.id);
    await first.stop();
    const press = person.press(person.id, message.message_id, '免费乘车');
    telegram.clock.advance(20_000);
    expect(await press.answer).toBeNull();
    const { logs } = startBot(telegram);
    expect((await telegram.reply(person.id, 2)).message.text).toContain(BUS);
    expect(logs.join()).toContain('query is too old and response timeout expired or query ID is invalid');
  });

  it('sends a file, a picture with words, a voice, and a place', async () => {
    const telegram = await openEmulator();
    const { knowledge } = startBot(telegram);
    const person = telegram.person();
    person.upload(person.id, { name: '通知.docx', data: 'PK' });
    expect((await telegram.reply(person.id, 1)).message.text).toBe(wording.media.document);
    person.upload(person.id, { name: 'a.jpg', data: 'x', as: 'photo' }, { caption: '坐公交车要钱吗' });
    expect((await telegram.reply(person.id, 2)).message.text).toContain(BUS);
    person.upload(person.id, { name: 'a.ogg', data: 'x', as: 'voice' });
    expect((await telegram.reply(person.id, 3)).message.text).toBe(wording.media.voice);
    person.send(person.id, { location: { latitude: 43.8, longitude: 87.6 } });
    expect((await telegram.reply(person.id, 4)).message.text).toBe(wording.media.location);
    expect(knowledge.asked.map((entry) => entry.message)).toEqual(['坐公交车要钱吗']);
  });

  it('who blocked the bot meanwhile costs one line of the log', async () => {
    const telegram = await openEmulator();
    const person = telegram.person();
    person.say(person.id, '坐公交车要钱吗');
    person.block();
    const { logs } = startBot(telegram);
    await telegram.call('getUpdates', 2);
    expect(telegram.shown(person.id)).toEqual(['坐公交车要钱吗']);
    expect(logs.filter((line) => line.includes('telegram.blocked'))).toHaveLength(1);
  });

  it('who edits a question is not answered twice', async () => {
    const telegram = await openEmulator();
    startBot(telegram);
    const person = telegram.person();
    await telegram.call('getUpdates');
    const { message } = person.say(person.id, '坐公交车要钱吗');
    await telegram.reply(person.id);
    expect(person.edit(person.id, message.message_id, '就业帮扶').updateId).toBeNull();
    expect(telegram.transcript(person.id)[0]).toMatchObject({ message: { text: '就业帮扶' }, history: [{ text: '坐公交车要钱吗' }] });
  });

  it('with rights rebuilds the knowledge; another one finds no such command', async () => {
    const telegram = await openEmulator();
    const [admin, person] = [telegram.person(), telegram.person()];
    startBot(telegram, { adminIds: [admin.id] });
    admin.say(admin.id, '/reindex');
    person.say(person.id, '/reindex');
    expect((await telegram.reply(admin.id)).message.text).toBe(wording.reindex.started);
    expect((await telegram.reply(person.id)).message.text).toBe(wording.unknownCommand);
  });
});

describe('In a group with privacy mode, the bot', () => {
  it('hears commands and replies that are meant for it, and nothing else', async () => {
    const telegram = await openEmulator();
    const person = telegram.person();
    const group = telegram.group({ members: [person] });
    const { knowledge } = startBot(telegram);
    await telegram.call('getUpdates');
    expect(person.say(group.id, '坐公交车要钱吗').updateId).toBeNull();
    expect(person.say(group.id, '@shuangyong_bot 坐公交车要钱吗').updateId).toBeNull();
    expect(person.say(group.id, '/help@other_bot').updateId).toBeNull();
    const command = person.say(group.id, '/help@shuangyong_bot');
    const help = await telegram.reply(group.id);
    expect(help.message).toMatchObject({ text: wording.help.join('\n\n'), reply_to_message: { message_id: command.message.message_id } });
    const question = person.say(group.id, '坐公交车要钱吗', { replyTo: help.message.message_id });
    const answer = await telegram.reply(group.id, 2);
    expect(answer.message.reply_to_message?.message_id).toBe(question.message.message_id);
    expect(knowledge.asked.map((entry) => entry.message)).toEqual(['坐公交车要钱吗']);
  });

  it('hears a plain command while it is the bot that spoke last', async () => {
    const telegram = await openEmulator();
    const person = telegram.person();
    const group = telegram.group({ type: 'group', members: [person] });
    startBot(telegram);
    person.say(group.id, '/help');
    await telegram.reply(group.id);
    expect(person.say(group.id, '/help').updateId).not.toBeNull();
    await telegram.reply(group.id, 2);
    group.otherBotSays('今天晴');
    expect(person.say(group.id, '/help').updateId).toBeNull();
    expect(person.say(group.id, '/help你好').message.entities).toBeUndefined();
  });

  it('hears everything as an administrator, and with privacy mode off', async () => {
    const telegram = await openEmulator();
    const person = telegram.person();
    expect(person.say(telegram.group({ bot: 'administrator' }).id, '大家好').updateId).not.toBeNull();
    const open = await openEmulator({ bot: { can_read_all_group_messages: true } });
    const other = open.person();
    expect(other.say(open.group().id, '大家好').updateId).not.toBeNull();
    const mentioned = await openEmulator({ mentionsReachBot: true });
    const third = mentioned.person();
    const group = mentioned.group();
    startBot(mentioned);
    third.say(group.id, '@shuangyong_bot 坐公交车要钱吗');
    expect((await mentioned.reply(group.id)).message.text).toContain(BUS);
  });

  it('gives an administrator without a name no rights', async () => {
    const telegram = await openEmulator();
    const admin = telegram.person();
    const group = telegram.group({ members: [admin] });
    startBot(telegram, { adminIds: [admin.id, 1087968824] });
    const { message } = admin.say(group.id, '/reindex@shuangyong_bot', { as: 'anonymous' });
    expect(message).toMatchObject({ from: { id: 1087968824, is_bot: true }, sender_chat: { id: group.id } });
    expect((await telegram.reply(group.id)).message.text).toBe(wording.unknownCommand);
  });

  it('answers whoever writes as a channel, and does not hear posts', async () => {
    const telegram = await openEmulator();
    const person = telegram.person();
    const channel = telegram.channel();
    const group = telegram.group({ members: [person] });
    startBot(telegram);
    await telegram.call('getUpdates');
    expect(channel.post('公告').updateId).toBeNull();
    person.say(group.id, '/help@shuangyong_bot', { as: channel.id });
    expect((await telegram.reply(group.id)).message.reply_to_message?.sender_chat?.id).toBe(channel.id);
  });

  it('stays in the topic of a forum, and lives with one that was closed', async () => {
    const telegram = await openEmulator();
    const person = telegram.person();
    const group = telegram.group({ forum: true, members: [person] });
    const topic = group.openTopic('政策');
    const running = startBot(telegram);
    person.say(group.id, '/help@shuangyong_bot', { topic });
    expect((await telegram.reply(group.id)).message.message_thread_id).toBe(topic);
    await running.stop();
    person.say(group.id, '/help@shuangyong_bot', { topic });
    group.closeTopic(topic);
    const { logs } = startBot(telegram);
    await telegram.call('getUpdates', telegram.calls.filter(({ method }) => method === 'getUpdates').length + 2);
    expect(logs.join()).toContain('TOPIC_CLOSED');
  });

  it('is told where a group went when it was upgraded', async () => {
    const telegram = await openEmulator();
    const person = telegram.person();
    const group = telegram.group({ type: 'group', members: [person] });
    person.say(group.id, '/help');
    const next = group.upgrade();
    const { logs } = startBot(telegram);
    await telegram.call('getUpdates', 2);
    expect(logs.join()).toContain('group chat was upgraded to a supergroup chat');
    await expect(telegram.api.sendMessage(group.id, '你好')).rejects.toMatchObject({ error_code: 400, parameters: { migrate_to_chat_id: next.id } });
    await telegram.api.sendMessage(next.id, '你好');
    expect(telegram.shown(next.id).at(-1)).toBe('你好');
  });
});

describe('A page that shows the chats', () => {
  it('is told of everything, in order, and ends with the emulator', async () => {
    const telegram = await openEmulator();
    const person = telegram.person();
    const seen: EmulatorEvent[] = [];
    const watching = (async () => {
      for await (const event of telegram.events()) seen.push(event);
    })();
    person.say(person.id, '/start');
    const { api } = telegram;
    await api.sendChatAction(person.id, 'typing');
    const { message_id: id } = await api.sendMessage(person.id, '一', { reply_markup: { keyboard: [[{ text: '是' }]] } });
    const second = await api.sendMessage(person.id, '二');
    await api.editMessageText(person.id, second.message_id, '三');
    await api.setMessageReaction(person.id, id, [{ type: 'emoji', emoji: '👍' }]);
    await api.deleteMessage(person.id, id);
    await api.setMyCommands([{ command: 'start', description: '开始' }]);
    await telegram.close();
    await watching;
    expect(seen.filter(({ kind }) => kind !== 'call').map(({ kind }) => kind)).toEqual(['message', 'action', 'message', 'message', 'edit', 'reaction', 'delete', 'commands']);
    expect(telegram.transcript(person.id)[1]).toMatchObject({ deleted: true, markup: { keyboard: [[{ text: '是' }]] } });
    expect(telegram.chats()).toEqual([{ id: person.id, type: 'private', first_name: '某人' }]);
  });

  it('may stop listening while others go on', async () => {
    const telegram = await openEmulator();
    const person = telegram.person();
    const controller = new AbortController();
    const events = telegram.events(controller.signal)[Symbol.asyncIterator]();
    person.say(person.id, '一');
    expect((await events.next()).value).toMatchObject({ kind: 'message', entry: { message: { text: '一' } } });
    const next = events.next();
    controller.abort();
    expect((await next).done).toBe(true);
  });
});
