/** Does the work at once, and then at most once in `everyMs`, however often it is asked for; the last asking is never forgotten. */
export function throttled(work: () => void, everyMs: number): { ask(): void; cancel(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsked = false;
  const rest = (): void => {
    timer = setTimeout(() => {
      timer = undefined;
      if (!isAsked) return;
      isAsked = false;
      work();
      rest();
    }, everyMs);
  };
  return {
    ask() {
      if (timer !== undefined) {
        isAsked = true;
        return;
      }
      work();
      rest();
    },
    cancel() {
      clearTimeout(timer);
      timer = undefined;
      isAsked = false;
    },
  };
}
