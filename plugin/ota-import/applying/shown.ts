// A booking whose message cannot be applied is seen as 部屋未定 all the same, as far as the message names dates and a type (O3).
import type { BookingPlan } from '../../domain/booking-plan.js';
import type { BookedReport } from '../../domain/booking-report.js';
import { foldedName } from '../../domain/guest-identity.js';
import { type FailureCode, failureKey, type ImportFailure } from '../../domain/import-failure.js';
import type { RoomType } from '../../domain/room.js';
import { holdsRooms, type Stay } from '../../pool/index.js';
import { agencyCodesOf } from '../mappings/codes-of.js';
import type { MessageStatus } from '../ledger/entry.js';
import type { ApplyContext, Case } from './apply.js';
import { bookerOf } from './booker.js';
import { withMaker } from './maker.js';
import { hoursOf } from './day-use-hours.js';
import { bedsOf, overRooms } from './party.js';
import { needOf } from './room-needs.js';
import { whichReservation } from './which-reservation.js';

/** Shown already when it was looked for a room; or the guest is not to have one here; or a person is asked for another choice. */
const notShownHere: ReadonlySet<FailureCode> = new Set([
  'no_availability',
  'room_type_gone',
  'settled_by_person',
  'chosen_room_taken',
]);

/** Of a stay without a room: it is shown for the sake of a message that contradicts what stands for its DataID. */
export const isContradicting = ({ reason }: Pick<BookingPlan, 'reason'>): boolean =>
  reason.key === failureKey('same_id_other_content' satisfies FailureCode);

/** What the message has come to. */
export interface Stand {
  readonly failure: ImportFailure;
  readonly status: MessageStatus;
  /** Its guest comes on the day of its receipt or the next. */
  readonly arrivesSoon: boolean;
}

/** A change that only waits for its booking is shown where its guest is about to come (D16); what is tried again in minutes is not. */
export function isShown(
  { report }: Pick<Case, 'report'>,
  { failure: { code }, status, arrivesSoon }: Stand,
): boolean {
  if (report.kind === 'cancellation' || notShownHere.has(code)) return false;
  if (code === 'booking_unknown') return arrivesSoon;
  return status === 'failed' || code === 'room_code_unknown';
}

/** By the agency's own name for its room, where that is what the hotel calls a type, however it is written. */
function typesByCode(report: BookedReport, types: readonly RoomType[]): ReadonlyMap<string, RoomType> {
  const byName = new Map(types.map((type) => [foldedName(type.name), type]));
  const named = agencyCodesOf(report).flatMap(({ code, name }): [string, RoomType][] => {
    const type = byName.get(foldedName(name));
    return type ? [[code, type]] : [];
  });
  return new Map(named);
}

/** Its rooms whose type is known. */
function stays(report: BookedReport, context: ApplyContext): Stay[] {
  const { inventory, settings } = context;
  const dayUse = hoursOf(report, settings.dayUseHours);
  const byName = typesByCode(report, inventory.types);
  const known = report.rooms.flatMap(({ slot, nights, checkIn, checkOut }): Stay[] => {
    const code = nights[0]?.roomTypeCode ?? '';
    const typeId = byName.get(code)?.id;
    const need =
      needOf(code, report.agency, undefined, context) ??
      (typeId === undefined ? undefined : { typeId, smoking: undefined });
    if (!need) return [];
    const people = Math.max(...nights.map((night) => night.people));
    const beds = Math.max(...nights.map((night) => bedsOf(night, settings.childrenWithBed)));
    return [{ ...need, slot, checkIn, checkOut, dayUse, people, beds }];
  });
  return overRooms(known, inventory.rooms);
}

/** Shows nothing of a guest who has a room. */
export async function showWithoutRoom(
  context: ApplyContext,
  { report, booking, place }: Case,
  { failure }: Stand,
): Promise<void> {
  if (report.kind === 'cancellation') return;
  const shown = stays(report, context);
  if (shown.length === 0) return;
  const { present, placer, settings } = context;
  const known = (await present.of(report.bookingNumber)) ?? { reservations: [], booked: [] };
  present.forget(report.bookingNumber);
  const meant = whichReservation(
    { ...booking, applied: place.lastApplied !== undefined },
    known,
    settings.agencyOf,
  );
  if (!meant.ok) return;
  const { code, params } = failure;
  // The stay that is over is another's, whatever rooms it had.
  const reservation = code === 'number_of_ended_stay' ? undefined : meant.value.present;
  const holding = await placer.holding(booking, reservation);
  if (holdsRooms(holding)) return;
  const reason = { key: failureKey(code), params };
  // A stay that another message speaks for keeps what that says.
  if (code === 'same_id_other_content' && !holding.plans.every(isContradicting)) return;
  const made = withMaker(context, { report, booking });
  await placer.keepUnplaced(made, shown, { reason, booker: bookerOf(report) }, holding);
}
