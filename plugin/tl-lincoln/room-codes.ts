// The room codes that a report names, each with what the agency calls the room: for whoever says what a code means.
import type { XmlTree } from '../domain/booking-report.js';
import { textAt } from './elements.js';
import { listedRooms } from './room-lists.js';

export interface NamedRoomCode {
  readonly code: string;
  /** Empty where the report has none. */
  readonly name: string;
}

/** Longer ones are no codes. */
const longestCode = 100;
const longestName = 100;

/** What PostgreSQL takes: no half of a character, and no NUL. */
const storable = (text: string) => text.toWellFormed().replaceAll('\0', '');

/** Each pair of code and name once, in their order; rooms without a code are left out. */
export function namedRoomCodes(document: XmlTree): NamedRoomCode[] {
  const named = listedRooms(document).flatMap((room) => {
    const code = storable(textAt(room, 'RoomInformation', 'RoomTypeCode') ?? '');
    const name = storable((textAt(room, 'RoomInformation', 'RoomTypeName') ?? '').slice(0, longestName));
    return code === '' || code.length > longestCode ? [] : [{ code, name }];
  });
  return [...new Map(named.map((one) => [JSON.stringify(one), one])).values()];
}
