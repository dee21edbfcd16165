// Opens what was put together, in order, each part with how it is closed; refuses where PMS or database are not as needed.
import type { HostParts, Rooms } from './assembly.js';
import type { HostPort } from './host/port.js';
import type { Settings } from './options.js';
import { keyFaults } from './platform/encryption/index.js';
import type { OwnDatabase, PoolerFault } from './platform/database/index.js';
import type { Platform } from './platform/index.js';
import type { Releases } from './platform/releases.js';
import { isSettable } from './domain/clock.js';
import { nodeAdvice } from './platform/node-version.js';
import { checkSchema } from './platform/schema-check.js';
import { createSockets } from './platform/sockets/index.js';
import { createHostWatch } from './pool/index.js';
import { version } from './version.js';

/** PMS or database are not what this build can work with; the message says what to do, a line each. */
export class StartError extends Error {
  constructor(readonly advice: readonly string[]) {
    super(`Heyawari cannot start:\n${advice.map((sentence) => `  ${sentence}`).join('\n')}`);
    this.name = 'StartError';
  }
}

const settingsLost =
  'does not hand on lock_timeout, statement_timeout, idle_in_transaction_session_timeout and options';
const poolers: Readonly<Record<PoolerFault, string>> = {
  lends: 'a transaction pooler',
  forgets: `a pooler that ${settingsLost}`,
  refuses: `a pooler that ${settingsLost}`,
};

async function poolerAdvice(database: OwnDatabase): Promise<string[]> {
  const fault = await database.poolerFault();
  if (!fault) return [];
  return [
    `The pool given as "database" leads to ${poolers[fault]}: give one that connects to PostgreSQL itself.`,
  ];
}

async function refuseUnfit(
  host: HostPort,
  platform: Platform & { readonly database: OwnDatabase },
): Promise<void> {
  const pooler = await poolerAdvice(platform.database);
  // Behind one nothing else that is asked would be sure of its answer.
  if (pooler.length > 0) throw new StartError(pooler);
  const schema = await checkSchema(platform.database);
  const advice = [
    ...nodeAdvice(process.versions.node),
    ...(schema.usable ? [] : schema.advice),
    ...(await host.problems(platform.database)),
  ];
  if (advice.length > 0) throw new StartError(advice);
  for (const sentence of schema.advice) platform.logger.warn(sentence);
}

/** Rows that this process cannot open are told of at once; what can be opened is worked on all the same. */
async function tellUnopenable({ database, cipher, faults, logger }: Platform): Promise<void> {
  try {
    for (const fault of await keyFaults(database, cipher)) faults.report(fault);
  } catch (error) {
    logger.warn('it could not be checked whether all stored rows can be opened', { error });
  }
}

/** A warning, because the PMS's logger writes nothing less in production; all of it in the sentence, which is all that some loggers show. */
async function sayStarted(host: HostPort, { database, logger, settings }: Platform): Promise<void> {
  const logins = await host.siteControllerLogins(database);
  const hotels = [...new Set(logins.map((login) => login.hotelId))];
  const which = hotels.length === 0 ? 'no hotel has a TL-Lincoln login yet' : `hotels ${hotels.join(', ')}`;
  logger.warn(`Heyawari has started: version ${version}, role ${settings.role}, ${which}`);
}

export interface Opening {
  readonly parts: HostParts;
  readonly settings: Settings;
  readonly rooms: Rooms;
  /** How to close what has been opened. */
  readonly releases: Releases;
}

function openSockets({ parts, settings, rooms: { platform, socketMetrics }, releases }: Opening): void {
  const { io, auth, servesRequest } = parts;
  if (!io || settings.role === 'worker') return;
  const { events, logger } = platform;
  const sockets = createSockets({
    ...{ io, viewGuard: auth.view, events, logger, metrics: socketMetrics },
    ...(servesRequest && { servesRequest }),
  });
  releases.push('sockets', () => sockets.stop());
  sockets.start();
}

/** `goOn`, asked between two parts, throws where there should be no further one. Throws StartError with advice. */
export async function openParts(context: Opening, goOn: () => void): Promise<void> {
  const { parts, settings, rooms, releases } = context;
  const { platform, pool, poolJobs, imports, solver, snapshots } = rooms;
  const { database, jobs, events, logger } = platform;
  const working = settings.role !== 'web';
  // By a simulated calendar nothing begins of itself.
  const byItself = working && !isSettable(platform.clock);
  goOn();
  database.reopen();
  releases.push('database', () => database.end());
  await refuseUnfit(parts.host, platform);
  goOn();
  releases.push('events', () => events.stop());
  await events.start();
  goOn();
  if (working) await imports.service.noticeRestore();
  goOn();
  releases.push('assignment engine', () => solver.close());
  releases.push('jobs', () => jobs.stop(settings.stopTimeoutSeconds));
  await jobs.start({ working, scheduling: byItself });
  goOn();
  openSockets(context);
  releases.push('snapshots', () => snapshots.stop());
  snapshots.start();
  if (byItself) {
    const watch = createHostWatch(pool, logger);
    releases.push('following the PMS', () => watch.stop());
    watch.start();
    releases.push('waiting messages', imports.listen());
  }
  // Whatever a stopped or killed process left undone is taken up at once.
  await tellUnopenable(platform);
  if (byItself) {
    await imports.requestDue();
    await poolJobs.requestRuns();
  }
  goOn();
  await sayStarted(parts.host, platform);
  goOn();
}
