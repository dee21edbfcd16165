// Which physical room is taken in which night, over a window of days. The one picture that every placement rule looks at.
import type { DayNumber } from '../domain/hotel-date.js';
import type { PhysicalRoom } from '../domain/ids.js';

/** Nights as day numbers, half open. A day use takes the one night of its day. */
export interface NightSpan {
  readonly from: DayNumber;
  readonly to: DayNumber;
}

export interface Occupancy {
  /** Whether no night of `span` is taken. Nights outside the window count as taken: nothing is known about them. */
  isFree(room: PhysicalRoom, span: NightSpan): boolean;
  /** Free nights directly before `span`, at most `cap`, and never looking beyond the window. */
  freeBefore(room: PhysicalRoom, span: NightSpan, cap: number): number;
  /** Free nights directly after `span`, likewise. */
  freeAfter(room: PhysicalRoom, span: NightSpan, cap: number): number;
  /** One more holder of every night of `span` inside the window; a night may have several. */
  take(room: PhysicalRoom, span: NightSpan): void;
  /** One holder less; a night without holders stays free. */
  release(room: PhysicalRoom, span: NightSpan): void;
}

/** An empty picture of the days `[window.from, window.to)`. It grows with what is taken, not with the window. */
export function createOccupancy(window: NightSpan): Occupancy {
  // Holders by day: the PMS may hold a room twice, and giving one of the two back must not free it. Only days that have any,
  // since one damaged date in a message makes the window span centuries.
  const rooms = new Map<PhysicalRoom, Map<number, number>>();

  const isTaken = (room: PhysicalRoom, day: number) => rooms.get(room)?.has(day) ?? false;
  const inWindow = (day: number) => day >= window.from && day < window.to;

  const change = (room: PhysicalRoom, span: NightSpan, by: 1 | -1) => {
    const holders = rooms.get(room) ?? new Map<number, number>();
    rooms.set(room, holders);
    const end = Math.min(span.to, window.to);
    for (let day: number = Math.max(span.from, window.from); day < end; day += 1) {
      const left = (holders.get(day) ?? 0) + by;
      if (left > 0) holders.set(day, left);
      else holders.delete(day);
    }
  };
  const freeRun = (room: PhysicalRoom, start: number, step: 1 | -1, cap: number): number => {
    let free = 0;
    for (let day = start; free < cap && inWindow(day) && !isTaken(room, day); day += step) free += 1;
    return free;
  };

  return {
    isFree(room, span) {
      if (span.from < window.from || span.to > window.to) return false;
      for (let day: number = span.from; day < span.to; day += 1) if (isTaken(room, day)) return false;
      return true;
    },
    freeBefore: (room, span, cap) => freeRun(room, span.from - 1, -1, cap),
    freeAfter: (room, span, cap) => freeRun(room, span.to, 1, cap),
    take: (room, span) => change(room, span, 1),
    release: (room, span) => change(room, span, -1),
  };
}
