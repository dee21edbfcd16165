// Turns a burst of calls into one call with everything that was asked for, and never works twice at a time.

export interface Gathering<Item> {
  /** `waitMilliseconds` after the first call of a burst, or when the work under way is done. */
  add(items: Iterable<Item>): void;
  /** At once, with whatever waits; or when the work under way is done. */
  now(items: Iterable<Item>): void;
  cancel(): void;
}

/** `work` runs with the union of what has been asked for since it last began. It must not reject. */
export function gather<Item>(
  work: (items: ReadonlySet<Item>) => Promise<void>,
  waitMilliseconds: number,
): Gathering<Item> {
  let waiting = new Set<Item>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isWorking = false;

  async function run(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const items = waiting;
    waiting = new Set();
    isWorking = true;
    await work(items);
    isWorking = false;
    if (waiting.size > 0) wait();
  }

  function wait(): void {
    if (!isWorking) timer ??= setTimeout(() => void run(), waitMilliseconds);
  }

  function ask(items: Iterable<Item>): void {
    for (const item of items) waiting.add(item);
  }

  return {
    add(items) {
      ask(items);
      if (waiting.size > 0) wait();
    },
    now(items) {
      ask(items);
      if (!isWorking) void run();
    },
    cancel() {
      clearTimeout(timer);
      timer = undefined;
      waiting.clear();
    },
  };
}
