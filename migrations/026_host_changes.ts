// One reader of the PMS's change log for the whole installation, and what it found for each hotel that we follow.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    -- One row is the whole state, so that it can be locked and read in one statement.
    CREATE TABLE heyawari.host_log_reader (
      one_row boolean PRIMARY KEY DEFAULT true CHECK (one_row),
      version bigint NOT NULL DEFAULT 0,
      -- Log ids up to here have been looked at; none before the first look.
      highest bigint,
      -- Those of them that had not been committed: [{since, horizon, ids}].
      gaps jsonb NOT NULL DEFAULT '[]',
      -- How often the log had a hole, so that every hotel had to be compared whole.
      comparisons integer NOT NULL DEFAULT 0
    );
    -- Every cursor has settled what comes before the smallest.
    INSERT INTO heyawari.host_log_reader (highest)
    SELECT min(CAST(split_part(position, ':', 1) AS bigint)) FROM heyawari.host_cursors;

    CREATE TABLE heyawari.host_changes (
      hotel_id integer NOT NULL,
      log_id bigint NOT NULL,
      reservation_id uuid NOT NULL,
      -- The PMS's user who wrote; none where its log does not say.
      user_id integer,
      PRIMARY KEY (hotel_id, log_id, reservation_id)
    );

    -- A hotel with a row is followed. Its position is only read by builds before this one, which would begin at the start of the log.
    ALTER TABLE heyawari.host_cursors ALTER COLUMN position SET DEFAULT '0:0:0';
    ALTER TABLE heyawari.host_cursors ADD COLUMN compared integer NOT NULL DEFAULT 0`);
}

/** Each hotel's cursor goes before everything that it has not followed yet. */
export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    UPDATE heyawari.host_cursors c
       SET position = p.settled || ':' || p.settled || ':0'
      FROM (SELECT f.hotel_id,
                   LEAST(COALESCE(r.highest, 0),
                         (SELECT min(CAST(id AS bigint)) - 1 FROM jsonb_path_query(r.gaps, '$[*].ids[*]') AS id),
                         (SELECT min(h.log_id) - 1 FROM heyawari.host_changes h WHERE h.hotel_id = f.hotel_id)) AS settled
              FROM heyawari.host_cursors f CROSS JOIN heyawari.host_log_reader r) AS p
     WHERE p.hotel_id = c.hotel_id;
    ALTER TABLE heyawari.host_cursors DROP COLUMN compared;
    ALTER TABLE heyawari.host_cursors ALTER COLUMN position DROP DEFAULT;
    DROP TABLE heyawari.host_changes;
    DROP TABLE heyawari.host_log_reader`);
}
