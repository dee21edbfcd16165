// Which message of a booking took effect last is known whoever applied it: a build from before the column works on while another one migrates.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE FUNCTION heyawari.number_effect() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      NEW.effect := (SELECT COALESCE(max(c.effect), 0) + 1 FROM heyawari.ota_import_cache c
                      WHERE c.hotel_id = NEW.hotel_id AND c.booking_number = NEW.booking_number AND c.id <> NEW.id);
      -- Nor does such a build take away what was read, which nobody needs any more.
      NEW.report_form := NULL;
      NEW.report_key_id := NULL;
      NEW.sealed_report := NULL;
      RETURN NEW;
    END $$;
    CREATE TRIGGER number_effect BEFORE UPDATE ON heyawari.ota_import_cache
      FOR EACH ROW WHEN (NEW.status = 'imported' AND NEW.effect IS NULL) EXECUTE FUNCTION heyawari.number_effect()`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    DROP TRIGGER number_effect ON heyawari.ota_import_cache;
    DROP FUNCTION heyawari.number_effect()`);
}
