// The plugin's row for a stay, and everything that ever happened to it.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE TABLE heyawari.booking_plans (
      hotel_id integer NOT NULL,
      id bigint GENERATED ALWAYS AS IDENTITY,
      version integer NOT NULL DEFAULT 1,
      booking_number text NOT NULL,
      slot integer NOT NULL,
      -- The PMS's reservation; none while unplaced. No foreign key: the PMS may delete it.
      reservation_id uuid,
      check_in date NOT NULL,
      -- Equal to check_in for a day use.
      check_out date NOT NULL CHECK (check_out >= check_in),
      people integer NOT NULL,
      booked_type_id integer NOT NULL,
      room_id integer,
      room_type_id integer,
      physical_room text,
      room_state text NOT NULL CHECK (room_state IN ('tentative', 'final', 'unplaced', 'ended')),
      final_cause text CHECK (final_cause IN
        ('deadline', 'booked_late', 'mode', 'check_in', 'person', 'moved_by_hand', 'day_use')),
      in_house boolean NOT NULL DEFAULT false,
      reason_key text NOT NULL,
      reason_params jsonb NOT NULL DEFAULT '{}',
      pool_status text CHECK (pool_status IN ('waiting', 'ready', 'processing', 'failed')),
      pool_entry_time timestamptz,
      pool_window_time timestamptz,
      pool_deadline_time timestamptz,
      pool_processing_attempts integer NOT NULL DEFAULT 0,
      -- What it entered the pool with, for the explanation afterwards.
      entry_mode text NOT NULL,
      entry_thresholds jsonb NOT NULL,
      PRIMARY KEY (hotel_id, id),
      CHECK ((room_state IN ('tentative', 'final')) = (room_id IS NOT NULL)),
      CHECK ((room_state = 'tentative') = (pool_status IS NOT NULL)),
      CHECK ((room_state = 'final') = (final_cause IS NOT NULL))
    );
    CREATE UNIQUE INDEX booking_plans_one_per_room_of_reservation
      ON heyawari.booking_plans (hotel_id, reservation_id, slot) WHERE reservation_id IS NOT NULL AND room_state <> 'ended';
    CREATE UNIQUE INDEX booking_plans_one_unplaced
      ON heyawari.booking_plans (hotel_id, booking_number, slot) WHERE room_state = 'unplaced';
    CREATE INDEX booking_plans_pool_status ON heyawari.booking_plans (hotel_id, pool_status, pool_window_time)
      WHERE room_state = 'tentative';
    CREATE INDEX booking_plans_pool_deadline ON heyawari.booking_plans (hotel_id, pool_deadline_time)
      WHERE room_state = 'tentative';
    CREATE INDEX booking_plans_arrivals ON heyawari.booking_plans (hotel_id, check_in, booking_number, slot)
      WHERE room_state <> 'ended';
    CREATE INDEX booking_plans_booking ON heyawari.booking_plans (hotel_id, booking_number);

    CREATE TABLE heyawari.booking_plan_history (
      hotel_id integer NOT NULL,
      id bigint GENERATED ALWAYS AS IDENTITY,
      plan_id bigint NOT NULL,
      at timestamptz NOT NULL,
      event text NOT NULL CHECK (event IN ('placed', 'unplaced', 'changed', 'moved', 'finalised', 'followed_host', 'ended')),
      room_id integer,
      room_state text NOT NULL,
      reason_key text,
      reason_params jsonb,
      user_id integer,
      correlation_id text,
      PRIMARY KEY (hotel_id, id)
    );
    CREATE INDEX booking_plan_history_of_plan ON heyawari.booking_plan_history (hotel_id, plan_id)`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw('DROP TABLE heyawari.booking_plan_history; DROP TABLE heyawari.booking_plans');
}
