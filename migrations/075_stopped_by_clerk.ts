// 手仕舞い済み says who it was at a shared login too (担当者).
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    ALTER TABLE heyawari.stopped_sales
      -- A staff name, beside stopped_by; NULL: nobody was asked. It goes with the night.
      ADD COLUMN clerk text CHECK (char_length(clerk) BETWEEN 1 AND 40)`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw('ALTER TABLE heyawari.stopped_sales DROP COLUMN clerk');
}
