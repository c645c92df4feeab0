/**
 * Offices that a person can turn to: `contacts/*.json` beside `sources/`, one office a file, kept by people who called the number.
 * What nobody checked is never shown.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Problem } from './files.ts';
import { decodeText } from './files.ts';

/** After so many days somebody should call the number again. */
export const STALE_AFTER_DAYS = 180;

const words = z.string().trim().min(1).max(200).nullable();
const contactSchema = z.strictObject({
  office: z.string().trim().min(1).max(100),
  district: words,
  // Anything that people write around a number, but no "见官网".
  phone: words.refine((phone) => phone === null || (phone.match(/\p{Nd}/gu) ?? []).length >= 3, '没有号码；不知道就写 null'),
  address: words,
  hours: words,
  topics: z.array(z.string().trim().min(1)),
  checkedOn: z.iso.date().nullable(),
  checkedBy: words,
});

/** An office; null is not known. No district: for all of them. No topics: for all of them. */
export interface Contact extends z.infer<typeof contactSchema> {
  /** Below the knowledge folder: `contacts/shayibake.json`. */
  file: string;
}

/** What a contact is shown with: when it was checked, and by whom. */
export type CheckedContact = Contact & { checkedOn: string; checkedBy: string };

/** All contacts by file name, those that are not shown included; `*.example.json` is none, and a missing folder holds none. */
export function loadContacts(directory: string): { contacts: Contact[]; problems: Problem[] } {
  const folder = join(directory, 'contacts');
  const contacts: Contact[] = [];
  const problems: Problem[] = [];
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /\.json$/iu.test(name) && !/\.example\.json$/iu.test(name)).sort() : [];
  for (const name of names) {
    const file = `contacts/${name}`;
    try {
      const contact = { file, ...contactSchema.parse(JSON.parse(decodeText(readFileSync(join(folder, name))).replace(/^\uFEFF/u, ''))) };
      contacts.push(contact);
      problems.push(...whyHidden(contact).map((problem) => ({ file, problem: `不会显示给用户，${problem}`, leftOut: false })));
    } catch (error) {
      problems.push({ file, problem: `没有收录，${explain(error)}`, leftOut: true });
    }
  }
  return { contacts, problems };
}

/**
 * The office for a question about these topics in that district; null where none fits, since a wrong number is worse than none.
 * An office of another district never fits, nor one of any district where none is named. Among those that fit, the one with the most
 * of the topics wins, then the one of the district, then the one that was checked last.
 */
export function contactFor(contacts: readonly Contact[], topics: readonly string[], district: string | null): CheckedContact | null {
  const asked = new Set(topics.map(plain));
  const candidates = contacts
    .filter((contact): contact is CheckedContact => whyHidden(contact).length === 0)
    .filter((contact) => contact.district === null || (district !== null && bareDistrict(contact.district) === bareDistrict(district)))
    .map((contact) => ({ contact, shared: new Set(contact.topics.map(plain).filter((topic) => asked.has(topic))).size }))
    .filter(({ contact, shared }) => shared > 0 || contact.topics.length === 0);
  const local = (contact: Contact): number => (contact.district === null ? 0 : 1);
  candidates.sort((one, other) =>
    other.shared - one.shared
    || local(other.contact) - local(one.contact)
    || other.contact.checkedOn.localeCompare(one.contact.checkedOn));
  return candidates[0]?.contact ?? null;
}

/**
 * Contacts that were checked more than `days` before `today` (`2026-11-24`), never, or on a day that has not come yet: somebody
 * should call them.
 */
export function staleContacts(contacts: readonly Contact[], today: string, days: number = STALE_AFTER_DAYS): Contact[] {
  return contacts.filter(({ checkedOn }) => {
    if (checkedOn === null) return true;
    const age = (Date.parse(today) - Date.parse(checkedOn)) / 86_400_000;
    return !(age >= 0 && age <= days);
  });
}

function whyHidden({ phone, address, checkedOn, checkedBy }: Contact): string[] {
  return [
    ...(checkedOn === null || checkedBy === null ? ['没有写核对日期（checkedOn）和核对人（checkedBy）'] : []),
    ...(phone === null && address === null ? ['电话和地址都没有'] : []),
  ];
}

function explain(error: unknown): string {
  if (error instanceof z.ZodError) return `内容有误：${z.prettifyError(error)}`;
  if (error instanceof SyntaxError) return `不是 JSON：${error.message}`;
  return error instanceof Error ? error.message : String(error);
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s/gu, '');
}

/** 乌鲁木齐市天山区, 天山区 and 天山 are one; 新市区 has 市 in its own name. */
function bareDistrict(name: string): string {
  return plain(name).replace(/^.+?市(?=..)/u, '').replace(/(?<=..)[区县]$/u, '');
}
