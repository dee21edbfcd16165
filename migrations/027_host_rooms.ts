// The PMS's rooms as they were last looked at: a room is known by its id, and keeps its physical room whatever its number becomes.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE TABLE heyawari.host_rooms (
      hotel_id integer NOT NULL,
      room_id integer NOT NULL,
      -- The key of its nights; rooms with one key are one physical room.
      physical_room text NOT NULL,
      room_number text NOT NULL,
      room_type_id integer NOT NULL,
      sellable boolean NOT NULL,
      PRIMARY KEY (hotel_id, room_id)
    );
    -- Until now the key of a room was its number; rooms that hold a stay keep it, even if they have been renumbered since.
    INSERT INTO heyawari.host_rooms (hotel_id, room_id, physical_room, room_number, room_type_id, sellable)
    SELECT DISTINCT ON (hotel_id, room_id) hotel_id, room_id, physical_room, physical_room, room_type_id, true
      FROM heyawari.booking_plans WHERE room_id IS NOT NULL AND physical_room IS NOT NULL
     ORDER BY hotel_id, room_id, id DESC`);
}

/** Nights under a key that is no number any more go with their rooms' next change in the PMS. */
export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw('DROP TABLE heyawari.host_rooms');
}
