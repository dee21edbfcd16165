// Reservations as the PMS has them at a moment, part by part, for tests of the rules: what a case does not say is ordinary.
import { reservationId, roomId } from '../../plugin/domain/ids.js';
import {
  type Part,
  type PartRow,
  parts,
  type ReservationState,
  type StateNight,
} from '../../plugin/domain/reservation-state.js';

/** One night in room 101, with one guest. */
export const stateNight = (date: string, changes: Partial<StateNight> = {}): StateNight => ({
  ...{ id: `night ${date}`, date, roomId: roomId(101), guests: ['guest'], parked: [], parkingAddons: [] },
  ...changes,
});

/** Reservation R1 with these rows; parts that are not named have none. */
export function stateOf(
  rows: Partial<Record<Part, readonly PartRow[]>>,
  changes: Partial<ReservationState> = {},
): ReservationState {
  return {
    ...{
      id: reservationId('R1'),
      booker: 'client',
      comment: null,
      arrival: '15:00:00',
      departure: '10:00:00',
    },
    ...{ nights: [], logPosition: 0, rows: [], parkingWriters: [], guestWriters: [], nameWriters: [] },
    parts: {
      ...(Object.fromEntries(parts.map((part) => [part, []])) as unknown as ReservationState['parts']),
      ...rows,
    },
    ...changes,
  };
}
