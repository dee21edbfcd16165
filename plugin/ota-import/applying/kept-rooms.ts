// Whether a change would take a room from a stay that only a person may take: the guest's in the house, and one that a person chose (D2, P13). Pure.
import type { HostBooking, SlotRoom } from '../../host/port.js';
import { type Holding, roomsOfPersons } from '../../pool/index.js';
import type { Decision } from './decision.js';

/** Whether it would bring a guest who is in the house to another room: no setting does that, a person's choice of rooms may (P13). */
export const movesGuest = (
  present: HostBooking | undefined,
  rooms: readonly SlotRoom[],
  decision: Decision | undefined,
): boolean =>
  present?.status === 'checked_in' &&
  !decision?.choices.size &&
  present.nights.some((night) => !rooms.some(({ roomId }) => roomId === night.roomId));

/** Whether a room that a person chose for it would go; where the booking has fewer rooms now, one has to. */
export const leavesChosenRoom = (holding: Holding, rooms: readonly SlotRoom[]): boolean =>
  rooms.length >= holding.plans.length &&
  roomsOfPersons(holding).some((chosen) => !rooms.some(({ roomId }) => roomId === chosen));
