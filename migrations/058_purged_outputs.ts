// Since when the texts of a delivery are gone; what is left are outlines.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    ALTER TABLE heyawari.ota_outputs ADD COLUMN purged_at timestamptz;
    CREATE INDEX ota_outputs_to_purge ON heyawari.ota_outputs (received_at) WHERE purged_at IS NULL;
    CREATE INDEX ota_outputs_purged ON heyawari.ota_outputs (received_at) WHERE purged_at IS NOT NULL;
    CREATE INDEX ota_output_parts_by_key ON heyawari.ota_output_parts (key_id)`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    DROP INDEX heyawari.ota_output_parts_by_key;
    ALTER TABLE heyawari.ota_outputs DROP COLUMN purged_at`);
}
