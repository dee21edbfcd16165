// How many rooms could take a further stay as the rooms are given now: what is left between the stays, seen every day.
import type { RoomTypeId } from '../../plugin/domain/ids.js';
import type { ReplayHotel } from './player.js';
import type { RoomNights } from './room-nights.js';

/** Lengths of stay that are asked for. */
export const placeableNights = [2, 3, 7] as const;
const longest = Math.max(...placeableNights);

export class PlaceableRooms {
  private days = 0;
  private readonly sums = new Map(placeableNights.map((nights) => [nights, new Map<RoomTypeId, number>()]));

  constructor(private readonly hotel: ReplayHotel) {
    for (const sum of this.sums.values()) for (const { typeId } of hotel.rooms) sum.set(typeId, 0);
  }

  /** Counts the rooms that are free for so many nights from `day` on, whoever holds them, tentatively or for good. */
  count(day: number, nights: RoomNights): void {
    this.days += 1;
    for (const { id, typeId } of this.hotel.rooms) {
      const free = nights.freeRun(id, day, 1, longest);
      for (const [wanted, sum] of this.sums) if (free >= wanted) sum.set(typeId, sum.get(typeId)! + 1);
    }
  }

  /** Mean over the days counted, by length of stay and by type; types without rooms are left out. */
  means(): ReadonlyMap<number, ReadonlyMap<RoomTypeId, number>> {
    const mean = (sum: number) => (this.days === 0 ? 0 : sum / this.days);
    return new Map(
      [...this.sums].map(([nights, sums]) => [
        nights,
        new Map([...sums].map(([type, sum]) => [type, mean(sum)])),
      ]),
    );
  }
}
