// Deliveries of the site controller, stored raw before anything in them is interpreted.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE TABLE heyawari.ota_outputs (
      hotel_id integer NOT NULL,
      id bigint GENERATED ALWAYS AS IDENTITY,
      -- The site controller's name for the delivery; unknown where the envelope broke off before it.
      output_id text,
      body_hash bytea NOT NULL,
      key_id text NOT NULL,
      sealed_body bytea NOT NULL,
      -- Whether the envelope was read to its end. One that was not is never confirmed.
      complete boolean NOT NULL,
      message_count integer NOT NULL,
      deliveries integer NOT NULL DEFAULT 1,
      received_at timestamptz NOT NULL,
      confirmation text NOT NULL CHECK (confirmation IN ('pending', 'confirmed', 'withheld')),
      confirmation_attempts integer NOT NULL DEFAULT 0,
      next_confirmation_at timestamptz,
      confirmed_at timestamptz,
      PRIMARY KEY (hotel_id, id),
      CONSTRAINT ota_outputs_one_row_per_content UNIQUE (hotel_id, body_hash),
      CHECK (complete OR confirmation = 'withheld')
    );
    CREATE INDEX ota_outputs_to_confirm ON heyawari.ota_outputs (hotel_id, next_confirmation_at)
      WHERE confirmation = 'pending'`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw('DROP TABLE heyawari.ota_outputs');
}
