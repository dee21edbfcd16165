// Where an upgrade may go: for each room type its targets in order.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE TABLE heyawari.room_type_hierarchy (
      hotel_id integer NOT NULL,
      from_type_id integer NOT NULL,
      to_type_id integer NOT NULL,
      -- Smaller is tried first.
      priority integer NOT NULL,
      PRIMARY KEY (hotel_id, from_type_id, to_type_id),
      CHECK (from_type_id <> to_type_id)
    )`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw('DROP TABLE heyawari.room_type_hierarchy');
}
