// Which rooms were slept in on the nights that have passed.
import type { AssignableRoom, RoomUsage } from '../../plugin/assignment/index.js';
import type { DayNumber } from '../../plugin/domain/hotel-date.js';
import type { PhysicalRoom, RoomId } from '../../plugin/domain/ids.js';

export interface UsageBook {
  /** The first call says when the memory begins. */
  open(day: DayNumber): void;
  /** The room was slept in on the night of `day`; days never go back. */
  record(day: DayNumber, room: RoomId): void;
  /** The `memory` nights before `day`. */
  upTo(day: DayNumber, memory: number): ReadonlyMap<PhysicalRoom, RoomUsage>;
}

/** What a night of so many days ago still counts: less and less, so that a busy month is not paid back by an idle one. */
const fading = (age: number, memory: number) => 1 - (age - 1) / memory;

export function createUsageBook(rooms: readonly AssignableRoom[]): UsageBook {
  const nights = new Map<RoomId, DayNumber[]>(rooms.map((room) => [room.id, []]));
  let firstDay: DayNumber | undefined;
  let known: { day: DayNumber; memory: number; usage: ReadonlyMap<PhysicalRoom, RoomUsage> } | undefined;
  return {
    open(day) {
      firstDay ??= day;
    },
    record: (day, room) => nights.get(room)!.push(day),
    upTo(day, memory) {
      if (known?.day === day && known.memory === memory) return known.usage;
      const usage = new Map<PhysicalRoom, RoomUsage>();
      let nightsSellable = 0;
      for (let age = 1; age <= Math.min(memory, day - (firstDay ?? day)); age += 1)
        nightsSellable += fading(age, memory);
      for (const room of rooms) {
        const slept = nights.get(room.id)!;
        while (slept.length > 0 && slept[0]! < day - memory) slept.shift();
        const last = slept.at(-1);
        usage.set(room.physical, {
          nightsUsed: slept.reduce((sum, night) => sum + fading(day - night, memory), 0),
          nightsSellable,
          lastUsedUntil: last === undefined ? undefined : ((last + 1) as DayNumber),
          demandingUntil: undefined,
        });
      }
      known = { day, memory, usage };
      return usage;
    },
  };
}
