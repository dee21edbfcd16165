// A command sent twice under one key has one effect and one answer (N3).
import type { Knex } from 'knex';

// The answer may show names to the person who asked, so it is kept sealed like everything else that may hold personal data.
export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE TABLE heyawari.idempotency_keys (
      hotel_id integer NOT NULL,
      user_id integer NOT NULL,
      key text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
      route text NOT NULL,
      request_hash bytea NOT NULL,
      state text NOT NULL DEFAULT 'working' CHECK (state IN ('working', 'answered')),
      answer_status smallint,
      answer_key_id text,
      answer bytea,
      created_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      PRIMARY KEY (hotel_id, user_id, key),
      CHECK ((state = 'answered') = (answer IS NOT NULL AND answer_status IS NOT NULL AND answer_key_id IS NOT NULL))
    );
    CREATE INDEX idempotency_keys_expiry ON heyawari.idempotency_keys (expires_at);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw('DROP TABLE heyawari.idempotency_keys');
}
