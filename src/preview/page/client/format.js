/** Times and sizes as people write them. Pure. */

const TIME = new Intl.DateTimeFormat('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false });
const DAY = new Intl.DateTimeFormat('zh-CN', { month: 'long', day: 'numeric' });
const YEAR = new Intl.DateTimeFormat('zh-CN', { year: 'numeric', month: 'long', day: 'numeric' });

/** For example 09:05. @param {number} seconds since 1970 */
export const clockTime = (seconds) => TIME.format(new Date(seconds * 1000));

/**
 * The day for a reader of today, for example 今天 or 1月2日.
 *
 * @param {number} seconds since 1970
 * @param {{ today: string, yesterday: string }} words
 * @param {Date} now
 */
export function dayName(seconds, words, now) {
  const day = new Date(seconds * 1000);
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (day.toDateString() === now.toDateString()) return words.today;
  if (day.toDateString() === yesterday.toDateString()) return words.yesterday;
  return (day.getFullYear() === now.getFullYear() ? DAY : YEAR).format(day);
}

/** For example 1.5 KB. @param {number} bytes */
export function fileSize(bytes) {
  const units = ['B', 'KB', 'MB'];
  const step = Math.min(units.length - 1, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(1024)));
  const value = bytes / 1024 ** step;
  return `${step === 0 ? value : Number(value.toFixed(1))} ${units[step]}`;
}

/** The first visible character, for a round picture. @param {string} name */
export const initialOf = (name) => [...new Intl.Segmenter('zh', { granularity: 'grapheme' }).segment(name)][0]?.segment ?? '';
