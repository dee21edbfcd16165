// The door: options in, a mounted plugin out. Puts the rooms together, opens them in order and closes them in reverse.
import type pg from 'pg';
import type { Server } from 'socket.io';
import type { Logger } from 'winston';
import { type Clock, SimulatedClock, systemClock } from './domain/clock.js';
import { hotelId, roomTypeId } from './domain/ids.js';
import type { HostPort } from './host/port.js';
import { parseOptions, type Settings, type SettingsInput } from './options.js';
import { defineImport, fetchRoute, type ImportJobs } from './ota-import/index.js';
import { createAudit } from './platform/audit/index.js';
import { createDatabase } from './platform/database/index.js';
import { createCipher } from './platform/encryption/index.js';
import { createEvents, type EventsService } from './platform/events/index.js';
import { createHealth, type Health } from './platform/health/index.js';
import { createHostRoute, createRouter, type Guards } from './platform/http/index.js';
import type { Platform } from './platform/index.js';
import { createJobs } from './platform/jobs/index.js';
import { createLogger } from './platform/logging/index.js';
import { createMetrics, createOperationsServer, type OperationsServer } from './platform/metrics/index.js';
import { createReleases } from './platform/releases.js';
import { checkSchema } from './platform/schema-check.js';
import { createSockets } from './platform/sockets/index.js';
import {
  createPool,
  definePoolJobs,
  type HotelSettings,
  type Pool,
  poolMessages,
  type PoolJobs,
  poolRoutes,
} from './pool/index.js';
import { createRoomHierarchy, type RoomHierarchy } from './room-hierarchy/index.js';
import { createSimulatedCalendar, type SimulatedCalendar } from './simulated-calendar.js';
import { createSiteControllerClient } from './tl-lincoln/index.js';

/** The settings of `options.ts`, and what the host hands over. */
export type HeyawariOptions = SettingsInput & {
  /** The PMS's pool, for business transactions. Stays the host's: it is not ended here. Jobs and LISTEN open small ones beside it. */
  readonly database: pg.Pool;
  /** The PMS behind its port, e.g. `existingPms({ reservations })`. */
  readonly host: HostPort;
  /** The PMS's own middlewares by permission; each request passes exactly one. */
  readonly auth: Guards;
  /** The PMS's socket.io server. Without it, browsers hear of changes through the PMS's own NOTIFY channel. */
  readonly io?: Server | undefined;
  /** The PMS's winston logger; without it JSON lines go to the console. */
  readonly logger?: Logger | undefined;
  /** Default: the system's clock. */
  readonly clock?: Clock | undefined;
};

/** What a hotel is set up with until it has a screen for it. */
export interface HotelSetup extends HotelSettings {
  /** Upgrade targets by room type id, best first. */
  readonly upgrades: ReadonlyMap<number, readonly number[]>;
}

export interface Heyawari extends SimulatedCalendar {
  /** For `app.use('/api', …)`, before the PMS's own site controller routes. */
  readonly router: ReturnType<typeof createRouter>;
  /** Rejects with advice where the PMS or the database is not as needed. */
  start(): Promise<void>;
  /** Lets running work end, within `stopTimeoutSeconds`. Safe to call more than once, and after a failed start. */
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

/** HOST contract: payloads with a `hotel_id` on this channel reach the PMS's own browsers. */
const hostBrowserChannel = 'logs_reservation_changed';

interface Rooms {
  readonly platform: Platform & { readonly events: EventsService };
  readonly hierarchy: RoomHierarchy;
  readonly pool: Pool;
  readonly poolJobs: PoolJobs;
  readonly imports: ImportJobs;
  readonly health: Health;
}

function buildPlatform(options: HeyawariOptions, settings: Settings): Rooms['platform'] {
  const logger = createLogger({ level: settings.log.level, ...(options.logger && { host: options.logger }) });
  const clock = options.clock ?? systemClock;
  const database = createDatabase(options.database);
  const metrics = createMetrics('plugin');
  const calendar = { timeZone: settings.timeZone, turnsAt: settings.businessDateTurnsAt };
  const channel = options.io ? {} : { browserChannel: hostBrowserChannel };
  return {
    ...{ settings, database, metrics, logger, clock, calendar },
    jobs: createJobs({ pool: options.database, timeZone: settings.timeZone, logger, metrics, clock }),
    events: createEvents({ database, logger, clock, ...channel }),
    cipher: createCipher(settings.encryptionKeys),
    audit: createAudit(clock),
  };
}

function buildRooms(options: HeyawariOptions, settings: Settings): Rooms {
  const platform = buildPlatform(options, settings);
  const { logger, database } = platform;
  const hierarchy = createRoomHierarchy(database);
  const pool = createPool(platform, options.host, hierarchy);
  const poolJobs = definePoolJobs(platform, pool);
  const client = createSiteControllerClient(settings.siteController);
  const imports = defineImport(platform, options.host, pool, client);
  const health = createHealth((name, error) => logger.warn('health check failed', { name, error }));
  health.register('database', 'required', async () => {
    await database.row('SELECT 1');
    return {};
  });
  return { platform, hierarchy, pool, poolJobs, imports, health };
}

function buildRouter(options: HeyawariOptions, settings: Settings, { platform, pool, imports }: Rooms) {
  const { database, cipher, clock, logger } = platform;
  const { internalToken, commandsPerMinute } = settings.http;
  const router = createHostRoute(fetchRoute(imports.service), {
    ...{ messages: poolMessages, logger },
    ...(internalToken !== undefined && { token: internalToken }),
  });
  return router.use(
    createRouter({
      ...{ routes: poolRoutes(pool), guards: options.auth, messages: poolMessages },
      ...{ database, cipher, clock, logger, commandsPerMinute },
    }),
  );
}

function splitOptions({ database, host, auth, io, logger, clock, ...settings }: HeyawariOptions) {
  return {
    given: { database, host, auth, io, logger, clock },
    settings: parseOptions(settings, process.env),
  };
}

async function refuseUnfit(host: HostPort, platform: Platform): Promise<void> {
  const schema = await checkSchema(platform.database);
  const advice = [...(schema.usable ? [] : schema.advice), ...(await host.problems(platform.database))];
  if (advice.length > 0) throw new StartError(advice);
  for (const sentence of schema.advice) platform.logger.warn(sentence);
}

/**
 * Builds the plugin; nothing is opened before `start`. Throws SettingsError, which lists every wrong setting by name. Instances share
 * nothing: one per database, any number per process.
 */
export function createHeyawari(input: HeyawariOptions): Heyawari {
  const { given, settings } = splitOptions(input);
  const options: HeyawariOptions = given;
  const rooms = buildRooms(options, settings);
  const { platform, hierarchy, pool, poolJobs, imports, health } = rooms;
  const { jobs, events, logger, metrics } = platform;
  const releases = createReleases(logger);
  const simulated = platform.clock instanceof SimulatedClock;
  const working = settings.role !== 'web';
  let operations: OperationsServer | undefined;

  async function open(): Promise<void> {
    await refuseUnfit(options.host, platform);
    releases.push('events', () => events.stop());
    await events.start();
    releases.push('jobs', () => jobs.stop(settings.stopTimeoutSeconds));
    await jobs.start({ working, scheduling: working && !simulated });
    if (options.io && settings.role !== 'worker') {
      const sockets = createSockets({ io: options.io, viewGuard: options.auth.view, events, logger });
      releases.push('sockets', () => sockets.stop());
      sockets.start();
    }
    if (settings.metrics.port !== undefined) {
      const server = createOperationsServer({ port: settings.metrics.port, metrics, health, logger });
      releases.push('metrics and health', () => server.stop());
      await server.start();
      operations = server;
    }
    // Whatever a stopped or killed process left undone is taken up at once.
    if (working && !simulated) {
      await imports.requestDue();
      await poolJobs.requestRuns();
    }
  }

  return {
    router: buildRouter(options, settings, rooms),
    async start() {
      try {
        await open();
      } catch (error) {
        await releases.run();
        throw error;
      }
    },
    stop: () => releases.run(),
    async configureHotel(id, { upgrades, ...hotelSettings }) {
      await pool.configure(hotelId(id), hotelSettings);
      const targets = [...upgrades].map(([from, to]) => [roomTypeId(from), to.map(roomTypeId)] as const);
      await hierarchy.replace(hotelId(id), new Map(targets));
    },
    async fetchNow() {
      await imports.service.fetchAll();
    },
    operationsPort: () => operations?.port(),
    ...createSimulatedCalendar(platform, pool, poolJobs, imports),
  };
}
