// The version of an overbooking allowance, so that nobody overwrites what a colleague has just set. A type set back to none keeps its row, and so its version.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    ALTER TABLE heyawari.overbooking_allowances
      ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version > 0),
      DROP CONSTRAINT overbooking_allowances_stays_check,
      ADD CONSTRAINT overbooking_allowances_stays_check CHECK (stays BETWEEN 0 AND 100)`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    DELETE FROM heyawari.overbooking_allowances WHERE stays = 0;
    ALTER TABLE heyawari.overbooking_allowances
      DROP COLUMN version,
      DROP CONSTRAINT overbooking_allowances_stays_check,
      ADD CONSTRAINT overbooking_allowances_stays_check CHECK (stays BETWEEN 1 AND 100)`);
}
