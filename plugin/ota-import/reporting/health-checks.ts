// The import in the report of health: reception, confirmations, and how the import of each hotel does.
import type { Platform } from '../../platform/index.js';
import { type Check, type Health, Unwell } from '../../platform/health/index.js';
import { importWords } from './health-words.js';
import { hotelsNotDoingWell, hotelsUnconfirmed, type HotelSince } from './installation-repository.js';

/** Milliseconds: confirmations are repeated after 1, 2, 4 … minutes. */
const longUnconfirmed = 30 * 60_000;

/** Fails where there are any; shows the first of them, as they are ordered, and how many there are. */
export function failingHotels(message: string, found: readonly HotelSince[]): Record<string, number> {
  if (found.length === 0) return {};
  const details = {
    hotels: found[0]!.total,
    ...Object.fromEntries(
      found.map(({ hotel, state, since }) => [`hotel ${hotel}`, `${state}, since ${since.toISOString()}`]),
    ),
  };
  const since = new Date(Math.min(...found.map((one) => one.since.getTime())));
  throw new Unwell(message, details, { since });
}

export function registerImportChecks(
  health: Health,
  { database, clock }: Pick<Platform, 'database' | 'clock'>,
  reception: { readonly checkCircuits: Check; readonly checkHolds: Check },
): void {
  const verdicts: Check = async () =>
    failingHotels('the import of hotels does less well than it should', await hotelsNotDoingWell(database));
  const confirmations: Check = async () => {
    const before = new Date(clock.now().getTime() - longUnconfirmed);
    return failingHotels('outputs are not confirmed', await hotelsUnconfirmed(database, before));
  };
  health.register('site controller', 'informative', reception.checkCircuits, importWords.siteController);
  health.register('fetching held', 'informative', reception.checkHolds, importWords.fetchingHeld);
  health.register('import', 'informative', verdicts, importWords.verdict);
  health.register('confirmations', 'informative', confirmations, importWords.confirmations);
}
