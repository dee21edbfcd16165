// What all processes must agree on when they ask the site controller, what became of confirmations, and who was offered a night that came free.
import type { Knex } from 'knex';

const noteFreedNights = (onConflict: string) => `
    CREATE OR REPLACE FUNCTION heyawari.note_freed_nights() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO heyawari.freed_nights (hotel_id, physical_room, night)
      SELECT DISTINCT f.hotel_id, f.physical_room, f.night FROM freed f
       WHERE EXISTS (SELECT FROM heyawari.ota_import_cache c
                      WHERE c.hotel_id = f.hotel_id AND c.status = 'pending' AND c.failure_code = 'no_availability')
      ON CONFLICT ${onConflict};
      INSERT INTO heyawari.events (hotel_id, topic, occurred_at)
      SELECT DISTINCT hotel_id, 'nights-freed', now()
        FROM freed JOIN heyawari.freed_nights USING (hotel_id, physical_room, night)
      ON CONFLICT (hotel_id, topic, transaction_id) DO NOTHING;
      RETURN NULL;
    END $$;`;

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    ALTER TABLE heyawari.hotel_settings
      -- By the clock on the hotel's wall; where until is not after from, it is on the next day.
      ADD COLUMN frequent_fetch_from time NOT NULL DEFAULT '07:00',
      ADD COLUMN frequent_fetch_until time NOT NULL DEFAULT '02:00';

    ALTER TABLE heyawari.site_controller_buckets
      -- When the last fetch was answered, or sent where it was not, by the business clock.
      ADD COLUMN last_fetch_at timestamptz,
      -- What the lease was taken for last.
      ADD COLUMN lease_for text CHECK (lease_for IN ('fetch', 'confirm')),
      -- Since when requests fail so that only one is let through from time to time; NULL: the circuit is closed.
      ADD COLUMN opened_at timestamptz;

    ALTER TABLE heyawari.ota_outputs
      ADD COLUMN last_confirmation_failure text,
      DROP CONSTRAINT ota_outputs_confirmation_check,
      ADD CONSTRAINT ota_outputs_confirmation_check CHECK (confirmation IN ('pending', 'confirmed', 'withheld', 'given_up'));

    ALTER TABLE heyawari.freed_nights
      -- The message that was offered the night last, in order of check-in and receipt: those behind it may still want it.
      ADD COLUMN offered_check_in date,
      ADD COLUMN offered_message bigint;
    ${noteFreedNights('(hotel_id, physical_room, night) DO UPDATE SET offered_check_in = NULL, offered_message = NULL')}`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    ${noteFreedNights('DO NOTHING')}
    ALTER TABLE heyawari.freed_nights DROP COLUMN offered_check_in, DROP COLUMN offered_message;
    UPDATE heyawari.ota_outputs SET confirmation = 'pending', next_confirmation_at = received_at WHERE confirmation = 'given_up';
    ALTER TABLE heyawari.ota_outputs
      DROP COLUMN last_confirmation_failure,
      DROP CONSTRAINT ota_outputs_confirmation_check,
      ADD CONSTRAINT ota_outputs_confirmation_check CHECK (confirmation IN ('pending', 'confirmed', 'withheld'));
    ALTER TABLE heyawari.site_controller_buckets DROP COLUMN last_fetch_at, DROP COLUMN lease_for, DROP COLUMN opened_at;
    ALTER TABLE heyawari.hotel_settings DROP COLUMN frequent_fetch_from, DROP COLUMN frequent_fetch_until`);
}
