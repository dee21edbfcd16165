// Which rooms each room of a message may have, before a person imports it into one.
import type { ImportMessageRoomsAnswer } from '../../api/index.js';
import type { BookedReport, BookingReport } from '../../domain/booking-report.js';
import type { BookingNumber, HotelId } from '../../domain/ids.js';
import { namesOf } from '../../domain/room.js';
import type { RoomInventory } from '../../host/port.js';
import { type HotelSql, inHotel } from '../../platform/database/index.js';
import type { RoomNeed } from '../../pool/index.js';
import type { Applying } from '../applying/batch.js';
import { overRooms } from '../applying/party.js';
import { needOf, partyIn } from '../applying/room-needs.js';
import { readMeanings } from '../mappings/facts.js';
import { importSettings } from '../settings/repository.js';

/** By slot; a room whose code leads to no type can be had as well. */
async function needsOf(
  parts: Applying,
  sql: HotelSql,
  { agency, rooms }: BookedReport,
  inventory: RoomInventory,
): Promise<readonly (RoomNeed & { readonly slot: number })[]> {
  const meaningOf = await readMeanings(parts, sql, inventory);
  const settings = await importSettings(parts.platform, sql);
  const found = rooms.map((room) => {
    const { slot, checkIn, checkOut, nights } = room;
    const need = needOf(nights[0]!.roomTypeCode, agency, undefined, { meaningOf, inventory });
    return { slot, checkIn, checkOut, need, ...partyIn(room, settings) };
  });
  const known = found.flatMap(({ need, ...stay }) => (need ? [{ ...stay, ...need }] : []));
  const placed = new Map(overRooms(known, inventory.rooms).map((stay) => [stay.slot, stay]));
  return found.map(({ need, ...stay }) => ({
    ...stay,
    ...placed.get(stay.slot),
    ...{ bookedTypeId: need?.typeId, smoking: need?.smoking },
  }));
}

export async function roomsOfMessage(
  parts: Applying,
  hotel: HotelId,
  number: BookingNumber | null,
  report: BookingReport | undefined,
): Promise<ImportMessageRoomsAnswer> {
  const { database } = parts.platform;
  const sql = inHotel(database, hotel);
  const inventory = await parts.host.inventory(sql);
  const nameOf = namesOf(inventory.types);
  const sold = new Set(inventory.rooms.filter(({ sellable }) => sellable).map(({ typeId }) => typeId));
  const types = [...sold].map((id) => ({ id, name: nameOf(id) }));
  if (!report || report.kind === 'cancellation') return { types, rooms: [] };
  const needs = await needsOf(parts, sql, report, inventory);
  const plans = number === null ? [] : await parts.pool.plansOf(sql, number);
  const free = await parts.pool.roomsOfBooking(hotel, needs, plans);
  return { types, rooms: needs.map(({ slot }, i) => ({ slot, items: free[i]! })) };
}
