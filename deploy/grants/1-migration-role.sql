-- The role that migrates: it owns the plugin's schemas, and nobody logs in with it but whoever migrates. Run as the owner of the database:
--   psql -v ON_ERROR_STOP=1 -v migrations=heyawari_migrations -f 1-migration-role.sql "$ADMIN_URL"
-- The role is there already: CREATE ROLE heyawari_migrations LOGIN; \password heyawari_migrations
GRANT CONNECT, CREATE ON DATABASE :"DBNAME" TO :"migrations";
