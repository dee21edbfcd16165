// Who did what, when, to what: only ever added to (N5).
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    CREATE TABLE heyawari.audit_log (
      hotel_id integer NOT NULL,
      id bigint GENERATED ALWAYS AS IDENTITY,
      at timestamptz NOT NULL,
      user_id integer,
      correlation_id text,
      action text NOT NULL CHECK (action ~ '^[a-z_-]+(\\.[a-z_-]+)*$'),
      subject text NOT NULL,
      details jsonb NOT NULL DEFAULT '{}',
      PRIMARY KEY (hotel_id, id)
    );
    CREATE INDEX audit_log_subject ON heyawari.audit_log (hotel_id, subject, id);
    CREATE INDEX audit_log_time ON heyawari.audit_log (hotel_id, at);

    CREATE FUNCTION heyawari.refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'heyawari.audit_log is only added to: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
    END $$;

    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON heyawari.audit_log
      FOR EACH ROW EXECUTE FUNCTION heyawari.refuse_audit_change();
    CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON heyawari.audit_log
      FOR EACH STATEMENT EXECUTE FUNCTION heyawari.refuse_audit_change();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    DROP TABLE heyawari.audit_log;
    DROP FUNCTION heyawari.refuse_audit_change();
  `);
}
