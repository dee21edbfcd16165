// Before the start: is the database one that this build can work with, and if not, what is to be done about it?
import type { Sql } from './database/index.js';
import { expectedMigrations, expectedTables } from './expected-schema.js';

export interface SchemaReport {
  /** False: the start must stop. */
  readonly usable: boolean;
  /** Sentences for the operator, most pressing first; empty where all is well. */
  readonly advice: readonly string[];
}

/** What a database shows of itself. */
export interface SchemaFacts {
  /** `server_version_num`: 170004 for 17.4. */
  readonly serverVersion: number;
  readonly role: string;
  /** Whether the role may look into the schema and read the list of migrations; true where there is none. */
  readonly mayRead: boolean;
  /** Names as knex stores them; undefined where there is no schema or no list of migrations, or it may not be read. */
  readonly migrations: readonly string[] | undefined;
  readonly tables: readonly string[];
  /** Tables of ours that the role may not read and write. */
  readonly tablesWithoutRights: readonly string[];
  /** The job queue's schema is there and usable, or the role may create it. */
  readonly mayHaveQueue: boolean;
}

/** Oldest and first too new PostgreSQL major version that the tests have run on. */
const supported = { from: 15, below: 19 };
const jobsSchema = 'heyawari_jobs';
const migrate = 'run `npm run migrate` with a role that may create the schema `heyawari`';

const list = (names: readonly string[]) => names.join(', ');

function versionAdvice({ serverVersion }: SchemaFacts): string[] {
  const major = Math.floor(serverVersion / 10_000);
  if (major >= supported.from && major < supported.below) return [];
  return [
    `PostgreSQL ${major} is outside the supported range (${supported.from} to ${supported.below - 1}): move the database to a supported version.`,
  ];
}

function rightsAdvice({ role, mayRead, tablesWithoutRights, mayHaveQueue }: SchemaFacts): string[] {
  const advice: string[] = [];
  if (!mayRead || tablesWithoutRights.length > 0)
    advice.push(
      `The role ${role} may not read and write the plugin's tables: ` +
        `GRANT USAGE ON SCHEMA heyawari TO ${role}; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA heyawari TO ${role}; ` +
        `GRANT USAGE ON ALL SEQUENCES IN SCHEMA heyawari TO ${role};`,
    );
  if (!mayHaveQueue)
    advice.push(
      `The job queue has no schema and ${role} may not create it: CREATE SCHEMA ${jobsSchema} AUTHORIZATION ${role};`,
    );
  return advice;
}

/** Whether this build can work with a database of these facts, and what is to be done. */
export function judgeSchema(facts: SchemaFacts): SchemaReport {
  const blocking = versionAdvice(facts);
  if (!facts.migrations) {
    if (facts.mayRead) blocking.push(`The plugin's tables are missing: ${migrate}.`);
    return { usable: false, advice: [...blocking, ...rightsAdvice(facts)] };
  }
  const applied = new Set(facts.migrations.map((name) => name.replace(/\.(ts|js)$/, '')));
  const missing = expectedMigrations.filter((name) => !applied.has(name));
  const unknown = [...applied].filter((name) => !(expectedMigrations as readonly string[]).includes(name));
  const breaking = unknown.filter((name) => name.includes('breaking'));
  const lost = missing.length > 0 ? [] : expectedTables.filter((table) => !facts.tables.includes(table));

  if (breaking.length > 0)
    blocking.push(
      `The database is newer than this build, and ${list(breaking)} changed it in a way this build cannot work with: install the newer plugin.`,
    );
  if (missing.length > 0) blocking.push(`Migrations are missing (${list(missing)}): ${migrate}.`);
  if (lost.length > 0)
    blocking.push(
      `Tables are missing although their migrations are recorded (${list(lost)}): restore the schema heyawari from a backup.`,
    );
  blocking.push(...rightsAdvice(facts));

  const notices =
    unknown.length > breaking.length
      ? [
          `The database is newer than this build (${list(unknown.filter((name) => !breaking.includes(name)))}); this build can work with it.`,
        ]
      : [];
  return { usable: blocking.length === 0, advice: [...blocking, ...notices] };
}

async function gatherFacts(sql: Sql): Promise<SchemaFacts> {
  const server = await sql.row<{
    version: number;
    role: string;
    listed: boolean;
    may_read: boolean;
    queue: boolean;
  }>(
    `SELECT CAST(current_setting('server_version_num') AS integer) AS version,
            current_user AS role,
            list.oid IS NOT NULL AS listed,
            list.oid IS NULL OR has_schema_privilege(list.relnamespace, 'USAGE') AND has_table_privilege(list.oid, 'SELECT') AS may_read,
            coalesce((SELECT has_schema_privilege(oid, 'USAGE, CREATE') FROM pg_namespace WHERE nspname = :jobsSchema),
                     has_database_privilege(current_database(), 'CREATE')) AS queue
       FROM (VALUES (1)) AS one
       LEFT JOIN pg_class list ON list.relname = 'migrations' AND list.relnamespace = to_regnamespace('heyawari')`,
    { jobsSchema },
  );
  const tables = await sql.rows<{ name: string; usable: boolean }>(
    `SELECT relname AS name,
            has_schema_privilege(relnamespace, 'USAGE')
              AND has_table_privilege(oid, 'SELECT') AND has_table_privilege(oid, 'INSERT') AS usable
       FROM pg_class
      WHERE relnamespace = to_regnamespace('heyawari') AND relkind IN ('r', 'p') AND relname = ANY(:expected)`,
    { expected: expectedTables },
  );
  const migrations =
    server?.listed && server.may_read
      ? await sql.rows<{ name: string }>('SELECT name FROM heyawari.migrations ORDER BY id')
      : undefined;
  return {
    serverVersion: server?.version ?? 0,
    role: server?.role ?? '',
    mayRead: server?.may_read ?? true,
    migrations: migrations?.map(({ name }) => name),
    tables: tables.map(({ name }) => name),
    tablesWithoutRights: tables.filter(({ usable }) => !usable).map(({ name }) => name),
    mayHaveQueue: server?.queue ?? false,
  };
}

/** Looks at the database and judges it. Rejects only where it cannot be asked. */
export const checkSchema = async (sql: Sql): Promise<SchemaReport> => judgeSchema(await gatherFacts(sql));
