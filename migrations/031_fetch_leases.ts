// Who asks the site controller for a hotel holds a lease instead of a transaction, and what the last answer was is remembered.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    ALTER TABLE heyawari.site_controller_buckets
      -- In database time, since processes on several machines share it; NULL: nobody is asking.
      ADD COLUMN lease_until timestamptz,
      -- Rises with each lease: who comes back after his lease was taken by another writes nothing here.
      ADD COLUMN fence bigint NOT NULL DEFAULT 0,
      -- What the last request failed by; NULL where it succeeded.
      ADD COLUMN last_failure text`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(
    'ALTER TABLE heyawari.site_controller_buckets DROP COLUMN lease_until, DROP COLUMN fence, DROP COLUMN last_failure',
  );
}
