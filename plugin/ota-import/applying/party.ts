// Who needs a bed (D22), and a party is counted over its rooms, not in each (O3): agencies put everybody into the first one. Pure.
import { type BookedNight, childClasses, type ChildClass } from '../../domain/booking-report.js';
import type { RoomTypeId } from '../../domain/ids.js';
import type { Room } from '../../domain/room.js';
import type { Stay } from '../../pool/index.js';

/** Of the people of a night those who need a bed: all but the children of whom the hotel says that they sleep beside somebody. */
export const bedsOf = (
  { people, children }: Pick<BookedNight, 'people' | 'children'>,
  withBed: readonly ChildClass[],
): number =>
  childClasses.reduce((beds, cls) => beds - (withBed.includes(cls) ? 0 : (children[cls] ?? 0)), people);

/** The largest room that is sold as the type: whoever booked it was promised no more. */
function capacities(rooms: readonly Room[]): ReadonlyMap<RoomTypeId, number> {
  const largest = new Map<RoomTypeId, number>();
  for (const { typeId, capacity, sellable } of rooms)
    if (sellable) largest.set(typeId, Math.max(capacity, largest.get(typeId) ?? 0));
  return largest;
}

/** No booking has so many; it costs time for each of their people. */
const mostRooms = 100;

/**
 * The stays of one booking with the beds that each room must really have: who does not fit where the message puts them goes to the rooms of the
 * booking that have beds to spare; who fits nowhere, evenly. A booking that fits as it is stays as it is.
 */
export function overRooms(stays: readonly Stay[], rooms: readonly Room[]): Stay[] {
  if (stays.length < 2 || stays.length > mostRooms) return [...stays];
  const largest = capacities(rooms);
  const said = stays.map(({ people, beds = people }) => beds);
  const capacity = stays.map(({ typeId }, i) => largest.get(typeId) ?? said[i]!);
  const beds = said.map((count, i) => Math.min(count, capacity[i]!));
  let left = said.reduce((sum, count, i) => sum + count - beds[i]!, 0);
  for (; left > 0; left -= 1) {
    const spare = beds.map((taken, i) => capacity[i]! - taken);
    // Most beds to spare first; where none has any, whoever is least too many.
    beds[spare.indexOf(Math.max(...spare))]! += 1;
  }
  return stays.map((stay, i) => ({ ...stay, beds: beds[i]! }));
}
