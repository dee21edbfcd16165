// How fast we may go, across all processes: when each hotel may ask the site controller again, and when the PMS may be written to.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE TABLE heyawari.site_controller_buckets (
      hotel_id integer PRIMARY KEY,
      next_fetch_at timestamptz NOT NULL,
      -- Fetches that failed since the last that succeeded: each doubles the pause.
      failures integer NOT NULL DEFAULT 0,
      last_success_at timestamptz
    );

    -- Each write to the PMS's tables costs it notifications and connections: one pace for the whole installation, by database time.
    CREATE TABLE heyawari.host_write_pace (
      one_row boolean PRIMARY KEY DEFAULT true CHECK (one_row),
      next_write_at timestamptz NOT NULL
    )`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw('DROP TABLE heyawari.host_write_pace; DROP TABLE heyawari.site_controller_buckets');
}
