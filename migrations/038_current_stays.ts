// What screens count and list: the stays of today and later, read from one index beside years of past ones.
import type { Knex } from 'knex';

/*
 * By departure, since a stay is current until then; with all that the board draws and the list sorts and filters by, so that only the rows of
 * a page are read from the table. It takes the place of the index by arrival, along which a list went through every past stay first.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE INDEX booking_plans_current ON heyawari.booking_plans (hotel_id, check_out, check_in)
      INCLUDE (id, booking_number, slot, room_state, booked_type_id, room_id, room_type_id, in_house)
      WHERE room_state <> 'ended';
    DROP INDEX heyawari.booking_plans_arrivals;
    DROP INDEX heyawari.host_nights_by_night;
    CREATE INDEX host_nights_by_night ON heyawari.host_nights (hotel_id, night, physical_room)`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    DROP INDEX heyawari.host_nights_by_night;
    CREATE INDEX host_nights_by_night ON heyawari.host_nights (hotel_id, night);
    CREATE INDEX booking_plans_arrivals ON heyawari.booking_plans (hotel_id, check_in, booking_number, slot)
      WHERE room_state <> 'ended';
    DROP INDEX heyawari.booking_plans_current`);
}
