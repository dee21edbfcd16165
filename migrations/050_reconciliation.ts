// What messages, the PMS and our plans say differently of a booking: found, shown, settled by people, repaired by nobody else.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE TABLE heyawari.reconciliation_runs (
      hotel_id integer NOT NULL,
      id bigint GENERATED ALWAYS AS IDENTITY,
      -- Who asked for it; NULL: the night.
      asked_by integer,
      requested_at timestamptz NOT NULL,
      finished_at timestamptz,
      bookings integer,
      findings integer,
      PRIMARY KEY (hotel_id, id)
    );

    CREATE TABLE heyawari.reconciliation_findings (
      hotel_id integer NOT NULL,
      id bigint GENERATED ALWAYS AS IDENTITY,
      version integer NOT NULL DEFAULT 1,
      kind text NOT NULL CHECK (kind ~ '^[a-z_]{1,40}$'),
      -- With the kind, what the finding is about: a booking, a reservation, an agency.
      subject text NOT NULL,
      booking_number text,
      agency text,
      reservation_id uuid,
      message_id bigint,
      check_in date,
      check_out date,
      details jsonb NOT NULL,
      state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'dismissed', 'settled')),
      first_seen timestamptz NOT NULL,
      last_seen timestamptz NOT NULL,
      -- When it last became what it is.
      changed_at timestamptz NOT NULL,
      -- The run that saw it last; NULL where it is not found by runs.
      run_id bigint,
      settled_at timestamptz,
      dismissed_by integer,
      dismissed_because text,
      PRIMARY KEY (hotel_id, id),
      CHECK ((state = 'settled') = (settled_at IS NOT NULL))
    );
    CREATE UNIQUE INDEX reconciliation_findings_one_standing ON heyawari.reconciliation_findings (hotel_id, kind, subject)
      WHERE state <> 'settled';
    CREATE INDEX reconciliation_findings_by_state ON heyawari.reconciliation_findings (hotel_id, state, id);
    CREATE INDEX reconciliation_findings_open ON heyawari.reconciliation_findings (hotel_id) WHERE state = 'open';

    -- Bookings of agencies whose guests are still to come.
    CREATE INDEX ota_import_cache_imported_stays ON heyawari.ota_import_cache (hotel_id, check_in)
      WHERE status = 'imported' AND check_in IS NOT NULL`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    DROP INDEX heyawari.ota_import_cache_imported_stays;
    DROP TABLE heyawari.reconciliation_findings;
    DROP TABLE heyawari.reconciliation_runs`);
}
