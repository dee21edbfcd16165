// The outbox: which topic of which hotel changed, numbered in the order of commits.
import type { Knex } from 'knex';

/*
 * The version is given at the end of the transaction, under a lock per hotel that is held for the commit alone: so versions
 * of a hotel rise in the order in which changes become visible, and a reader that has seen one has missed none before it.
 * A row's transaction tells repeats apart: one transaction tells a topic once.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE TABLE heyawari.events (
      hotel_id integer NOT NULL,
      topic text NOT NULL CHECK (topic ~ '^[a-z-]{1,40}$'),
      transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
      version bigint,
      correlation_id text,
      occurred_at timestamptz NOT NULL,
      PRIMARY KEY (hotel_id, topic, transaction_id)
    );
    CREATE INDEX events_unread ON heyawari.events (hotel_id, version);
    CREATE INDEX events_age ON heyawari.events (occurred_at);
    CREATE SEQUENCE heyawari.event_versions;

    CREATE FUNCTION heyawari.publish_event() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      next_version bigint;
      browser_channel text := current_setting('heyawari.browser_channel', true);
    BEGIN
      PERFORM pg_advisory_xact_lock(hashtext('heyawari.events'), NEW.hotel_id);
      next_version := nextval('heyawari.event_versions');
      UPDATE heyawari.events SET version = next_version
       WHERE hotel_id = NEW.hotel_id AND topic = NEW.topic AND transaction_id = NEW.transaction_id;
      PERFORM pg_notify('heyawari_events', json_build_object(
        'hotelId', NEW.hotel_id, 'topic', NEW.topic, 'version', next_version)::text);
      IF browser_channel <> '' THEN
        PERFORM pg_notify(browser_channel, json_build_object(
          'hotel_id', NEW.hotel_id, 'table', 'heyawari', 'topic', NEW.topic, 'version', next_version)::text);
      END IF;
      RETURN NULL;
    END $$;

    CREATE CONSTRAINT TRIGGER publish_at_commit AFTER INSERT ON heyawari.events
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION heyawari.publish_event();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    DROP TABLE heyawari.events;
    DROP FUNCTION heyawari.publish_event();
    DROP SEQUENCE heyawari.event_versions;
  `);
}
