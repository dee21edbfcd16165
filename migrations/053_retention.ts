// Entries of the audit log can be forgotten when they are old, by one function of this role and in no other way.
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    -- Nobody else deletes as the owner of the table; and nothing that is younger than a year goes, whoever asks.
    CREATE OR REPLACE FUNCTION heyawari.refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' AND OLD.at < now() - interval '1 year'
         AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID) THEN
        RETURN OLD;
      END IF;
      RAISE EXCEPTION 'heyawari.audit_log is only added to: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
    END $$;

    CREATE FUNCTION heyawari.forget_audit(before timestamptz, most integer) RETURNS integer
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
      WITH gone AS (
        DELETE FROM heyawari.audit_log a USING (
          SELECT hotel_id, id FROM heyawari.audit_log
           WHERE at < LEAST(before, now() - interval '1 year') LIMIT most) AS old
         WHERE a.hotel_id = old.hotel_id AND a.id = old.id RETURNING 1)
      SELECT CAST(count(*) AS integer) FROM gone $$;
    CREATE INDEX audit_log_age ON heyawari.audit_log (at);
    CREATE INDEX booking_plans_by_departure ON heyawari.booking_plans (check_out)`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(`
    DROP INDEX heyawari.booking_plans_by_departure;
    DROP INDEX heyawari.audit_log_age;
    DROP FUNCTION heyawari.forget_audit(timestamptz, integer);
    CREATE OR REPLACE FUNCTION heyawari.refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'heyawari.audit_log is only added to: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
    END $$`);
}
