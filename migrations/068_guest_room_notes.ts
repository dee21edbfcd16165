// Which rooms a guest wishes for, and which not (希望の部屋・不可の部屋, D20): the PMS has no place for it.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE TABLE heyawari.guest_room_notes (
      hotel_id integer NOT NULL,
      id bigint GENERATED ALWAYS AS IDENTITY,
      -- Of the PMS.
      room_id integer NOT NULL,
      kind text NOT NULL CHECK (kind IN ('wish', 'avoid')),
      -- What staff say of it; NULL: nothing.
      note_key_id text,
      sealed_note bytea,
      version integer NOT NULL DEFAULT 1,
      -- Of the guest's last stay that is known with the note: it is kept so long after.
      last_departure date NOT NULL,
      changed_at timestamptz NOT NULL,
      PRIMARY KEY (hotel_id, id),
      CHECK ((note_key_id IS NULL) = (sealed_note IS NULL))
    );
    CREATE INDEX guest_room_notes_departure ON heyawari.guest_room_notes (last_departure);

    -- By what the guest is known: a note has one room, so nobody has two notes of one room.
    CREATE TABLE heyawari.guest_room_note_keys (
      hotel_id integer NOT NULL,
      -- Of the PMS's client, a phone or a mail, under a key derived from the hotel's in identity_keys.
      guest_key bytea NOT NULL,
      room_id integer NOT NULL,
      note_id bigint NOT NULL,
      PRIMARY KEY (hotel_id, guest_key, room_id),
      FOREIGN KEY (hotel_id, note_id) REFERENCES heyawari.guest_room_notes (hotel_id, id) ON DELETE CASCADE
    );
    CREATE INDEX guest_room_note_keys_note ON heyawari.guest_room_note_keys (hotel_id, note_id)`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw('DROP TABLE heyawari.guest_room_note_keys; DROP TABLE heyawari.guest_room_notes');
}
