// The import's nightly work on what it keeps: what is long over goes, and bodies under an older key are sealed anew.
import { addDays, businessDate } from '../../domain/hotel-date.js';
import type { Platform } from '../../platform/index.js';
import { inSteps } from '../../platform/in-steps.js';
import { agenciesByHotel } from '../settings/repository.js';
import { resealBodies } from './reseal-bodies.js';
import { agencyNames, forgetBookings, forgetOutlines, purgeTexts } from './retention-repository.js';

/** Deliveries of one step: each has a body of megabytes, or thousands of messages. */
const deliveriesAtOnce = 20;

const day = 24 * 3_600_000;

/** Outlines of messages that came later are all here; of earlier ones some have been forgotten, or will be within a day. */
export const allKnownSince = ({ clock, settings }: Pick<Platform, 'clock' | 'settings'>): Date =>
  new Date(clock.now().getTime() - (settings.retention.recordDays - 1) * day);

export async function keepHouse(platform: Platform): Promise<void> {
  const { database, clock, calendar, logger, settings } = platform;
  const { personalDataDays, recordDays } = settings.retention;
  const now = clock.now();
  const today = businessDate(now, calendar);
  const purgeBefore = addDays(today, -personalDataDays);
  const forgetBefore = addDays(today, -recordDays);
  const agenciesOf = await agenciesByHotel(platform);
  const names = await agencyNames(database);
  const companies = Object.fromEntries(
    names.map(({ hotelId, name }) => [`${hotelId} ${name}`, agenciesOf(hotelId)(name)]),
  );
  const purged = await inSteps(
    (limit) => purgeTexts(database, companies, purgeBefore, now, limit),
    deliveriesAtOnce,
  );
  const forgotten = await inSteps(
    (limit) => forgetOutlines(database, companies, forgetBefore, limit),
    deliveriesAtOnce,
  );
  await inSteps((limit) => forgetBookings(database, companies, limit));
  const resealed = await inSteps((limit) => resealBodies(platform, limit), deliveriesAtOnce);
  logger.info('messages of guests who left long ago were purged', { purged, forgotten, resealed });
}
