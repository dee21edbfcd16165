// Since when the installation is being left: nothing is fetched any more, what is there is brought to its end.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE TABLE heyawari.leaving (
      -- One row at most.
      id boolean PRIMARY KEY DEFAULT true CHECK (id),
      since timestamptz NOT NULL
    )`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw('DROP TABLE heyawari.leaving');
}
