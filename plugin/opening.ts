// Opens what was put together, in order, each part with how it is closed; refuses where PMS or database are not as needed.
import type { HostParts, Rooms } from './assembly.js';
import type { Settings } from './options.js';
import { keyFaults } from './platform/encryption/index.js';
import type { Platform } from './platform/index.js';
import type { Releases } from './platform/releases.js';
import { migrationsRun } from './platform/schema/index.js';
import { isSettable } from './domain/clock.js';
import { createSockets } from './platform/sockets/index.js';
import { createHostWatch } from './pool/index.js';
import { sayStarted } from './said-at-start.js';
import { validateSchemaOnStartup } from './startup-validator.js';

/** Rows that this process cannot open are told of at once; what can be opened is worked on all the same. */
async function tellUnopenable({ database, cipher, faults, logger }: Platform): Promise<void> {
  try {
    for (const fault of await keyFaults(database, cipher)) faults.report(fault);
  } catch (error) {
    logger.warn('it could not be checked whether all stored rows can be opened', { error });
  }
}

export interface Opening {
  readonly parts: HostParts;
  readonly settings: Settings;
  readonly rooms: Rooms;
  /** How to close what has been opened. */
  readonly releases: Releases;
  /** Of metrics and health; undefined where they have none. */
  readonly operationsPort: () => number | undefined;
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
  await validateSchemaOnStartup(parts.host, platform);
  goOn();
  releases.push('events', () => events.stop());
  await events.start();
  goOn();
  if (working) await imports.service.noticeRestore();
  goOn();
  releases.push('assignment engine', () => solver.close());
  releases.push('jobs', () => jobs.stop(settings.stopTimeoutSeconds));
  const { unknown } = await migrationsRun(database);
  await jobs.start({ working, scheduling: byItself, outdated: unknown.length > 0 });
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
  await sayStarted(parts.host, platform, context.operationsPort());
  goOn();
}
