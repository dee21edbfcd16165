// What the PMS holds as 押さえ for stays without a room (D6), whether a hotel has that done by itself, and for which stays a person does not want it.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    ALTER TABLE heyawari.hotel_settings
      -- NULL: as the installation says, which is no.
      ADD COLUMN holds_what_fits boolean;

    CREATE TABLE heyawari.stay_holds (
      hotel_id integer NOT NULL,
      -- The 押さえ in the PMS: one room for nights on end.
      reservation_id uuid NOT NULL,
      plan_id bigint NOT NULL,
      room_id integer NOT NULL,
      first_night date NOT NULL,
      last_night date NOT NULL CHECK (last_night >= first_night),
      -- NULL: the system, by the hotel's setting.
      made_by integer,
      made_at timestamptz NOT NULL,
      PRIMARY KEY (hotel_id, reservation_id),
      -- Also the index by stay.
      UNIQUE (hotel_id, plan_id, first_night),
      FOREIGN KEY (hotel_id, plan_id) REFERENCES heyawari.booking_plans (hotel_id, id) ON DELETE CASCADE
    );

    CREATE TABLE heyawari.stays_not_held (
      hotel_id integer NOT NULL,
      plan_id bigint NOT NULL,
      noted_by integer,
      noted_at timestamptz NOT NULL,
      PRIMARY KEY (hotel_id, plan_id),
      FOREIGN KEY (hotel_id, plan_id) REFERENCES heyawari.booking_plans (hotel_id, id) ON DELETE CASCADE
    )`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    DROP TABLE heyawari.stays_not_held;
    DROP TABLE heyawari.stay_holds;
    ALTER TABLE heyawari.hotel_settings DROP COLUMN holds_what_fits`);
}
