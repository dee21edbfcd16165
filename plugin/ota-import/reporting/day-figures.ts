// The figures of a business date of the import, and what several of them say together: rates, causes, durations. Pure.
import { z } from 'zod';
import { durationEdges, emptyHistogram, histogramSchema, latencyEdges, together } from './histogram.js';

/** Rises whenever what is counted becomes another: a day of an older form is counted anew, where the log still has it. */
export const figuresForm = 1;

const count = z.number().int();
const text = z.string().nullable();

/** Attempts that are alike. */
const attemptGroup = z.object({
  kind: text,
  trigger: z.enum(['initial', 'retry', 'manual']),
  status: z.string(),
  class: text,
  code: text,
  count,
});
export type AttemptGroup = z.output<typeof attemptGroup>;

/** Messages whose first attempt failed for one cause. */
const failureGroup = z.object({
  class: z.string(),
  code: z.string(),
  agency: text,
  roomCode: text,
  messages: count,
});
export type FailureGroup = z.output<typeof failureGroup>;

export const dayFiguresSchema = z.object({
  received: count,
  /** Messages that were tried, and those whose last attempt of the day got through. */
  tried: count,
  succeeded: count,
  attempts: z.array(attemptGroup),
  /** The most frequent ones. */
  failures: z.array(failureGroup),
  /** By the hour of the hotel's clock, 24 of each. */
  attemptsByHour: z.array(count),
  failuresByHour: z.array(count),
  durationMs: histogramSchema,
  /** From the receipt of a message to its reservation. */
  latencySeconds: histogramSchema,
});
export type DayFigures = z.output<typeof dayFiguresSchema>;

/** What became of a message for good, or of a repeat: nobody need look at it again. */
export const successStates = ['imported', 'duplicate', 'superseded', 'resolved', 'ignored'] as const;

const hours = Array.from({ length: 24 }, () => 0);

export const noFigures: DayFigures = {
  ...{ received: 0, tried: 0, succeeded: 0, attempts: [], failures: [] },
  ...{ attemptsByHour: hours, failuresByHour: hours },
  durationMs: emptyHistogram(durationEdges),
  latencySeconds: emptyHistogram(latencyEdges),
};

/** Rows alike but for their number, as one. */
function merged<Row extends object, Key extends keyof Row>(rows: readonly Row[], number: Key): Row[] {
  const alike = Map.groupBy(rows, (row) => JSON.stringify({ ...row, [number]: 0 }));
  return [...alike.values()].map((group) => ({
    ...group[0]!,
    [number]: group.reduce((sum, row) => sum + Number(row[number]), 0),
  }));
}

const added = (a: readonly number[], b: readonly number[]) => a.map((value, hour) => value + (b[hour] ?? 0));

/** The figures of several days as those of one; a message that was tried on two days counts on both. */
export function sumOf(days: readonly DayFigures[]): DayFigures {
  const sum = days.reduce(
    (a, b) => ({
      received: a.received + b.received,
      tried: a.tried + b.tried,
      succeeded: a.succeeded + b.succeeded,
      attempts: [...a.attempts, ...b.attempts],
      failures: [...a.failures, ...b.failures],
      attemptsByHour: added(a.attemptsByHour, b.attemptsByHour),
      failuresByHour: added(a.failuresByHour, b.failuresByHour),
      durationMs: together(a.durationMs, b.durationMs),
      latencySeconds: together(a.latencySeconds, b.latencySeconds),
    }),
    noFigures,
  );
  return { ...sum, attempts: merged(sum.attempts, 'count'), failures: merged(sum.failures, 'messages') };
}

/** Share of the messages tried that got through; null where none was tried. */
export const successRate = ({ tried, succeeded }: Pick<DayFigures, 'tried' | 'succeeded'>): number | null =>
  tried === 0 ? null : succeeded / tried;

export interface Outcomes {
  readonly importedAtOnce: number;
  readonly importedAfterRetry: number;
  readonly importedByHand: number;
  /** Messages that were given up, for a person. */
  readonly failed: number;
}

export function outcomesOf({ attempts }: Pick<DayFigures, 'attempts'>): Outcomes {
  const of = (status: string, trigger?: AttemptGroup['trigger']) =>
    attempts
      .filter((group) => group.status === status && (trigger === undefined || group.trigger === trigger))
      .reduce((sum, group) => sum + group.count, 0);
  return {
    importedAtOnce: of('imported', 'initial'),
    importedAfterRetry: of('imported', 'retry'),
    importedByHand: of('imported', 'manual'),
    failed: of('failed'),
  };
}

export interface Cause {
  readonly code: string;
  readonly class: string;
  readonly attempts: number;
}

/** The failures that attempts ended in, the most frequent first. */
export function topCauses(attempts: readonly AttemptGroup[], most: number): Cause[] {
  const causes = attempts.flatMap(({ code, class: of, count: failed }) =>
    code === null || of === null ? [] : [{ code, class: of, attempts: failed }],
  );
  return merged(causes, 'attempts')
    .sort((a, b) => b.attempts - a.attempts || (a.code < b.code ? -1 : 1))
    .slice(0, most);
}

/** How many attempts there were of each value of `part`, the most frequent first. */
export function countedBy(attempts: readonly AttemptGroup[], part: 'kind' | 'trigger' | 'status' | 'class') {
  const values = attempts.map((group) => ({ value: group[part], attempts: group.count }));
  return merged(values, 'attempts').sort((a, b) => b.attempts - a.attempts);
}
