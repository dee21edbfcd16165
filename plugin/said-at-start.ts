// The line by which an operator knows that a process works, what of, and for whom.
import type { HostPort } from './host/port.js';
import type { Sql } from './platform/database/index.js';
import type { Platform } from './platform/index.js';
import { pgBossVersion, version } from './version.js';

/** Of more hotels only the first are named. */
const mostNamed = 50;

/** What a start found. */
export interface StartFacts {
  readonly role: string;
  /** With a login at the site controller. */
  readonly hotels: readonly number[];
  /** The number of the last migration that was run; undefined where there is none. */
  readonly schema: number | undefined;
  readonly node: string;
  /** As the server says it: `17.4`. */
  readonly postgres: string;
  /** Of pg-boss's tables. */
  readonly jobTables: number;
  /** The port that the settings ask for; undefined: none. */
  readonly wantedPort: number | undefined;
  /** The port that metrics and health listen on; undefined where none was wanted, or another process has it. */
  readonly port: number | undefined;
}

function hotelsIn({ hotels }: StartFacts): string {
  if (hotels.length === 0) return 'no hotel has a TL-Lincoln login yet';
  const left = hotels.length - mostNamed;
  const named = hotels.slice(0, mostNamed).join(', ') + (left > 0 ? ` and ${left} more` : '');
  return hotels.length === 1 ? `1 hotel (${named})` : `${hotels.length} hotels (${named})`;
}

function addressIn({ wantedPort, port }: StartFacts): string {
  if (port !== undefined) return `metrics and health on http://127.0.0.1:${port}`;
  if (wantedPort === undefined) return 'no metrics port';
  return `metrics and health not yet: another process has port ${wantedPort}`;
}

/** In one sentence, which is all that some loggers show. */
export function startedSentence(facts: StartFacts): string {
  const versions = [
    `schema ${facts.schema ?? 'none'}`,
    `Node ${facts.node}`,
    `PostgreSQL ${facts.postgres}`,
    `pg-boss ${pgBossVersion} with tables ${facts.jobTables}`,
  ].join(', ');
  return `Heyawari has started: version ${version}, role ${facts.role}, ${hotelsIn(facts)}; ${versions}; ${addressIn(facts)}`;
}

interface Found {
  readonly postgres: string;
  readonly schema: number | null;
  readonly jobs: number;
}

const versionsIn = async (sql: Sql) =>
  (await sql.row<Found>(
    `SELECT split_part(current_setting('server_version'), ' ', 1) AS postgres,
            (SELECT max(CAST(substring(name FROM '^[0-9]+') AS int)) FROM heyawari.migrations) AS schema,
            (SELECT version FROM heyawari_jobs.version) AS jobs`,
  ))!;

/** A warning, because the PMS's logger writes nothing less in production. */
export async function sayStarted(
  host: HostPort,
  { database, logger, settings }: Platform,
  port: number | undefined,
): Promise<void> {
  const logins = await host.siteControllerLogins(database);
  const { postgres, schema, jobs } = await versionsIn(database);
  const facts: StartFacts = {
    role: settings.role,
    hotels: [...new Set(logins.map((login) => login.hotelId))].sort((a, b) => a - b),
    ...{ schema: schema ?? undefined, node: process.versions.node, postgres, jobTables: jobs },
    ...{ wantedPort: settings.metrics.port, port },
  };
  logger.warn(startedSentence(facts));
}
