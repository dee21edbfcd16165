// By what bookings are known that were made together (P14): who made a booking, as keyed hashes, and when.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    ALTER TABLE heyawari.booking_plans
      -- Of the booker's phone together with the agency, under a key derived from the hotel's in identity_keys.
      ADD COLUMN booked_by bytea,
      -- Of each form of the booker's name, likewise.
      ADD COLUMN booked_by_names bytea[],
      -- As the agency says.
      ADD COLUMN booked_at timestamptz,
      ADD CHECK (booked_by IS NOT NULL OR (booked_by_names IS NULL AND booked_at IS NULL));
    CREATE INDEX booking_plans_booked_by ON heyawari.booking_plans (hotel_id, check_in, booked_by)
      WHERE booked_by IS NOT NULL AND room_state <> 'ended';
    CREATE INDEX booking_plans_booked_by_departure ON heyawari.booking_plans (check_out) WHERE booked_by IS NOT NULL`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    ALTER TABLE heyawari.booking_plans DROP COLUMN booked_by, DROP COLUMN booked_by_names, DROP COLUMN booked_at`);
}
