// plugin/platform/schema/expected-structure.json, read from a database that was migrated from nothing: `npm run schema:structure`.
import { writeFileSync } from 'node:fs';
import pg from 'pg';
import { format, resolveConfig } from 'prettier';
import { createDatabase } from '../../plugin/platform/database/index.js';
import { readStructure } from '../../plugin/platform/schema/index.js';
import { migrateLatest } from '../migrate.js';
import { startPostgres } from '../postgres.js';
import { complain } from '../problems.js';

const place = new URL('../../plugin/platform/schema/expected-structure.json', import.meta.url);

/** Of the plugin's tables in the database at `url`, as the file has it. */
export async function structurePage(url: string): Promise<string> {
  const pool = new pg.Pool({ connectionString: url });
  try {
    const { tables, functions, sequences } = await readStructure(createDatabase(pool));
    const settings = (await resolveConfig(place)) ?? {};
    return await format(JSON.stringify({ tables, functions, sequences }), { ...settings, parser: 'json' });
  } finally {
    await pool.end();
  }
}

async function renew(): Promise<void> {
  const server = await startPostgres({ directory: `structure-postgres-${process.pid}`, throwAway: true });
  try {
    await migrateLatest(server.url);
    writeFileSync(place, await structurePage(server.url));
  } finally {
    await server.stop();
  }
}

if (process.argv[1] === import.meta.filename)
  await renew().catch((error: unknown) => (process.exitCode = complain(error)));
