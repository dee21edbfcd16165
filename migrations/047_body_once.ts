// The body of a delivery is stored once, in sealed parts; its messages say where in it they lie.
import type { Knex } from 'knex';

/** What rows of messages are under, after the way back, whose text was in parts only. */
const lostKey = 'lost on the way back from 047';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE TABLE heyawari.ota_output_parts (
      hotel_id integer NOT NULL,
      output_id bigint NOT NULL,
      -- The n-th 1,048,576 bytes of the body as it came, from 0.
      position integer NOT NULL,
      key_id text NOT NULL,
      -- Deflated, then sealed: what is sealed cannot be made smaller.
      sealed_part bytea NOT NULL,
      PRIMARY KEY (hotel_id, output_id, position),
      FOREIGN KEY (hotel_id, output_id) REFERENCES heyawari.ota_outputs (hotel_id, id) ON DELETE CASCADE
    );
    ALTER TABLE heyawari.ota_output_parts ALTER COLUMN sealed_part SET STORAGE EXTERNAL;

    -- Null where the body is in parts. Older builds fill them, and read nobody's.
    ALTER TABLE heyawari.ota_outputs ALTER COLUMN key_id DROP NOT NULL, ALTER COLUMN sealed_body DROP NOT NULL;

    -- Null where the text is in the body: older builds, which ask for messages under a key that they have, leave these alone.
    ALTER TABLE heyawari.ota_import_cache
      ALTER COLUMN key_id DROP NOT NULL, ALTER COLUMN sealed_xml DROP NOT NULL,
      -- In bytes, in the body as it came; under the key of the parts that it lies in.
      ADD COLUMN text_offset integer,
      ADD COLUMN text_length integer,
      ADD COLUMN text_key_id text;
    UPDATE heyawari.ota_import_cache SET key_id = NULL, sealed_xml = NULL WHERE key_id = '${lostKey}';
    UPDATE heyawari.ota_outputs SET key_id = NULL, sealed_body = NULL WHERE key_id = '${lostKey}'`);
}

/** Takes the text of messages away that is in parts: what still needs it is exported before (`heyawari export`), or nothing is undone. */
export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    UPDATE heyawari.ota_import_cache SET key_id = '${lostKey}', sealed_xml = '' WHERE sealed_xml IS NULL;
    UPDATE heyawari.ota_outputs SET key_id = '${lostKey}', sealed_body = '' WHERE sealed_body IS NULL;
    ALTER TABLE heyawari.ota_import_cache
      ALTER COLUMN key_id SET NOT NULL, ALTER COLUMN sealed_xml SET NOT NULL,
      DROP COLUMN text_offset, DROP COLUMN text_length, DROP COLUMN text_key_id;
    ALTER TABLE heyawari.ota_outputs ALTER COLUMN key_id SET NOT NULL, ALTER COLUMN sealed_body SET NOT NULL;
    DROP TABLE heyawari.ota_output_parts`);
}
