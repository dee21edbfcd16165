// How the import does: figures of every business date, the verdict on each hotel, and what an attempt failed at, found by time.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE TABLE heyawari.ota_import_statistics (
      hotel_id integer NOT NULL,
      business_date date NOT NULL,
      -- The form of the build that counted; of another, the day is counted anew.
      form integer NOT NULL,
      figures jsonb NOT NULL,
      counted_at timestamptz NOT NULL,
      PRIMARY KEY (hotel_id, business_date)
    );

    CREATE TABLE heyawari.ota_import_health (
      hotel_id integer PRIMARY KEY,
      verdict text NOT NULL CHECK (verdict IN ('good', 'degraded', 'bad')),
      since timestamptz NOT NULL,
      -- From when on every look has found it better than the verdict says; NULL: the last did not.
      better_since timestamptz,
      looked_at timestamptz NOT NULL
    );

    -- What it was about (a room code, an element), as the message itself says while it is not imported.
    ALTER TABLE heyawari.ota_import_log ADD COLUMN failure_params jsonb;
    CREATE INDEX ota_import_log_by_time ON heyawari.ota_import_log (hotel_id, attempted_at);
    -- Messages received on a day are those of the day's outputs.
    CREATE INDEX ota_outputs_by_receipt ON heyawari.ota_outputs (hotel_id, received_at)`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    DROP INDEX heyawari.ota_outputs_by_receipt;
    DROP INDEX heyawari.ota_import_log_by_time;
    ALTER TABLE heyawari.ota_import_log DROP COLUMN failure_params;
    DROP TABLE heyawari.ota_import_health;
    DROP TABLE heyawari.ota_import_statistics`);
}
