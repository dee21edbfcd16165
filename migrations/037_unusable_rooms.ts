// A stay whose own room cannot be used any more is found as one whose room another holds is; there is nobody else then.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    -- NULL: nobody; the room was taken off sale, or given a type that the stay would not get.
    ALTER TABLE heyawari.room_conflicts ALTER COLUMN other_reservation_id DROP NOT NULL;
    DROP INDEX heyawari.room_conflicts_one_open;
    CREATE UNIQUE INDEX room_conflicts_one_open ON heyawari.room_conflicts (hotel_id, plan_id, other_reservation_id)
      NULLS NOT DISTINCT WHERE state = 'open'`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    DELETE FROM heyawari.room_conflicts WHERE other_reservation_id IS NULL;
    DROP INDEX heyawari.room_conflicts_one_open;
    CREATE UNIQUE INDEX room_conflicts_one_open ON heyawari.room_conflicts (hotel_id, plan_id, other_reservation_id)
      WHERE state = 'open';
    ALTER TABLE heyawari.room_conflicts ALTER COLUMN other_reservation_id SET NOT NULL`);
}
