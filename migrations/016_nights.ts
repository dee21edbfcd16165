// Who holds which room in which night: ours, where the database forbids a second holder, and the PMS's own, mirrored.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE TABLE heyawari.room_nights (
      hotel_id integer NOT NULL,
      physical_room text NOT NULL,
      night date NOT NULL,
      plan_id bigint NOT NULL,
      CONSTRAINT room_nights_no_room_twice PRIMARY KEY (hotel_id, physical_room, night),
      FOREIGN KEY (hotel_id, plan_id) REFERENCES heyawari.booking_plans (hotel_id, id)
    );
    CREATE INDEX room_nights_of_plan ON heyawari.room_nights (hotel_id, plan_id);
    CREATE INDEX room_nights_by_night ON heyawari.room_nights (hotel_id, night);

    -- No uniqueness: two clerks can give one room twice in the PMS, and that must be seen, not refused here.
    CREATE TABLE heyawari.host_nights (
      hotel_id integer NOT NULL,
      id bigint GENERATED ALWAYS AS IDENTITY,
      physical_room text NOT NULL,
      night date NOT NULL,
      reservation_id uuid NOT NULL,
      PRIMARY KEY (hotel_id, id)
    );
    CREATE INDEX host_nights_by_night ON heyawari.host_nights (hotel_id, night);
    CREATE INDEX host_nights_of_reservation ON heyawari.host_nights (hotel_id, reservation_id);

    -- How far the PMS's own change log has been read.
    CREATE TABLE heyawari.host_cursors (
      hotel_id integer PRIMARY KEY,
      position text NOT NULL
    )`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(
    'DROP TABLE heyawari.host_cursors; DROP TABLE heyawari.host_nights; DROP TABLE heyawari.room_nights',
  );
}
