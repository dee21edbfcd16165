// The schema of the job queue, made by the role that migrates: the role that the plugin runs with needs no right to create anything.
import type { Knex } from 'knex';
import { getConstructionPlans, getMigrationPlans } from 'pg-boss';

const schema = 'heyawari_jobs';
/** Of pg-boss's tables, as the pg-boss that came with this migration makes them. */
const tablesVersion = 46;

/** pg-boss's statements open and end transactions of their own. */
export const config = { transaction: false };

/** What knex hands out of its pool for the `pg` client. */
interface Connection {
  query(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}

interface Found {
  /** Undefined where there is no such schema. */
  readonly owner: string | undefined;
  /** May the migrating role act for that owner? */
  readonly mayActForOwner: boolean;
  readonly ownedByUs: boolean;
}

async function look(connection: Connection): Promise<Found> {
  const { rows } = await connection.query(
    `SELECT pg_get_userbyid(nspowner) AS owner, pg_has_role(nspowner, 'MEMBER') AS may, pg_get_userbyid(nspowner) = current_user AS ours
       FROM pg_namespace WHERE nspname = $1`,
    [schema],
  );
  const row = rows[0] as { owner: string; may: boolean; ours: boolean } | undefined;
  return { owner: row?.owner, mayActForOwner: row?.may ?? true, ownedByUs: row?.ours ?? false };
}

async function withConnection(knex: Knex, work: (connection: Connection) => Promise<void>): Promise<void> {
  const client = knex.client as {
    acquireConnection(): Promise<Connection>;
    releaseConnection(connection: Connection): Promise<void>;
  };
  const connection = await client.acquireConnection();
  try {
    await work(connection);
  } finally {
    await client.releaseConnection(connection);
  }
}

/** The version of the tables that are there; undefined: none. */
async function versionOf(connection: Connection): Promise<number | undefined> {
  const { rows } = await connection.query('SELECT to_regclass($1) IS NOT NULL AS there', [
    `${schema}.version`,
  ]);
  if (!rows[0]?.there) return undefined;
  return Number((await connection.query(`SELECT version FROM ${schema}.version`)).rows[0]?.version);
}

/** pg-boss's own transaction, then each index that is built beside whoever works: those cannot be in a string with anything else. */
function partsOf(plans: string): string[] {
  const end = plans.lastIndexOf('COMMIT;') + 'COMMIT;'.length;
  const indexes = plans.slice(end).split(/;\s*$/m);
  return [plans.slice(0, end), ...indexes.filter((part) => part.trim() !== '')];
}

/** Makes pg-boss's tables, or brings older ones up; repeating it changes nothing. */
async function makeTables(connection: Connection): Promise<void> {
  const version = await versionOf(connection);
  if (version === undefined) await connection.query(getConstructionPlans(schema, { createSchema: false }));
  else if (version < tablesVersion)
    for (const part of partsOf(getMigrationPlans(schema, version))) await connection.query(part);
}

export async function up(knex: Knex): Promise<void> {
  await withConnection(knex, async (connection) => {
    const { owner, mayActForOwner } = await look(connection);
    if (owner === undefined) await connection.query(`CREATE SCHEMA ${schema}`);
    // Made by the plugin's own role, at a start of an earlier build, and out of our reach: then that role, who owns it, may also change it.
    if (!mayActForOwner) return;
    if (owner !== undefined) await connection.query(`SET ROLE "${owner.replaceAll('"', '""')}"`);
    try {
      await makeTables(connection);
    } finally {
      await connection.query('RESET ROLE');
    }
  });
}

/** Jobs only wake: the tables say what is due. A queue that an earlier build made for itself stays. */
export async function down(knex: Knex): Promise<void> {
  await withConnection(knex, async (connection) => {
    if ((await look(connection)).ownedByUs) await connection.query(`DROP SCHEMA ${schema} CASCADE`);
  });
}
