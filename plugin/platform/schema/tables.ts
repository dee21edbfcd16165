// PostgreSQL's version, migrations, tables, the role's rights and the job queue: what is there, and what is to be done where it is not as needed.
import {
  grantsFor,
  missingRights,
  type MissingRights,
  type Sql,
  type TableRight,
} from '../database/index.js';
import { type Finding, orOk } from '../finding.js';
import { supported } from '../supported.js';
import { expectedMigrations, expectedTables } from './expected.js';

/** The job queue, in its own schema. */
export interface QueueFacts {
  readonly present: boolean;
  /** Of pg-boss's tables; undefined where there are none, or the role may not look. */
  readonly version: number | undefined;
  /** What the role may not do with its tables. */
  readonly missingRights: readonly MissingRights[];
  /** The role owns the schema, so that the start itself brings the tables up. */
  readonly owned: boolean;
}

/** What a database shows of itself. */
export interface SchemaFacts {
  /** `server_version_num`: 170004 for 17.4. */
  readonly serverVersion: number;
  /** As SQL wants it. */
  readonly role: string;
  /** Whether the role may look into the schema and read the list of migrations; true where there is none. */
  readonly mayRead: boolean;
  /** Names as knex stores them; undefined where there is no schema or no list of migrations, or it may not be read. */
  readonly migrations: readonly string[] | undefined;
  readonly tables: readonly string[];
  /** What the role may not do with our tables and sequences. */
  readonly missingRights: readonly MissingRights[];
  readonly queue: QueueFacts;
}

const schema = 'heyawari';
const jobsSchema = 'heyawari_jobs';
const readAndWrite: readonly TableRight[] = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'];
/** What triggers of ours draw from. */
const sequences = ['event_versions'];
/** Called by housekeeping. */
const functions = ['forget_audit'];
/** Of pg-boss's tables: the oldest that this build works with. It works with newer ones too, as long as their names stay. */
const queueVersion = 46;
const migrate = 'run `npx heyawari migrate` with a role that may create the schema `heyawari`';

const list = (names: readonly string[]) => names.join(', ');

function versionAdvice({ serverVersion }: SchemaFacts): string[] {
  const major = Math.floor(serverVersion / 10_000);
  const { oldest, newest } = supported.postgres;
  if (major >= oldest && major <= newest) return [];
  return [
    `PostgreSQL ${major} is outside the supported range (${oldest} to ${newest}): move the database to a supported version.`,
  ];
}

function lacking(about: string, what: string, missing: readonly MissingRights[], role: string): Finding {
  const sql = grantsFor(missing, role);
  return { about, state: 'fails', says: `The role ${role} may not ${what}: ${sql}`, sql };
}

const isThere = (facts: SchemaFacts) => facts.migrations !== undefined || !facts.mayRead;

function rightsFindings(facts: SchemaFacts): Finding[] {
  const { role, missingRights: missing } = facts;
  if (!isThere(facts) || missing.length === 0) return [];
  return [lacking('rights', "do all that is needed with the plugin's tables", missing, role)];
}

function queueFindings(facts: SchemaFacts): Finding[] {
  const { role, queue } = facts;
  const about = 'job queue';
  if (!isThere(facts) || !queue.present) return []; // said by its migration
  if (queue.missingRights.length > 0) return [lacking(about, 'use the job queue', queue.missingRights, role)];
  if (!queue.owned && (queue.version ?? 0) < queueVersion)
    return failing(about, [`The job queue's tables are of an older version: ${migrate}.`]);
  return [];
}

const lostOf = ({ tables, queue }: SchemaFacts): string[] => [
  ...expectedTables.filter((table) => !tables.includes(table)),
  ...(queue.present ? [] : [jobsSchema]),
];

const failing = (about: string, sentences: readonly string[]): Finding[] =>
  sentences.map((says) => ({ about, state: 'fails', says }));

const numberOf = (migration: string | undefined) => /^\d+/.exec(migration ?? '')?.[0] ?? 'none';

/** Of a migration, from its file as knex stores it. */
const nameOf = (file: string) => file.replace(/\.(ts|js)$/, '');

function besideExpected(files: readonly string[]) {
  const applied = new Set(files.map(nameOf));
  return {
    missing: expectedMigrations.filter((name) => !applied.has(name)),
    /** Of a newer build. */
    unknown: [...applied].filter((name) => !(expectedMigrations as readonly string[]).includes(name)),
  };
}

function tableFindings(facts: SchemaFacts): Finding[] {
  if (!facts.migrations)
    return facts.mayRead ? failing('tables', [`The plugin's tables are missing: ${migrate}.`]) : [];
  const { missing, unknown } = besideExpected(facts.migrations);
  const breaking = unknown.filter((name) => name.includes('breaking'));
  const harmless = unknown.filter((name) => !breaking.includes(name));
  const lost = missing.length > 0 ? [] : lostOf(facts);
  const blocking: string[] = [];
  if (breaking.length > 0)
    blocking.push(
      `The database is newer than this build, and ${list(breaking)} changed it in a way this build cannot work with: install the newer plugin.`,
    );
  if (missing.length > 0) blocking.push(`Migrations are missing (${list(missing)}): ${migrate}.`);
  if (lost.length > 0)
    blocking.push(
      `Tables are missing although their migrations are recorded (${list(lost)}): restore them from a backup.`,
    );
  const newer = `The database is newer than this build (${list(harmless)}); this build can work with it.`;
  return [
    ...failing('tables', blocking),
    ...(harmless.length > 0 ? [{ about: 'tables', state: 'notice', says: newer } as const] : []),
  ];
}

/** What these facts mean for this build, each thing in turn: also what is well. Pure. */
export function judgeTables(facts: SchemaFacts): readonly Finding[] {
  const { serverVersion, role, migrations, queue } = facts;
  const release = `${Math.floor(serverVersion / 10_000)}.${serverVersion % 10_000}`;
  const here = migrations !== undefined;
  /** Of what cannot be looked at nothing is said but why. */
  const or = (about: string, found: readonly Finding[], well: string) =>
    here ? orOk(about, found, well) : found;
  return [
    ...orOk('PostgreSQL', failing('PostgreSQL', versionAdvice(facts)), `PostgreSQL ${release}.`),
    ...or(
      'tables',
      tableFindings(facts),
      `All ${expectedTables.length} tables are there, as of migration ${numberOf(migrations?.at(-1))}.`,
    ),
    ...or('rights', rightsFindings(facts), `The role ${role} may read and write all of them.`),
    ...or('job queue', queueFindings(facts), `Its tables are of version ${queue.version ?? 'unknown'}.`),
  ];
}

async function queueFacts(sql: Sql): Promise<QueueFacts> {
  const found = await sql.row<{ owned: boolean; tables: string[] }>(
    `SELECT pg_has_role(nspowner, 'USAGE') AS owned,
            ARRAY(SELECT CAST(relname AS text) FROM pg_class WHERE relnamespace = n.oid AND relkind IN ('r', 'p')) AS tables
       FROM pg_namespace n WHERE nspname = :jobsSchema`,
    { jobsSchema },
  );
  if (!found) return { present: false, version: undefined, missingRights: [], owned: false };
  const tables = Object.fromEntries(found.tables.map((table) => [table, readAndWrite]));
  const missing = await missingRights(sql, { schema: jobsSchema, tables });
  const row =
    found.tables.includes('version') && missing.length === 0
      ? await sql.row<{ version: number }>(`SELECT version FROM ${jobsSchema}.version`)
      : undefined;
  return { present: true, owned: found.owned, missingRights: missing, version: row && Number(row.version) };
}

/** Of our tables, and of the list of migrations, which is only read. */
const neededTables = (): Record<string, readonly TableRight[]> => ({
  migrations: ['SELECT'],
  ...Object.fromEntries(expectedTables.map((table) => [table, readAndWrite])),
});

export async function readFacts(sql: Sql): Promise<SchemaFacts> {
  const server = await sql.row<{ version: number; role: string; listed: boolean; may_read: boolean }>(
    `SELECT CAST(current_setting('server_version_num') AS integer) AS version,
            quote_ident(current_user) AS role,
            list.oid IS NOT NULL AS listed,
            list.oid IS NULL OR has_schema_privilege(list.relnamespace, 'USAGE') AND has_table_privilege(list.oid, 'SELECT') AS may_read
       FROM (VALUES (1)) AS one
       LEFT JOIN pg_class list ON list.relname = 'migrations' AND list.relnamespace = to_regnamespace(:schema)`,
    { schema },
  );
  const tables = await sql.rows<{ name: string }>(
    `SELECT relname AS name FROM pg_class
      WHERE relnamespace = to_regnamespace(:schema) AND relkind IN ('r', 'p') AND relname = ANY(:expected)`,
    { schema, expected: expectedTables },
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
    missingRights: await missingRights(sql, { schema, tables: neededTables(), sequences, functions }),
    queue: await queueFacts(sql),
  };
}

/** How the migrations that were run are to those of this build; undefined where there are none, or some are missing: then no table can be judged. */
export function ageOf({ migrations }: SchemaFacts): 'alike' | 'newer' | undefined {
  if (!migrations) return undefined;
  const { missing, unknown } = besideExpected(migrations);
  if (missing.length > 0) return undefined;
  return unknown.length > 0 ? 'newer' : 'alike';
}

/** What was run in a database whose list of migrations may be read, beside what this build knows. */
export async function migrationsRun(
  sql: Sql,
): Promise<{ readonly applied: readonly string[] } & ReturnType<typeof besideExpected>> {
  const rows = await sql.rows<{ name: string }>('SELECT name FROM heyawari.migrations ORDER BY id');
  const names = rows.map(({ name }) => name);
  return { applied: names.map(nameOf), ...besideExpected(names) };
}
