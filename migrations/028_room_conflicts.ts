// A room that a stay of ours and somebody else in the PMS hold on one night: who gave way, or what a person is asked to do.
import type { Knex } from 'knex';

const events = ['placed', 'unplaced', 'changed', 'moved', 'finalised', 'followed_host', 'ended'];

const historyEvents = (names: readonly string[]) => `
  ALTER TABLE heyawari.booking_plan_history DROP CONSTRAINT booking_plan_history_event_check;
  ALTER TABLE heyawari.booking_plan_history ADD CONSTRAINT booking_plan_history_event_check
    CHECK (event IN (${names.map((name) => `'${name}'`).join(', ')}))`;

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE TABLE heyawari.room_conflicts (
      hotel_id integer NOT NULL,
      id bigint GENERATED ALWAYS AS IDENTITY,
      -- The stay that gave way or, while it is open, the one to move.
      plan_id bigint NOT NULL,
      -- Whom the PMS has in the room beside it. No foreign key: the PMS may delete it.
      other_reservation_id uuid NOT NULL,
      room_id integer NOT NULL,
      first_night date NOT NULL,
      last_night date NOT NULL CHECK (last_night >= first_night),
      state text NOT NULL CHECK (state IN ('open', 'yielded', 'over')),
      reason_key text NOT NULL,
      reason_params jsonb NOT NULL DEFAULT '{}',
      -- Where the stay went or, while it is open, where it could go.
      other_room_id integer,
      found_at timestamptz NOT NULL,
      looked_at timestamptz NOT NULL,
      settled_at timestamptz,
      PRIMARY KEY (hotel_id, id),
      FOREIGN KEY (hotel_id, plan_id) REFERENCES heyawari.booking_plans (hotel_id, id) ON DELETE CASCADE,
      CHECK ((state = 'open') = (settled_at IS NULL)),
      CHECK (state <> 'yielded' OR other_room_id IS NOT NULL)
    );
    CREATE UNIQUE INDEX room_conflicts_one_open ON heyawari.room_conflicts (hotel_id, plan_id, other_reservation_id)
      WHERE state = 'open';
    CREATE INDEX room_conflicts_settled ON heyawari.room_conflicts (hotel_id, settled_at) WHERE state <> 'open';
    CREATE INDEX room_conflicts_of_plan ON heyawari.room_conflicts (hotel_id, plan_id);
    ${historyEvents([...events, 'yielded', 'nights_released'])}`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    DROP TABLE heyawari.room_conflicts;
    UPDATE heyawari.booking_plan_history SET event = 'moved' WHERE event = 'yielded';
    UPDATE heyawari.booking_plan_history SET event = 'followed_host' WHERE event = 'nights_released';
    ${historyEvents(events)}`);
}
