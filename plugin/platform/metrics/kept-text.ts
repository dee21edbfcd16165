// The text of metrics that have many series and change seldom: written once for each change, not with each scrape.

interface Text {
  written?: string;
}

const texts = new WeakMap<object, Text>();

/** From now on the text that a scrape writes of the metric is kept for the next ones, until this is called again: after each change. */
export const keepText = (metric: object): void => void texts.set(metric, {});

/** What is kept of the metric, else what `write` says. Rejects as that does. */
export async function textOf(metric: object | undefined, write: () => Promise<string>): Promise<string> {
  const text = metric && texts.get(metric);
  // Where it is changed meanwhile, there is another text, and this one is kept by nobody.
  return text ? (text.written ??= await write()) : write();
}
