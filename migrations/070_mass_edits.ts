// That many bookings of a hotel came to differ at once from what the import left of them: an alert, which stands until few do.
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
    )`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw('DROP TABLE heyawari.mass_edits');
}
