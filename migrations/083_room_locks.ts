// 部屋固定: a person's "do not move" at a stay, with who and why; told_guest: the guest knows the number (お部屋番号案内済み).
import type { Knex } from 'knex';

const events = [
  ...[
    'placed',
    'unplaced',
    'changed',
    'moved',
    'yielded',
    'finalised',
    'followed_host',
    'nights_released',
    'ended',
  ],
];

/** Not tried on what is there: that it knew fewer before, or will know fewer, is seen to here, and the table may be long. */
const historyEvents = (names: readonly string[]) => `
  ALTER TABLE heyawari.booking_plan_history DROP CONSTRAINT booking_plan_history_event_check;
  ALTER TABLE heyawari.booking_plan_history ADD CONSTRAINT booking_plan_history_event_check
    CHECK (event IN (${names.map((name) => `'${name}'`).join(', ')})) NOT VALID`;

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    ALTER TABLE heyawari.booking_plans
      ADD COLUMN lock_cause text CHECK (lock_cause IN ('clerk', 'told_guest')),
      ADD COLUMN lock_reason text CHECK (length(lock_reason) <= 200),
      -- A user of the PMS.
      ADD COLUMN locked_by integer,
      ADD COLUMN locked_at timestamptz,
      ADD CHECK ((lock_cause IS NULL) = (locked_at IS NULL)),
      ADD CHECK (lock_cause IS NOT NULL OR (lock_reason IS NULL AND locked_by IS NULL));
    -- For the board.
    CREATE INDEX booking_plans_locked ON heyawari.booking_plans (hotel_id, check_out) WHERE lock_cause IS NOT NULL;
    -- For what forgets the words of staff.
    CREATE INDEX booking_plans_lock_reasons ON heyawari.booking_plans (check_out) WHERE lock_reason IS NOT NULL;
    ${historyEvents([...events, 'locked', 'unlocked'])}`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    ALTER TABLE heyawari.booking_plans
      DROP COLUMN lock_cause, DROP COLUMN lock_reason, DROP COLUMN locked_by, DROP COLUMN locked_at;
    UPDATE heyawari.booking_plan_history SET event = 'changed' WHERE event IN ('locked', 'unlocked');
    ${historyEvents(events)}`);
}
