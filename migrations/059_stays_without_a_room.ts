// What a stay without a room needs beside its plan: who booked it, and what persons have decided about it and about what is still sold.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    ALTER TABLE heyawari.booking_plans
      -- Of a stay without a room, sealed: its guest and its agency, which the PMS cannot be asked for yet.
      ADD COLUMN booker_key_id text,
      ADD COLUMN sealed_booker bytea,
      ADD CHECK ((booker_key_id IS NULL) = (sealed_booker IS NULL));
    CREATE INDEX booking_plans_sealed ON heyawari.booking_plans (booker_key_id) WHERE sealed_booker IS NOT NULL;

    CREATE TABLE heyawari.stopped_sales (
      hotel_id integer NOT NULL,
      room_type_id integer NOT NULL,
      night date NOT NULL,
      stopped_by integer,
      stopped_at timestamptz NOT NULL,
      PRIMARY KEY (hotel_id, room_type_id, night)
    );
    CREATE INDEX stopped_sales_by_night ON heyawari.stopped_sales (night);

    CREATE TABLE heyawari.overbooking_allowances (
      hotel_id integer NOT NULL,
      room_type_id integer NOT NULL,
      -- Stays without a room that the hotel intends to have, at most, on any night.
      stays integer NOT NULL CHECK (stays BETWEEN 1 AND 100),
      PRIMARY KEY (hotel_id, room_type_id)
    );

    CREATE TABLE heyawari.refused_upgrades (
      hotel_id integer NOT NULL,
      plan_id bigint NOT NULL,
      room_type_id integer NOT NULL,
      refused_by integer,
      refused_at timestamptz NOT NULL,
      PRIMARY KEY (hotel_id, plan_id, room_type_id),
      FOREIGN KEY (hotel_id, plan_id) REFERENCES heyawari.booking_plans (hotel_id, id) ON DELETE CASCADE
    )`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    DROP TABLE heyawari.refused_upgrades;
    DROP TABLE heyawari.overbooking_allowances;
    DROP TABLE heyawari.stopped_sales;
    ALTER TABLE heyawari.booking_plans DROP COLUMN booker_key_id, DROP COLUMN sealed_booker`);
}
