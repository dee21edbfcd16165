// What a hotel sets of its import beyond its hours: pauses, waits, children's beds, and names of one agency. NULL: as the installation says.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    ALTER TABLE heyawari.hotel_settings
      -- Between two fetches, in the frequent hours and outside of them.
      ADD COLUMN frequent_fetch_seconds integer CHECK (frequent_fetch_seconds BETWEEN 0 AND 86400),
      ADD COLUMN off_hours_fetch_seconds integer CHECK (off_hours_fetch_seconds BETWEEN 0 AND 86400),
      -- For which a message waits for the booking that it speaks of.
      ADD COLUMN change_wait_minutes integer CHECK (change_wait_minutes BETWEEN 1 AND 1440),
      ADD COLUMN arrival_wait_minutes integer CHECK (arrival_wait_minutes BETWEEN 1 AND 1440),
      ADD COLUMN cancellation_wait_hours integer CHECK (cancellation_wait_hours BETWEEN 1 AND 720),
      ADD COLUMN children_with_bed text[] CHECK (children_with_bed <@ ARRAY['A', 'B', 'C', 'D', 'other']),
      -- Lists of names, each of one company.
      ADD COLUMN agency_aliases jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(agency_aliases) = 'array')`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    ALTER TABLE heyawari.hotel_settings
      DROP COLUMN frequent_fetch_seconds, DROP COLUMN off_hours_fetch_seconds, DROP COLUMN change_wait_minutes,
      DROP COLUMN arrival_wait_minutes, DROP COLUMN cancellation_wait_hours, DROP COLUMN children_with_bed,
      DROP COLUMN agency_aliases`);
}
