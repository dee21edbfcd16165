// What the PMS's own code has put into its queue as still to be handled: told there how it came out, where nothing else will (O11).
import type { HotelId } from '../../domain/ids.js';
import { fill } from '../../domain/refusal.js';
import { unreachable } from '../../domain/result.js';
import type { HostPort, QueueOutcome } from '../../host/port.js';
import { hotelTransaction } from '../../platform/database/index.js';
import type { Platform } from '../../platform/index.js';
import { standingUnder, type StandingUnderDataId } from '../ledger/claims-repository.js';
import { failureSentences } from '../messages.js';

const processed = { status: 'processed', problem: undefined } as const;

/**
 * Pure: undefined as long as nobody has tried it. The PMS knows two ends. What a person or a later message has settled is nobody's work any more,
 * as it is where a message is settled while its row has a failure; what failed, or is tried again, has its reason there.
 */
export function outcomeOf({
  dataId,
  status,
  failureCode: code,
  failureParams: params,
}: StandingUnderDataId): QueueOutcome | undefined {
  switch (status) {
    case 'imported':
    case 'resolved':
    case 'duplicate':
    case 'superseded':
    case 'ignored':
      return { dataId, ...processed };
    case 'received':
    case 'pending':
    case 'retrying':
    case 'waiting':
    case 'failed':
      if (code === null) return undefined;
      return { dataId, status: 'failed', problem: fill(failureSentences(code, status).ja, params ?? {}) };
    default:
      return unreachable(status);
  }
}

interface Parts {
  readonly platform: Pick<Platform, 'database' | 'logger'>;
  readonly host: Pick<HostPort, 'pendingQueueEntries' | 'settleQueueEntries'>;
}

async function settleHotel(
  { platform: { database }, host }: Parts,
  hotel: HotelId,
  dataIds: readonly string[],
): Promise<void> {
  await hotelTransaction(database, hotel, async (tx) => {
    const standing = await standingUnder(tx, dataIds);
    await host.settleQueueEntries(
      tx,
      standing.flatMap((one) => outcomeOf(one) ?? []),
      'pending',
    );
  });
}

/** The page is a courtesy: trouble with it is told, and thrown at nobody. */
async function courtesy(
  { platform: { logger } }: Parts,
  facts: { readonly hotelId?: HotelId },
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    logger.warn("the PMS's OTA page could not be kept up", { ...facts, error });
  }
}

/**
 * An import writes into the queue what it applied, or could not. That leaves what could not be read as a booking, what was handed over again when
 * it was done, and what was handed over in a transaction that was still open then. The trouble of one hotel is not the others'.
 */
export const settlePmsQueue = (parts: Parts): Promise<void> =>
  courtesy(parts, {}, async () => {
    const pending = await parts.host.pendingQueueEntries(parts.platform.database);
    for (const [hotel, dataIds] of pending)
      await courtesy(parts, { hotelId: hotel }, () => settleHotel(parts, hotel, dataIds));
  });
