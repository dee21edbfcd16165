-- The role by which Grafana reads single stays: the views of heyawari_reports, nothing else, and never for long.
-- Run by a superuser (it makes a role, and gives rights on views that the migrating role owns) after `npx heyawari migrate`, and again after a migration that adds a view. Then give it a password:
-- \password heyawari_reader
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'heyawari_reader') THEN
    CREATE ROLE heyawari_reader LOGIN NOINHERIT CONNECTION LIMIT 6;
  END IF;
END
$$;
ALTER ROLE heyawari_reader SET statement_timeout = '15s';
ALTER ROLE heyawari_reader SET idle_in_transaction_session_timeout = '15s';
ALTER ROLE heyawari_reader SET lock_timeout = '2s';
ALTER ROLE heyawari_reader SET default_transaction_read_only = on;
ALTER ROLE heyawari_reader SET search_path = heyawari_reports;
GRANT USAGE ON SCHEMA heyawari_reports TO heyawari_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA heyawari_reports TO heyawari_reader;
