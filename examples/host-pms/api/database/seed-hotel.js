// A hotel to try things on: its partitions, rooms, and what the site controller knows of it.
const { createHotel } = require('../models/hotel/write');

const SYSTEM_USER = 1;
const numbered = (letter, index) => `${letter}${String(index + 1).padStart(2, '0')}`;

async function insertTypes(client, hotelId, names) {
  const { rows } = await client.query(
    `INSERT INTO room_types (hotel_id, name, created_by)
     SELECT $1, name, $3 FROM unnest($2::text[]) WITH ORDINALITY AS t (name, position) ORDER BY position
     RETURNING id, name`,
    [hotelId, names, SYSTEM_USER],
  );
  return Object.fromEntries(rows.map(({ id, name }) => [name, id]));
}

async function insertRooms(client, hotelId, rooms, typeIds) {
  const column = (pick) => rooms.map(pick);
  const { rows } = await client.query(
    `INSERT INTO rooms (hotel_id, room_number, room_type_id, floor, capacity, smoking, for_sale, is_staff_room,
                        assignment_priority, created_by)
     SELECT $1, room_number, room_type_id, floor, capacity, smoking, for_sale, staff, priority, $10
     FROM unnest($2::text[], $3::int[], $4::int[], $5::int[], $6::bool[], $7::bool[], $8::bool[], $9::int[])
       WITH ORDINALITY AS r (room_number, room_type_id, floor, capacity, smoking, for_sale, staff, priority, position)
     ORDER BY position
     RETURNING id`,
    [
      hotelId,
      column(({ room }) => String(room)),
      column(({ type }) => typeIds[type]),
      column(({ floor }) => floor ?? 1),
      column(({ capacity }) => capacity ?? 2),
      column(({ smoking }) => smoking ?? false),
      column(({ forSale }) => forSale ?? true),
      column(({ staff }) => staff ?? false),
      column(({ priority }) => priority ?? null),
      SYSTEM_USER,
    ],
  );
  return rows.map(({ id }) => id);
}

async function insertSiteController(client, hotelId, typeIds, roomCodes, login) {
  const typeNames = Object.keys(typeIds);
  for (const [code, typeName] of Object.entries(roomCodes)) {
    const index = typeNames.indexOf(typeName);
    if (index < 0) throw new Error(`room code ${code} names a room type that the hotel has not: ${typeName}`);
    await client.query(
      `INSERT INTO sc_tl_rooms (hotel_id, room_type_id, rmTypeCode, rmTypeName, netRmTypeGroupCode, netRmTypeGroupName,
                                agtCode, netAgtRmTypeCode, netAgtRmTypeName, isStockAdjustable, lincolnUseFlag)
       VALUES ($1, $2, $3, $4, $5, $4, 'A01', $6, $4, '1', '1')`,
      [hotelId, typeIds[typeName], numbered('R', index), typeName, numbered('G', index), code],
    );
  }
  const { rows } = await client.query(
    `INSERT INTO plans_hotel (hotel_id, plan_type_category_id, plan_package_category_id, name, created_by)
     SELECT $1, (SELECT min(id) FROM plan_type_categories), (SELECT min(id) FROM plan_package_categories), '素泊まり', $2
     RETURNING id`,
    [hotelId, SYSTEM_USER],
  );
  await client.query(
    `INSERT INTO sc_tl_plans (hotel_id, plans_hotel_id, plan_key, planGroupCode, planGroupName)
     VALUES ($1, $2, $3, 'P01', '素泊まり')`,
    [hotelId, rows[0].id, `h${rows[0].id}`],
  );
  if (login) {
    await client.query(
      `INSERT INTO sc_user_info (hotel_id, name, user_id, password) VALUES ($1, 'TL-リンカーン', $2, $3)`,
      [hotelId, login.userId, login.password],
    );
  }
}

/**
 * Writes a hotel in the client's transaction, or into the one that `spec.hotelId` names, without rooms so far. `spec`: `name`; `rooms`, each with `room` (number) and `type` (name), optional
 * `floor` 1, `capacity` 2, `smoking` false, `forSale` true, `staff` false, `priority` none; `types` that own no room; `roomCodes`
 * from the agencies' code to a type name (default: each type's name); `login` at the site controller, null for none.
 * Answers `{ hotelId, typeIds by name, roomIds by number, rooms in the order of the spec }`; of two rooms with one number,
 * `roomIds` holds the later.
 */
async function seedHotel(client, spec) {
  const hotel = spec.hotelId
    ? { id: spec.hotelId }
    : await createHotel(
        undefined,
        { name: spec.name, formal_name: spec.name, facility_type: 'ホテル' },
        SYSTEM_USER,
        client,
      );
  const typeNames = [...new Set([...spec.rooms.map(({ type }) => type), ...(spec.types ?? [])])];
  const typeIds = await insertTypes(client, hotel.id, typeNames);
  const ids = await insertRooms(client, hotel.id, spec.rooms, typeIds);
  const roomCodes = spec.roomCodes ?? Object.fromEntries(typeNames.map((name) => [name, name]));
  const login = spec.login === undefined ? { userId: 'USER', password: 'PASS' } : spec.login;
  await insertSiteController(client, hotel.id, typeIds, roomCodes, login);
  const rooms = spec.rooms.map(({ room, type }, index) => ({ id: ids[index], room: String(room), type }));
  const roomIds = Object.fromEntries(rooms.map(({ room, id }) => [room, id]));
  return { hotelId: hotel.id, typeIds, roomIds, rooms };
}

module.exports = { seedHotel };
