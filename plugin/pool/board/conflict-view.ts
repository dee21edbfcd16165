// A room held twice as the 部屋割り screen shows it: both holders, what has come of it, and what a person is asked to do.
import type { RoomId } from '../../domain/ids.js';
import type { HostReservation } from '../../host/port.js';
import type { ShownConflict } from '../following/conflicts-repository.js';
import type { Wording } from './plan-view.js';

/** How long it is shown that a stay gave way: to the shifts of two days. */
const shownHours = 48;

export const shownSince = (now: Date): Date => new Date(now.getTime() - shownHours * 3_600_000);

/** Rows at most; a house with more of them has one cause. */
export const mostConflictsShown = 50;

/** `other`: who holds the room beside the stay, where the PMS has the reservation. */
export function conflictView(
  row: ShownConflict,
  other: HostReservation | undefined,
  { room, guest }: Wording,
) {
  const { stay } = row;
  const numbered = (id: RoomId | null) => {
    const found = room(id);
    return found ? { id: found.id as number, number: found.number } : null;
  };
  return {
    id: row.id,
    state: row.state,
    foundAt: row.foundAt.toISOString(),
    room: numbered(row.room) ?? { id: row.room, number: String(row.room) },
    nights: { from: row.firstNight as string, to: row.lastNight as string },
    stay: {
      planId: stay.id as number,
      version: stay.version,
      bookingNumber: stay.bookingNumber as string,
      guestName: guest(stay.reservationId),
      checkIn: stay.checkIn as string,
      checkOut: stay.checkOut as string,
      state: stay.roomState,
    },
    other: row.other && {
      reservationId: row.other as string,
      bookingNumber: (other?.bookingNumber as string | undefined) ?? null,
      guestName: guest(row.other),
      status: other?.status ?? null,
      checkIn: (other?.checkIn as string | undefined) ?? null,
      checkOut: (other?.checkOut as string | undefined) ?? null,
    },
    otherRoom: numbered(row.otherRoom),
    reason: row.reason,
  };
}
