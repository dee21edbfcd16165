// What a hotel says about its upgrades: on each relation whether, how and at what cost; over all of them how far and how dear.
import type { Knex } from 'knex';

/*
 * Until here a relation was an upgrade that is given without asking, and upgrades went along one relation only. Hotels that have
 * relations keep both: the new columns default to it, and their rules begin with one level. Versions go on from those in the audit log, which
 * stays where this migration is undone and done again.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    ALTER TABLE heyawari.room_type_hierarchy
      ADD COLUMN active boolean NOT NULL DEFAULT true,
      ADD COLUMN policy text NOT NULL DEFAULT 'automatic'
        CONSTRAINT room_type_hierarchy_policy CHECK (policy IN ('automatic', 'suggest', 'never')),
      -- Yen; NULL: the hotel has put no price on it.
      ADD COLUMN cost_per_night integer CONSTRAINT room_type_hierarchy_cost CHECK (cost_per_night >= 0),
      ADD COLUMN same_bed_count boolean NOT NULL DEFAULT false;

    CREATE TABLE heyawari.room_hierarchy_rules (
      hotel_id integer PRIMARY KEY,
      max_upgrade_levels smallint NOT NULL DEFAULT 3 CHECK (max_upgrade_levels BETWEEN 1 AND 10),
      -- Yen per night over a whole path; NULL: no limit.
      price_difference_limit integer CHECK (price_difference_limit >= 0),
      -- Of the hotel's whole hierarchy: every edit of a relation or a rule raises it.
      version integer NOT NULL DEFAULT 0
    );
    INSERT INTO heyawari.room_hierarchy_rules (hotel_id, max_upgrade_levels, version)
    SELECT hotel_id, 1, max(version)
      FROM (SELECT hotel_id, 0 AS version FROM heyawari.room_type_hierarchy
            UNION ALL
            SELECT hotel_id, CAST(details ->> 'version' AS integer) FROM heyawari.audit_log WHERE subject = 'room-hierarchy') AS known
     GROUP BY hotel_id`);
}

/** To an older build every row is an upgrade that it gives by itself: what is not one must not become one on the way back. */
export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    DELETE FROM heyawari.room_type_hierarchy h
     WHERE NOT active OR policy <> 'automatic' OR same_bed_count
        OR cost_per_night > (SELECT price_difference_limit FROM heyawari.room_hierarchy_rules r WHERE r.hotel_id = h.hotel_id);
    DROP TABLE heyawari.room_hierarchy_rules;
    ALTER TABLE heyawari.room_type_hierarchy
      DROP COLUMN active, DROP COLUMN policy, DROP COLUMN cost_per_night, DROP COLUMN same_bed_count`);
}
