// The pace of writing to the PMS in two lanes: while an arrival of the next days waits for its turn, nothing else takes one.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    ALTER TABLE heyawari.host_write_pace ADD COLUMN urgent_until timestamptz NOT NULL DEFAULT '-infinity';
    -- The row is there from now on: a turn is taken by updating it.
    INSERT INTO heyawari.host_write_pace (next_write_at) VALUES (clock_timestamp()) ON CONFLICT (one_row) DO NOTHING`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw('ALTER TABLE heyawari.host_write_pace DROP COLUMN urgent_until');
}
