// What placement would do with one booking now: asked, and nothing done.
import { availabilityOf, overlaps, spanOf, typePrice, widened } from '../../assignment/index.js';
import { businessDate } from '../../domain/hotel-date.js';
import type { RoomTypeId } from '../../domain/ids.js';
import type { HostPort } from '../../host/port.js';
import type { HotelTx } from '../../platform/database/index.js';
import type { Platform } from '../../platform/index.js';
import type { RoomHierarchyService, TrialPlacement, TrialStay } from '../../room-hierarchy/index.js';
import { poolEntry } from '../modes/modes.js';
import { hotelSettings } from '../plans/hotel-repository.js';
import { rulesNow } from './rules-now.js';
import { nothingGivenUp, type Occupancy } from '../occupancy/occupancy.js';
import {
  choosePlacement,
  heldAgainst,
  type Placement,
  type PlacementRules,
  type Request,
  daysAround,
  waysOf,
} from './placement.js';
import { readOccupancy } from '../occupancy/read-occupancy.js';

export interface TrialParts {
  readonly platform: Platform;
  readonly host: HostPort;
  readonly hierarchy: RoomHierarchyService;
}

/** Whether the booked type has rooms, and none of them may be smoked in: that is promised, and holds in an upgrade too. */
function isPromised({ house }: Occupancy, { typeId }: TrialStay): boolean {
  const type = house.typeIndex.get(typeId);
  return type !== undefined && house.promisesNoSmoking[type] === 1;
}

/** The type that placement gives, and how many others move for it. */
function outcomeOf(placement: Placement): readonly [RoomTypeId, number] | undefined {
  const room = placement.placed ? placement.rooms[0]?.room : undefined;
  return placement.placed && room ? [room.typeId, placement.moved.length] : undefined;
}

/** Pure. `decidedNow`: whether its room would be final at once. */
export function trialPlacement(
  stay: TrialStay,
  decidedNow: boolean,
  occupancy: Occupancy,
  rules: PlacementRules,
): TrialPlacement {
  const span = spanOf(stay.checkIn, stay.checkOut);
  const request: Request = {
    stays: [{ ...stay, slot: 0, smoking: stay.nonSmoking ? 'non_smoking' : undefined }],
    ...{ preferred: new Map(), final: new Map(), givenUp: nothingGivenUp },
    ...{ rearranging: true, decidedNow },
  };
  const outcome = outcomeOf(choosePlacement(request, occupancy, rules));
  // What was found at last by sending others to upgrades is not among the ways, and nothing else is then.
  const ways = new Map([...(outcome ? [outcome] : []), ...waysOf(request, occupancy, rules)]);
  const held = heldAgainst(request, occupancy, rules).filter((nights) => overlaps(nights, span));
  const free = availabilityOf(
    occupancy.house.rooms.filter(
      ({ sellable, physical }) =>
        sellable &&
        occupancy.isFree(physical, span, nothingGivenUp) &&
        !held.some(({ room }) => room.physical === physical),
    ),
  );
  const prices = decidedNow ? rules.outlook.prices : undefined;
  return {
    given: outcome?.[0],
    nonSmoking: stay.nonSmoking || isPromised(occupancy, stay),
    availability(type, need) {
      const moves = ways.get(type);
      const expectedLostSale = typePrice(prices, type, span) / (span.to - span.from);
      return { ...free(type, need), expectedLostSale, ...(moves !== undefined && { moves }) };
    },
  };
}

/** As far as the PMS's changes have been followed. Takes no lock: it may be otherwise when the booking comes. */
export async function tryPlacing(
  { platform: { clock, calendar, settings }, host, hierarchy }: TrialParts,
  tx: HotelTx,
  stay: TrialStay,
): Promise<TrialPlacement> {
  const today = businessDate(clock.now(), calendar);
  const numbers = await hotelSettings(tx);
  const entry = poolEntry(stay, numbers, clock.now(), calendar, settings.pool.deadlineHour);
  const windows = [widened(spanOf(stay.checkIn, stay.checkOut), daysAround)];
  return trialPlacement(
    stay,
    !entry.pooled,
    await readOccupancy(hierarchy, tx, await host.inventory(tx), windows),
    await rulesNow(tx, numbers, today),
  );
}
