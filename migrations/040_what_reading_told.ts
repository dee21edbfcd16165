// What reading a message told, kept with it so that it is read once; and what the order of a booking's messages goes by beside their DataIDs.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    ALTER TABLE heyawari.ota_import_cache
      -- The booking report, sealed, until it has taken effect; in the form of the build that read it.
      ADD COLUMN report_form integer,
      ADD COLUMN report_key_id text,
      ADD COLUMN sealed_report bytea,
      -- To the day or to the second, ISO, as the message says it: unknown of those identified before this column.
      ADD COLUMN sent text,
      -- An imported message was the n-th of its booking to take effect.
      ADD COLUMN effect integer,
      -- The new booking that a change or cancellation came too early for.
      ADD COLUMN turn_after bigint;
    UPDATE heyawari.ota_import_cache c SET effect = e.effect
      FROM (SELECT hotel_id, id, row_number() OVER (PARTITION BY hotel_id, booking_number ORDER BY finished_at, version, id) AS effect
              FROM heyawari.ota_import_cache WHERE status = 'imported') AS e
     WHERE c.hotel_id = e.hotel_id AND c.id = e.id`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    ALTER TABLE heyawari.ota_import_cache
      DROP COLUMN report_form, DROP COLUMN report_key_id, DROP COLUMN sealed_report,
      DROP COLUMN sent, DROP COLUMN effect, DROP COLUMN turn_after`);
}
