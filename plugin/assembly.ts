// Puts the rooms together: the platform from the settings, the slices on it, their routes in one router.
import type pg from 'pg';
import type { Server } from 'socket.io';
import type { Logger } from 'winston';
import { auditRoutes } from './audit-routes.js';
import { tellBuild } from './build-metrics.js';
import { type Clock, systemClock } from './domain/clock.js';
import { healthRoutes } from './health-routes.js';
import { createHostGate } from './host/gate.js';
import { watchLocks } from './host/locks.js';
import { registerLogCheck } from './host/log-check.js';
import type { Host, HostPort } from './host/port.js';
import { jobStopRoutes } from './job-stop-routes.js';
import type { Settings } from './options.js';
import {
  createIdentityKeys,
  defineImport,
  defineImportMonitor,
  defineReconciliation,
  extendXmlController,
  fetchRoute,
  findingState,
  heartbeatState,
  type ImportFunctions,
  type ImportJobs,
  importMessages,
  importState,
  type ImportMonitorService,
  importRoutes,
  mappingMessages,
  mappingRoutes,
  monitorRoutes,
  type ReconciliationJobs,
  registerHeartbeatCheck,
  registerImportChecks,
  reconciliationRoutes,
  receptionRoutes,
  retryRoutes,
  settingsRoutes,
  loginsAreShared,
} from './ota-import/index.js';
import { createAudit } from './platform/audit/index.js';
import { openDatabase, type OwnDatabase, inHotel } from './platform/database/index.js';
import { createCipher } from './platform/encryption/index.js';
import { createEvents, type EventsService } from './platform/events/index.js';
import { createFaults } from './platform/faults/index.js';
import { createHealth, type Health } from './platform/health/index.js';
import { scheduleHousekeeping } from './platform/housekeeping.js';
import {
  type AnyRoute,
  createGate,
  createHostRoute,
  createRouter,
  type GateOptions,
  type Guards,
  type ServesRequest,
  turnAway,
} from './platform/http/index.js';
import {
  createPerformance,
  type Performance,
  performanceRoutes,
  schedulePerformance,
} from './performance/index.js';
import type { Platform } from './platform/index.js';
import { createJobs } from './platform/jobs/index.js';
import { registerPlatformChecks } from './platform/platform-checks.js';
import { createSnapshots, jobState, schemaState, type Snapshots } from './platform/snapshot/index.js';
import { createLogger } from './platform/logging/index.js';
import { createMetrics } from './platform/metrics/index.js';
import { measurePools } from './platform/pool-metrics.js';
import { createSocketMetrics, type SocketMetrics } from './platform/sockets/index.js';
import {
  createGuests,
  createPool,
  definePoolJobs,
  guestMessages,
  guestRoutes,
  type Guests,
  type Pool,
  poolMessages,
  type PoolJobs,
  poolRoutes,
  poolState,
  upgradeState,
  usageState,
  registerPoolCheck,
} from './pool/index.js';
import {
  createRoomHierarchyService,
  hierarchyMessages,
  hierarchyRoutes,
  type RoomHierarchyService,
} from './room-hierarchy/index.js';
import { type AssignmentSolver, createAssignmentSolver } from './solver/index.js';
import { createSiteControllerClient, readReport, type ReportReader } from './tl-lincoln/index.js';

/** What the host hands over, beside settings. */
export interface HostParts {
  /** A pool of the PMS: how to connect. The plugin opens connections of its own and takes none of these; it does not end it either. */
  readonly database: pg.Pool;
  /** The PMS behind its port, e.g. `existingPms({ reservations })`. */
  readonly host: HostPort;
  /** The PMS's own middlewares by permission; each request passes exactly one. */
  readonly auth: Guards;
  /** The PMS's socket.io server, for the screens' own live updates; without it they ask at intervals. */
  readonly io?: Server | undefined;
  /** The PMS's winston logger; without it JSON lines go to the console. */
  readonly logger?: Logger | undefined;
  /** Default: the system's clock. */
  readonly clock?: Clock | undefined;
  /** For a PMS that serves several databases: whether a request, or a browser's socket, is meant for this one; false answers 421. Default: all are. */
  readonly servesRequest?: ServesRequest | undefined;
}

/** Payloads with a `hotel_id` on this channel of the PMS reach its own browsers (test/contract/http.test.ts). */
const hostBrowserChannel = 'logs_reservation_changed';

export interface Rooms {
  readonly platform: Platform & { readonly events: EventsService; readonly database: OwnDatabase };
  readonly hierarchy: RoomHierarchyService;
  readonly pool: Pool;
  readonly guests: Guests;
  readonly poolJobs: PoolJobs;
  readonly imports: ImportJobs;
  readonly importMonitor: ImportMonitorService;
  readonly reconciliation: ReconciliationJobs;
  /** Its thread starts with the first problem. */
  readonly solver: AssignmentSolver;
  readonly health: Health;
  readonly snapshots: Snapshots;
  readonly socketMetrics: SocketMetrics;
  readonly performance: Performance;
}

function buildPlatform(options: HostParts, settings: Settings): Rooms['platform'] {
  const logger = createLogger({ level: settings.log.level, ...(options.logger && { host: options.logger }) });
  const clock = options.clock ?? systemClock;
  const database = openDatabase(options.database);
  const metrics = createMetrics();
  tellBuild(metrics);
  const calendar = { timeZone: settings.timeZone, turnsAt: settings.businessDateTurnsAt };
  const faults = createFaults({ logger, clock, metrics });
  const jobs = createJobs({
    pool: database.pool,
    timeZone: settings.timeZone,
    logger,
    metrics,
    clock,
    faults,
  });
  measurePools(metrics, { ...database.poolCounts, queue: () => jobs.poolCounts() });
  return {
    ...{ settings, database, metrics, logger, clock, calendar, faults, jobs },
    events: createEvents({ database, logger, clock, browserChannel: hostBrowserChannel }),
    cipher: createCipher(settings.encryptionKeys),
    audit: createAudit(clock),
  };
}

/** What is asked whether all is well, but for what registers itself where it is made. */
function registerChecks(rooms: Omit<Rooms, 'solver' | 'hierarchy'>): void {
  const { platform, health, snapshots, imports } = rooms;
  const { events } = platform;
  registerPlatformChecks(health, {
    ...platform,
    listening: () => events.listening(),
    counted: () => snapshots.takenAt(),
  });
  registerLogCheck(health, platform);
  registerImportChecks(health, platform, imports.reception);
  registerHeartbeatCheck(health, platform);
  registerPoolCheck(health, platform);
}

function buildHost({ host }: HostParts, platform: Rooms['platform'], health: Health): Host {
  const { database, settings, metrics, logger } = platform;
  const onWaiting = watchLocks({ database, metrics, logger, health });
  database.onWaiting(onWaiting);
  return {
    ...host,
    gate: createHostGate({ database, heldPerSecond: settings.pace.heldPerSecond, onWaiting }),
  };
}

export function buildRooms(options: HostParts, settings: Settings, reader: ReportReader = readReport): Rooms {
  const platform = buildPlatform(options, settings);
  const { logger } = platform;
  const health = createHealth((check, error) => logger.warn('health check failed', { check, error }), {
    now: () => platform.clock.now(),
  });
  const host = buildHost(options, platform, health);
  const hierarchy = createRoomHierarchyService(platform, host);
  const solver = createAssignmentSolver();
  const pool = createPool(platform, host, hierarchy, solver);
  const guests = createGuests(platform, host, createIdentityKeys(platform));
  const poolJobs = definePoolJobs(platform, pool, guests);
  const client = createSiteControllerClient(settings.siteController);
  const imports = defineImport(platform, host, pool, { client, readReport: reader });
  const importMonitor = defineImportMonitor(platform);
  const reconciliation = defineReconciliation({ platform, host, pool, readReport: reader });
  scheduleHousekeeping(platform);
  const performance = createPerformance(platform);
  schedulePerformance(platform, performance);
  const states = [
    ...[importState, heartbeatState(settings), findingState, poolState, upgradeState, usageState],
    ...[jobState(platform.jobs), schemaState],
  ];
  const snapshots = createSnapshots({ ...platform, states });
  const rooms = {
    ...{ platform, hierarchy, pool, guests, poolJobs, imports, importMonitor, reconciliation },
    ...{ solver, health, snapshots, performance },
    socketMetrics: createSocketMetrics(platform.metrics),
  };
  registerChecks(rooms);
  return rooms;
}

/** The whole API below a hotel's address. */
export function routesOf({
  platform,
  hierarchy,
  pool,
  guests,
  imports,
  importMonitor,
  reconciliation,
  health,
  performance,
}: Rooms): AnyRoute[] {
  return [
    ...poolRoutes(pool),
    ...guestRoutes(guests),
    ...hierarchyRoutes(hierarchy, pool.tryPlacing),
    ...retryRoutes(imports.service.retries),
    ...importRoutes(imports.service),
    ...mappingRoutes(imports.service.mappings),
    ...monitorRoutes(importMonitor),
    ...reconciliationRoutes(reconciliation, platform),
    ...receptionRoutes(imports.reception),
    ...settingsRoutes(imports.settings),
    ...performanceRoutes(performance),
    ...jobStopRoutes(platform),
    ...auditRoutes(platform),
    ...healthRoutes(health),
  ];
}

/** The PMS's XML controller with our import behind its names. */
export const extendedController = <Controller extends ImportFunctions>(
  controller: Controller,
  { imports, platform }: Rooms,
  gate: GateOptions,
): Controller =>
  extendXmlController(controller, {
    service: imports.service,
    logger: platform.logger,
    turnedAway: (request, response) => turnAway(gate, request, response),
  });

/** `gate`: which requests are answered at all. */
export function buildRouter(options: HostParts, settings: Settings, rooms: Rooms, gate: GateOptions) {
  const { platform, imports } = rooms;
  const { database, cipher, clock, logger } = platform;
  const { internalToken, commandsPerMinute } = settings.http;
  const messages = {
    ...{ ...hierarchyMessages, ...poolMessages, ...guestMessages },
    ...{ ...importMessages, ...mappingMessages },
  };
  const fetching = fetchRoute(imports.service);
  return createGate(gate, [fetching.path]).use(
    createHostRoute(fetching, {
      ...{ messages, logger },
      ...(internalToken !== undefined && { token: internalToken }),
    }),
    createRouter({
      ...{ routes: routesOf(rooms), guards: options.auth, messages },
      ...{ database, cipher, clock, logger, commandsPerMinute, metrics: platform.metrics },
      asksClerk: loginsAreShared,
      knowsHotel: (hotel) => options.host.hasHotel(inHotel(database, hotel)),
    }),
  );
}
