// What keeps failing alike: one cause at one agency, one room code, one hour of the day. Pure.
import type { Reason } from '../../domain/booking-plan.js';
import { type DayFigures, type FailureGroup, sumOf } from './day-figures.js';

/** Messages that failed at first for one cause, by which it is a pattern and no accident. */
export const fewestAlike = { ofAgency: 5, ofRoomCode: 3, ofCause: 10 } as const;
/** By which an hour of the day stands out: failures in it, their share of all, and how much more often its attempts fail than the others. */
const hourCluster = { failures: 10, share: 0.5, timesAsOften: 2 } as const;

export type PatternKind = 'room_code' | 'agency' | 'cause' | 'hour';

export interface Pattern {
  readonly kind: PatternKind;
  /** Messages, of an hour attempts. */
  readonly count: number;
  /** The code of the failures; undefined of an hour. */
  readonly code: string | undefined;
  readonly reason: Reason;
}

const pattern = (
  kind: PatternKind,
  count: number,
  code: string | undefined,
  params: Reason['params'],
): Pattern => ({
  kind,
  count,
  code,
  reason: { key: `import.pattern.${kind}`, params: { ...params, count } },
});

function byRoomCode(failures: readonly FailureGroup[]): Pattern[] {
  return failures.flatMap(({ code, agency, roomCode, messages }) =>
    roomCode !== null && messages >= fewestAlike.ofRoomCode
      ? [pattern('room_code', messages, code, { roomCode, agency: agency ?? '' })]
      : [],
  );
}

const total = (groups: readonly FailureGroup[]) => groups.reduce((sum, { messages }) => sum + messages, 0);

/** One cause at one agency; where more agencies than one have it, the cause itself. Failures that a room code explains are told by that. */
function byCause(failures: readonly FailureGroup[]): Pattern[] {
  const unexplained = failures.filter(
    ({ roomCode, messages }) => roomCode === null || messages < fewestAlike.ofRoomCode,
  );
  return [...Map.groupBy(unexplained, ({ code }) => code)].flatMap(([code, ofCause]) => {
    const agencies = Map.groupBy(ofCause, ({ agency }) => agency);
    if (agencies.size > 1 && total(ofCause) >= fewestAlike.ofCause)
      return [pattern('cause', total(ofCause), code, { agencies: agencies.size })];
    return [...agencies].flatMap(([agency, groups]) =>
      agency !== null && total(groups) >= fewestAlike.ofAgency
        ? [pattern('agency', total(groups), code, { agency })]
        : [],
    );
  });
}

/** An hour on several days in which half of all failures lie, though its attempts are not so many. */
function byHour(days: readonly DayFigures[], { attemptsByHour, failuresByHour }: DayFigures): Pattern[] {
  const attempts = attemptsByHour.reduce((a, b) => a + b, 0);
  const failures = failuresByHour.reduce((a, b) => a + b, 0);
  return failuresByHour.flatMap((failed, hour) => {
    const daysWithIt = days.filter((day) => (day.failuresByHour[hour] ?? 0) > 0).length;
    if (failed < hourCluster.failures || daysWithIt < 2 || failed < failures * hourCluster.share) return [];
    const here = failed / (attemptsByHour[hour] || 1);
    const elsewhere = (failures - failed) / Math.max(1, attempts - (attemptsByHour[hour] ?? 0));
    return here >= elsewhere * hourCluster.timesAsOften ? [pattern('hour', failed, undefined, { hour })] : [];
  });
}

/** The most frequent first. */
export function patternsOf(days: readonly DayFigures[]): Pattern[] {
  const sum = sumOf(days);
  return [...byRoomCode(sum.failures), ...byCause(sum.failures), ...byHour(days, sum)].sort(
    (a, b) => b.count - a.count,
  );
}
