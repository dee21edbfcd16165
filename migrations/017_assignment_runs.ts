// Sweeps and nightly runs: what each did, and that a hotel's nightly run happens once per business date.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE TABLE heyawari.assignment_runs (
      hotel_id integer NOT NULL,
      id bigint GENERATED ALWAYS AS IDENTITY,
      kind text NOT NULL CHECK (kind IN ('nightly', 'sweep')),
      business_date date NOT NULL,
      started_at timestamptz NOT NULL,
      finished_at timestamptz NOT NULL,
      finalised integer NOT NULL,
      moved integer NOT NULL,
      woken integer NOT NULL,
      duration_ms integer NOT NULL,
      correlation_id text,
      PRIMARY KEY (hotel_id, id)
    );
    CREATE UNIQUE INDEX assignment_runs_one_nightly ON heyawari.assignment_runs (hotel_id, business_date)
      WHERE kind = 'nightly'`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw('DROP TABLE heyawari.assignment_runs');
}
