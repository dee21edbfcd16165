// Whether a hotel's rooms are planned at all: off, its bookings are imported as reliably, each into the first free room.
import type { Knex } from 'knex';

const causes = [
  'deadline',
  'booked_late',
  'mode',
  'check_in',
  'person',
  'moved_by_hand',
  'day_use',
  'adopted',
];

const finalCauses = (names: readonly string[]) => `
  ALTER TABLE heyawari.booking_plans DROP CONSTRAINT booking_plans_final_cause_check;
  ALTER TABLE heyawari.booking_plans ADD CONSTRAINT booking_plans_final_cause_check
    CHECK (final_cause IN (${names.map((name) => `'${name}'`).join(', ')}))`;

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    ALTER TABLE heyawari.hotel_settings ADD COLUMN roll_out text NOT NULL DEFAULT 'on' CHECK (roll_out IN ('off', 'on'));
    ${finalCauses([...causes, 'off'])}`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    ALTER TABLE heyawari.hotel_settings DROP COLUMN roll_out;
    UPDATE heyawari.booking_plans SET final_cause = 'mode' WHERE final_cause = 'off';
    ${finalCauses(causes)}`);
}
