// Which kinds of change and cancellation a hotel has applied without asking anybody (O12); none unless it says so.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    ALTER TABLE heyawari.hotel_settings
      -- Failure codes of the import.
      ADD COLUMN applied_automatically text[] NOT NULL DEFAULT '{}' CHECK (applied_automatically <@ ARRAY[
        'after_check_in', 'reservation_cancelled', 'edited_by_hand', 'rooms_of_group_changed', 'room_type_changes'])`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw('ALTER TABLE heyawari.hotel_settings DROP COLUMN applied_automatically');
}
