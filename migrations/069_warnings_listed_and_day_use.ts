// Messages in which something was mended or odd, found without a look at the others; and the hours of a day use.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE INDEX ota_import_cache_with_warnings ON heyawari.ota_import_cache (hotel_id, id DESC, status) WHERE warnings IS NOT NULL;
    ALTER TABLE heyawari.booking_plans
      -- On the day of check-in; NULL: no day use, or one of which nobody has said the hours.
      ADD COLUMN day_use_from time, ADD COLUMN day_use_until time,
      ADD CONSTRAINT booking_plans_day_use_has_hours
        CHECK ((day_use_from IS NULL) = (day_use_until IS NULL) AND day_use_from < day_use_until);
    CREATE INDEX booking_plans_day_uses ON heyawari.booking_plans (hotel_id, check_in)
      WHERE day_use_from IS NOT NULL AND room_state <> 'ended';
    ALTER TABLE heyawari.hotel_settings
      -- Of a day use whose message says none. NULL: as is usual.
      ADD COLUMN day_use_from time, ADD COLUMN day_use_until time,
      ADD CONSTRAINT hotel_settings_day_use_has_hours
        CHECK ((day_use_from IS NULL) = (day_use_until IS NULL) AND day_use_from < day_use_until)`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    ALTER TABLE heyawari.hotel_settings DROP COLUMN day_use_from, DROP COLUMN day_use_until;
    DROP INDEX heyawari.booking_plans_day_uses;
    ALTER TABLE heyawari.booking_plans DROP COLUMN day_use_from, DROP COLUMN day_use_until;
    DROP INDEX heyawari.ota_import_cache_with_warnings`);
}
