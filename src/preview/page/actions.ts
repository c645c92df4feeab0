/** What a page may do, in somebody's name: say, press, ask inline, upload and the rest. Every request is checked before it acts. */
import { z } from 'zod';
import { originOf } from '../messages.ts';
import type { Person, Said } from '../people.ts';
import type { Scene } from '../scene.ts';
import { without, type Entry, type InlineAnswer } from '../state.ts';
import { chatsOf, peopleOf } from './view.ts';

/** A request that cannot be done, and the status that says so. */
export class ActionError extends Error {
  override readonly name = 'ActionError';
  readonly status: 400 | 404 | 413;

  constructor(status: ActionError['status'], problem: string) {
    super(problem);
    this.status = status;
  }
}

/** What the page may ask for, by name. */
export interface Actions {
  /** @throws ActionError for what is unknown, malformed or no longer there */
  run(name: string, body: unknown): Promise<unknown>;
  /** @throws ActionError */
  upload(query: URLSearchParams, data: Buffer): unknown;
}

/** One file, and all of them together: they are kept in memory. */
export const UPLOAD_LIMIT = 20 * 1024 * 1024;
const UPLOADS_LIMIT = 200 * 1024 * 1024;
/** Telegram's apps cut longer texts into several messages. */
const TEXT_LIMIT = 4096;
/** Inline answers from which somebody may still choose. */
const KEPT_ANSWERS = 50;

const EMOJI = ['👍', '👎', '❤', '🎉', '🙏'] as const;
const place = { person: z.int(), chat: z.int() };
const message = z.int().positive();
const text = z.string().trim().min(1).max(20_000);
const replyTo = message.optional();
const sharing = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('location'), latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }),
  z.strictObject({ kind: z.literal('contact'), phone: z.string().trim().min(1).max(32), name: z.string().trim().min(1).max(64) }),
  z.strictObject({ kind: z.literal('sticker'), emoji: z.string().min(1).max(16) }),
]);
const uploading = z.strictObject({
  person: z.coerce.number().int(), chat: z.coerce.number().int(), name: z.string().trim().min(1).max(255),
  as: z.enum(['document', 'photo', 'voice']), caption: z.string().max(1024).default(''), replyTo: z.coerce.number().int().optional(),
});

/** Actions of a scene. */
export function createActions(scene: Scene): Actions {
  const answers = new Map<string, InlineAnswer>();
  const actions = { ...talking(scene), ...changing(scene), ...asking(scene, answers) };
  let uploaded = 0;
  return {
    run: async (name, body) => {
      const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
      if (!action) throw new ActionError(404, 'unknown action');
      return action(body);
    },
    upload: (query, data) => {
      const { name, as, caption, replyTo, ...where } = parsed(uploading, Object.fromEntries(query));
      if (data.length === 0) throw new ActionError(400, 'empty file');
      if (data.length > UPLOAD_LIMIT || (uploaded += data.length) > UPLOADS_LIMIT) throw new ActionError(413, 'too large');
      return said(actorOf(scene, where).upload(where.chat, { name, data, as }, { caption, ...answering(replyTo) }));
    },
  };
}

type Action = (body: unknown) => unknown;

function action<Shape extends z.ZodType>(shape: Shape, act: (input: z.infer<Shape>) => unknown): Action {
  return (body) => act(parsed(shape, body));
}

function parsed<Shape extends z.ZodType>(shape: Shape, body: unknown): z.infer<Shape> {
  const result = shape.safeParse(body);
  if (result.success) return result.data;
  throw new ActionError(400, z.prettifyError(result.error));
}

function talking(scene: Scene): Record<string, Action> {
  return {
    say: action(z.strictObject({ ...place, text, replyTo }), ({ text, replyTo, ...where }) => {
      const person = actorOf(scene, where);
      return pieces(text).map((piece, index) => said(person.say(where.chat, piece, index === 0 ? answering(replyTo) : {})));
    }),
    share: action(z.strictObject({ ...place, what: sharing }), ({ what, ...where }) => said(actorOf(scene, where).send(where.chat, contentOf(what)))),
    forward: action(z.strictObject({ ...place, message, to: z.int() }), ({ message, to, ...where }) => {
      const person = actorOf(scene, { ...where, chat: to });
      const source = entryIn(scene, where.chat, message).message;
      const content = without(source, 'message_id', 'chat', 'date', 'from', 'reply_markup', 'reply_to_message', 'edit_date', 'via_bot');
      return said(person.send(to, { ...content, forward_origin: source.forward_origin ?? originOf(source) }));
    }),
  };
}

function changing(scene: Scene): Record<string, Action> {
  const ownOrRefuse = (where: { person: number; chat: number }, message: number): Person => {
    const person = actorOf(scene, where);
    if (entryIn(scene, where.chat, message).message.from?.id !== person.id) throw new ActionError(400, 'not an own message');
    return person;
  };
  return {
    edit: action(z.strictObject({ ...place, message, text: text.max(TEXT_LIMIT) }), ({ message, text, ...where }) =>
      said(ownOrRefuse(where, message).edit(where.chat, message, text))),
    remove: action(z.strictObject({ ...place, message }), ({ message, ...where }) => ownOrRefuse(where, message).remove(where.chat, message)),
    react: action(z.strictObject({ ...place, message, emoji: z.enum(EMOJI).nullable() }), ({ message, emoji, ...where }) => {
      entryIn(scene, where.chat, message);
      actorOf(scene, where).react(where.chat, message, ...(emoji === null ? [] : [emoji]));
    }),
  };
}

function asking(scene: Scene, answers: Map<string, InlineAnswer>): Record<string, Action> {
  return {
    press: action(z.strictObject({ ...place, message, data: z.string().max(64) }), async ({ message, data, ...where }) => {
      const { message: shown } = entryIn(scene, where.chat, message);
      const buttons = shown.reply_markup?.inline_keyboard.flat() ?? [];
      if (!buttons.some((button) => 'callback_data' in button && button.callback_data === data)) throw new ActionError(404, 'no such button');
      return { answer: await actorOf(scene, where).press(where.chat, message, data).answer };
    }),
    inline: action(z.strictObject({ ...place, query: z.string().max(256), offset: z.string().max(64) }), async ({ query, offset, ...where }) => {
      const answer = await actorOf(scene, where).askInline(query, offset).answer;
      if (answer) answers.set(answer.id, answer);
      for (const id of [...answers.keys()].slice(0, -KEPT_ANSWERS)) answers.delete(id);
      return { answer };
    }),
    choose: action(z.strictObject({ ...place, answer: z.string(), result: z.string() }), ({ answer: id, result, ...where }) => {
      const answer = answers.get(id);
      if (!answer?.results.some((one) => one.id === result)) throw new ActionError(404, 'no such result');
      return said(actorOf(scene, where).choose(where.chat, answer, result));
    }),
  };
}

/** Who acts, where he may: in his own private chat and in the group. */
function actorOf(scene: Scene, { person: id, chat }: { person: number; chat: number }): Person {
  const person = peopleOf(scene).find((one) => one.id === id);
  if (!person || !chatsOf(scene, person).includes(chat)) throw new ActionError(400, 'no such person or chat');
  return person;
}

function entryIn({ emulator, group, ...scene }: Scene, chat: number, id: number): Entry {
  const isThere = [group.id, ...peopleOf({ emulator, group, ...scene }).map((person) => person.id)].includes(chat);
  const entry = isThere ? emulator.transcript(chat).find(({ message, deleted }) => message.message_id === id && !deleted) : undefined;
  if (!entry) throw new ActionError(404, 'no such message');
  return entry;
}

const answering = (replyTo: number | undefined): { replyTo?: number } => (replyTo === undefined ? {} : { replyTo });

const said = ({ message }: Said): { message: number } => ({ message: message.message_id });

function contentOf(what: z.infer<typeof sharing>): Parameters<Person['send']>[1] {
  if (what.kind === 'location') return { location: { latitude: what.latitude, longitude: what.longitude } };
  if (what.kind === 'contact') return { contact: { phone_number: what.phone, first_name: what.name } };
  const file = { file_id: `sticker-${what.emoji}`, file_unique_id: `unique-${what.emoji}` };
  return { sticker: { ...file, type: 'regular', width: 512, height: 512, is_animated: false, is_video: false, emoji: what.emoji } };
}

/** A text in pieces that one message holds, cut at line breaks where there are any. */
function pieces(whole: string): string[] {
  const cut: string[] = [];
  let rest = whole;
  while (rest.length > TEXT_LIMIT) {
    const line = rest.lastIndexOf('\n', TEXT_LIMIT);
    const isPair = /[\uD800-\uDBFF]/u.test(rest[TEXT_LIMIT - 1] ?? '');
    const at = line > TEXT_LIMIT / 2 ? line : TEXT_LIMIT - (isPair ? 1 : 0);
    cut.push(rest.slice(0, at));
    rest = rest.slice(at).trimStart();
  }
  return rest === '' ? cut : [...cut, rest];
}
