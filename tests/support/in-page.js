/** Functions that run inside the page, each by itself: playwright sends their source. */

/**
 * What has the focus.
 *
 * @returns {{ id: string, className: string, text: string }}
 */
export function focused() {
  const { id = '', className = '', textContent = '' } = document.activeElement ?? {};
  return { id, className, text: textContent };
}

/**
 * The colours that hold, and whether the letters are large.
 *
 * @returns {[string, boolean]}
 */
export function looks() {
  const { colorScheme } = getComputedStyle(document.body);
  return [colorScheme, parseFloat(getComputedStyle(document.documentElement).fontSize) > 20];
}

/**
 * Elements that reach beyond the window sideways, where nothing could be scrolled to them.
 *
 * @returns {string[]}
 */
export function outside() {
  return [...document.querySelectorAll('body *')].filter((node) => {
    const { left, right, width, height } = node.getBoundingClientRect();
    const isSeen = width > 1 && height > 1 && getComputedStyle(node).visibility === 'visible' && !node.closest('pre, .spoken, .skip');
    return isSeen && (right > innerWidth + 1 || left < -1);
  }).map((node) => node.outerHTML.slice(0, 120));
}

/**
 * What can be pressed and is smaller than a fingertip. Words inside a text are as high as their line.
 *
 * @returns {string[]}
 */
export function small() {
  return [...document.querySelectorAll('button, a, textarea, [role=option], .segments label')].filter((node) => {
    const { width, height } = node.getBoundingClientRect();
    const isSeen = width > 1 && getComputedStyle(node).visibility === 'visible' && !node.matches('.skip, .text a, .word, .spoiler, .photo');
    // The field is as high as its line, inside a frame that takes the finger.
    return isSeen && (width < 43.9 || height < (node.matches('textarea') ? 36 : 43.9));
  }).map((node) => `${node.outerHTML.slice(0, 120)} ${JSON.stringify(node.getBoundingClientRect())}`);
}

/**
 * What axe finds, each with the first element that it names. Its source has to be in the page.
 *
 * @returns {Promise<string[]>}
 */
export async function offences() {
  const { axe } = /** @type {{ axe: typeof import('axe-core') }} */ (/** @type {unknown} */ (globalThis));
  const { violations } = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''} ${nodes[0]?.failureSummary ?? ''}`);
}
