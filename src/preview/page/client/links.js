/** Where a link leads: into one of the chats of this page, or out of it. Pure. */

/**
 * @typedef {{ kind: 'start' | 'startgroup', payload: string }} DeepLink the bot's own link, with what it hands over
 * @typedef {{ kind: 'out', url: string }} OutLink
 */

/**
 * Reads an address. Null: nothing that a browser should open.
 *
 * @param {string} address with or without https://
 * @param {string} bot the bot's user name
 * @returns {DeepLink | OutLink | null}
 */
export function readLink(address, bot) {
  const url = /^[a-z][a-z+.-]*:/iu.test(address) ? address : `https://${address}`;
  if (!URL.canParse(url)) return null;
  const { protocol, hostname, pathname, searchParams } = new URL(url);
  const isOwn = protocol === 'tg:'
    ? hostname === 'resolve' && searchParams.get('domain')?.toLowerCase() === bot.toLowerCase()
    : ['t.me', 'telegram.me'].includes(hostname) && pathname.slice(1).toLowerCase() === bot.toLowerCase();
  if (isOwn && searchParams.has('startgroup')) return { kind: 'startgroup', payload: searchParams.get('startgroup') ?? '' };
  if (isOwn) return { kind: 'start', payload: searchParams.get('start') ?? '' };
  return ['http:', 'https:', 'mailto:', 'tel:'].includes(protocol) ? { kind: 'out', url } : null;
}
