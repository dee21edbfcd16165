// Changes that were refused as edited by hand get one more try: the PMS gives parking by itself to the first five bookings of any dates, and
// that was taken for a person's edit. What a person did enter refuses them again at once; what a later message has said is overtaken.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // Due from its receipt on, which is past by every clock, a simulated one too.
  await knex.schema.raw(`
    UPDATE heyawari.ota_import_cache
       SET status = 'pending', next_attempt_at = received_at, failure_class = NULL, failure_code = NULL, failure_params = NULL
     WHERE status = 'failed' AND failure_code = 'edited_by_hand'`);
}

/** A try more is nothing to undo. */
export async function down(): Promise<void> {
  return Promise.resolve();
}
