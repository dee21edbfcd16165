// What runs remember: that a night was made up by day, until when the PMS was asked who is still in the house, and that a room was chosen before us.
import type { Knex } from 'knex';

const causes = ['deadline', 'booked_late', 'mode', 'check_in', 'person', 'moved_by_hand', 'day_use'];

const finalCauses = (names: readonly string[]) => `
  ALTER TABLE heyawari.booking_plans DROP CONSTRAINT booking_plans_final_cause_check;
  ALTER TABLE heyawari.booking_plans ADD CONSTRAINT booking_plans_final_cause_check
    CHECK (final_cause IN (${names.map((name) => `'${name}'`).join(', ')}))`;

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    ALTER TABLE heyawari.assignment_runs ADD COLUMN made_up boolean NOT NULL DEFAULT false;
    -- The half day for which it was last looked who has not left: a date, and whether the next guests are due.
    ALTER TABLE heyawari.host_cursors ADD COLUMN presence_asked text;
    ${finalCauses([...causes, 'adopted'])}`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    ALTER TABLE heyawari.assignment_runs DROP COLUMN made_up;
    ALTER TABLE heyawari.host_cursors DROP COLUMN presence_asked;
    UPDATE heyawari.booking_plans SET final_cause = 'person' WHERE final_cause = 'adopted';
    ${finalCauses(causes)}`);
}
