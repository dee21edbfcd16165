// No cycle of upgrades, whoever writes and however many at once: the database refuses the statement that would close one.
import type { Knex } from 'knex';

/*
 * Once a statement, not once a row: a hotel's whole graph is written in one, and one search over it is enough. Writers of a hotel queue at
 * its row of rules, which each of them writes. So the later one sees what the earlier one has committed; under a stricter isolation, where
 * it could not, PostgreSQL ends it with a serialization failure instead.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE FUNCTION heyawari.refuse_hierarchy_cycle() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      hotel integer;
      closed integer;
    BEGIN
      FOR hotel IN SELECT DISTINCT w.hotel_id FROM written w WHERE w.active ORDER BY 1 LOOP
        INSERT INTO heyawari.room_hierarchy_rules AS r (hotel_id) VALUES (hotel)
          ON CONFLICT (hotel_id) DO UPDATE SET version = r.version;

        WITH RECURSIVE walk AS (
          SELECT w.from_type_id AS start, w.to_type_id AS reached FROM written w WHERE w.hotel_id = hotel AND w.active
          UNION
          SELECT walk.start, e.to_type_id
            FROM walk
            JOIN heyawari.room_type_hierarchy e
              ON e.hotel_id = hotel AND e.from_type_id = walk.reached AND e.active
        )
        SELECT min(start) INTO closed FROM walk WHERE start = reached;
        IF closed IS NOT NULL THEN
          RAISE EXCEPTION 'hotel %: upgrades would lead from room type % back to itself', hotel, closed
            USING ERRCODE = 'check_violation', CONSTRAINT = 'room_type_hierarchy_no_cycle',
                  SCHEMA = 'heyawari', TABLE = 'room_type_hierarchy';
        END IF;
      END LOOP;
      RETURN NULL;
    END $$;

    CREATE TRIGGER room_type_hierarchy_no_cycle_inserted AFTER INSERT ON heyawari.room_type_hierarchy
      REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION heyawari.refuse_hierarchy_cycle();
    CREATE TRIGGER room_type_hierarchy_no_cycle_updated AFTER UPDATE ON heyawari.room_type_hierarchy
      REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION heyawari.refuse_hierarchy_cycle()`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    DROP TRIGGER room_type_hierarchy_no_cycle_inserted ON heyawari.room_type_hierarchy;
    DROP TRIGGER room_type_hierarchy_no_cycle_updated ON heyawari.room_type_hierarchy;
    DROP FUNCTION heyawari.refuse_hierarchy_cycle()`);
}
