// What one process counts for all: the newest figures of the installation, for every process to show.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE TABLE heyawari.metric_snapshots (
      -- Whose figures: one row each, written over.
      name text PRIMARY KEY CHECK (name ~ '^[a-z_]{1,40}$'),
      -- By the business clock.
      taken_at timestamptz NOT NULL,
      figures jsonb NOT NULL
    )`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw('DROP TABLE heyawari.metric_snapshots');
}
