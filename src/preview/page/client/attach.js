/** What can be sent besides words: files, a place, a person, a sticker. */
import { ask, choose, openMenu } from './dialogs.js';
import { el } from './dom.js';
import { fileSize } from './format.js';
import { icon } from './icons.js';
import { texts } from './texts.js';

/**
 * @typedef {import('./deeds.js').Deeds} Deeds
 * @typedef {'document' | 'photo' | 'voice'} Kind
 */

const ACCEPTED = { photo: 'image/*', document: '', voice: 'audio/*' };
/** 乌鲁木齐, for whoever has no better place at hand. */
const PLACE = { latitude: 43.8256, longitude: 87.6168 };
const PHONE = '13800000000';

/** The menu of the paper clip. @param {HTMLElement} anchor @param {HTMLInputElement} picker an invisible file field @param {Deeds} deeds @param {string} name of whoever shares a contact */
export function openAttachMenu(anchor, picker, deeds, name) {
  const words = texts.attach;
  /** @param {Kind} kind */
  const pick = (kind) => {
    picker.accept = ACCEPTED[kind];
    picker.value = '';
    picker.onchange = () => void sendFiles([...(picker.files ?? [])], kind, deeds);
    picker.click();
  };
  openMenu(anchor, words.label, [
    ...(/** @type {const} */ (['photo', 'document', 'voice'])).map((kind) => ({ label: words[kind], icon: icon(kind), act: () => pick(kind) })),
    { label: words.location, icon: icon('location'), act: () => sendLocation(deeds) },
    { label: words.contact, icon: icon('contact'), act: () => sendContact(deeds, name) },
    { label: words.sticker, icon: icon('sticker'), act: () => sendSticker(deeds) },
  ]);
}

/** Sends files one after the other, each after a look at it. @param {File[]} files @param {Kind | null} kind null: told by what they are @param {Deeds} deeds */
export async function sendFiles(files, kind, deeds) {
  for (const file of files) {
    const as = kind ?? (file.type.startsWith('image/') ? 'photo' : 'document');
    const caption = el('input', { type: 'text', maxlength: 1024, 'aria-label': texts.attach.caption, placeholder: texts.attach.caption });
    const about = el('div', { class: 'card' }, el('span', { class: 'disc' }, icon(as)), el('span', { class: 'lines' }, el('strong', {}, file.name), el('small', {}, fileSize(file.size))));
    const said = await ask({ title: texts.attach[as], body: [about, caption], agree: texts.dialog.send, read: () => caption.value.trim() });
    if (said === null) return;
    await deeds.upload(file, as, said);
  }
}

/** @param {Deeds} deeds */
export async function sendLocation(deeds) {
  const latitude = field(texts.attach.latitude, String(PLACE.latitude), 'decimal');
  const longitude = field(texts.attach.longitude, String(PLACE.longitude), 'decimal');
  const place = await ask({ title: texts.attach.location, body: [latitude.row, longitude.row], agree: texts.dialog.send, read: () => ({ latitude: Number(latitude.input.value), longitude: Number(longitude.input.value) }) });
  if (place) await deeds.share({ kind: 'location', ...place });
}

/** @param {Deeds} deeds @param {string} own */
export async function sendContact(deeds, own) {
  const name = field(texts.attach.name, own, 'text');
  const phone = field(texts.attach.phone, PHONE, 'tel');
  const contact = await ask({ title: texts.attach.contact, body: [name.row, phone.row], agree: texts.dialog.send, read: () => ({ name: name.input.value, phone: phone.input.value }) });
  if (contact) await deeds.share({ kind: 'contact', ...contact });
}

/** @param {Deeds} deeds */
async function sendSticker(deeds) {
  const emoji = await choose(texts.attach.sticker, Object.entries(texts.attach.emoji).map(([value, spoken]) => ({ label: value, spoken, value })), 'grid');
  if (emoji !== null) await deeds.share({ kind: 'sticker', emoji });
}

/** @param {string} label @param {string} value @param {string} mode */
function field(label, value, mode) {
  const input = el('input', { type: 'text', inputmode: mode, value, required: true });
  return { input, row: el('label', {}, el('span', {}, label), input) };
}
