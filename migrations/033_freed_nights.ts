// Which nights of which rooms came free while bookings wait for one, and what those bookings wait for.
import type { Knex } from 'knex';

/*
 * Whoever takes a row out of what plans or the PMS hold has freed that night; noted here, by the database, so that no way of freeing nights
 * can forget to say so. Nothing is noted for a hotel where no booking waits. The rows are read and deleted in the transaction that freed
 * them, or in the hotel's next that frees some.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    ALTER TABLE heyawari.ota_import_cache
      -- Of a message for which no room was free: the night after its last, and the room types that were booked.
      ADD COLUMN wanted_until date,
      ADD COLUMN wanted_types integer[];
    CREATE INDEX ota_import_cache_without_room ON heyawari.ota_import_cache (hotel_id)
      WHERE status = 'pending' AND failure_code = 'no_availability';

    CREATE TABLE heyawari.freed_nights (
      hotel_id integer NOT NULL,
      physical_room text NOT NULL,
      night date NOT NULL,
      PRIMARY KEY (hotel_id, physical_room, night)
    );

    CREATE FUNCTION heyawari.note_freed_nights() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO heyawari.freed_nights (hotel_id, physical_room, night)
      SELECT DISTINCT f.hotel_id, f.physical_room, f.night FROM freed f
       WHERE EXISTS (SELECT FROM heyawari.ota_import_cache c
                      WHERE c.hotel_id = f.hotel_id AND c.status = 'pending' AND c.failure_code = 'no_availability')
      ON CONFLICT DO NOTHING;
      RETURN NULL;
    END $$;
    CREATE TRIGGER note_freed_nights AFTER DELETE ON heyawari.room_nights
      REFERENCING OLD TABLE AS freed FOR EACH STATEMENT EXECUTE FUNCTION heyawari.note_freed_nights();
    CREATE TRIGGER note_freed_nights AFTER DELETE ON heyawari.host_nights
      REFERENCING OLD TABLE AS freed FOR EACH STATEMENT EXECUTE FUNCTION heyawari.note_freed_nights()`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    DROP TRIGGER note_freed_nights ON heyawari.host_nights;
    DROP TRIGGER note_freed_nights ON heyawari.room_nights;
    DROP FUNCTION heyawari.note_freed_nights();
    DROP TABLE heyawari.freed_nights;
    DROP INDEX heyawari.ota_import_cache_without_room;
    ALTER TABLE heyawari.ota_import_cache DROP COLUMN wanted_until, DROP COLUMN wanted_types`);
}
