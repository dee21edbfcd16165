// The oldest output that the site controller has not heard of as safe, found without looking at the others.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE INDEX ota_outputs_unconfirmed ON heyawari.ota_outputs (received_at) WHERE confirmation = 'pending'`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw('DROP INDEX heyawari.ota_outputs_unconfirmed');
}
