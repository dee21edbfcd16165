// 確定解除: the history says that a person took a final room back into the pool.
import type { Knex } from 'knex';

const events = [
  ...['placed', 'unplaced', 'changed', 'moved', 'yielded', 'finalised', 'followed_host', 'nights_released'],
  ...['locked', 'unlocked', 'ended'],
];

/** Not tried on what is there: the table may be long. */
const historyEvents = (names: readonly string[]) => `
  ALTER TABLE heyawari.booking_plan_history DROP CONSTRAINT booking_plan_history_event_check;
  ALTER TABLE heyawari.booking_plan_history ADD CONSTRAINT booking_plan_history_event_check
    CHECK (event IN (${names.map((name) => `'${name}'`).join(', ')})) NOT VALID`;

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(historyEvents([...events, 'final_taken_back']));
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    UPDATE heyawari.booking_plan_history SET event = 'changed' WHERE event = 'final_taken_back';
    ${historyEvents(events)}`);
}
