// Which reservation of the PMS is which agency's booking: a number is unique within an agency only; and what the last import left of it.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE TABLE heyawari.ota_bookings (
      hotel_id integer NOT NULL,
      -- The agency as a company, whatever office or spelling a message names.
      agency_key text NOT NULL,
      booking_number text NOT NULL,
      reservation_id uuid NOT NULL,
      -- The message that took effect last; null where another build or a person made the reservation.
      last_message_id bigint,
      -- By part of the reservation, a hash of what the last import or write of ours left there; in the form of the build that took it.
      fingerprint_form integer,
      fingerprint jsonb,
      fingerprint_at timestamptz,
      PRIMARY KEY (hotel_id, agency_key, booking_number)
    );
    CREATE INDEX ota_bookings_of_reservation ON heyawari.ota_bookings (hotel_id, reservation_id);
    CREATE INDEX ota_bookings_of_number ON heyawari.ota_bookings (hotel_id, booking_number)`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw('DROP TABLE heyawari.ota_bookings');
}
