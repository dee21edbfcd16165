// Two things that are told before they are met: that many bookings of a hotel came to differ at once from what the import left of them, which is
// an alert until few do; and which codes a room of a message has one after the other, which are held where they mean two types.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE TABLE heyawari.mass_edits (
      hotel_id integer PRIMARY KEY,
      -- When they were written, as the PMS's log has it; NULL: it tells nothing of them.
      moment text,
      bookings integer NOT NULL CHECK (bookings > 0),
      looked integer NOT NULL CHECK (looked >= bookings),
      found_at timestamptz NOT NULL,
      -- Since when so few differ that it is no alert any more; NULL: it stands.
      over_at timestamptz CHECK (over_at >= found_at)
    );

    -- Of each room of the message that has several, its codes, a JSON array of arrays; NULL: of none, or an older build has read it.
    ALTER TABLE heyawari.ota_import_cache ADD COLUMN changing_codes jsonb`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    ALTER TABLE heyawari.ota_import_cache DROP COLUMN changing_codes;
    DROP TABLE heyawari.mass_edits`);
}
