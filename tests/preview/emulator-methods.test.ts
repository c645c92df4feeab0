/** What the methods of the Bot API do, and in which words they refuse. */
import { InputFile, type Api } from 'grammy';
import { describe, expect, it } from 'vitest';
import type { Person } from '../../src/preview/people.ts';
import { openEmulator, TOKEN, type TestEmulator } from '../support/emulator.ts';

interface Chatted {
  telegram: TestEmulator;
  api: Api;
  person: Person;
  chat: number;
}

/** A chat that a person has opened. */
async function chatted(): Promise<Chatted> {
  const telegram = await openEmulator();
  const person = telegram.person({ first_name: '张', username: 'zhang' });
  person.say(person.id, '你好');
  return { telegram, api: telegram.api, person, chat: person.id };
}

/** What a call is refused with, for example "400: Bad Request: chat not found". */
async function refusal(call: Promise<unknown>): Promise<string> {
  return call.then(() => 'not refused', (error: { error_code?: number; description?: string }) => `${error.error_code}: ${error.description}`);
}

const BUTTON = { inline_keyboard: [[{ text: '好', callback_data: 'ok' }]] };

describe('Sending', () => {
  it('gives the message back as it stands in the chat', async () => {
    const { telegram, api, chat, person } = await chatted();
    const asked = telegram.transcript(chat)[0]?.message.message_id ?? 0;
    const sent = await api.sendMessage(chat, '  一二三 https://example.org/a。 ', {
      entities: [{ type: 'bold', offset: 2, length: 1 }], reply_markup: BUTTON, reply_parameters: { message_id: asked, quote: '你' }, link_preview_options: { is_disabled: true },
    });
    expect(sent).toMatchObject({
      chat: { id: chat, type: 'private', first_name: '张', username: 'zhang' }, from: { id: telegram.bot.id, is_bot: true }, date: Math.floor(telegram.clock.now() / 1000),
      text: '一二三 https://example.org/a。', entities: [{ type: 'bold', offset: 0, length: 1 }, { type: 'url', offset: 4, length: 21 }],
      reply_to_message: { message_id: asked, from: { id: person.id } }, quote: { text: '你', position: 0 }, reply_markup: BUTTON,
    });
    expect(sent.from).not.toHaveProperty('can_join_groups');
  });

  it.each<[string, (chatted: Chatted) => Promise<unknown>, string]>([
    ['to nobody', ({ api }) => api.sendMessage(123, '一'), '400: Bad Request: chat not found'],
    ['to an unknown channel', ({ api }) => api.sendMessage('@nowhere', '一'), '400: Bad Request: chat not found'],
    ['to somebody who never wrote', ({ api, telegram }) => api.sendMessage(telegram.person().id, '一'), "403: Forbidden: bot can't initiate conversation with a user"],
    ['to somebody who blocked the bot', ({ api, person, chat }) => (person.block(), api.sendMessage(chat, '一')), '403: Forbidden: bot was blocked by the user'],
    ['to a deleted account', ({ api, person, chat }) => (person.deactivate(), api.sendMessage(chat, '一')), '403: Forbidden: user is deactivated'],
    ['to a group without the bot', ({ api, telegram }) => api.sendMessage(telegram.group({ bot: 'left' }).id, '一'), '403: Forbidden: bot is not a member of the supergroup chat'],
    ['to a channel without rights', ({ api, telegram }) => api.sendMessage(telegram.channel({ bot: 'left' }).id, '一'), '403: Forbidden: bot is not a member of the channel chat'],
    ['a blank', ({ api, chat }) => api.sendMessage(chat, ' \n '), '400: Bad Request: message text is empty'],
    ['half a character', ({ api, chat }) => api.sendMessage(chat, '\ud83d'), '400: Bad Request: strings must be encoded in UTF-8'],
    ['an entity beyond the text', ({ api, chat }) => api.sendMessage(chat, '一', { entities: [{ type: 'bold', offset: 0, length: 2 }] }), '400: Bad Request: entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 2'],
    ['a wrong tag', ({ api, chat }) => api.sendMessage(chat, '关于<关于…>', { parse_mode: 'HTML' }), `400: Bad Request: can't parse entities: Unsupported start tag "关于…" at byte offset 6`],
    ['an answer to nothing', ({ api, chat }) => api.sendMessage(chat, '一', { reply_parameters: { message_id: 999 } }), '400: Bad Request: message to be replied not found'],
    ['a quote of what was not said', ({ api, chat, telegram }) => api.sendMessage(chat, '一', { reply_parameters: { message_id: telegram.transcript(chat)[0]?.message.message_id ?? 0, quote: '再见' } }), '400: Bad Request: QUOTE_TEXT_INVALID'],
    ['into a topic that is not there', ({ api, telegram }) => api.sendMessage(telegram.group({ forum: true }).id, '一', { message_thread_id: 5 }), '400: Bad Request: message thread not found'],
    ['a file from the internet', ({ api, chat }) => api.sendDocument(chat, 'https://example.org/a.pdf'), '400: Bad Request: failed to get HTTP URL content'],
  ])('%s is refused in the words of Telegram', async (_, call, words) => {
    expect(await refusal(call(await chatted()))).toBe(words);
  });

  it('to a group that threw the bot out is refused, and the bot hears why', async () => {
    const { telegram, api, person } = await chatted();
    const group = telegram.group({ type: 'group', members: [person] });
    group.setBot('kicked');
    expect(await refusal(api.sendMessage(group.id, '一'))).toBe('403: Forbidden: bot was kicked from the group chat');
    const updates = await api.getUpdates();
    expect(updates.at(-1)?.my_chat_member).toMatchObject({ old_chat_member: { status: 'member' }, new_chat_member: { status: 'kicked', user: { id: telegram.bot.id } } });
  });

  it('without the answered message works where that is allowed', async () => {
    const { api, chat } = await chatted();
    const sent = await api.sendMessage(chat, '一', { reply_parameters: { message_id: 999, allow_sending_without_reply: true } });
    expect(sent.reply_to_message).toBeUndefined();
  });

  it('to a channel speaks in its name; copies and forwards keep the text', async () => {
    const { telegram, api, chat } = await chatted();
    const channel = telegram.channel({ username: 'gongwen' });
    const post = await api.sendMessage('@gongwen', '公告');
    expect(post).toMatchObject({ sender_chat: { id: channel.id } });
    expect(await api.forwardMessage(chat, channel.id, post.message_id)).toMatchObject({ chat: { id: chat }, text: '公告', forward_origin: { type: 'channel', chat: { id: channel.id }, message_id: post.message_id } });
    const copy = await api.copyMessage(chat, channel.id, post.message_id);
    expect(telegram.transcript(chat).at(-1)?.message).toMatchObject({ message_id: copy.message_id, chat: { id: chat }, from: { id: telegram.bot.id } });
    expect(telegram.shown(chat)).toEqual(['你好', '公告', '公告']);
    expect(await refusal(api.forwardMessage(chat, channel.id, 77))).toBe('400: Bad Request: message to forward not found');
  });

  it('a draft is shown, not sent', async () => {
    const { telegram, api, chat } = await chatted();
    const events = telegram.events()[Symbol.asyncIterator]();
    await api.sendMessageDraft(chat, 1, '正在找');
    expect((await events.next()).value).toMatchObject({ kind: 'draft', draft: 1, text: '正在找' });
    expect(await refusal(api.sendMessageDraft(chat, 0, ''))).toBe('400: Bad Request: DRAFT_ID_INVALID');
  });
});

describe('Editing', () => {
  it('changes the text and the buttons, and keeps how it stood', async () => {
    const { telegram, api, chat } = await chatted();
    const { message_id: id } = await api.sendMessage(chat, '一', { reply_markup: BUTTON });
    expect(await api.editMessageText(chat, id, '二', { reply_markup: BUTTON })).toMatchObject({ text: '二', reply_markup: BUTTON });
    await api.editMessageReplyMarkup(chat, id);
    const entry = telegram.transcript(chat)[1];
    expect(entry?.message.reply_markup).toBeUndefined();
    expect(entry?.history.map(({ text }) => text)).toEqual(['一', '二']);
  });

  it('is refused where nothing changes, and for what is not the bot\'s own', async () => {
    const { api, person, chat } = await chatted();
    const sent = await api.sendMessage(chat, '一 https://example.org', { reply_markup: BUTTON });
    const same = 'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';
    expect(await refusal(api.editMessageText(chat, sent.message_id, '一 https://example.org', { reply_markup: BUTTON }))).toBe(`400: Bad Request: ${same}`);
    expect(await refusal(api.editMessageReplyMarkup(chat, sent.message_id, { reply_markup: BUTTON }))).toBe(`400: Bad Request: ${same}`);
    expect(await refusal(api.editMessageText(chat, 999, '二'))).toBe('400: Bad Request: message to edit not found');
    expect(await refusal(api.editMessageText(chat, person.say(chat, '我的').message.message_id, '二'))).toBe("400: Bad Request: message can't be edited");
    const keyboard = await api.sendMessage(chat, '一', { reply_markup: { keyboard: [['是']] } });
    expect(await refusal(api.editMessageText(chat, keyboard.message_id, '二'))).toBe("400: Bad Request: message can't be edited");
  });

  it('changes the words under a file', async () => {
    const { telegram, api, chat } = await chatted();
    const { message_id: id } = await api.sendDocument(chat, new InputFile(Buffer.from('公文'), 'a.txt'), { caption: '一' });
    await api.editMessageCaption(chat, id, { caption: '二' });
    await api.editMessageCaption(chat, id);
    expect(telegram.transcript(chat)[1]).toMatchObject({ message: { document: { file_name: 'a.txt' } }, history: [{ caption: '一' }, { caption: '二' }] });
    expect(telegram.shown(chat).at(-1)).toBe('');
  });

  it('may mean deleting, for two days', async () => {
    const { telegram, api, person, chat } = await chatted();
    const { message_id: id } = await api.sendMessage(chat, '一');
    await api.deleteMessage(chat, id);
    expect(await refusal(api.deleteMessage(chat, id))).toBe('400: Bad Request: message to delete not found');
    const old = await api.sendMessage(chat, '二');
    telegram.clock.advance(49 * 3600 * 1000);
    expect(await refusal(api.deleteMessage(chat, old.message_id))).toBe("400: Bad Request: message can't be deleted for everyone");
    const fresh = await api.sendMessage(chat, '三');
    await api.deleteMessages(chat, [fresh.message_id, 999]);
    expect(telegram.shown(chat)).toEqual(['你好', '二']);
    const group = telegram.group({ members: [person] });
    const { message } = person.say(group.id, '大家好');
    expect(await refusal(api.deleteMessage(group.id, message.message_id))).toBe("400: Bad Request: message can't be deleted");
    group.setBot('administrator');
    await api.deleteMessage(group.id, message.message_id);
  });
});

describe('Buttons', () => {
  it('may be answered once', async () => {
    const { api, person, chat } = await chatted();
    const { message_id: id } = await api.sendMessage(chat, '一', { reply_markup: BUTTON });
    const press = person.press(chat, id, 'ok');
    const [, update] = await api.getUpdates();
    expect(update?.callback_query).toMatchObject({ id: press.id, data: 'ok', from: { id: person.id }, message: { message_id: id, reply_markup: BUTTON } });
    await api.answerCallbackQuery(press.id, { text: '好的', show_alert: true });
    expect(await press.answer).toMatchObject({ text: '好的', alert: true });
    expect(await refusal(api.answerCallbackQuery(press.id))).toBe('400: Bad Request: query is too old and response timeout expired or query ID is invalid');
  });

  it('of a message that is gone say only where they were', async () => {
    const { api, person, chat } = await chatted();
    const { message_id: id } = await api.sendMessage(chat, '一', { reply_markup: BUTTON });
    await api.deleteMessage(chat, id);
    void person.forge(chat, id, 'ok');
    expect((await api.getUpdates()).at(-1)?.callback_query?.message).toEqual({ chat: { id: chat, type: 'private', first_name: '张', username: 'zhang' }, message_id: id, date: 0 });
  });
});

describe('Inline mode', () => {
  const result = (id: string) => ({ type: 'article', id, title: id, input_message_content: { message_text: `结果${id}` }, reply_markup: BUTTON }) as const;

  it('answers, and lets one of the answers be sent and edited', async () => {
    const { telegram, api, person } = await chatted();
    const group = telegram.group({ members: [person] });
    const asked = person.askInline('公交');
    const [, update] = await api.getUpdates();
    expect(update?.inline_query).toMatchObject({ id: asked.id, query: '公交', offset: '', from: { id: person.id } });
    await api.answerInlineQuery(asked.id, [result('1'), result('2')], { next_offset: '2', is_personal: true });
    const answer = await asked.answer;
    expect(answer).toMatchObject({ nextOffset: '2', results: [{ id: '1' }, { id: '2' }] });
    if (!answer) throw new Error('no answer');
    const { message } = person.choose(group.id, answer, '2');
    expect(message).toMatchObject({ text: '结果2', via_bot: { id: telegram.bot.id }, from: { id: person.id } });
    const chosen = (await api.getUpdates()).find((entry) => entry.chosen_inline_result)?.chosen_inline_result;
    expect(chosen).toMatchObject({ result_id: '2', query: '公交' });
    await api.editMessageTextInline(chosen?.inline_message_id ?? '', '改过');
    expect(telegram.shown(group.id)).toEqual(['改过']);
  });

  it('is answered by Telegram itself for a while, to everybody unless it is personal', async () => {
    const { telegram, api, person } = await chatted();
    const other = telegram.person();
    const first = person.askInline('公交');
    await api.answerInlineQuery(first.id, [result('1')], { cache_time: 10 });
    expect(await other.askInline('公交').answer).toMatchObject({ id: first.id });
    telegram.clock.advance(11_000);
    const second = other.askInline('公交');
    await api.answerInlineQuery(second.id, [result('2')], { is_personal: true });
    expect(await other.askInline('公交').answer).toMatchObject({ id: second.id });
    const third = person.askInline('公交');
    telegram.clock.advance(15_000);
    expect(await third.answer).toBeNull();
    expect(await refusal(api.answerInlineQuery(third.id, []))).toContain('query is too old');
  });

  it('wants different ids', async () => {
    const { api, person } = await chatted();
    expect(await refusal(api.answerInlineQuery(person.askInline('一').id, [result('1'), result('1')]))).toBe('400: Bad Request: RESULT_ID_DUPLICATE');
  });
});

describe('Files', () => {
  it('come and go, and their address is good for an hour', async () => {
    const { telegram, api, person, chat } = await chatted();
    const { message } = person.upload(chat, { name: '通知 一.txt', data: '公文' }, { caption: '请看' });
    expect(message).toMatchObject({ caption: '请看', document: { file_name: '通知 一.txt', file_size: 6 } });
    const file = await api.getFile(message.document?.file_id ?? '');
    const fetched = (): Promise<Response> => fetch(`${telegram.url}/file/bot${TOKEN}/${file.file_path}`);
    expect(await (await fetched()).text()).toBe('公文');
    telegram.clock.advance(3_600_000);
    expect((await fetched()).status).toBe(404);
    const sent = await api.sendDocument(chat, file.file_id);
    expect(telegram.file(sent.document.file_id)?.data.toString()).toBe('公文');
  });

  it('of the bot arrive as they are', async () => {
    const { telegram, api, chat } = await chatted();
    const data = Buffer.from([0, 13, 10, 45, 45, 255, 13, 10]);
    const { document } = await api.sendDocument(chat, new InputFile(data, 'a.bin'), { caption: '一', reply_markup: BUTTON });
    expect(telegram.file(document.file_id)).toMatchObject({ name: 'a.bin', data });
    const { photo } = await api.sendPhoto(chat, new InputFile(data, 'a.jpg'));
    expect(telegram.file(photo[0]?.file_id ?? '')?.data).toEqual(data);
  });

  it('above 20 MB and unknown ones are refused', async () => {
    const { api, person, chat } = await chatted();
    const { message } = person.upload(chat, { name: 'a.bin', data: Buffer.alloc(20 * 1024 * 1024 + 1) });
    expect(await refusal(api.getFile(message.document?.file_id ?? ''))).toBe('400: Bad Request: file is too big');
    expect(await refusal(api.getFile('nothing'))).toBe('400: Bad Request: invalid file_id');
  });
});

describe('Chats and their members', () => {
  it('may be channels, whose posts and edits are kinds of their own', async () => {
    const { telegram, api } = await chatted();
    const channel = telegram.channel({ title: '公告' });
    const { message } = channel.post('一');
    channel.edit(message.message_id, '二');
    const [post, edit] = (await api.getUpdates()).slice(-2);
    expect(post?.channel_post).toMatchObject({ text: '一', sender_chat: { id: channel.id, title: '公告' } });
    expect(post?.channel_post?.from).toBeUndefined();
    expect(edit?.edited_channel_post).toMatchObject({ text: '二', edit_date: Math.floor(telegram.clock.now() / 1000) });
  });

  it('are told to members', async () => {
    const { telegram, api, person } = await chatted();
    const admin = telegram.person();
    const group = telegram.group({ title: '社区', members: [person, admin] });
    group.promote(admin);
    expect(await api.getChat(group.id)).toMatchObject({ id: group.id, type: 'supergroup', title: '社区' });
    expect(await api.getChatMember(group.id, person.id)).toMatchObject({ status: 'member', user: { first_name: '张' } });
    expect(await api.getChatAdministrators(group.id)).toMatchObject([{ status: 'administrator', user: { id: admin.id } }]);
    expect(await api.getChatMemberCount(group.id)).toBe(3);
    expect(await refusal(api.getChatMember(group.id, 123))).toBe('400: Bad Request: PARTICIPANT_ID_INVALID');
    await api.leaveChat(group.id);
    expect(await refusal(api.getChatMember(group.id, person.id))).toBe('403: Forbidden: bot is not a member of the supergroup chat');
  });

  it('change, and the bot hears of itself always, of others as an administrator that asked', async () => {
    const { telegram, api, person } = await chatted();
    await api.getUpdates({ offset: -1, allowed_updates: ['my_chat_member', 'chat_member', 'message_reaction', 'message'] });
    const group = telegram.group();
    group.join(person);
    group.setBot('administrator');
    group.leave(person);
    const { message } = person.say(group.id, '再见');
    person.react(group.id, message.message_id, '👍');
    person.block();
    person.unblock();
    const kinds = (await api.getUpdates()).slice(1).map((update) => Object.keys(update)[1]);
    expect(kinds).toEqual(['message', 'my_chat_member', 'chat_member', 'message', 'message', 'message_reaction', 'my_chat_member', 'my_chat_member']);
  });

  it('bear one reaction of the bot', async () => {
    const { telegram, api, chat } = await chatted();
    const id = telegram.transcript(chat)[0]?.message.message_id ?? 0;
    await api.setMessageReaction(chat, id, [{ type: 'emoji', emoji: '👀' }]);
    expect(telegram.transcript(chat)[0]?.reactions[telegram.bot.id]).toEqual([{ type: 'emoji', emoji: '👀' }]);
    expect(await refusal(api.setMessageReaction(chat, id, [{ type: 'emoji', emoji: '👀' }, { type: 'emoji', emoji: '👍' }]))).toBe('400: Bad Request: REACTIONS_TOO_MANY');
    expect(await refusal(api.setMessageReaction(chat, 999, []))).toBe('400: Bad Request: message to react not found');
  });
});

describe('The profile', () => {
  it('has commands by scope and language; the narrowest wins', async () => {
    const { telegram, api, person } = await chatted();
    const admin = telegram.person({ language_code: 'zh-hans' });
    const group = telegram.group({ members: [person, admin] });
    group.promote(admin);
    const command = (name: string) => [{ command: name, description: name }];
    await api.setMyCommands(command('all'));
    await api.setMyCommands(command('everyone'), { scope: { type: 'all_group_chats' } });
    await api.setMyCommands(command('chinese'), { scope: { type: 'all_chat_administrators' }, language_code: 'zh' });
    const names = (chat: number, who: Person): string[] => telegram.commands(chat, who.id).map((entry) => entry.command);
    expect([names(person.id, person), names(group.id, person), names(group.id, admin)]).toEqual([['all'], ['everyone'], ['chinese']]);
    expect(await api.getMyCommands({ scope: { type: 'all_group_chats' } })).toEqual(command('everyone'));
    await api.deleteMyCommands({ scope: { type: 'all_group_chats' } });
    expect(names(group.id, person)).toEqual(['all']);
  });

  it('has names, descriptions and a menu button', async () => {
    const { telegram, api } = await chatted();
    await api.setMyDescription('说明');
    await api.setMyDescription('English', { language_code: 'en' });
    await api.setMyShortDescription('短');
    await api.setMyName('名');
    await api.setChatMenuButton({ menu_button: { type: 'default' } });
    expect([telegram.profile('description'), telegram.profile('description', 'en'), telegram.profile('name', 'de')]).toEqual(['说明', 'English', '名']);
    expect(await api.getMyDescription({ language_code: 'en' })).toEqual({ description: 'English' });
    expect(await api.getMyShortDescription()).toEqual({ short_description: '短' });
    expect(await api.getMyName()).toEqual({ name: '名' });
    expect(await api.getChatMenuButton()).toEqual({ type: 'default' });
    expect(await api.getMe()).toMatchObject({ username: 'shuangyong_bot', can_read_all_group_messages: false });
  });
});

describe('A request', () => {
  const post = async (telegram: TestEmulator, path: string, init: RequestInit = {}): Promise<unknown> => (await fetch(`${telegram.url}${path}`, { method: 'POST', ...init })).json();

  it('may be a form, an address or JSON, in any case', async () => {
    const { telegram, chat } = await chatted();
    const path = `/bot${TOKEN}/sendmessage`;
    await post(telegram, `${path}?chat_id=${chat}&text=1`, { method: 'GET' });
    await post(telegram, path, { body: new URLSearchParams({ chat_id: String(chat), text: '2', entities: '[{"type":"bold","offset":0,"length":1}]' }) });
    await post(telegram, path, { body: JSON.stringify({ chat_id: chat, text: '3' }), headers: { 'content-type': 'application/json' } });
    const form = new FormData();
    form.set('chat_id', String(chat));
    form.set('text', '4');
    form.set('reply_markup', JSON.stringify(BUTTON));
    await post(telegram, path, { body: form });
    expect(telegram.shown(chat)).toEqual(['你好', '1', '2', '3', '4']);
    expect(telegram.transcript(chat)[4]?.markup).toEqual(BUTTON);
  });

  it('with a wrong token, of no kind, or that is no JSON, is refused', async () => {
    const telegram = await openEmulator();
    expect(await post(telegram, '/bot1:wrong/getMe')).toEqual({ ok: false, error_code: 401, description: 'Unauthorized' });
    expect(await post(telegram, '/')).toMatchObject({ error_code: 404 });
    expect(await post(telegram, `/bot${TOKEN}/sendMessage`, { body: '{"chat_id"' })).toMatchObject({ error_code: 400 });
    expect((await fetch(`${telegram.url}/file/bot1:wrong/documents/file_1`)).status).toBe(401);
  });

  it('for an unknown method is 404, for one that is not emulated 501; both are remembered', async () => {
    const telegram = await openEmulator({ mistakesExpected: true });
    expect(await post(telegram, `/bot${TOKEN}/sendThoughts`)).toEqual({ ok: false, error_code: 404, description: 'Not Found: method not found' });
    expect(await refusal(telegram.api.sendDice(1, '🎲'))).toBe('501: Not Implemented: the emulator does not know sendDice');
    const person = telegram.person();
    person.say(person.id, '你好');
    expect(await refusal(telegram.api.sendMessage(person.id, '*一*', { parse_mode: 'MarkdownV2' }))).toBe('501: Not Implemented: the emulator does not know parse_mode MarkdownV2');
    expect(telegram.rejected.map(({ method, code }) => [method, code])).toEqual([['sendThoughts', 404], ['sendDice', 501], ['sendMessage', 501]]);
  });

  it('against the schema is refused in the words of Telegram, and remembered', async () => {
    const telegram = await openEmulator({ mistakesExpected: true });
    const person = telegram.person();
    person.say(person.id, '你好');
    const long = { inline_keyboard: [[{ text: '好', callback_data: '一'.repeat(22) }]] };
    expect(await refusal(telegram.api.sendMessage(person.id, '一', { reply_markup: long }))).toBe('400: Bad Request: BUTTON_DATA_INVALID');
    expect(await refusal(telegram.api.sendMessage(person.id, '一'.repeat(4097)))).toBe('400: Bad Request: message is too long');
    expect(await refusal(telegram.api.sendMessage(person.id, ''))).toBe('400: Bad Request: message text is empty');
    expect(telegram.rejected[0]?.problems).toEqual([{ path: 'reply_markup.inline_keyboard[0][0].callback_data', problem: 'longer than 64 bytes' }]);
    expect(telegram.shown(person.id)).toEqual(['你好']);
  });
});
