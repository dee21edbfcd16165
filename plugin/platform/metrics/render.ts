// Registries in Prometheus's text form, whatever one of its metrics does: what fails or hangs is missing from it, and delays nothing.
import type { Registry } from 'prom-client';
import type { Logger } from 'winston';
import { textOf } from './kept-text.js';

/** Leaves the scraper half a second of the two within which it is answered. */
const longestMs = 1_500;

/** Each metric is rendered by itself, those of one registry behind the other's. Never rejects. */
export async function renderMetrics(registries: readonly Registry[], logger: Logger): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no figures within ${longestMs} ms`)), longestMs);
  });
  late.catch(() => undefined); // nobody may be left who waits
  const render = async (registry: Registry, metric: string): Promise<string | undefined> => {
    const write = () => registry.getSingleMetricAsString(metric);
    try {
      return await Promise.race([textOf(registry.getSingleMetric(metric), write), late]);
    } catch (error) {
      logger.warn('a metric is left out of the scrape', { metric, error });
      return undefined;
    }
  };
  const texts = await Promise.all(
    registries.flatMap((registry) => registry.getMetricsAsArray().map(({ name }) => render(registry, name))),
  );
  clearTimeout(timer);
  return `${texts.filter((text) => text !== undefined).join('\n\n')}\n`;
}
