// That nights came free is an event: whoever waits for a room hears of it, and whoever frees one need not know who waits.
import type { Knex } from 'knex';

const noteFreedNights = `
      INSERT INTO heyawari.freed_nights (hotel_id, physical_room, night)
      SELECT DISTINCT f.hotel_id, f.physical_room, f.night FROM freed f
       WHERE EXISTS (SELECT FROM heyawari.ota_import_cache c
                      WHERE c.hotel_id = f.hotel_id AND c.status = 'pending' AND c.failure_code = 'no_availability')
      ON CONFLICT DO NOTHING;`;

/*
 * Recorded where the nights are noted, by the database, so that no way of freeing them can forget it; once per transaction. Its moment is the
 * database's, which says only when the event may be forgotten.
 */
const recordEvent = `
      INSERT INTO heyawari.events (hotel_id, topic, occurred_at)
      SELECT DISTINCT hotel_id, 'nights-freed', now()
        FROM freed JOIN heyawari.freed_nights USING (hotel_id, physical_room, night)
      ON CONFLICT (hotel_id, topic, transaction_id) DO NOTHING;`;

const replaceFunction = (knex: Knex, body: string) =>
  knex.schema.raw(`
    CREATE OR REPLACE FUNCTION heyawari.note_freed_nights() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN${body}
      RETURN NULL;
    END $$`);

export async function up(knex: Knex): Promise<void> {
  await replaceFunction(knex, noteFreedNights + recordEvent);
}

export async function down(knex: Knex): Promise<void> {
  await replaceFunction(knex, noteFreedNights);
}
