// Whether anything urgent, or anything that waits for a room, is due: found at once, however much else waits.
import type { Knex } from 'knex';

/*
 * The indexes by receipt and by check-in have the order in which messages are tried, and are gone through to their end where nothing in them is
 * due.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE INDEX ota_import_cache_by_arrival ON heyawari.ota_import_cache (hotel_id, (COALESCE(check_in, '-infinity')), next_attempt_at)
      WHERE status IN ('pending', 'retrying', 'waiting');
    CREATE INDEX ota_import_cache_without_room_due ON heyawari.ota_import_cache (hotel_id, next_attempt_at)
      WHERE status = 'pending' AND failure_code = 'no_availability'`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    DROP INDEX heyawari.ota_import_cache_without_room_due;
    DROP INDEX heyawari.ota_import_cache_by_arrival`);
}
