// What a hotel's nightly run has learned, for the bookings of its day: what a room of each type is worth to those still to come, and how
// much each room was used.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE TABLE heyawari.outlooks (
      hotel_id integer PRIMARY KEY,
      business_date date NOT NULL,
      outlook jsonb NOT NULL
    )`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw('DROP TABLE heyawari.outlooks');
}
