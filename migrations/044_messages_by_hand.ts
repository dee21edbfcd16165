// What a person does with a message: its version, the moves that it may make, and what is kept of the deed.
import type { Knex } from 'knex';

const identified = ['pending', 'retrying', 'waiting'];
const settled = ['superseded', 'resolved', 'ignored'];

/** From which status to which: `ledger/transitions.ts` says by what, and a test holds the two together. */
const moves = [
  ...['pending', 'duplicate', 'failed', ...settled].map((to) => ['received', to]),
  ...identified.flatMap((from) => [...identified, 'failed', 'imported', ...settled].map((to) => [from, to])),
  ...['pending', 'waiting', ...settled].map((to) => ['failed', to]),
]
  .filter(([from, to]) => from !== to)
  .map(([from, to]) => `'${from}>${to}'`);

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    ALTER TABLE heyawari.ota_import_cache
      -- Rises with every change: a person's command names the one that it saw.
      ADD COLUMN revision integer NOT NULL DEFAULT 1,
      -- How a person settled it.
      ADD COLUMN resolution text CHECK (resolution IN
        ('entered_by_hand', 'done_in_pms', 'housed_elsewhere', 'cancellation_requested', 'kept')),
      -- The text with a person's corrections, sealed, beside the original.
      ADD COLUMN edited_key_id text,
      ADD COLUMN sealed_edited bytea;
    ALTER TABLE heyawari.ota_import_log
      -- What a person did, who it was, and what was said of it: sealed, since it may name people.
      ADD COLUMN action text,
      ADD COLUMN user_id integer,
      ADD COLUMN note_key_id text,
      ADD COLUMN sealed_note bytea;
    CREATE FUNCTION heyawari.move_message() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.status <> OLD.status AND OLD.status || '>' || NEW.status <> ALL (ARRAY[${moves.join(', ')}]) THEN
        RAISE EXCEPTION 'a message cannot go from % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation';
      END IF;
      NEW.revision := OLD.revision + 1;
      RETURN NEW;
    END $$;
    CREATE TRIGGER move_message BEFORE UPDATE ON heyawari.ota_import_cache
      FOR EACH ROW EXECUTE FUNCTION heyawari.move_message()`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    DROP TRIGGER move_message ON heyawari.ota_import_cache;
    DROP FUNCTION heyawari.move_message();
    ALTER TABLE heyawari.ota_import_log
      DROP COLUMN action, DROP COLUMN user_id, DROP COLUMN note_key_id, DROP COLUMN sealed_note;
    ALTER TABLE heyawari.ota_import_cache
      DROP COLUMN revision, DROP COLUMN resolution, DROP COLUMN edited_key_id, DROP COLUMN sealed_edited`);
}
