// Messages that an older build had given up by rules since corrected are tried once more.
import type { Knex } from 'knex';

/*
 * A missing or wrong encryption key, a missing table, a full disk were laid on messages: unread ones (no DataID yet) are read again, read
 * ones are applied again, unless their guests have long left. A cancellation whose booking came after its 24 hours was never applied: it is,
 * where the booking is there now. `attempts` stays: a message that fails again by the same fault has used up its tries.
 * The time of the next try lies in the past by any clock.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    UPDATE heyawari.ota_import_cache
       SET status = 'received', failure_class = NULL, failure_code = NULL, failure_params = NULL, next_attempt_at = received_at
     WHERE status = 'failed' AND failure_code = 'unexpected' AND data_id IS NULL AND kind IS NULL AND booking_number IS NULL;

    UPDATE heyawari.ota_import_cache
       SET status = 'retrying', next_attempt_at = received_at
     WHERE status = 'failed' AND kind IS NOT NULL AND booking_number IS NOT NULL
       AND (failure_code = 'unexpected'
            OR failure_code = 'database_error' AND substr(failure_params ->> 'code', 1, 2) IN ('25', '42', '53', '54', '55', '57', '58', 'XX'))
       AND (check_in IS NULL OR check_in >= CURRENT_DATE - 1);

    UPDATE heyawari.ota_import_cache AS late
       SET status = 'waiting', next_attempt_at = received_at
     WHERE late.status = 'failed' AND late.failure_code = 'booking_unknown'
       AND EXISTS (SELECT FROM heyawari.ota_import_cache AS booking
                    WHERE booking.hotel_id = late.hotel_id AND booking.booking_number = late.booking_number
                      AND booking.kind IN ('new', 'change') AND booking.status IN ('pending', 'retrying', 'waiting', 'imported'))`);
}

/** What was tried again cannot be untried; an older build gives up again what it cannot apply. */
export async function down(): Promise<void> {
  await Promise.resolve();
}
