// Which rooms a stay could have in each type: the answer that whoever knows the house gives the upgrade engine, which asks for nothing by itself.
import type { HotelDate } from '../../domain/hotel-date.js';
import type { RoomTypeId } from '../../domain/ids.js';
import type { Room } from '../../domain/room.js';

/** What a room must offer a stay. */
export interface UpgradeNeed {
  readonly bookedTypeId: RoomTypeId;
  readonly checkIn: HotelDate;
  /** Equal to `checkIn` for a day use, which needs the night of its day. */
  readonly checkOut: HotelDate;
  readonly people: number;
  readonly nonSmoking: boolean;
}

/** Rooms of one type that are free on all nights of a need: each number is of those counted before it. */
export interface TypeAvailability {
  readonly free: number;
  /** …that take the people. */
  readonly largeEnough: number;
  /** …and are non-smoking where that is needed. */
  readonly fitting: number;
  /** What selling the room to someone else would bring, yen per night; default 0. */
  readonly expectedLostSale?: number;
  /** Where none is fitting: tentative stays that placement would move to make one so. Undefined: it would not. */
  readonly moves?: number;
}

/** The pool's answer; the engine asks for nothing by itself. */
export type Availability = (type: RoomTypeId, need: UpgradeNeed) => TypeAvailability;

/** How many rooms of each type are free, from the free ones themselves. Two rows with one room number are one room. */
export function availabilityOf(free: readonly Room[]): Availability {
  const byType = Map.groupBy(free, (room) => room.typeId);
  const count = (rooms: readonly Room[]) => new Set(rooms.map((room) => room.physical)).size;
  return (type, { people, nonSmoking }) => {
    const ofType = byType.get(type) ?? [];
    const largeEnough = ofType.filter((room) => room.capacity >= people);
    const fitting = largeEnough.filter((room) => !(nonSmoking && room.smoking));
    return { free: count(ofType), largeEnough: count(largeEnough), fitting: count(fitting) };
  };
}
