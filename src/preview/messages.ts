/** Methods that put something into a chat. */
import type { Message, MessageEntity, ReplyParameters } from 'grammy/types';
import { addMessage, repliedTo, type Content } from './deliver.ts';
import { formatText } from './entities.ts';
import { describeFile, fileOf } from './files.ts';
import type { Circumstances, Handlers } from './methods.ts';
import { badRequest } from './refusal.ts';
import { entryOf, roomOf, without, writableRoom, type Entry, type Markup, type Room, type State } from './state.ts';

/** What all methods that send have in common. */
interface Sending {
  chat_id: number | string;
  message_thread_id?: number;
  reply_parameters?: ReplyParameters;
  reply_to_message_id?: number;
  reply_markup?: Markup;
}

/** sendMessage, the files, forwardMessage, copyMessage, sendChatAction, sendMessageDraft. */
export function messageMethods(state: State): Handlers {
  return {
    sendMessage: (payload) => {
      const room = writableRoom(state, payload.chat_id);
      const preview = payload.link_preview_options ? { link_preview_options: payload.link_preview_options } : {};
      return send(state, room, payload, { ...textOf(payload), ...preview }) as Message.TextMessage;
    },
    sendPhoto: (payload, circumstances) => sendFile(state, 'photo', payload, circumstances) as Message.PhotoMessage,
    sendDocument: (payload, circumstances) => sendFile(state, 'document', payload, circumstances) as Message.DocumentMessage,
    sendAudio: (payload, circumstances) => sendFile(state, 'audio', payload, circumstances) as Message.AudioMessage,
    sendVideo: (payload, circumstances) => sendFile(state, 'video', payload, circumstances) as Message.VideoMessage,
    sendVoice: (payload, circumstances) => sendFile(state, 'voice', payload, circumstances) as Message.VoiceMessage,
    sendAnimation: (payload, circumstances) => sendFile(state, 'animation', payload, circumstances) as Message.AnimationMessage,
    forwardMessage: (payload) => {
      const { message } = sourceOf(state, payload.from_chat_id, payload.message_id, 'forward');
      const origin = originOf(message);
      return send(state, writableRoom(state, payload.chat_id), payload, { ...without(message, 'reply_markup', 'reply_to_message', 'edit_date'), forward_origin: origin });
    },
    copyMessage: (payload) => {
      const { message } = sourceOf(state, payload.from_chat_id, payload.message_id, 'copy');
      const content = without(message, 'reply_markup', 'reply_to_message', 'sender_chat', 'edit_date');
      return { message_id: send(state, writableRoom(state, payload.chat_id), payload, content).message_id };
    },
    sendChatAction: ({ chat_id: id, action }) => {
      const room = writableRoom(state, id);
      state.events.emit({ kind: 'action', chat: room.chat.id, action });
      return true;
    },
    sendMessageDraft: (payload) => {
      const room = writableRoom(state, payload.chat_id);
      if (room.chat.type !== 'private' || payload.draft_id === 0) throw badRequest(payload.draft_id === 0 ? 'DRAFT_ID_INVALID' : 'method is available only in private chats');
      const { text, entities } = formatText(payload.text ?? '', { entities: payload.entities, parseMode: payload.parse_mode });
      state.events.emit({ kind: 'draft', chat: room.chat.id, draft: payload.draft_id, text, entities });
      return true;
    },
  };
}

/** Text and entities as Telegram keeps them. */
export function textOf(payload: { text?: string; entities?: MessageEntity[]; parse_mode?: string }): { text: string; entities?: MessageEntity[] } {
  const { text, entities } = formatText(payload.text ?? '', { entities: payload.entities, parseMode: payload.parse_mode });
  if (text === '') throw badRequest('message text is empty');
  return { text, ...(entities.length > 0 ? { entities } : {}) };
}

/** The same for what stands under a picture. */
export function captionOf(payload: { caption?: string; caption_entities?: MessageEntity[]; parse_mode?: string }): { caption?: string; caption_entities?: MessageEntity[] } {
  const { text, entities } = formatText(payload.caption ?? '', { entities: payload.caption_entities, parseMode: payload.parse_mode });
  return text === '' ? {} : { caption: text, ...(entities.length > 0 ? { caption_entities: entities } : {}) };
}

function send(state: State, room: Room, payload: Sending, content: Content): Message {
  const fields = { ...topicOf(room, payload.message_thread_id), ...replyOf(room, payload) };
  // A channel speaks for itself.
  const sender: Content = room.chat.type === 'channel' ? { sender_chat: room.chat } : { from: senderOf(state) };
  return addMessage(state, room, { ...content, ...sender, ...fields }, payload.reply_markup ?? null).message;
}

/** The bot as it stands in messages, without what only getMe tells. */
function senderOf({ bot }: State): NonNullable<Message['from']> {
  return { id: bot.id, is_bot: true, first_name: bot.first_name, username: bot.username };
}

function topicOf(room: Room, thread: number | undefined): Content {
  if (thread === undefined) return {};
  const topic = room.topics.get(thread);
  if (!topic) throw badRequest('message thread not found');
  if (topic.closed) throw badRequest('TOPIC_CLOSED');
  return { message_thread_id: thread, is_topic_message: true };
}

function replyOf(room: Room, payload: Sending): Content {
  const { message_id: id = payload.reply_to_message_id, allow_sending_without_reply: optional, quote, quote_position: near } = payload.reply_parameters ?? {};
  if (id === undefined) return {};
  const replied = repliedTo(room, id);
  if (!replied) {
    if (optional) return {};
    throw badRequest('message to be replied not found');
  }
  if (quote === undefined) return { reply_to_message: replied };
  const text = replied.text ?? replied.caption ?? '';
  const position = text.indexOf(quote, Math.max(0, (near ?? 0) - quote.length));
  if (position < 0) throw badRequest('QUOTE_TEXT_INVALID');
  return { reply_to_message: replied, quote: { text: quote, position, is_manual: true } };
}

/** Whom a forwarded message names as its origin. */
export function originOf(message: Message): NonNullable<Message['forward_origin']> {
  const { date, chat, from, message_id: id } = message;
  if (chat.type === 'channel') return { type: 'channel', date, chat, message_id: id };
  return from ? { type: 'user', date, sender_user: from } : { type: 'hidden_user', date, sender_user_name: '' };
}

function sourceOf(state: State, chat: number | string, id: number, verb: 'forward' | 'copy'): Entry {
  const entry = entryOf(roomOf(state, chat), id);
  if (!entry) throw badRequest(`message to ${verb} not found`);
  return entry;
}

type Medium = 'photo' | 'document' | 'audio' | 'video' | 'voice' | 'animation';

function sendFile(state: State, medium: Medium, payload: Sending & Record<string, unknown>, { uploads }: Circumstances): Message {
  const room = writableRoom(state, payload.chat_id);
  const file = fileOf(state, payload[medium], uploads);
  return send(state, room, payload, { ...mediumContent(medium, { ...describeFile(file), file_name: file.name }), ...captionOf(payload as Parameters<typeof captionOf>[0]) });
}

/** A file as a message shows it. Nothing is decoded: sizes and lengths are made up. */
export function mediumContent(medium: Medium, file: { file_id: string; file_unique_id: string; file_size: number; file_name: string }): Content {
  const plain = without(file, 'file_name');
  if (medium === 'photo') return { photo: [{ ...plain, width: 800, height: 600 }] };
  if (medium === 'voice') return { voice: { ...plain, duration: 1 } };
  if (medium === 'video') return { video: { ...file, width: 800, height: 600, duration: 1 } };
  if (medium === 'audio') return { audio: { ...file, duration: 1 } };
  if (medium === 'animation') return { animation: { ...file, width: 800, height: 600, duration: 1 }, document: file };
  return { document: file };
}
