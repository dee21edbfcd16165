// The order in which messages are tried and listed as indexes, so that no batch and no page goes through all that waits.
import type { Knex } from 'knex';

/*
 * Whoever asks for what is due takes the first of many: by receipt, and those without a room by check-in. Until when they wait stands in the
 * index, so that those whose time has not come are passed over without a look at them.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE INDEX ota_import_cache_by_receipt ON heyawari.ota_import_cache (hotel_id, id, next_attempt_at, (COALESCE(check_in, '-infinity')))
      WHERE status IN ('pending', 'retrying', 'waiting');
    DROP INDEX heyawari.ota_import_cache_without_room;
    CREATE INDEX ota_import_cache_without_room ON heyawari.ota_import_cache (hotel_id, check_in, id, next_attempt_at)
      WHERE status = 'pending' AND failure_code = 'no_availability';
    CREATE INDEX ota_import_cache_open ON heyawari.ota_import_cache
      (hotel_id, (CASE WHEN status <> 'failed' THEN 2 WHEN failure_class = 'needs_person' THEN 0 ELSE 1 END), id DESC)
      WHERE status IN ('failed', 'received', 'pending', 'retrying', 'waiting')`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    DROP INDEX heyawari.ota_import_cache_open;
    DROP INDEX heyawari.ota_import_cache_without_room;
    CREATE INDEX ota_import_cache_without_room ON heyawari.ota_import_cache (hotel_id)
      WHERE status = 'pending' AND failure_code = 'no_availability';
    DROP INDEX heyawari.ota_import_cache_by_receipt`);
}
