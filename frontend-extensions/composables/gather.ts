// Turns a burst of calls into one call with everything that was asked for.

/** `work` runs `waitMilliseconds` after the first call of a burst, with the union of its items. */
export function gather<Item>(
  work: (items: ReadonlySet<Item>) => void,
  waitMilliseconds: number,
): { add(items: Iterable<Item>): void; cancel(): void } {
  let waiting = new Set<Item>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function run(): void {
    const items = waiting;
    waiting = new Set();
    timer = undefined;
    work(items);
  }

  return {
    add(items) {
      for (const item of items) waiting.add(item);
      timer ??= setTimeout(run, waitMilliseconds);
    },
    cancel() {
      clearTimeout(timer);
      timer = undefined;
      waiting.clear();
    },
  };
}
