// Who got which room, and since when for good: the file a game leaves.
import { fromDayNumber } from '../../plugin/domain/hotel-date.js';
import type { Outcome } from './game.js';
import { namesOf } from './metrics.js';

const header = ['booking_id', 'room', 'decided_on', 'requested_type', 'room_type'];

const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/**
 * CSV, a line for each decision in the order in which they were made, so that a game cut short leaves the beginning of this. A booking that
 * was decided and cancelled later keeps its line; one cancelled before has none. Room and its type are empty where there was none:
 * that is certain on the day of arrival.
 */
export function assignmentsCsv({ hotel, decisions }: Outcome): string {
  const names = namesOf(hotel);
  const rooms = new Map(hotel.rooms.map((room) => [room.id, room]));
  const lines = decisions.map(({ stay, room: id, decidedOn }) => {
    const room = id === undefined ? undefined : rooms.get(id);
    const type = room && names.get(room.typeId);
    const day = fromDayNumber(decidedOn!);
    return [stay.bookingId, room?.number ?? '', day, names.get(stay.bookedTypeId)!, type ?? ''];
  });
  return [header, ...lines].map((line) => `${line.map(cell).join()}\n`).join('');
}
