// Rooms, room types, room codes and site controller logins of a hotel, read from the PMS.
import {
  type HotelId,
  type PhysicalRoom,
  roomId,
  type RoomId,
  roomTypeId,
  type RoomTypeId,
} from '../../../domain/ids.js';
import { nameOfType, type Room } from '../../../domain/room.js';
import type { HotelSql, HotelTx } from '../../../platform/database/index.js';
import type { RoomInventory } from '../../port.js';
import { keysOf } from './room-keys.js';

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

interface KeptRoom {
  readonly room_id: number;
  readonly physical_room: PhysicalRoom;
  readonly room_number: string;
  readonly room_type_id: number;
  readonly sellable: boolean;
}

interface InventoryLists {
  readonly rooms: readonly RoomRow[];
  readonly kept: readonly KeptRoom[];
  readonly types: readonly { id: number; name: string | null }[];
  readonly codes: readonly CodeRow[];
}

interface CodeRow {
  readonly code: string | null;
  readonly room_type_id: number | null;
}

/**
 * Room types by room code. The PMS takes the first row of a code in the order the table gives them, whichever agency (`agtcode`) it is for,
 * and so do we: where that one names no type, its function finds none.
 */
export function byCode(rows: readonly CodeRow[]): ReadonlyMap<string, RoomTypeId> {
  const types = new Map<string, RoomTypeId>();
  const seen = new Set<string>();
  for (const { code, room_type_id } of rows) {
    if (code === null || seen.has(code)) continue;
    seen.add(code);
    if (room_type_id !== null) types.set(code, roomTypeId(room_type_id));
  }
  return types;
}

/** No ORDER BY: see `byCode`. */
const codesOf = `SELECT netagtrmtypecode AS code, room_type_id FROM sc_tl_rooms WHERE hotel_id = :hotel`;

function keysByRoom({ rooms, kept }: InventoryLists): ReadonlyMap<number, PhysicalRoom> {
  const known = new Map(
    kept.map((room) => [room.room_id, { physical: room.physical_room, number: room.room_number }]),
  );
  return keysOf(rooms.map(({ id, room_number }) => ({ id, number: room_number, known: known.get(id) })));
}

/** Whether the list says anything of a room that was not kept. */
function isNews(rooms: readonly Room[], kept: readonly KeptRoom[]): boolean {
  const known = new Map<number, KeptRoom>(kept.map((room) => [room.room_id, room]));
  return (
    rooms.length !== kept.length ||
    rooms.some((room) => {
      const before = known.get(room.id);
      return (
        before?.physical_room !== room.physical ||
        before.room_number !== room.number ||
        before.room_type_id !== room.typeId ||
        before.sellable !== room.sellable
      );
    })
  );
}

/** Rooms in which somebody may be who would not be given them now. */
function lostRooms(rooms: readonly Room[], kept: readonly KeptRoom[]): RoomId[] {
  const known = new Map<number, KeptRoom>(kept.map((room) => [room.room_id, room]));
  const isLost = ({ id, sellable, typeId }: Room) => {
    const before = known.get(id);
    return before !== undefined && ((before.sellable && !sellable) || before.room_type_id !== typeId);
  };
  return rooms.filter(isLost).map(({ id }) => id);
}

/** Of a room of the PMS, as its stock counts it. */
const isSellable = 'COALESCE(for_sale AND NOT is_staff_room, false)';

/**
 * Of rows, whatever their order: the sum of their hashes. That of a record is a sum over its columns, by which two rows that exchange a value
 * would go unnoticed; it is mixed with the row's own `id`.
 */
const sumOfHashes = (id: string, ...columns: readonly string[]) =>
  `sum(hashint8extended(${id}, hash_record_extended(ROW(${columns.join(', ')}), 0)))`;

/** Followed hotels whose rooms have been kept, and are not so any more; by the sums of their hashes, since it is asked every few seconds. */
export const hotelsWithOtherRooms = `
  SELECT c.hotel_id FROM heyawari.host_cursors c
   WHERE EXISTS (SELECT FROM heyawari.host_rooms WHERE hotel_id = c.hotel_id)
     AND (SELECT ${sumOfHashes('id', 'CAST(room_number AS text)', 'room_type_id', isSellable)} FROM rooms WHERE hotel_id = c.hotel_id)
         IS DISTINCT FROM
         (SELECT ${sumOfHashes('room_id', 'room_number', 'room_type_id', 'sellable')}
            FROM heyawari.host_rooms WHERE hotel_id = c.hotel_id)`;

const roomColumns =
  'room_type_id, room_number, floor, capacity, smoking, assignment_priority, for_sale, is_staff_room';
const keptColumns = 'physical_room, room_number, room_type_id, sellable';

/** Of a whole list: how many rows, and their sum. */
const sumOf = (from: string, id: string, columns: string) =>
  `(SELECT concat(count(*), ':', ${sumOfHashes(id, columns)}) FROM ${from} WHERE hotel_id = :hotel)`;

/**
 * In one statement, so that everything is of one moment. It is asked before every batch and run, and hardly ever says anything new: lists of
 * the fingerprint that is known already are not sent (500 rooms: 1.2 ms instead of 4).
 */
const readStatement = `
  WITH now AS (
    SELECT concat_ws(' ', ${sumOf('rooms', 'id', roomColumns)}, ${sumOf('heyawari.host_rooms', 'room_id', keptColumns)}, ${sumOf('room_types', 'id', 'name')},
             (SELECT md5(string_agg(concat(c.code, '=', c.room_type_id), ',')) FROM (${codesOf}) AS c)) AS fingerprint)
  SELECT fingerprint, CASE WHEN fingerprint IS DISTINCT FROM :known THEN json_build_object(
    'rooms', (SELECT COALESCE(json_agg(r ORDER BY r.id), '[]')
                FROM (SELECT id, ${roomColumns}, ${isSellable} AS sellable
                        FROM rooms WHERE hotel_id = :hotel) AS r),
    'kept', (SELECT COALESCE(json_agg(k), '[]') FROM heyawari.host_rooms k WHERE k.hotel_id = :hotel),
    'types', (SELECT COALESCE(json_agg(t ORDER BY t.id), '[]')
                FROM (SELECT id, name FROM room_types WHERE hotel_id = :hotel) AS t),
    'codes', (SELECT COALESCE(json_agg(c), '[]') FROM (${codesOf}) AS c)) END AS lists
    FROM now`;

function inventoryOf(lists: InventoryLists): RoomInventory {
  const keys = keysByRoom(lists);
  const rooms = lists.rooms.map((room): Room => ({
    id: roomId(room.id),
    typeId: roomTypeId(room.room_type_id),
    number: room.room_number,
    physical: keys.get(room.id)!,
    floor: room.floor ?? 1,
    capacity: room.capacity ?? 1,
    smoking: room.smoking ?? false,
    sellable: room.sellable,
    priority: room.assignment_priority ?? undefined,
  }));
  return {
    types: lists.types.map(({ id, name }) => ({
      id: roomTypeId(id),
      name: nameOfType(roomTypeId(id), name),
    })),
    rooms,
    typeByCode: byCode(lists.codes),
    changed: isNews(rooms, lists.kept),
    lost: lostRooms(rooms, lists.kept),
  };
}

/** The reader of a hotel's rooms, types and codes: each time as they are at that moment. Keeps the last of each hotel in memory. */
export function createInventoryReader(): (sql: HotelSql) => Promise<RoomInventory> {
  const last = new Map<HotelId, { readonly fingerprint: string; readonly inventory: RoomInventory }>();
  return async (sql) => {
    const { hotel } = sql;
    const known = last.get(hotel);
    const row = await sql.row<{ fingerprint: string; lists: InventoryLists | null }>(readStatement, {
      hotel,
      known: known?.fingerprint ?? null,
    });
    if (!row) throw new Error('PostgreSQL did not answer with the rooms');
    if (known && !row.lists) return known.inventory;
    const read = inventoryOf(row.lists!);
    last.set(hotel, { fingerprint: row.fingerprint, inventory: read });
    return read;
  };
}

/** Keeps the rooms as they are now, and forgets those that are gone. */
export async function keepRooms(tx: HotelTx, rooms: readonly Room[]): Promise<void> {
  const listed = rooms.map(({ id, physical, number, typeId, sellable }) => ({
    ...{ room_id: id, physical_room: physical, room_number: number, room_type_id: typeId, sellable },
  }));
  await tx.run(
    `WITH listed AS (
       SELECT * FROM jsonb_to_recordset(CAST(:listed AS jsonb))
         AS l(room_id integer, physical_room text, room_number text, room_type_id integer, sellable boolean)),
     gone AS (
       DELETE FROM heyawari.host_rooms k
        WHERE k.hotel_id = :hotel AND NOT EXISTS (SELECT FROM listed l WHERE l.room_id = k.room_id))
     INSERT INTO heyawari.host_rooms (hotel_id, room_id, physical_room, room_number, room_type_id, sellable)
     SELECT :hotel, room_id, physical_room, room_number, room_type_id, sellable FROM listed
     ON CONFLICT (hotel_id, room_id) DO UPDATE
        SET physical_room = excluded.physical_room, room_number = excluded.room_number,
            room_type_id = excluded.room_type_id, sellable = excluded.sellable`,
    { hotel: tx.hotel, listed: JSON.stringify(listed) },
  );
}
