// Heartbeat messages: one a hotel, on its way through the import or through it, and never a message of the ledger.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE TABLE heyawari.heartbeats (
      hotel_id integer PRIMARY KEY,
      -- Since when heartbeats are sent for the hotel.
      since timestamptz NOT NULL,
      -- Of the newest.
      begun_at timestamptz NOT NULL,
      -- Its text, deflated and sealed as the body of a delivery is; NULL: it came through.
      key_id text,
      sealed_part bytea,
      -- When the last one came through.
      came_through_at timestamptz,
      CHECK ((key_id IS NULL) = (sealed_part IS NULL)),
      CHECK (key_id IS NOT NULL OR came_through_at IS NOT NULL)
    );

    -- A heartbeat goes through the ledger within a savepoint that is undone: what is so marked can never be committed, nor its messages, which hang
    -- on it by their foreign key.
    ALTER TABLE heyawari.ota_outputs ADD COLUMN heartbeat boolean NOT NULL DEFAULT false;
    CREATE FUNCTION heyawari.refuse_heartbeat() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'a heartbeat is no delivery of the site controller' USING ERRCODE = 'check_violation';
    END $$;
    CREATE CONSTRAINT TRIGGER refuse_heartbeat AFTER INSERT OR UPDATE OF heartbeat ON heyawari.ota_outputs
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.heartbeat) EXECUTE FUNCTION heyawari.refuse_heartbeat()`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    DROP TRIGGER refuse_heartbeat ON heyawari.ota_outputs;
    DROP FUNCTION heyawari.refuse_heartbeat();
    ALTER TABLE heyawari.ota_outputs DROP COLUMN heartbeat;
    DROP TABLE heyawari.heartbeats`);
}
