// One row per message of a delivery: what it is, where its import stands, and why.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE TABLE heyawari.ota_import_cache (
      hotel_id integer NOT NULL,
      id bigint GENERATED ALWAYS AS IDENTITY,
      output_id bigint NOT NULL,
      position integer NOT NULL,
      content_hash bytea NOT NULL,
      key_id text NOT NULL,
      sealed_xml bytea NOT NULL,
      received_at timestamptz NOT NULL,
      -- Known once the message has been read.
      data_id text,
      -- True for the one message that stands for its DataID.
      claims_identity boolean NOT NULL DEFAULT false,
      version integer,
      kind text CHECK (kind IN ('new', 'change', 'cancellation')),
      booking_number text,
      agency text,
      report_number bigint,
      check_in date,
      status text NOT NULL DEFAULT 'received' CHECK (status IN
        ('received', 'pending', 'retrying', 'waiting', 'failed', 'imported', 'resolved', 'duplicate', 'superseded', 'ignored')),
      failure_class text CHECK (failure_class IN ('room_mapping', 'validation', 'system_error', 'needs_person')),
      failure_code text,
      failure_params jsonb,
      attempts integer NOT NULL DEFAULT 0,
      next_attempt_at timestamptz,
      finished_at timestamptz,
      PRIMARY KEY (hotel_id, id),
      FOREIGN KEY (hotel_id, output_id) REFERENCES heyawari.ota_outputs (hotel_id, id),
      CONSTRAINT ota_import_cache_one_row_per_message UNIQUE (hotel_id, output_id, position, content_hash)
    );
    CREATE UNIQUE INDEX ota_import_cache_one_claim ON heyawari.ota_import_cache (hotel_id, data_id)
      WHERE claims_identity;
    CREATE INDEX ota_import_cache_due ON heyawari.ota_import_cache (hotel_id, next_attempt_at, id)
      WHERE status IN ('received', 'pending', 'retrying', 'waiting');
    CREATE INDEX ota_import_cache_failed ON heyawari.ota_import_cache (hotel_id, id) WHERE status = 'failed';
    CREATE INDEX ota_import_cache_report_numbers ON heyawari.ota_import_cache (hotel_id, agency, report_number)
      WHERE report_number IS NOT NULL;
    CREATE INDEX ota_import_cache_booking ON heyawari.ota_import_cache (hotel_id, booking_number, id);

    CREATE TABLE heyawari.ota_import_log (
      hotel_id integer NOT NULL,
      id bigint GENERATED ALWAYS AS IDENTITY,
      message_id bigint NOT NULL,
      attempted_at timestamptz NOT NULL,
      trigger text NOT NULL CHECK (trigger IN ('initial', 'retry', 'manual')),
      status text NOT NULL,
      failure_class text,
      failure_code text,
      duration_ms integer NOT NULL,
      correlation_id text,
      PRIMARY KEY (hotel_id, id)
    );
    CREATE INDEX ota_import_log_of_message ON heyawari.ota_import_log (hotel_id, message_id)`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw('DROP TABLE heyawari.ota_import_log; DROP TABLE heyawari.ota_import_cache');
}
