// Everything ever booked for some arrival days, what was cancelled included: the nightly run learns from it what is still to come.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE INDEX booking_plans_by_arrival ON heyawari.booking_plans (hotel_id, check_in)`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw('DROP INDEX heyawari.booking_plans_by_arrival');
}
