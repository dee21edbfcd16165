// What was mended or odd in a message that could be read all the same; and who of a stay's people needs a bed.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    ALTER TABLE heyawari.ota_import_cache
      -- [{ code, params }], without what the message says of people; null where there are none, or another build read it.
      ADD COLUMN warnings jsonb;
    ALTER TABLE heyawari.booking_plans
      -- Of the booking's people, those for whom the room must have a bed; null: all of its people.
      ADD COLUMN beds integer CHECK (beds >= 0)`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    ALTER TABLE heyawari.ota_import_cache DROP COLUMN warnings;
    ALTER TABLE heyawari.booking_plans DROP COLUMN beds`);
}
