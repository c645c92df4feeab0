/** What one person sees, as plain data for the page: everything there is at first, then what changes. */
import type { BotCommand, Message, ReactionType } from 'grammy/types';
import type { EmulatorEvent } from '../events.ts';
import type { Person } from '../people.ts';
import type { Scene } from '../scene.ts';
import type { Entry, Markup } from '../state.ts';

/** A message as the page shows it. */
export interface PageEntry {
  message: Message;
  markup: Markup | null;
  /** By the id of who reacted. */
  reactions: Record<number, ReactionType[]>;
  /** The bot has it. Stays false for what it does not hear of, such as other people's talk in a group. */
  heard: boolean;
}

/** A chat of the person. */
export interface PageChat {
  id: number;
  title: string;
  isPrivate: boolean;
  memberCount: number;
  /** Oldest first, deleted ones left out; of a long history the end. */
  entries: PageEntry[];
  commands: BotCommand[];
}

/** Somebody in whose name the page can speak. */
export interface PagePerson {
  id: number;
  name: string;
  isAdmin: boolean;
}

/** Everything that a page needs to begin with, or to go on after its connection was lost. */
export interface Snapshot {
  kind: 'snapshot';
  /** The id of who sees all this. */
  person: number;
  people: PagePerson[];
  bot: { id: number; name: string; username: string };
  description: string;
  chats: PageChat[];
}

/** One thing that the page is told. `chat`, `message` and `user` are ids. */
export type PageEvent =
  | Snapshot
  | { kind: 'message' | 'edit'; chat: number; entry: PageEntry }
  | { kind: 'delete'; chat: number; message: number }
  | { kind: 'heard'; chat: number; messages: number[] }
  | { kind: 'reaction'; chat: number; message: number; user: number; reactions: ReactionType[] }
  | { kind: 'action'; chat: number; action: string }
  | { kind: 'draft'; chat: number; text: string }
  | { kind: 'commands'; chat: number; commands: BotCommand[] }
  | { kind: 'profile'; name: string; description: string };

/** The end of a long history that a page is given. */
const SHOWN_ENTRIES = 500;

/** Those in whose names a page can speak, the visitor first. */
export const peopleOf = ({ visitor, admin }: Scene): Person[] => [visitor, admin];

/** The chats that a person sees, the private one first. */
export const chatsOf = ({ group }: Scene, person: Person): number[] => [person.id, group.id];

/** What a person sees: a snapshot at once, then every change, until the signal fires or the emulator is closed. */
export async function* follow(scene: Scene, person: Person, signal: AbortSignal): AsyncGenerator<PageEvent> {
  const { emulator } = scene;
  const chats = new Set(chatsOf(scene, person));
  // Listening begins before the snapshot is made, so that nothing falls between the two.
  const events = emulator.events(signal);
  const waiting = new Set<Entry>();
  for (const chat of chats) for (const entry of emulator.transcript(chat)) note(scene, waiting, entry);
  yield snapshotOf(scene, person);
  for await (const event of events) {
    if ('entry' in event && event.kind === 'message' && chats.has(event.chat)) note(scene, waiting, event.entry);
    yield* translate(scene, person, chats, event);
    if (event.kind === 'call' && event.call.method === 'getUpdates') yield* newlyHeard(scene, waiting);
  }
}

function snapshotOf(scene: Scene, person: Person): Snapshot {
  const { emulator, admin } = scene;
  const { id, username } = emulator.bot;
  return {
    kind: 'snapshot',
    person: person.id,
    people: peopleOf(scene).map(({ id, user }) => ({ id, name: user.first_name, isAdmin: id === admin.id })),
    bot: { id, username, ...nameOf(scene) },
    description: emulator.profile('description', 'zh'),
    chats: chatsOf(scene, person).map((chat) => chatOf(scene, person, chat)),
  };
}

const nameOf = ({ emulator }: Scene): { name: string } => ({ name: emulator.profile('name', 'zh') || emulator.bot.first_name });

function chatOf(scene: Scene, person: Person, chat: number): PageChat {
  const { emulator, group } = scene;
  const isPrivate = chat !== group.id;
  const shown = emulator.transcript(chat).filter(({ deleted }) => !deleted).slice(-SHOWN_ENTRIES);
  return {
    id: chat,
    title: isPrivate ? nameOf(scene).name : (group.chat.title ?? ''),
    isPrivate,
    memberCount: isPrivate ? 2 : peopleOf(scene).length + 1,
    entries: shown.map((entry) => pageEntry(scene, entry)),
    commands: emulator.commands(chat, person.id),
  };
}

function pageEntry(scene: Scene, entry: Entry): PageEntry {
  const { message, markup, reactions } = entry;
  return { message, markup, reactions, heard: isHeard(scene, entry) };
}

const isHeard = ({ emulator }: Scene, { update }: Entry): boolean => update !== null && !emulator.pending().includes(update);

function note(scene: Scene, waiting: Set<Entry>, entry: Entry): void {
  if (entry.update !== null && !isHeard(scene, entry)) waiting.add(entry);
}

function newlyHeard(scene: Scene, waiting: Set<Entry>): PageEvent[] {
  const heard = [...waiting].filter((entry) => isHeard(scene, entry));
  for (const entry of heard) waiting.delete(entry);
  return heard.map(({ message }) => ({ kind: 'heard', chat: message.chat.id, messages: [message.message_id] }));
}

function translate(scene: Scene, person: Person, chats: ReadonlySet<number>, event: EmulatorEvent): PageEvent[] {
  if ('chat' in event && !chats.has(event.chat)) return [];
  switch (event.kind) {
    case 'message':
    case 'edit':
      return [{ kind: event.kind, chat: event.chat, entry: pageEntry(scene, event.entry) }];
    case 'delete':
      return [{ kind: 'delete', chat: event.chat, message: event.entry.message.message_id }];
    case 'reaction':
    case 'action':
      return [event];
    case 'draft':
      return [{ kind: 'draft', chat: event.chat, text: event.text }];
    case 'commands':
      return [...chats].map((chat) => ({ kind: 'commands', chat, commands: scene.emulator.commands(chat, person.id) }));
    case 'profile':
      return [{ kind: 'profile', ...nameOf(scene), description: scene.emulator.profile('description', 'zh') }];
    // Answers to presses and queries go to whoever asked; the rest is nothing that a chat shows.
    case 'callback_answer':
    case 'inline_answer':
    case 'member':
    case 'call':
    case 'rejected':
      return [];
  }
}
