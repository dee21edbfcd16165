// Two players that decide at once, when a booking comes: what most hotels' programs do.
import type { DayNumber } from '../../plugin/domain/hotel-date.js';
import type { RoomId, RoomTypeId } from '../../plugin/domain/ids.js';
import { departure, type Player, type ReplayHotel, type ReplayStay, type RoomChange } from './player.js';
import { RoomNights } from './room-nights.js';

/** Free nights beyond so many are no gap any more. */
const gapCap = 30;

/** Chooses among the rooms of one type, given in the file's order; undefined: none is free for the whole stay. */
type Choice = (rooms: readonly RoomId[], nights: RoomNights, stay: ReplayStay) => RoomId | undefined;

const firstFree: Choice = (rooms, nights, stay) =>
  rooms.find((room) => nights.isFree(room, stay.arrival, departure(stay)));

const smallestGap: Choice = (rooms, nights, stay) => {
  let best: RoomId | undefined;
  let smallest = Infinity;
  for (const room of rooms) {
    if (!nights.isFree(room, stay.arrival, departure(stay))) continue;
    const gap =
      nights.freeRun(room, stay.arrival - 1, -1, gapCap) + nights.freeRun(room, departure(stay), 1, gapCap);
    if (gap >= smallest) continue;
    best = room;
    smallest = gap;
  }
  return best;
};

/** Types a stay may be given, the booked one first. */
export const typesFor = (hotel: ReplayHotel, bookedTypeId: RoomTypeId): readonly RoomTypeId[] => [
  bookedTypeId,
  ...(hotel.upgrades.get(bookedTypeId) ?? []),
];

/** Rooms of each type in the file's order. */
export function roomsByType(hotel: ReplayHotel): ReadonlyMap<RoomTypeId, readonly RoomId[]> {
  const rooms = new Map<RoomTypeId, RoomId[]>(hotel.types.map(({ id }) => [id, []]));
  for (const { id, typeId } of hotel.rooms) rooms.get(typeId)?.push(id);
  return rooms;
}

/** Gives a room when the booking comes, own type first, then the listed types in order; what finds none then gets none later. */
class AtOnce implements Player {
  readonly solverMs: readonly number[] = [];
  private readonly nights = new RoomNights();
  private readonly rooms = new Map<number, RoomId>();
  private readonly roomsOf: ReadonlyMap<RoomTypeId, readonly RoomId[]>;
  private changed: RoomChange[] = [];

  constructor(
    private readonly hotel: ReplayHotel,
    private readonly choose: Choice,
  ) {
    this.roomsOf = roomsByType(hotel);
  }

  run(): void {}

  book(_day: DayNumber, stay: ReplayStay): void {
    for (const type of typesFor(this.hotel, stay.bookedTypeId)) {
      const room = this.choose(this.roomsOf.get(type) ?? [], this.nights, stay);
      if (room === undefined) continue;
      this.nights.take(room, stay.arrival, departure(stay), stay.id);
      this.rooms.set(stay.id, room);
      this.changed.push({ stay, from: undefined, to: room });
      return;
    }
  }

  release(_day: DayNumber, stay: ReplayStay, from: DayNumber): void {
    const room = this.rooms.get(stay.id);
    if (room !== undefined) this.nights.free(room, from, departure(stay));
  }

  beforeCheckIn(): void {}

  roomOf(stay: ReplayStay): RoomId | undefined {
    return this.rooms.get(stay.id);
  }

  changes(): readonly RoomChange[] {
    const changes = this.changed;
    this.changed = [];
    return changes;
  }
}

/** The first free room in the file's order. */
export const createFirstFree = (hotel: ReplayHotel): Player => new AtOnce(hotel, firstFree);

/** The free room with the fewest free nights around the stay, each side counted up to 30; among equals the first in the file's order. */
export const createSmallestGap = (hotel: ReplayHotel): Player => new AtOnce(hotel, smallestGap);
