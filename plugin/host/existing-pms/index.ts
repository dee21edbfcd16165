// The adapter to the group's PMS: everything the plugin knows of that PMS's tables and functions is in this folder.
import type { HostPort } from '../port.js';
import { hotelsToFollow, takeChanges } from './following/changes.js';
import { functionProblems, neededRights, problems } from './check.js';
import type { ReservationFunctions } from './functions.js';
import { agencyReservations, numbersHeldFrom } from './reading/agency-reservations.js';
import { hasHotel, siteControllerLogins } from './reading/hotels.js';
import { createInventoryReader, keepRooms } from './reading/inventory.js';
import {
  pendingQueueEntries,
  recordQueueEntries,
  recordResponse,
  settleQueueEntries,
} from './writing/ota-page.js';
import { arrivals, departures, stillInHouse } from './following/presence.js';
import {
  bookerNames,
  bookings,
  enteredByHand,
  namesOfPhones,
  leftEarly,
  notArrived,
  reservationIdsFrom,
  reservations,
  typesAsGiven,
} from './reading/reservations.js';
import { clientsOfContacts, guestsOf, lastStays } from './reading/guests.js';
import { createOptionalTables } from './reading/optional-tables.js';
import { createStateReader, editedAt, writersSince } from './reading/state.js';
import { endHolds, makeHold } from './writing/hold.js';
import { releaseNights } from './writing/nights.js';
import { giveNumber } from './writing/number.js';
import { createLock } from './writing/lock.js';
import { putBack } from './writing/put-back.js';
import { moveStays } from './writing/rooms.js';
import { trackImports } from './writing/tracking.js';
import { createWriter } from './writing/writes.js';

export type { ReservationFunctions } from './functions.js';
/** For tools that look at a PMS from outside. */
/** Connections that the PMS's own pool of its database opens at most. */
export const hostPoolConnections = 100;
export { functionProblems, neededRights as pmsRights, problems as pmsProblems, siteControllerLogins };

export interface ExistingPmsOptions {
  /** The PMS's `api/models/reservations`. */
  readonly reservations: ReservationFunctions;
  /**
   * A cancellation with a charge leaves its last night active in the PMS, where it would block the room. `full_fee` (default) turns
   * that night into the PMS's own full-fee form: cancelled, still billable. `leave` keeps it as the PMS wrote it.
   */
  readonly cancellationCharge?: 'full_fee' | 'leave';
}

/** Fills the port for the PMS described by its contract tests (`test/contract`). */
export function existingPms(options: ExistingPmsOptions): HostPort {
  const optionalTables = createOptionalTables();
  return {
    problems: async (sql) => [...functionProblems(options.reservations), ...(await problems(sql))],
    siteControllerLogins,
    hasHotel,
    inventory: createInventoryReader(),
    keepRooms,
    bookings,
    enteredByHand,
    namesOfPhones,
    ...{ guestsOf, clientsOfContacts, lastStays },
    typesAsGiven,
    reservations,
    reservationIdsFrom,
    ...{ numbersHeldFrom, agencyReservations },
    reservationStates: createStateReader(optionalTables),
    lockReservation: createLock(optionalTables),
    ...{ writersSince, editedAt, putBack },
    takeChanges,
    hotelsToFollow,
    bookerNames,
    ...{ stillInHouse, leftEarly, departures, notArrived, arrivals, releaseNights },
    ...createWriter(options.reservations, options.cancellationCharge ?? 'full_fee'),
    moveStays,
    ...{ giveNumber, trackImports, makeHold, endHolds },
    recordResponse,
    ...{ recordQueueEntries, pendingQueueEntries, settleQueueEntries },
  };
}
