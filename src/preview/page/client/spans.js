/** Text with entities as a tree, by UTF-16 offsets. Pure. */

/**
 * @typedef {import('grammy/types').MessageEntity} Entity
 * @typedef {{ entity: Entity, children: Span[] }} Styled
 * @typedef {string | Styled} Span
 */

/** These stand on lines of their own. */
const BLOCKS = new Set(['blockquote', 'expandable_blockquote', 'pre']);

/**
 * The tree of a text. Where entities cross, the later one ends with the earlier. A line break that a block makes by itself is
 * left out of the text beside it.
 *
 * @param {string} text
 * @param {readonly Entity[]} entities
 * @returns {Span[]}
 */
export function nest(text, entities) {
  const sorted = entities.toSorted((one, other) => one.offset - other.offset || other.length - one.length);
  let next = 0;
  /** @param {number} from @param {number} to @returns {Span[]} */
  const walk = (from, to) => {
    /** @type {Span[]} */
    const spans = [];
    let at = from;
    for (let entity = sorted[next]; entity && entity.offset < to; entity = sorted[next]) {
      next++;
      const start = Math.max(entity.offset, at);
      const end = Math.min(entity.offset + entity.length, to);
      if (end <= start) continue;
      if (start > at) spans.push(text.slice(at, start));
      spans.push({ entity, children: walk(start, end) });
      at = end;
    }
    if (at < to) spans.push(text.slice(at, to));
    return spans;
  };
  return walk(0, text.length).map(withoutOuterBreaks).filter((span) => span !== '');
}

/** @param {Span} span @param {number} index @param {Span[]} spans @returns {Span} */
function withoutOuterBreaks(span, index, spans) {
  if (typeof span !== 'string') return span;
  const before = isBlock(spans[index - 1]) ? span.replace(/^\n/u, '') : span;
  return isBlock(spans[index + 1]) ? before.replace(/\n$/u, '') : before;
}

/** @param {Span | undefined} span */
const isBlock = (span) => span !== undefined && typeof span !== 'string' && BLOCKS.has(span.entity.type);
