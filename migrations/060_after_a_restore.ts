// Which database this is, so that a restore to an earlier time is noticed; and hotels for which nothing is asked before a person lets them go on.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE TABLE heyawari.known_database (
      -- One row at most.
      id boolean PRIMARY KEY DEFAULT true CHECK (id),
      -- What a restored database, or a copy, shows otherwise: server, timeline, database, this table.
      facts jsonb NOT NULL,
      -- A person says that it was restored ("npx heyawari restored").
      said_restored boolean NOT NULL DEFAULT false
    );
    CREATE TABLE heyawari.fetch_holds (
      hotel_id integer PRIMARY KEY,
      since timestamptz NOT NULL,
      because text NOT NULL CHECK (because IN ('restored', 'said_restored')),
      -- When the hotel had last been fetched for, as far as the restored tables know: what came later may be missing.
      received_until timestamptz,
      -- The reconciliation that was asked for since.
      run_id bigint
    )`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw('DROP TABLE heyawari.fetch_holds; DROP TABLE heyawari.known_database');
}
