// Telling the site controller that a delivery is safe with us: retried until it has heard (O1).
import type { HotelId, OutputRowId } from '../../domain/ids.js';
import type { HostPort } from '../../host/port.js';
import type { Platform } from '../../platform/index.js';
import type { SiteControllerClient } from '../../tl-lincoln/index.js';
import type { ImportMetrics } from '../metrics.js';
import { markConfirmed, postponeConfirmation, takeConfirmation } from './outputs-repository.js';
import { backoff } from '../ledger/retry-policy.js';
import { inHotel } from '../../platform/database/index.js';

const longestPauseMs = 3_600_000;
/** Beyond the time of the request itself, until the turn is another's. */
const marginSeconds = 60;

/**
 * Idempotent: a delivery that is confirmed already, or is being confirmed by another process, is left alone. Confirming twice, where a
 * process dies in between, does no harm to the site controller.
 */
export async function confirmOutput(
  platform: Platform,
  host: HostPort,
  client: SiteControllerClient,
  metrics: ImportMetrics,
  hotel: HotelId,
  id: OutputRowId,
): Promise<void> {
  const { database, clock, logger, settings } = platform;
  const now = clock.now();
  const turnEnds = new Date(now.getTime() + (settings.siteController.timeoutSeconds + marginSeconds) * 1000);
  const turn = await takeConfirmation(inHotel(database, hotel), id, now, turnEnds);
  if (!turn) return;
  const logins = await host.siteControllerLogins(database);
  const login = logins.find((candidate) => candidate.hotelId === hotel);
  const result = login
    ? await client.confirmOutput(login, turn.outputId)
    : ({ ok: false, failure: { kind: 'no_login' } } as const);
  metrics.confirmed(result.ok ? 'ok' : result.failure.kind);
  if (result.ok) return markConfirmed(inHotel(database, hotel), id, clock.now());
  const { attempts } = turn;
  const pause = Math.min(backoff(attempts, Math.random()), longestPauseMs);
  await postponeConfirmation(inHotel(database, hotel), id, new Date(clock.now().getTime() + pause));
  logger.warn('a delivery could not be confirmed yet', {
    hotelId: hotel,
    outputRow: id,
    attempts,
    ...result.failure,
  });
}
