-- What the role that runs (here the PMS's own, pms) may do with the plugin's tables. Run as the migration role, after the first `npx heyawari migrate`:
--   psql -v ON_ERROR_STOP=1 -v pms=pms -f 2-plugin-tables.sql "$DATABASE_URL"
GRANT USAGE ON SCHEMA heyawari, heyawari_jobs TO :"pms";
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA heyawari, heyawari_jobs TO :"pms";
GRANT USAGE ON ALL SEQUENCES IN SCHEMA heyawari, heyawari_jobs TO :"pms";
-- What later migrations of this role add is given with them: after an upgrade nothing of this needs to be run again.
ALTER DEFAULT PRIVILEGES IN SCHEMA heyawari, heyawari_jobs GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO :"pms";
ALTER DEFAULT PRIVILEGES IN SCHEMA heyawari, heyawari_jobs GRANT USAGE ON SEQUENCES TO :"pms";
