// Which messages a person has entered or done in the PMS, by their guests' arrival: for the reconciliation, which asks for them beside the imported.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE INDEX ota_import_cache_done_by_person ON heyawari.ota_import_cache (hotel_id, check_in, booking_number)
      WHERE status = 'resolved' AND effect IS NOT NULL`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw('DROP INDEX heyawari.ota_import_cache_done_by_person');
}
