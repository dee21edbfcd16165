// What operators have stopped: a kind of job in one hotel, or in all of them. It lasts over restarts, until somebody takes it back.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE TABLE heyawari.job_stops (
      -- 0: every hotel.
      hotel_id integer NOT NULL CHECK (hotel_id >= 0),
      job text NOT NULL CHECK (job ~ '^[a-z-]{1,40}$'),
      stopped_at timestamptz NOT NULL,
      -- A user of the PMS; NULL: by command.
      stopped_by integer,
      PRIMARY KEY (hotel_id, job)
    )`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw('DROP TABLE heyawari.job_stops');
}
