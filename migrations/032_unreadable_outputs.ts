// Answers that could not be read are few and found quickly, so that only the newest are kept.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(
    'CREATE INDEX ota_outputs_incomplete ON heyawari.ota_outputs (hotel_id, id) WHERE NOT complete',
  );
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw('DROP INDEX heyawari.ota_outputs_incomplete');
}
