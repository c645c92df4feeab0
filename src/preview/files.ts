/** Files that people or the bot sent. */
import type { File } from 'grammy/types';
import { badRequest } from './refusal.ts';
import { nextNumber, type State, type StoredFile } from './state.ts';

/** A file in a request, by the name of its part. */
export interface Upload {
  name: string;
  data: Buffer;
}

/** What bots may download. */
export const DOWNLOAD_LIMIT = 20 * 1024 * 1024;
const LINK_LIFE = 3600 * 1000;

/** Keeps a file in memory, under a new id. */
export function storeFile(state: State, { name, data }: Upload): StoredFile {
  const number = nextNumber(state);
  const extension = /\.\w{1,10}$/u.exec(name)?.[0] ?? '';
  const file = { id: `file-${number}`, name, data, path: `documents/file_${number}${extension}`, linkedUntil: 0 };
  state.files.set(file.id, file);
  return file;
}

/** The file that a parameter means: an id, or a part of the request. @throws Refusal 400 for anything else */
export function fileOf(state: State, value: unknown, uploads: ReadonlyMap<string, Upload>): StoredFile {
  const text = String(value);
  const upload = text.startsWith('attach://') ? uploads.get(text.slice('attach://'.length)) : undefined;
  if (upload) return storeFile(state, upload);
  // Nothing is fetched: no request leaves the machine.
  if (/^https?:/u.test(text)) throw badRequest('failed to get HTTP URL content');
  const file = state.files.get(text);
  if (!file) throw badRequest("wrong remote file identifier specified: can't unserialize it. Wrong last symbol");
  return file;
}

/** What every kind of file has in a message. */
export function describeFile({ id, data }: StoredFile): { file_id: string; file_unique_id: string; file_size: number } {
  return { file_id: id, file_unique_id: `unique-${id}`, file_size: data.length };
}

/** getFile: a path that is good for an hour. */
export function linkFile(state: State, id: string): File {
  const file = state.files.get(id);
  if (!file) throw badRequest('invalid file_id');
  if (file.data.length > DOWNLOAD_LIMIT) throw badRequest('file is too big');
  file.linkedUntil = state.clock.now() + LINK_LIFE;
  return { ...describeFile(file), file_path: file.path };
}

/** The file at a path that getFile gave not too long ago. */
export function linkedFile(state: State, path: string): StoredFile | null {
  return [...state.files.values()].find((file) => file.path === path && file.linkedUntil > state.clock.now()) ?? null;
}
