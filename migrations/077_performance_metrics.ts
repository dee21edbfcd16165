// How each hotel's work went, five minutes at a time: for the load chart, and for whoever weighs how busy a hotel is.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE TABLE heyawari.performance_metrics (
      hotel_id integer NOT NULL,
      -- When the five minutes began; they are written once.
      slot timestamptz NOT NULL,
      -- Of the hotel's own jobs when it was looked at: those that were due, and how long the oldest of them had been.
      jobs_waiting integer NOT NULL CHECK (jobs_waiting >= 0),
      oldest_job_seconds integer CHECK (oldest_job_seconds >= 0),
      -- Messages that were tried in that time, those that only a person ends or that found no room, and what their attempts took.
      messages_tried integer NOT NULL CHECK (messages_tried >= 0),
      messages_escalated integer NOT NULL CHECK (messages_escalated BETWEEN 0 AND messages_tried),
      attempt_ms_mean integer CHECK (attempt_ms_mean >= 0),
      attempt_ms_max integer CHECK (attempt_ms_max >= attempt_ms_mean),
      -- Runs that ended in that time, and the longest of them.
      runs integer NOT NULL CHECK (runs >= 0),
      run_ms_max integer CHECK (run_ms_max >= 0),
      -- Stays with a tentative room when it was looked at, and rooms that a stay was found unable to keep in that time.
      stays_in_pool integer NOT NULL CHECK (stays_in_pool >= 0),
      conflicts integer NOT NULL CHECK (conflicts >= 0),
      PRIMARY KEY (hotel_id, slot)
    )`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw('DROP TABLE heyawari.performance_metrics');
}
