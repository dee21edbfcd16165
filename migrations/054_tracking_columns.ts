// Columns on the PMS's reservations for whoever reads its tables: what imported one, by which message, and when last. Optional: the import
// works without them, and nothing of ours reads them.
import type { Knex } from 'knex';

const columns = {
  heyawari_source: 'text',
  heyawari_import_id: 'bigint',
  heyawari_last_import: 'timestamptz',
};

const each = (clause: (name: string, type: string) => string) =>
  Object.entries(columns)
    .map(([name, type]) => clause(name, type))
    .join(', ');

/** Where the table is another's, or somebody works on it for long, it stays as it is, and that is said: nobody in the PMS waits for this. */
const alterOrTell = (where: string, change: string, consequence: string) => `
  DO $do$
  BEGIN
    IF NOT (${where}) THEN RETURN; END IF;
    SET LOCAL lock_timeout = '2s';
    ALTER TABLE public.reservations ${change};
  EXCEPTION WHEN insufficient_privilege OR lock_not_available THEN
    RAISE WARNING '${consequence} (%). Its owner may do it at any time: ALTER TABLE reservations ${change};', SQLERRM;
  END
  $do$`;

const present = `
  (SELECT count(*) FROM pg_attribute WHERE attrelid = to_regclass('public.reservations') AND NOT attisdropped
                                       AND attname IN (${each((name) => `'${name}'`)}))`;

export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(
    alterOrTell(
      `to_regclass('public.reservations') IS NOT NULL AND ${present} < ${Object.keys(columns).length}`,
      each((name, type) => `ADD COLUMN IF NOT EXISTS ${name} ${type}`),
      "The optional tracking columns of the PMS''s reservations were not added",
    ),
  );
}

/** What they say is in our own tables, too. */
export async function down(knex: Knex): Promise<void> {
  await knex.schema.raw(
    alterOrTell(
      `${present} > 0`,
      each((name) => `DROP COLUMN IF EXISTS ${name}`),
      "The tracking columns of the PMS''s reservations were left there",
    ),
  );
}
