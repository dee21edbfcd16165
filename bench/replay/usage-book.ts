// Which rooms were slept in on the nights that have passed.
import { type AssignableRoom, fadingUse, type RoomUsage } from '../../plugin/assignment/index.js';
import type { DayNumber } from '../../plugin/domain/hotel-date.js';
import type { PhysicalRoom, RoomId } from '../../plugin/domain/ids.js';

export interface UsageBook {
  /** The room was slept in on the night of `day`; days never go back. */
  record(day: DayNumber, room: RoomId): void;
  /** The `fairnessDays` nights before `day`. */
  upTo(day: DayNumber, fairnessDays: number): ReadonlyMap<PhysicalRoom, RoomUsage>;
}

export function createUsageBook(rooms: readonly AssignableRoom[]): UsageBook {
  const nights = new Map<RoomId, DayNumber[]>(rooms.map((room) => [room.id, []]));
  let known:
    { day: DayNumber; fairnessDays: number; usage: ReadonlyMap<PhysicalRoom, RoomUsage> } | undefined;
  const usageOf = (room: RoomId, day: DayNumber, fairnessDays: number): RoomUsage => {
    const slept = nights.get(room)!;
    while (slept.length > 0 && slept[0]! < day - fairnessDays) slept.shift();
    const last = slept.at(-1);
    return {
      ...fadingUse(
        slept.map((night) => day - night),
        fairnessDays,
      ),
      lastUsedUntil: last === undefined ? undefined : ((last + 1) as DayNumber),
      demandingUntil: undefined,
    };
  };
  return {
    record: (day, room) => nights.get(room)!.push(day),
    upTo(day, fairnessDays) {
      if (known?.day === day && known.fairnessDays === fairnessDays) return known.usage;
      const usage = new Map(rooms.map((room) => [room.physical, usageOf(room.id, day, fairnessDays)]));
      known = { day, fairnessDays, usage };
      return usage;
    },
  };
}
