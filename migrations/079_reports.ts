// Views for whoever looks at single stays and messages from outside, as Grafana does: what the figures do not tell, and nothing of a guest.
import type { Knex } from 'knex';

/*
 * A schema of its own, so that a role may read all of it and nothing else; the views read the tables with the rights of their owner.
 * The hotel comes first in each. Left out everywhere: booking numbers, the PMS's reservations, agencies' and staff's names, notes, texts, hashes and
 * parameters of sentences, which may quote any of them (docs/data-protection.md).
 */
const views: Readonly<Record<string, string>> = {
  stays: `
    SELECT hotel_id, id AS stay_id, check_in, check_out, people, smoking, booked_type_id, room_id, room_type_id, room_state, final_cause, in_house,
           reason_key, pool_status, pool_entry_time AS pooled_at, pool_deadline_time AS deadline_at, entry_mode
      FROM heyawari.booking_plans`,
  stay_history: `
    SELECT hotel_id, plan_id AS stay_id, at, event, room_id, room_state, reason_key, correlation_id
      FROM heyawari.booking_plan_history`,
  rooms: `
    SELECT hotel_id, room_id, room_number, room_type_id, sellable
      FROM heyawari.host_rooms`,
  room_conflicts: `
    SELECT hotel_id, id AS conflict_id, plan_id AS stay_id, room_id, first_night, last_night, state, reason_key, found_at, settled_at
      FROM heyawari.room_conflicts`,
  assignment_runs: `
    SELECT hotel_id, id AS run_id, kind, business_date, started_at, finished_at, duration_ms, finalised, moved, woken, made_up, correlation_id
      FROM heyawari.assignment_runs`,
  deliveries: `
    SELECT hotel_id, id AS delivery_id, received_at, complete, message_count, deliveries AS times_delivered, confirmation, confirmation_attempts,
           confirmed_at
      FROM heyawari.ota_outputs`,
  messages: `
    SELECT hotel_id, id AS message_id, output_id AS delivery_id, received_at, kind, check_in, status, failure_class, failure_code, attempts,
           next_attempt_at, finished_at, resolution
      FROM heyawari.ota_import_cache`,
  message_attempts: `
    SELECT hotel_id, message_id, attempted_at, trigger, status, failure_class, failure_code, duration_ms, correlation_id
      FROM heyawari.ota_import_log`,
};

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw('CREATE SCHEMA IF NOT EXISTS heyawari_reports');
  for (const [name, query] of Object.entries(views))
    await knex.schema.raw(`CREATE VIEW heyawari_reports.${name} AS ${query}`);
}

/** Whoever made a view of his own in it is told: it would be lost. */
export async function down(knex: Knex): Promise<void> {
  for (const name of Object.keys(views)) await knex.schema.raw(`DROP VIEW heyawari_reports.${name}`);
  await knex.schema.raw('DROP SCHEMA heyawari_reports');
}
