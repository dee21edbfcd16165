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
  take(room: PhysicalRoom, span: NightSpan): void;
  release(room: PhysicalRoom, span: NightSpan): void;
}

/** An empty picture of the days `[window.from, window.to)`. Rooms appear as they are first spoken of. */
export function createOccupancy(window: NightSpan): Occupancy {
  const length = window.to - window.from;
  // Holders per night: the PMS may hold a room twice, and giving one of the two back must not free it.
  const rooms = new Map<PhysicalRoom, Uint8Array>();

  const nightsOf = (room: PhysicalRoom): Uint8Array => {
    let nights = rooms.get(room);
    if (!nights) rooms.set(room, (nights = new Uint8Array(length)));
    return nights;
  };
  const change = (room: PhysicalRoom, span: NightSpan, by: 1 | -1) => {
    const nights = nightsOf(room);
    const last = Math.min(span.to, window.to) - window.from;
    for (let i = Math.max(span.from, window.from) - window.from; i < last; i += 1)
      nights[i] = Math.max(0, nights[i]! + by);
  };
  const run = (room: PhysicalRoom, start: number, step: 1 | -1, cap: number): number => {
    const nights = nightsOf(room);
    let free = 0;
    for (let i = start - window.from; free < cap && i >= 0 && i < length && nights[i] === 0; i += step)
      free += 1;
    return free;
  };

  return {
    isFree(room, span) {
      if (span.from < window.from || span.to > window.to) return false;
      const nights = nightsOf(room);
      for (let i = span.from - window.from; i < span.to - window.from; i += 1)
        if (nights[i] !== 0) return false;
      return true;
    },
    freeBefore: (room, span, cap) => run(room, span.from - 1, -1, cap),
    freeAfter: (room, span, cap) => run(room, span.to, 1, cap),
    take: (room, span) => change(room, span, 1),
    release: (room, span) => change(room, span, -1),
  };
}
