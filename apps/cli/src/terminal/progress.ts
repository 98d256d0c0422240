/** Tells how far something is. */
export interface Progress {
  /** `done` never goes back. */
  to(done: number, total: number): void;
  /** Ends the line of the bar. */
  end(): void;
}

const BAR_CELLS = 30;

/** A bar on a terminal, one line for every tenth elsewhere, so that a log stays short. */
export function createProgress(write: (text: string) => void, isTerminal: boolean, label: string): Progress {
  let tenth = 0;
  let drawn = '';
  const bar = (done: number, total: number): void => {
    const filled = Math.floor((BAR_CELLS * done) / total);
    const line = `\r${label} [${'#'.repeat(filled)}${'.'.repeat(BAR_CELLS - filled)}] ${percentOf(done, total)} % ${done}/${total}`;
    if (line !== drawn) write(line);
    drawn = line;
  };
  const line = (done: number, total: number): void => {
    const reached = Math.floor((10 * done) / total);
    if (reached > tenth) write(`${label} ${reached * 10} % ${done}/${total}\n`);
    tenth = Math.max(tenth, reached);
  };
  return {
    to(done, total) {
      if (total <= 0) return;
      (isTerminal ? bar : line)(Math.min(done, total), total);
    },
    end() {
      if (drawn !== '') write('\n');
      drawn = '';
    },
  };
}

const percentOf = (done: number, total: number): string => String(Math.floor((100 * done) / total)).padStart(3);
