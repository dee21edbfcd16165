// Puts the rooms together: the platform from the settings, the slices on it, their routes in one router.
import type pg from 'pg';
import type { Server } from 'socket.io';
import type { Logger } from 'winston';
import { auditRoutes } from './audit-routes.js';
import { tellBuild } from './build-metrics.js';
import { type Clock, systemClock } from './domain/clock.js';
import { createHostGate } from './host/gate.js';
import { watchLocks } from './host/locks.js';
import type { Host, HostPort } from './host/port.js';
import type { Settings } from './options.js';
import {
  createIdentityKeys,
  defineImport,
  defineImportMonitor,
  defineReconciliation,
  extendXmlController,
  fetchRoute,
  findingState,
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
import { createFaults, type Faults } from './platform/faults/index.js';
import { createHealth, type Health, Unwell } from './platform/health/index.js';
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
import type { Platform } from './platform/index.js';
import { createJobs } from './platform/jobs/index.js';
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

/** Fails while a fault of the installation stands, with its sentence. */
function standingFaults(faults: Faults): Promise<Record<string, string | number>> {
  const standing = faults.standing();
  if (standing.length === 0) return Promise.resolve({});
  const details = Object.fromEntries(standing.map(({ code, sentence }) => [code, sentence]));
  return Promise.reject(new Unwell('the installation is at fault', details));
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
  const { logger, database } = platform;
  const health = createHealth((check, error) => logger.warn('health check failed', { check, error }));
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
  health.register('database', 'required', async () => {
    await database.row('SELECT 1');
    return {};
  });
  health.register('live updates', 'informative', () =>
    platform.events.listening() ? Promise.resolve({}) : Promise.reject(new Error('not listening')),
  );
  health.register('installation', 'informative', () => standingFaults(platform.faults));
  health.register('site controller', 'informative', () => imports.reception.checkCircuits());
  health.register('fetching held', 'informative', () => imports.reception.checkHolds());
  scheduleHousekeeping(platform);
  const states = [
    ...[importState, findingState, poolState, upgradeState, usageState],
    ...[jobState(platform.jobs), schemaState],
  ];
  const snapshots = createSnapshots({ ...platform, states });
  return {
    platform,
    hierarchy,
    pool,
    guests,
    poolJobs,
    imports,
    importMonitor,
    reconciliation,
    solver,
    health,
    snapshots,
    socketMetrics: createSocketMetrics(platform.metrics),
  };
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
    ...auditRoutes(platform),
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
