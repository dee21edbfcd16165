// Rooms, room types, room codes and site controller logins of a hotel, read from the PMS.
import {
  type HotelId,
  hotelId,
  physicalRoom,
  roomId,
  roomTypeId,
  type RoomTypeId,
} from '../../domain/ids.js';
import type { Sql } from '../../platform/database/index.js';
import type { RoomInventory, SiteControllerLogin } from '../port.js';

/** The PMS's own name for the TL-Lincoln login (column sc_user_info.name). */
const loginName = 'TL-リンカーン';

export async function siteControllerLogins(sql: Sql): Promise<SiteControllerLogin[]> {
  const rows = await sql.rows<{ hotel_id: number; user_id: string; password: string }>(
    `SELECT hotel_id, user_id, password FROM sc_user_info WHERE name = :name ORDER BY hotel_id`,
    { name: loginName },
  );
  return rows.map((row) => ({ hotelId: hotelId(row.hotel_id), userId: row.user_id, password: row.password }));
}

interface RoomRow {
  readonly id: number;
  readonly room_type_id: number;
  readonly room_number: string;
  readonly floor: number | null;
  readonly capacity: number | null;
  readonly smoking: boolean | null;
  readonly sellable: boolean;
  readonly assignment_priority: number | null;
}

function roomsOf(sql: Sql, hotel: HotelId): Promise<RoomRow[]> {
  return sql.rows<RoomRow>(
    `SELECT id, room_type_id, room_number, floor, capacity, smoking, assignment_priority,
            (for_sale AND NOT is_staff_room) AS sellable
       FROM rooms WHERE hotel_id = :hotel ORDER BY id`,
    { hotel },
  );
}

function typesOf(sql: Sql, hotel: HotelId): Promise<{ id: number; name: string }[]> {
  return sql.rows(`SELECT id, name FROM room_types WHERE hotel_id = :hotel ORDER BY id`, { hotel });
}

/** Room types by room code. The PMS takes the first row of a code in the order the table gives them, and so do we: no ORDER BY. */
export async function typesByCode(sql: Sql, hotel: HotelId): Promise<ReadonlyMap<string, RoomTypeId>> {
  const rows = await sql.rows<{ code: string | null; room_type_id: number | null }>(
    `SELECT netagtrmtypecode AS code, room_type_id FROM sc_tl_rooms WHERE hotel_id = :hotel`,
    { hotel },
  );
  const byCode = new Map<string, RoomTypeId>();
  for (const { code, room_type_id } of rows) {
    if (code !== null && room_type_id !== null && !byCode.has(code))
      byCode.set(code, roomTypeId(room_type_id));
  }
  return byCode;
}

export async function inventory(sql: Sql, hotel: HotelId): Promise<RoomInventory> {
  const rooms = await roomsOf(sql, hotel);
  const types = await typesOf(sql, hotel);
  return {
    types: types.map((type) => ({ id: roomTypeId(type.id), name: type.name })),
    rooms: rooms.map((room) => ({
      id: roomId(room.id),
      typeId: roomTypeId(room.room_type_id),
      number: room.room_number,
      physical: physicalRoom(room.room_number),
      floor: room.floor ?? 1,
      capacity: room.capacity ?? 1,
      smoking: room.smoking ?? false,
      sellable: room.sellable,
      priority: room.assignment_priority ?? undefined,
    })),
    typeByCode: await typesByCode(sql, hotel),
  };
}
