// Whether the database does what the plugin will ask of it: reads, takes writes, tells of changes, has connections and the time. Nothing stays of it.
import pg from 'pg';
import { type Clock, isSettable } from '../../domain/clock.js';
import { connectionOf } from '../connection.js';
import { bounded, bounds, type Database, isBroken, isBusy, type Transaction } from '../database/index.js';
import type { Finding } from '../finding.js';
import { endsWithin } from '../within.js';
import { connectionFindings, type Reckoning } from './connections.js';

export interface Health {
  /** As the plugin connects: writes are tried on it. */
  readonly database: Database;
  readonly clock: Clock;
  /** Undefined: of the process that asks. */
  readonly reckoning: Reckoning | undefined;
}

/** Milliseconds that any one statement may take. */
const patience = 4_000;
/** Seconds: what the leases of requests to the site controller leave. */
const mostApart = 30;
/** Of the messages that PostgreSQL keeps for who listens slowly, how many may wait. Where there is no more room, no commit that tells of a change goes through. */
const mostQueued = 0.5;

interface Server {
  readonly standby: boolean;
  readonly readOnly: boolean;
  /** Where `default_transaction_read_only` was set, as pg_settings says it. */
  readonly source: string;
  /** As SQL wants them. */
  readonly database: string;
  readonly role: string;
  readonly queued: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const serverFacts = `
  SELECT pg_is_in_recovery() AS standby, setting = 'on' AS "readOnly", source,
         quote_ident(current_database()) AS database, quote_ident(current_user) AS role,
         pg_notification_queue_usage() AS queued,
         CAST(extract(epoch FROM clock_timestamp()) * 1000 AS float8) AS now
    FROM pg_settings WHERE name = 'default_transaction_read_only'`;

const finding = (about: string, state: Finding['state'], says: string): Finding => ({ about, state, says });

const reasonOf = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).split(' - ').at(-1)!.replace(/\.$/, '');

/** What becomes of one try. A connection that is lost is nobody's finding: nothing more can be asked. */
async function tried(about: string, attempt: () => Promise<Finding>, what: string): Promise<Finding> {
  try {
    return await attempt();
  } catch (error) {
    if (isBroken(error)) throw error;
    if (isBusy(error))
      return finding(
        about,
        'notice',
        `${what} did not go within ${patience / 1000} s (${reasonOf(error)}): see who is in the way (SELECT pid, usename, application_name, xact_start FROM pg_stat_activity ORDER BY xact_start), or what the server is busy with.`,
      );
    return finding(about, 'fails', `${what} did not go; PostgreSQL says why: ${reasonOf(error)}.`);
  }
}

const boundedBy = (tx: Transaction) =>
  tx.run(`SELECT set_config('statement_timeout', :patience, true)`, { patience: String(patience) });

async function reads(database: Database): Promise<Finding> {
  const milliseconds = await database.transaction(async (tx) => {
    await boundedBy(tx);
    const before = performance.now();
    await tx.row('SELECT hotel_id FROM heyawari.hotel_settings LIMIT 1');
    return performance.now() - before;
  });
  return finding('reading', 'ok', `A table was read; it took ${Math.ceil(milliseconds)} ms there and back.`);
}

class TakenBack extends Error {}

/** In a table that no trigger watches and nothing points to. */
const row = `
  INSERT INTO heyawari.idempotency_keys (hotel_id, user_id, key, route, request_hash, created_at, expires_at)
  VALUES (0, 0, gen_random_uuid(), 'check', '', now(), now())`;

async function writes(database: Database): Promise<Finding> {
  const attempt = database.transaction(async (tx) => {
    await boundedBy(tx);
    await tx.run(row);
    throw new TakenBack();
  });
  await attempt.catch((error: unknown) => {
    if (!(error instanceof TakenBack)) throw error;
  });
  return finding('writing', 'ok', 'A row was written and taken back.');
}

/** By where it was set. A connection string is nothing that SQL could change. */
function writableAgain({ source, database, role }: Server): string | undefined {
  const reset = 'RESET default_transaction_read_only;';
  const statements: Readonly<Record<string, string>> = {
    database: `ALTER DATABASE ${database} ${reset}`,
    user: `ALTER ROLE ${role} ${reset}`,
    'database user': `ALTER ROLE ${role} IN DATABASE ${database} ${reset}`,
    'configuration file': 'ALTER SYSTEM SET default_transaction_read_only = off; SELECT pg_reload_conf();',
  };
  return statements[source];
}

/** Undefined where the server takes writes. */
function readOnlyFinding(server: Server): Finding | undefined {
  const about = 'writing';
  if (server.standby)
    return finding(
      about,
      'fails',
      'This server is a standby, on which nothing can be written: give the address of the primary, or promote this one (SELECT pg_promote();) where the primary is lost.',
    );
  if (!server.readOnly) return undefined;
  const sql = writableAgain(server);
  const mending = sql ?? 'take it out of the options of the connection string or of PGOPTIONS.';
  const says = `Nothing can be written, since default_transaction_read_only is on (set by: ${server.source}): ${mending} What is connected keeps it, so start the PMS anew then.`;
  return { about, state: 'fails', says, ...(sql !== undefined && { sql }) };
}

/** Says something on a channel of its own, and waits until it is heard. */
async function heardOn(client: pg.Client): Promise<boolean> {
  const channel = `heyawari_check_${process.pid}`;
  let timer: NodeJS.Timeout | undefined;
  const heard = new Promise<boolean>((resolve) => {
    client.on('notification', () => resolve(true));
    timer = setTimeout(resolve, patience, false);
  });
  try {
    await client.query(`LISTEN ${channel}; NOTIFY ${channel}`);
    return await heard;
  } finally {
    clearTimeout(timer);
  }
}

/** `queued`: how much of the room for notifications that wait is used, from 0 to 1. */
export function queueFinding(queued: number): Finding {
  const about = 'listening';
  if (queued <= mostQueued)
    return finding(
      about,
      'ok',
      `LISTEN and NOTIFY work; ${Math.round(queued * 100)} % of the room for notifications that wait is used.`,
    );
  return finding(
    about,
    'notice',
    'More than half of the room for notifications that wait is used: when it is full, nothing that tells of a change can be committed, neither here nor in the PMS. End who listens in a transaction that it leaves open (SELECT pid, usename, application_name, xact_start FROM pg_stat_activity ORDER BY xact_start).',
  );
}

/** On a connection of its own, as the one that hears of changes is. */
async function listens(database: Database, { queued }: Server): Promise<Finding> {
  const client = new pg.Client(bounded(connectionOf(database.pool), bounds.listening));
  client.on('error', () => undefined); // told by what waits for an answer
  try {
    await client.connect();
    if (await heardOn(client)) return queueFinding(queued);
    return finding(
      'listening',
      'fails',
      'A NOTIFY was not heard by its own LISTEN: give an address that leads to PostgreSQL itself, without a pooler between.',
    );
  } finally {
    // What was to be known is known: how the connection takes its leave is nobody's finding.
    const ended = client.end().catch(() => undefined);
    if (!(await endsWithin(bounds.goodbye, ended))) client.connection.stream.destroy();
  }
}

/** Seconds by which the process is ahead; undefined by a simulated calendar. Both as they were in the middle of the question. */
export function clockFinding(ahead: number | undefined): Finding {
  const about = 'clock';
  if (ahead === undefined) return finding(about, 'ok', 'It is a simulated calendar.');
  const apart = Math.abs(ahead);
  if (apart <= mostApart)
    return finding(
      about,
      'ok',
      `The clocks of this machine and of the database are ${apart.toFixed(1)} s apart.`,
    );
  return finding(
    about,
    'notice',
    `The clock of this machine is some ${Math.round(apart / 10) * 10} s ${ahead > 0 ? 'ahead of' : 'behind'} the database's: deadlines, retries and nightly runs come that much too ${ahead > 0 ? 'early' : 'late'}, times in lists and logs are off by it, and leases between machines, which the database counts, do not fit. Have both machines follow a time server (timedatectl set-ntp true).`,
  );
}

interface Asked {
  readonly server: Server;
  readonly ahead: number | undefined;
  readonly connections: readonly Finding[];
}

const askServer = ({ database, clock, reckoning }: Health): Promise<Asked> =>
  database.transaction(async (tx) => {
    await boundedBy(tx);
    const before = clock.now().getTime();
    const server = (await tx.row<Server>(serverFacts))!;
    const middle = (before + clock.now().getTime()) / 2;
    const ahead = isSettable(clock) ? undefined : (middle - server.now) / 1000;
    return { server, ahead, connections: await connectionFindings(tx, reckoning) };
  });

/** `tables`: they are there, and the role may use them. Rejects where there is no connection, or it is lost. */
export async function healthFindings(health: Health, tables: boolean): Promise<readonly Finding[]> {
  const { database } = health;
  const { server, ahead, connections } = await askServer(health);
  const refused = readOnlyFinding(server);
  const found: Finding[] = [];
  if (tables) found.push(await tried('reading', () => reads(database), 'Reading a table'));
  if (refused) found.push(refused);
  else if (tables) found.push(await tried('writing', () => writes(database), 'Writing a row'));
  // A standby refuses LISTEN too, and it has been said what it is.
  if (!server.standby) found.push(await tried('listening', () => listens(database, server), 'LISTEN'));
  return [...found, ...connections, clockFinding(ahead)];
}
