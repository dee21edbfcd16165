// `npx heyawari check`, before the plugin is mounted: what its start asks, and what a start cannot mend. Changes nothing.
import { createRequire } from 'node:module';
import path from 'node:path';
import pg from 'pg';
import {
  functionProblems,
  hostPoolConnections,
  pmsProblems,
  siteControllerLogins,
} from '../../plugin/host/existing-pms/index.js';
import { systemClock } from '../../plugin/domain/clock.js';
import { keyFindings, requirementFindings, timeZoneFindings } from '../../plugin/installation/index.js';
import { parseOptions, type Settings, SettingsError } from '../../plugin/options.js';
import { optionsOf } from '../../plugin/platform/connection.js';
import { isBroken, openDatabase, type OwnDatabase } from '../../plugin/platform/database/index.js';
import { type Finding, orOk } from '../../plugin/platform/finding.js';
import { checkDatabase, PersonsProblem, UsageError } from '../problems.js';
import { type Look, looked } from './looks.js';
import { portFindings } from './ports.js';
import { isFit } from './show.js';

export interface Before {
  /** Of the database, as the plugin's processes will connect. */
  readonly url: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Of the plugin, all together. */
  readonly processes: number;
  /** File of the PMS's `models/reservations`; undefined: its functions are not looked at. */
  readonly functions: string | undefined;
}

function settingsOf(env: Before['env']): { settings: Settings | undefined; found: readonly Finding[] } {
  const about = 'settings';
  try {
    const settings = parseOptions({}, env);
    const says = `They can be used: role ${settings.role}, time zone ${settings.timeZone}.`;
    return { settings, found: [{ about, state: 'ok', says }] };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const found = error.problems.map(({ setting, environment, message }): Finding => {
      const says = `${setting} ${message}: set ${environment}, here too where it is given in code.`;
      return { about, state: 'fails', says };
    });
    return { settings: undefined, found };
  }
}

/** Reads only: the server itself refuses every write on these connections. */
function readingPool(url: string): pg.Pool {
  const given = optionsOf({ connectionString: url });
  return new pg.Pool({
    connectionString: url,
    options: `${given} -c default_transaction_read_only=on`.trim(),
    max: 1,
  });
}

async function loginFindings(database: OwnDatabase): Promise<readonly Finding[]> {
  const about = 'hotels';
  const hotels = [...new Set((await siteControllerLogins(database)).map(({ hotelId }) => hotelId))];
  if (hotels.length > 0) return [{ about, state: 'ok', says: `Will be fetched for: ${hotels.join(', ')}.` }];
  return [
    {
      about,
      state: 'notice',
      says: 'No hotel has a TL-Lincoln login (sc_user_info): nothing is fetched until one is entered in the PMS.',
    },
  ];
}

function functionFindings(file: string): readonly Finding[] {
  const found: unknown = createRequire(import.meta.url)(path.resolve(file));
  const about = 'PMS functions';
  return orOk(
    about,
    functionProblems(found).map((says) => ({ about, state: 'fails', says })),
    'The functions of the PMS that write bookings are there.',
  );
}

/**
 * `database` is only read; in `writable` a row is tried, and taken back. One look after the other; a database that hangs up or falls silent meanwhile is
 * asked no further, so that this ends within two minutes.
 */
async function inDatabase(
  database: OwnDatabase,
  writable: OwnDatabase,
  { processes }: Before,
  settings: Settings | undefined,
) {
  const found: Finding[] = [];
  let broken = false;
  const look = async (about: string, one: Look) => {
    if (!broken) found.push(...(await looked(about, one, (error) => (broken = isBroken(error)))));
  };
  const well = (about: string) => found.some((one) => one.about === about && one.state !== 'fails');
  const probe = {
    database: writable,
    clock: systemClock,
    reckoning: { processes, hostPool: hostPoolConnections },
  };
  await look('requirements', () => requirementFindings(database, { problems: pmsProblems }, probe));
  if (!well('way to PostgreSQL')) return found;
  if (settings) await look('time zone', () => timeZoneFindings(database, settings));
  // What the role may not read has been said.
  if (settings && well('tables') && well('rights')) await look('keys', () => keyFindings(database, settings));
  if (well('PMS')) await look('hotels', () => loginFindings(database));
  return found;
}

async function reachable(url: string): Promise<readonly Finding[]> {
  const about = 'database';
  try {
    await checkDatabase('DATABASE_URL', url);
    return [{ about, state: 'ok', says: 'PostgreSQL answers at DATABASE_URL.' }];
  } catch (error) {
    // What is no address is said as of every other word.
    if (!(error instanceof PersonsProblem) || error instanceof UsageError) throw error;
    return [{ about, state: 'fails', says: error.message }];
  }
}

/** Rejects where it breaks down itself; what is wrong with the installation is a finding. */
export async function checkBefore(before: Before): Promise<readonly Finding[]> {
  const { settings, found: ofSettings } = settingsOf(before.env);
  const reached = await reachable(before.url);
  if (!isFit(reached)) return [...ofSettings, ...reached];
  const pool = readingPool(before.url);
  const database = openDatabase(pool);
  const own = new pg.Pool({ connectionString: before.url });
  const writable = openDatabase(own);
  const { functions } = before;
  try {
    return [
      ...ofSettings,
      ...reached,
      ...(await inDatabase(database, writable, before, settings)),
      ...(functions === undefined
        ? []
        : await looked('PMS functions', () => Promise.resolve().then(() => functionFindings(functions)))),
      ...(settings ? await portFindings(settings.metrics.port) : []),
    ];
  } finally {
    await Promise.all([database.end(), writable.end()]);
    await Promise.all([pool.end(), own.end()]);
  }
}
