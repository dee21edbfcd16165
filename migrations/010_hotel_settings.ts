// One row per hotel that Heyawari serves: its mode and the deadline its kind of house needs.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE TABLE heyawari.hotel_settings (
      hotel_id integer PRIMARY KEY,
      mode text NOT NULL DEFAULT 'BALANCE' CHECK (mode IN ('BALANCE', 'URGENT')),
      -- The house's preset: 0 business and city, 1 resort, 2 ryokan, 3 unmanned (days before arrival).
      deadline_preset_days smallint NOT NULL DEFAULT 0 CHECK (deadline_preset_days BETWEEN 0 AND 30),
      version integer NOT NULL DEFAULT 1
    )`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw('DROP TABLE heyawari.hotel_settings');
}
