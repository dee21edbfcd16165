// Whose booking a plan is, and what a message says, whenever it was sent: by a hash under a key of the hotel's own, which never changes.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    -- The agency's name or key; null of plans written by builds before this column.
    ALTER TABLE heyawari.booking_plans ADD COLUMN agency_key text;
    UPDATE heyawari.booking_plans p
       SET agency_key = (SELECT c.agency FROM heyawari.ota_import_cache c
                          WHERE c.hotel_id = p.hotel_id AND c.booking_number = p.booking_number AND c.agency IS NOT NULL
                          ORDER BY c.status = 'pending' DESC, c.id DESC LIMIT 1)
     WHERE p.room_state = 'unplaced';
    DROP INDEX heyawari.booking_plans_one_unplaced;
    CREATE UNIQUE INDEX booking_plans_one_unplaced
      ON heyawari.booking_plans (hotel_id, COALESCE(agency_key, ''), booking_number, slot) WHERE room_state = 'unplaced';

    ALTER TABLE heyawari.ota_import_cache
      -- HMAC-SHA256 of what it says of its booking, in the form of the build that read it; null where an earlier build did.
      ADD COLUMN hash_version integer,
      ADD COLUMN identity_hash bytea;

    CREATE TABLE heyawari.identity_keys (
      hotel_id integer PRIMARY KEY,
      key_id text NOT NULL,
      -- 32 random bytes: sealed anew when keys are rotated, never another.
      sealed_key bytea NOT NULL
    )`);
}

/** Refuses while two agencies' bookings of one number both wait for a room: an earlier build has no place for both. */
export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    DO $$
    DECLARE shared integer;
    BEGIN
      SELECT count(*) INTO shared FROM (
        SELECT FROM heyawari.booking_plans WHERE room_state = 'unplaced'
         GROUP BY hotel_id, booking_number, slot HAVING count(*) > 1) AS s;
      IF shared > 0 THEN
        RAISE EXCEPTION '% booking numbers are waited for by bookings of several agencies: give these rooms first', shared;
      END IF;
    END $$;
    DROP INDEX heyawari.booking_plans_one_unplaced;
    CREATE UNIQUE INDEX booking_plans_one_unplaced
      ON heyawari.booking_plans (hotel_id, booking_number, slot) WHERE room_state = 'unplaced';
    ALTER TABLE heyawari.booking_plans DROP COLUMN agency_key;
    ALTER TABLE heyawari.ota_import_cache DROP COLUMN hash_version, DROP COLUMN identity_hash;
    DROP TABLE heyawari.identity_keys`);
}
