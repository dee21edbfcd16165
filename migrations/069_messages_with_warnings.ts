// The messages in which something was mended or odd, newest first, found without a look at the others.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE INDEX ota_import_cache_with_warnings ON heyawari.ota_import_cache (hotel_id, id DESC, status) WHERE warnings IS NOT NULL`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw('DROP INDEX heyawari.ota_import_cache_with_warnings');
}
