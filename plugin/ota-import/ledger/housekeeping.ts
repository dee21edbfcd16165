// The import's nightly work on what it keeps: what is long over goes, and bodies under an older key are sealed anew.
import { inSteps } from '../../platform/in-steps.js';
import type { Platform } from '../../platform/index.js';
import { resealBodies } from './reseal-bodies.js';
import type { TemporaryImportCache } from './temporary-import-cache.js';

/** Deliveries of one step: each has a body of megabytes. */
const deliveriesAtOnce = 20;

const day = 24 * 3_600_000;

/** Outlines of messages that came later are all here; of earlier ones some have been forgotten, or will be within a day. */
export const allKnownSince = ({ clock, settings }: Pick<Platform, 'clock' | 'settings'>): Date =>
  new Date(clock.now().getTime() - (settings.retention.recordDays - 1) * day);

export async function keepHouse(
  platform: Platform,
  cache: Pick<TemporaryImportCache, 'archive' | 'cleanUp'>,
): Promise<void> {
  const purged = await cache.archive();
  const forgotten = await cache.cleanUp();
  const resealed = await inSteps((limit) => resealBodies(platform, limit), deliveriesAtOnce);
  platform.logger.info('messages of guests who left long ago were purged', { purged, forgotten, resealed });
}
