// Whether a nightly run was made up by day, and so moved nothing; and rooms that are kept because they were chosen before the plugin came.
import type { Knex } from 'knex';

const causes = ['deadline', 'booked_late', 'mode', 'check_in', 'person', 'moved_by_hand', 'day_use'];

const finalCauses = (names: readonly string[]) => `
  ALTER TABLE heyawari.booking_plans DROP CONSTRAINT booking_plans_final_cause_check;
  ALTER TABLE heyawari.booking_plans ADD CONSTRAINT booking_plans_final_cause_check
    CHECK (final_cause IN (${names.map((name) => `'${name}'`).join(', ')}))`;

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    ALTER TABLE heyawari.assignment_runs ADD COLUMN made_up boolean NOT NULL DEFAULT false;
    ${finalCauses([...causes, 'adopted'])}`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    ALTER TABLE heyawari.assignment_runs DROP COLUMN made_up;
    UPDATE heyawari.booking_plans SET final_cause = 'person' WHERE final_cause = 'adopted';
    ${finalCauses(causes)}`);
}
