// Durations as counts between fixed edges: days add up, and a percentile can be told of any number of them. Pure.
import { z } from 'zod';

/** `buckets[i]` counts what is at least `edges[i - 1]` and less than `edges[i]`; one more bucket than there are edges. */
export const histogramSchema = z.object({
  count: z.number(),
  sum: z.number(),
  max: z.number(),
  buckets: z.array(z.number()),
});
export type Histogram = z.output<typeof histogramSchema>;

/** Milliseconds that an attempt takes. */
export const durationEdges = [5, 10, 20, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000] as const;
/** Seconds from the receipt of a message to its reservation: up to a minute, an hour, a day, a week. */
export const latencyEdges = [1, 5, 15, 60, 300, 900, 3_600, 14_400, 86_400, 604_800] as const;

export const emptyHistogram = (edges: readonly number[]): Histogram => ({
  ...{ count: 0, sum: 0, max: 0 },
  buckets: Array.from({ length: edges.length + 1 }, () => 0),
});

export const together = (a: Histogram, b: Histogram): Histogram => ({
  count: a.count + b.count,
  sum: a.sum + b.sum,
  max: Math.max(a.max, b.max),
  buckets: a.buckets.map((count, index) => count + (b.buckets[index] ?? 0)),
});

/** Below which `share` of the values lies, evenly spread within their bucket; undefined where there are none. */
export function percentile(
  { count, max, buckets }: Histogram,
  edges: readonly number[],
  share: number,
): number | undefined {
  if (count === 0) return undefined;
  const wanted = share * count;
  let before = 0;
  for (const [index, inBucket] of buckets.entries()) {
    if (inBucket > 0 && before + inBucket >= wanted) {
      const from = index === 0 ? 0 : edges[index - 1]!;
      const to = Math.min(edges[index] ?? max, max);
      return Math.round(from + Math.max(0, to - from) * ((wanted - before) / inBucket));
    }
    before += inBucket;
  }
  return max;
}
