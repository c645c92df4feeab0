/** Where in the log one reads: at its end, following what comes, or further up, undisturbed. */

/** So near to its end the log follows what comes. Pixels. */
const NEAR = 60;

/**
 * The place in a log that scrolls.
 *
 * @param {HTMLElement} root
 * @param {HTMLElement} column inside it
 * @param {HTMLButtonElement} toEnd leads to the newest message, and is hidden there
 */
export function createPlace(root, column, toEnd) {
  let follows = true;
  let top = 0;
  const isNearEnd = () => root.scrollHeight - root.scrollTop - root.clientHeight < NEAR;
  const settle = (isNear = isNearEnd()) => {
    follows = isNear;
    top = root.scrollTop;
    toEnd.hidden = follows;
  };
  const goToEnd = () => {
    root.scrollTop = root.scrollHeight;
    settle(true);
  };
  // Only who scrolls up leaves the end; a field that grows, or larger letters, do not.
  root.addEventListener('scroll', () => settle(isNearEnd() || (follows && root.scrollTop >= top)), { passive: true });
  toEnd.addEventListener('click', () => {
    goToEnd();
    root.focus({ preventScroll: true });
  });
  const watcher = new ResizeObserver(() => follows && goToEnd());
  watcher.observe(root);
  watcher.observe(column);
  return {
    follows: () => follows,
    goToEnd,
    /** Goes on to the end, but not past the beginning of a message. @param {number} before where one was @param {HTMLElement | undefined} beginning */
    goOn(before, beginning) {
      const end = root.scrollHeight - root.clientHeight;
      root.scrollTop = beginning ? Math.max(before, Math.min(end, beginning.offsetTop - 8)) : end;
      settle();
    },
  };
}
