// What is written of a stay: one that has a room, and one that has none.
import type { BookingPlan, FinalCause, Reason } from '../../domain/booking-plan.js';
import type { ReservationId } from '../../domain/ids.js';
import type { MadeBooking } from '../../domain/linked-bookings.js';
import type { Room } from '../../domain/room.js';
import type { Sealed } from '../../platform/encryption/index.js';
import type { Platform } from '../../platform/index.js';
import { type HotelSettings, type PoolEntry, poolEntry } from '../modes/modes.js';
import type { PlanContent } from '../plans/plan-rows.js';
import type { Stay } from './holding.js';

interface Placing {
  readonly platform: Platform;
  readonly settings: HotelSettings;
}

function commonContent(
  { agency, number, maker }: MadeBooking,
  stay: Stay,
  reason: Reason,
  settings: HotelSettings,
  thresholds: object,
) {
  return {
    bookingNumber: number,
    agency,
    maker,
    slot: stay.slot,
    checkIn: stay.checkIn,
    checkOut: stay.checkOut,
    people: stay.people,
    beds: stay.beds,
    dayUse: stay.dayUse,
    bookedTypeId: stay.typeId,
    smoking: stay.smoking,
    reason,
    entryMode: settings.mode,
    entryThresholds: thresholds,
  };
}

/** What a stay was given: `finalCause` where that very room was final before. */
interface Given {
  readonly room: Room;
  readonly reason: Reason;
  readonly finalCause: FinalCause | undefined;
}

export const entryOf = ({ platform, settings }: Placing, stay: Stay): PoolEntry =>
  poolEntry(stay, settings, platform.clock.now(), platform.calendar, platform.settings.pool.deadlineHour);

export function placedContent(
  context: Placing,
  booking: MadeBooking,
  stay: Stay,
  { room, reason, finalCause }: Given,
  reservationId: ReservationId,
): PlanContent {
  const { platform, settings } = context;
  const entry = entryOf(context, stay);
  const cause = finalCause ?? (entry.pooled ? undefined : entry.cause);
  const pooled = entry.pooled && cause === undefined;
  return {
    ...commonContent(booking, stay, reason, settings, entry.thresholds),
    reservationId,
    room,
    roomState: pooled ? 'tentative' : 'final',
    finalCause: cause,
    pool: pooled
      ? { entered: platform.clock.now(), window: entry.window, deadline: entry.deadline }
      : undefined,
  };
}

export function unplacedContent(
  { settings }: Placing,
  booking: MadeBooking,
  stay: Stay,
  { reason, booker }: { readonly reason: Reason; readonly booker: Sealed },
): PlanContent {
  return {
    ...commonContent(booking, stay, reason, settings, {}),
    booker,
    reservationId: undefined,
    room: undefined,
    roomState: 'unplaced',
    finalCause: undefined,
    pool: undefined,
  };
}

/** A booking that is tried again without anything new in it leaves no trace. */
export function saysTheSame(contents: readonly PlanContent[], plans: readonly BookingPlan[]): boolean {
  const facts = (
    stay: Pick<
      BookingPlan,
      'slot' | 'checkIn' | 'checkOut' | 'people' | 'bookedTypeId' | 'smoking' | 'reason'
    >,
  ) =>
    [
      ...[stay.slot, stay.checkIn, stay.checkOut, stay.people, stay.bookedTypeId, stay.smoking],
      stay.reason.key,
    ].join();
  const known = new Set(plans.map(facts));
  return contents.length === plans.length && contents.every((content) => known.has(facts(content)));
}
