// Nights of rooms that came free while bookings wait for one: noted by the database, whoever frees them, until somebody has looked at them.
import { type HotelDate, hotelDate } from '../../domain/hotel-date.js';
import { type HotelId, hotelId, type RoomTypeId, roomTypeId } from '../../domain/ids.js';
import type { HotelTx, Sql } from '../../platform/database/index.js';
import type { UpgradeOptions } from '../../room-hierarchy/index.js';

/** A night of a room that came free, by the room's type. */
export interface FreedNight {
  readonly night: HotelDate;
  readonly type: RoomTypeId;
}

/** Nights that came free since they were last asked for, as far as nobody holds them again; noted only where a booking waits for one. Under the hotel's lock: what is being freed must be there. */
export async function takeFreedNights(tx: HotelTx): Promise<FreedNight[]> {
  const rows = await tx.rows<{ night: string; type: number }>(
    `WITH freed AS (DELETE FROM heyawari.freed_nights WHERE hotel_id = :hotel RETURNING physical_room, night)
     SELECT DISTINCT to_char(f.night, 'YYYY-MM-DD') AS night, r.room_type_id AS type
       FROM freed f
       JOIN heyawari.host_rooms r ON r.hotel_id = :hotel AND r.physical_room = f.physical_room
      WHERE NOT EXISTS (SELECT FROM heyawari.room_nights n
                         WHERE n.hotel_id = :hotel AND n.physical_room = f.physical_room AND n.night = f.night)
        AND NOT EXISTS (SELECT FROM heyawari.host_nights h
                         WHERE h.hotel_id = :hotel AND h.physical_room = f.physical_room AND h.night = f.night)`,
    { hotel: tx.hotel },
  );
  return rows.map((row) => ({ night: hotelDate(row.night), type: roomTypeId(row.type) }));
}

export async function hotelsWithFreedNights(sql: Sql): Promise<HotelId[]> {
  const rows = await sql.rows<{ hotel_id: number }>('SELECT DISTINCT hotel_id FROM heyawari.freed_nights');
  return rows.map((row) => hotelId(row.hotel_id));
}

/** A night that came free, and the booked types that a room of it can serve: its own, and those that it is an upgrade of. */
export interface ServingNight {
  readonly night: HotelDate;
  readonly bookedTypes: readonly RoomTypeId[];
}

/** Pure. */
export function serving(freed: readonly FreedNight[], options: UpgradeOptions): ServingNight[] {
  return freed.map(({ night, type }) => {
    const upgradedFrom = [...options].flatMap(([from, targets]) =>
      targets.some(({ toTypeId }) => toTypeId === type) ? [from] : [],
    );
    return { night, bookedTypes: [type, ...upgradedFrom] };
  });
}
