// Which rooms a person may choose for a booking that is to be imported.
import type { RoomChoiceAnswer } from '../../api/index.js';
import { merged, spanOf } from '../../assignment/index.js';
import type { BookingPlan } from '../../domain/booking-plan.js';
import type { HostPort } from '../../host/port.js';
import type { HotelTx } from '../../platform/database/index.js';
import type { RoomHierarchyService } from '../../room-hierarchy/index.js';
import { readOccupancy } from '../occupancy/read-occupancy.js';
import { freeRooms, type RoomNeed } from './room-choices.js';

/**
 * For each need the rooms that are free now, best first; those that the booking's own `plans` have count as free. One room may be a choice for several
 * needs. Takes no lock: it may be otherwise when one is chosen.
 */
export async function roomsOfBooking(
  { host, hierarchy }: { readonly host: HostPort; readonly hierarchy: RoomHierarchyService },
  tx: HotelTx,
  needs: readonly RoomNeed[],
  plans: readonly Pick<BookingPlan, 'id'>[],
): Promise<RoomChoiceAnswer[][]> {
  if (needs.length === 0) return [];
  const inventory = await host.inventory(tx);
  const windows = merged(needs.map(({ checkIn, checkOut }) => spanOf(checkIn, checkOut)));
  const occupancy = await readOccupancy(hierarchy, tx, inventory, windows);
  return needs.map((need) => freeRooms(need, { plans, own: [] }, occupancy, inventory));
}
