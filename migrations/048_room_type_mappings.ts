// What an agency's room codes mean to the hotel: its own mappings over the PMS's master, the codes that have come, and smoking as it was booked.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE TABLE heyawari.ota_room_type_mappings (
      hotel_id integer NOT NULL,
      id bigint GENERATED ALWAYS AS IDENTITY,
      version integer NOT NULL DEFAULT 1,
      -- The agency as a company, and as it was written; null: any.
      agency_key text,
      agency text,
      code text NOT NULL CHECK (code <> ''),
      room_type_id integer NOT NULL,
      smoking text NOT NULL CHECK (smoking IN ('smoking', 'non_smoking', 'unspecified')),
      -- What the code sells beside type and smoking, as the hotel calls it.
      attributes text[] NOT NULL DEFAULT '{}',
      active boolean NOT NULL DEFAULT true,
      PRIMARY KEY (hotel_id, id),
      CHECK ((agency_key IS NULL) = (agency IS NULL)),
      CONSTRAINT ota_room_type_mappings_one_per_code UNIQUE NULLS NOT DISTINCT (hotel_id, agency_key, code)
    );

    CREATE TABLE heyawari.ota_room_codes (
      hotel_id integer NOT NULL,
      agency_key text NOT NULL,
      code text NOT NULL,
      -- As a message calls the room; agencies call one code by several names.
      name text NOT NULL,
      agency text NOT NULL,
      last_seen_at timestamptz NOT NULL,
      PRIMARY KEY (hotel_id, agency_key, code, name)
    );

    ALTER TABLE heyawari.ota_import_cache
      -- Of its rooms, each once: unknown of those identified before this column.
      ADD COLUMN room_codes text[];
    ALTER TABLE heyawari.booking_plans
      -- As it was booked; null: nothing was said, and rooms of the type are alike.
      ADD COLUMN smoking text CHECK (smoking IN ('smoking', 'non_smoking'));
    ALTER TABLE heyawari.hotel_settings
      -- What a code takes whose mapping says 指定なし; null: non_smoking.
      ADD COLUMN smoking_default text CHECK (smoking_default IN ('smoking', 'non_smoking'))`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    ALTER TABLE heyawari.hotel_settings DROP COLUMN smoking_default;
    ALTER TABLE heyawari.booking_plans DROP COLUMN smoking;
    ALTER TABLE heyawari.ota_import_cache DROP COLUMN room_codes;
    DROP TABLE heyawari.ota_room_codes;
    DROP TABLE heyawari.ota_room_type_mappings`);
}
