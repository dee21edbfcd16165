// Before the start: is the database one that this build can work with, and if not, what is to be done about it?
import type { Sql } from './database/index.js';
import { expectedMigrations, expectedTables } from './expected-schema.js';

export interface SchemaReport {
  /** False: the start must stop. */
  readonly usable: boolean;
  /** Sentences for the operator, most pressing first; empty where all is well. */
  readonly advice: readonly string[];
}

/** The job queue, in its own schema. */
export interface QueueFacts {
  /** Of pg-boss's tables; undefined where there are none, or the role may not look. */
  readonly version: number | undefined;
  /** The role may read and write the tables and call the functions. */
  readonly usable: boolean;
  /** The role owns the schema, so that the start itself brings the tables up. */
  readonly owned: boolean;
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
  /** Tables of ours whose rows the role may not read, add, change and remove, and sequences that it may not draw from. */
  readonly withoutRights: readonly string[];
  readonly queue: QueueFacts;
}

/** Major versions of PostgreSQL that the tests run on (`npm run test:postgres`). */
export const supportedPostgres = { oldest: 15, newest: 18 } as const;
const jobsSchema = 'heyawari_jobs';
/** Of pg-boss's tables: the oldest that this build works with. It works with newer ones too, as long as their names stay. */
const queueVersion = 46;
const migrate = 'run `npm run migrate` with a role that may create the schema `heyawari`';

const list = (names: readonly string[]) => names.join(', ');

function versionAdvice({ serverVersion }: SchemaFacts): string[] {
  const major = Math.floor(serverVersion / 10_000);
  const { oldest, newest } = supportedPostgres;
  if (major >= oldest && major <= newest) return [];
  return [
    `PostgreSQL ${major} is outside the supported range (${oldest} to ${newest}): move the database to a supported version.`,
  ];
}

const grantsOn = (schema: string, role: string) =>
  `GRANT USAGE ON SCHEMA ${schema} TO ${role}; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${role};`;

function rightsAdvice({ role, mayRead, withoutRights }: SchemaFacts): string[] {
  if (mayRead && withoutRights.length === 0) return [];
  const named = withoutRights.length > 0 ? ` (${list(withoutRights)})` : '';
  return [
    `The role ${role} may not read and write the plugin's tables${named}: ${grantsOn('heyawari', role)} ` +
      `GRANT USAGE ON ALL SEQUENCES IN SCHEMA heyawari TO ${role};`,
  ];
}

function queueAdvice({ role, queue }: SchemaFacts): string[] {
  if (!queue.usable)
    return [
      `The role ${role} may not use the job queue: run \`npm run migrate\`, then ${grantsOn(jobsSchema, role)}`,
    ];
  if (!queue.owned && (queue.version ?? 0) < queueVersion)
    return [`The job queue's tables are of an older version: ${migrate}.`];
  return [];
}

/** Whether this build can work with a database of these facts, and what is to be done. */
export function judgeSchema(facts: SchemaFacts): SchemaReport {
  const blocking = versionAdvice(facts);
  if (!facts.migrations) {
    if (facts.mayRead) blocking.push(`The plugin's tables are missing: ${migrate}.`);
    const rights = facts.mayRead ? [] : [...rightsAdvice(facts), ...queueAdvice(facts)];
    return { usable: false, advice: [...blocking, ...rights] };
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
  blocking.push(...rightsAdvice(facts), ...queueAdvice(facts));

  const notices =
    unknown.length > breaking.length
      ? [
          `The database is newer than this build (${list(unknown.filter((name) => !breaking.includes(name)))}); this build can work with it.`,
        ]
      : [];
  return { usable: blocking.length === 0, advice: [...blocking, ...notices] };
}

async function queueFacts(sql: Sql): Promise<QueueFacts> {
  const found = await sql.row<{ owned: boolean; usable: boolean; version: boolean }>(
    `SELECT pg_has_role(nspowner, 'USAGE') AS owned,
            has_schema_privilege(oid, 'USAGE') AND (SELECT coalesce(bool_and(has_table_privilege(c.oid, 'SELECT')
                AND has_table_privilege(c.oid, 'INSERT') AND has_table_privilege(c.oid, 'UPDATE')
                AND has_table_privilege(c.oid, 'DELETE')), true)
              FROM pg_class c WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p')) AS usable,
            EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = n.oid AND c.relname = 'version') AS version
       FROM pg_namespace n WHERE nspname = :jobsSchema`,
    { jobsSchema },
  );
  if (!found) return { version: undefined, usable: false, owned: false };
  const row =
    found.version && found.usable
      ? await sql.row<{ version: number }>(`SELECT version FROM ${jobsSchema}.version`)
      : undefined;
  return { owned: found.owned, usable: found.usable, version: row && Number(row.version) };
}

async function gatherFacts(sql: Sql): Promise<SchemaFacts> {
  const server = await sql.row<{ version: number; role: string; listed: boolean; may_read: boolean }>(
    `SELECT CAST(current_setting('server_version_num') AS integer) AS version,
            current_user AS role,
            list.oid IS NOT NULL AS listed,
            list.oid IS NULL OR has_schema_privilege(list.relnamespace, 'USAGE') AND has_table_privilege(list.oid, 'SELECT') AS may_read
       FROM (VALUES (1)) AS one
       LEFT JOIN pg_class list ON list.relname = 'migrations' AND list.relnamespace = to_regnamespace('heyawari')`,
  );
  const objects = await sql.rows<{ name: string; is_table: boolean; usable: boolean }>(
    `SELECT relname AS name,
            relkind <> 'S' AS is_table,
            has_schema_privilege(relnamespace, 'USAGE')
              AND CASE relkind WHEN 'S' THEN has_sequence_privilege(oid, 'USAGE')
                               ELSE has_table_privilege(oid, 'SELECT') AND has_table_privilege(oid, 'INSERT')
                                AND has_table_privilege(oid, 'UPDATE') AND has_table_privilege(oid, 'DELETE') END AS usable
       FROM pg_class
      WHERE relnamespace = to_regnamespace('heyawari')
        AND (relkind IN ('r', 'p') AND relname = ANY(:expected) OR relkind = 'S')
      ORDER BY relname`,
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
    tables: objects.filter(({ is_table: isTable }) => isTable).map(({ name }) => name),
    withoutRights: objects.filter(({ usable }) => !usable).map(({ name }) => name),
    queue: await queueFacts(sql),
  };
}

/** Looks at the database and judges it. Rejects only where it cannot be asked. */
export const checkSchema = async (sql: Sql): Promise<SchemaReport> => judgeSchema(await gatherFacts(sql));
