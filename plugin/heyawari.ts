// The door: options in, a mounted plugin out. Opens what was put together in order, and closes it in reverse.
import { buildRooms, buildRouter, type HostParts } from './assembly.js';
import { isSettable } from './domain/clock.js';
import { hotelId, roomTypeId } from './domain/ids.js';
import type { HostPort } from './host/port.js';
import { createLauncher } from './launch.js';
import { parseOptions, type SettingsInput } from './options.js';
import { keyFaults } from './platform/encryption/index.js';
import type { Condition } from './platform/http/index.js';
import type { OwnDatabase, PoolerFault } from './platform/database/index.js';
import type { Platform } from './platform/index.js';
import { Unwell } from './platform/health/index.js';
import { createOperationsServer, type OperationsServer } from './platform/metrics/index.js';
import { createReleases } from './platform/releases.js';
import { nodeAdvice } from './platform/node-version.js';
import { checkSchema } from './platform/schema-check.js';
import { createSockets } from './platform/sockets/index.js';
import { createHostWatch, type HotelSettings } from './pool/index.js';
import { createSimulatedCalendar, type SimulatedCalendar } from './simulated-calendar.js';
import { version } from './version.js';

/** The settings of `options.ts`, and what the host hands over. */
export type HeyawariOptions = SettingsInput & HostParts;

/** What a hotel is set up with until it has a screen for it. */
export interface HotelSetup extends HotelSettings {
  /** Upgrade targets by room type id, best first. */
  readonly upgrades: ReadonlyMap<number, readonly number[]>;
}

export interface Heyawari extends SimulatedCalendar {
  /**
   * For `app.use('/api', …)`, before the PMS's own site controller routes. Until `start` has succeeded and after `stop` it answers 503; the
   * fetch route too, since the PMS's own import would book once more what is stored and not yet confirmed.
   */
  readonly router: ReturnType<typeof buildRouter>;
  /** Rejects with advice where the PMS or the database is not as needed. */
  start(): Promise<void>;
  /**
   * `start` for a PMS that boots whatever becomes of the plugin: never rejects, says in the log why it could not start, and tries again
   * every minute; metrics and health answer meanwhile. Resolves after the first try with whether it succeeded.
   */
  launch(): Promise<boolean>;
  /**
   * Lets running work end, within `stopTimeoutSeconds`, and closes all that was opened, within half a minute more whatever the database
   * does; nothing of it keeps the process alive. Safe to call more than once, during a start, which then fails, and after a failed one.
   */
  stop(): Promise<void>;
  configureHotel(id: number, setup: HotelSetup): Promise<void>;
  /** Asks the site controller now for every hotel whose turn it is; resolves after receipt, not after import. */
  fetchNow(): Promise<void>;
  /** Port of the metrics and health server; undefined where there is none. */
  operationsPort(): number | undefined;
}

/** PMS or database are not what this build can work with; the message says what to do, a line each. */
export class StartError extends Error {
  constructor(readonly advice: readonly string[]) {
    super(`Heyawari cannot start:\n${advice.map((sentence) => `  ${sentence}`).join('\n')}`);
    this.name = 'StartError';
  }
}

function splitOptions({
  database,
  host,
  auth,
  io,
  logger,
  clock,
  servesRequest,
  ...settings
}: HeyawariOptions) {
  const parts: HostParts = { database, host, auth, io, logger, clock, servesRequest };
  return { parts, settings: parseOptions(settings, process.env) };
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

/**
 * Builds the plugin; nothing is opened before `start`. Throws SettingsError, which lists every wrong setting by name. Instances share
 * nothing: one per database, any number per process.
 */
export function createHeyawari(input: HeyawariOptions): Heyawari {
  const { parts, settings } = splitOptions(input);
  const rooms = buildRooms(parts, settings);
  const { platform, hierarchy, pool, poolJobs, imports, solver, health, snapshots } = rooms;
  const { database, jobs, events, logger, metrics } = platform;
  const releases = createReleases(logger);
  const simulated = isSettable(platform.clock);
  const working = settings.role !== 'web';
  let operations: OperationsServer | undefined;
  let condition: Condition = 'starting';
  /** A start that is under way when it rises goes no further. */
  let stops = 0;

  health.register('start', 'required', () =>
    condition === 'running'
      ? Promise.resolve({})
      : Promise.reject(new Unwell('the plugin has not started', {})),
  );

  /** Before all that may fail, so that operators see it fail. */
  async function openOperations(): Promise<void> {
    if (operations || settings.metrics.port === undefined) return;
    const server = createOperationsServer({ port: settings.metrics.port, metrics, health, logger });
    await server.start();
    operations = server;
  }

  async function closeOperations(): Promise<void> {
    await operations?.stop();
    operations = undefined;
  }

  /** `goOn` throws where it should not. */
  async function open(goOn: () => void): Promise<void> {
    await openOperations();
    goOn();
    database.reopen();
    releases.push('database', () => database.end());
    await refuseUnfit(parts.host, platform);
    goOn();
    releases.push('events', () => events.stop());
    await events.start();
    goOn();
    releases.push('assignment engine', () => solver.close());
    releases.push('jobs', () => jobs.stop(settings.stopTimeoutSeconds));
    await jobs.start({ working, scheduling: working && !simulated });
    goOn();
    if (parts.io && settings.role !== 'worker') {
      const { io, auth, servesRequest } = parts;
      const sockets = createSockets({
        io,
        viewGuard: auth.view,
        events,
        logger,
        ...(servesRequest && { servesRequest }),
      });
      releases.push('sockets', () => sockets.stop());
      sockets.start();
    }
    releases.push('snapshots', () => snapshots.stop());
    snapshots.start();
    if (working && !simulated) {
      const watch = createHostWatch(pool, logger);
      releases.push('following the PMS', () => watch.stop());
      watch.start();
    }
    // Whatever a stopped or killed process left undone is taken up at once.
    await tellUnopenable(platform);
    if (working && !simulated) {
      await imports.requestDue();
      await poolJobs.requestRuns();
    }
    goOn();
    await sayStarted(parts.host, platform);
    goOn();
  }

  /** A failure leaves nothing open but metrics and health. */
  async function tryStart(): Promise<void> {
    condition = 'starting';
    const before = stops;
    const isStopped = () => stops > before;
    try {
      await open(() => {
        if (isStopped()) throw new Error('it was stopped while it started');
      });
    } catch (error) {
      await releases.run();
      if (isStopped()) await closeOperations();
      else {
        condition = 'failed';
        database.reopen(); // health goes on asking
      }
      throw error;
    }
    condition = 'running';
  }

  async function start(): Promise<void> {
    try {
      await tryStart();
    } catch (error) {
      await closeOperations();
      throw error;
    }
  }

  const launcher = createLauncher(tryStart, logger);

  return {
    router: buildRouter(parts, settings, rooms, () => condition),
    start,
    launch: () => launcher.launch(),
    async stop() {
      launcher.cancel();
      condition = 'stopped';
      stops += 1;
      await releases.run();
      await closeOperations();
      // What was asked before the start, or without one, has opened connections too.
      await platform.database.end();
    },
    async configureHotel(id, { upgrades, ...hotelSettings }) {
      await pool.configure(hotelId(id), hotelSettings);
      const targets = [...upgrades].map(([from, to]) => [roomTypeId(from), to.map(roomTypeId)] as const);
      await hierarchy.replace(hotelId(id), new Map(targets));
    },
    async fetchNow() {
      await imports.service.fetchAll();
    },
    operationsPort: () => operations?.port(),
    ...createSimulatedCalendar(rooms),
  };
}
