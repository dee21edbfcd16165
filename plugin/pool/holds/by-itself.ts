// What the system does about 押さえ by itself: holds what fits where the hotel has set so, and ends what is of no use any more.
import { businessDate } from '../../domain/hotel-date.js';
import { type Host, HostLocked, HostSilent, type HostHotelTx, type RoomInventory } from '../../host/port.js';
import { type HotelTx, isConnectionLoss } from '../../platform/database/index.js';
import type { Platform } from '../../platform/index.js';
import type { Occupancy } from '../occupancy/occupancy.js';
import { forgetHolds, nextVersion, notHeld, spentHolds, type StayHold } from './holds-repository.js';
import {
  comparedWithPms,
  endHolds,
  type HoldParts,
  makeHolds,
  standingHolds,
  type StayToHold,
  whatFits,
} from './keeping.js';

interface HoldingByItself extends HoldParts {
  readonly platform: Platform;
  readonly tx: HostHotelTx;
  readonly inventory: RoomInventory;
}

/**
 * Holds the nights that fit and are not held yet; not for stays of which a person has taken a 押さえ back. A stay without a room is accepted
 * whatever becomes of it: what the PMS does not take is left to the next try.
 */
export async function holdByItself(
  context: HoldingByItself,
  stays: readonly StayToHold[],
  occupancy: Occupancy,
): Promise<StayHold[]> {
  const { platform, tx, inventory } = context;
  const ids = stays.map(({ plan }) => plan);
  const barred = await notHeld(tx, ids);
  const wanted = whatFits(
    stays.filter(({ plan }) => !barred.has(plan)),
    occupancy,
    businessDate(platform.clock.now(), platform.calendar),
    await standingHolds(context, tx, ids),
  );
  if (wanted.length === 0) return [];
  try {
    return await tx.savepoint(async () => {
      const made = await makeHolds(context, tx, inventory.rooms, wanted, undefined);
      await nextVersion(tx, [...new Set(made.map(({ plan }) => plan))]);
      return made;
    });
  } catch (error) {
    if (isConnectionLoss(error) || error instanceof HostSilent) throw error;
    platform.logger.warn('what fits of a stay without a room could not be held', {
      ...{ hotelId: tx.hotel, planIds: ids, error },
    });
    return [];
  }
}

/** In one transaction; the rest comes with the next look. */
const mostAtOnce = 50;

/**
 * Ends the 押さえ that keep nothing any more that their stay needs: after the PMS was followed, under the hotel's lock. Answers with whether there
 * are more of them.
 */
export async function endSpentHolds(
  { platform, host }: { readonly platform: Platform; readonly host: Host },
  tx: HotelTx,
): Promise<boolean> {
  const today = businessDate(platform.clock.now(), platform.calendar);
  const spent = await spentHolds(tx, today, mostAtOnce);
  if (spent.length === 0) return false;
  const gate = host.gate.within(tx);
  const { standing, changed } = await comparedWithPms(host, tx, spent);
  try {
    await tx.savepoint(() => endHolds({ platform, host }, gate.tx, standing, undefined));
  } catch (error) {
    if (!(error instanceof HostLocked) || error instanceof HostSilent) throw error;
    platform.logger.warn('押さえ that are of no use any more are locked in the PMS', {
      hotelId: tx.hotel,
      error,
    });
    return false;
  }
  await forgetHolds(
    tx,
    changed.map(({ reservation }) => reservation),
  );
  await platform.events.record(tx, 'booking-plans');
  await gate.settle();
  return spent.length === mostAtOnce;
}
