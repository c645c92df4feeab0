/** A progress bar for work that keeps someone waiting; nothing at all for work that does not, or where nobody watches. */

/** Where the bar is drawn: standard error, or a test's own. */
export interface Screen {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

/** Waiting begins to be felt here, in milliseconds. */
const PATIENCE = 1000;
/** Redrawing more often only costs time, in milliseconds. */
const PAUSE = 100;
const WIDTH = 24;

/**
 * Gives a function that takes the share done, from 0 to 1. It draws on a terminal only, once a second has passed, and takes the
 * bar away at 1. `now`: milliseconds that only go forward.
 */
export function createProgress(screen: Screen, now: () => number, label: string): (share: number) => void {
  const began = now();
  let drawn: number | null = null;
  return (share) => {
    if (screen.isTTY !== true) return;
    const time = now();
    if (share >= 1) {
      if (drawn !== null) screen.write('\r\u001B[K');
      drawn = null;
    } else if (time - began > PATIENCE && (drawn === null || time - drawn >= PAUSE)) {
      drawn = time;
      screen.write(`\r\u001B[K${bar(share, label, screen.columns)}`);
    }
  };
}

/** Some terminals do not know how wide they are, and say 0. */
function bar(share: number, label: string, columns = 0): string {
  const percent = `${Math.floor(Math.max(0, share) * 100)}%`;
  // Two columns for each Chinese character of the label, and room for the percentage: a bar that wraps would fill the screen.
  const width = Math.min(WIDTH, (columns || 80) - 2 * label.length - 8);
  if (width < 4) return percent;
  const full = Math.round(width * Math.max(0, share));
  return `${label} ${'█'.repeat(full)}${'░'.repeat(width - full)} ${percent}`;
}
