// Applying one message: the rules from a read report to a written reservation. Called inside a savepoint.
import type { BookedReport, BookingReport, CancellationReport } from '../../domain/booking-report.js';
import type { Reason } from '../../domain/booking-plan.js';
import type { BookingNumber, ReservationId, RoomTypeId } from '../../domain/ids.js';
import { importFailure, type ImportFailure } from '../../domain/import-failure.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { namesOf } from '../../domain/room.js';
import type { Host, HostBooking, HostReservation, HostHotelTx, RoomInventory } from '../../host/port.js';
import type { ReadAhead } from '../../platform/database/index.js';
import { type Placer, type Holding, holdsRooms, type Stay } from '../../pool/index.js';
import { type Choice, type Decision, unlessLifted } from './decision.js';
import { cannotBePlaced, needsPerson } from './guards.js';
import { overRooms } from './party.js';
import { awaitsBooking, type LedgerEntry } from '../ledger/entry.js';
import type { MeaningOf } from '../mappings/mapping.js';

/** A batch: one transaction, with what is read for all its messages at once. */
export interface ApplyContext {
  readonly tx: HostHotelTx;
  readonly host: Host;
  readonly placer: Placer;
  readonly inventory: RoomInventory;
  /** By the newest mappings. */
  readonly meaningOf: MeaningOf;
  /** What the PMS has of the bookings of the batch. */
  readonly present: ReadAhead<BookingNumber, readonly HostBooking[]>;
}

/** One message with what is known around it. */
export interface Case {
  readonly report: BookingReport;
  /** Earlier messages of the booking that have not taken effect: a success settles them. */
  readonly settles: readonly LedgerEntry[];
  /** A change that has waited long enough for its booking is applied as new (O2). */
  readonly waitedLongEnough: boolean;
  /** A person has settled the booking with another message of it: it is known, whatever the PMS has of it. */
  readonly settledByPerson: boolean;
  /** Of a person who has this message applied now. */
  readonly decision: Decision | undefined;
}

type Applied = Result<{ readonly reservation: ReservationId | undefined }, ImportFailure>;

const nothingWritten: Applied = ok({ reservation: undefined });

/**
 * What a room of the message is to be: the type that a person has chosen for it, or else what its code means; where that is nothing, the type of
 * the room that was chosen.
 */
function needOf(
  code: string,
  agency: string,
  choice: Choice | undefined,
  { meaningOf, inventory }: ApplyContext,
): Pick<Stay, 'typeId' | 'smoking'> | undefined {
  const meaning = meaningOf(agency, code);
  const chosen =
    choice && 'room' in choice ? inventory.rooms.find(({ id }) => id === choice.room) : undefined;
  const typeId = choice && 'type' in choice ? choice.type : (meaning?.typeId ?? chosen?.typeId);
  return typeId === undefined ? undefined : { typeId, smoking: meaning?.smoking };
}

/** The room needs of a report; fails on the first room without a code, or with one that leads to no room type. */
function staysOf(
  { agency, rooms }: BookedReport,
  context: ApplyContext,
  decision: Decision | undefined,
): Result<Stay[], ImportFailure> {
  const stays: Stay[] = [];
  for (const { slot, nights, checkIn, checkOut } of rooms) {
    const code = nights[0]?.roomTypeCode ?? '';
    const choice = decision?.choices.get(slot);
    const need = needOf(code, agency, choice, context);
    if (!need && code === '') return fail(importFailure('room_code_missing', { agency }));
    if (!need) return fail(importFailure('room_code_unknown', { code, agency }));
    const people = Math.max(...nights.map((night) => night.people));
    const beds = Math.max(...nights.map((night) => night.beds));
    const chosen = choice && 'room' in choice ? choice.room : undefined;
    stays.push({ ...need, slot, checkIn, checkOut, people, beds, chosen });
  }
  return ok(overRooms(stays, context.inventory.rooms));
}

/** Whether each room is of one type and kind throughout, though its code changes between the nights. */
const isAlikeThroughout = ({ agency, rooms }: BookedReport, meaningOf: MeaningOf): boolean =>
  rooms.every(({ nights }) => {
    const [first, ...others] = nights.map(({ roomTypeCode }) => meaningOf(agency, roomTypeCode));
    return others.every(
      (other) => first && other?.typeId === first.typeId && other.smoking === first.smoking,
    );
  });

/** Of stays for which there is no room: the code of the first whose type the hotel does not sell any more, and that type. */
function unsold({ agency, rooms }: BookedReport, stays: readonly Stay[], inventory: RoomInventory) {
  const isSold = (type: RoomTypeId) => inventory.rooms.some((room) => room.typeId === type && room.sellable);
  const stay = stays.find(({ typeId }) => !isSold(typeId));
  if (!stay) return undefined;
  const code = rooms.find(({ slot }) => slot === stay.slot)?.nights[0]?.roomTypeCode ?? '';
  return { code, agency, type: namesOf(inventory.types)(stay.typeId) };
}

/** No room for it. A day use needs a person at once; any other booking is accepted, shown as 部屋未定, and tried again. */
async function withoutRoom(
  { placer, inventory }: ApplyContext,
  report: BookedReport,
  stays: readonly Stay[],
  holding: Holding,
  reason: Reason,
): Promise<Applied> {
  if (reason.key === 'placement.chosen_taken') return fail(importFailure('chosen_room_taken', reason.params));
  if (report.checkIn === report.checkOut) return fail(importFailure('day_use_without_room', reason.params));
  // A booked guest keeps the present room and dates until the change can be made.
  if (!holdsRooms(holding)) await placer.keepUnplaced(report.bookingNumber, stays, reason, holding);
  const gone = unsold(report, stays, inventory);
  return fail(gone ? importFailure('room_type_gone', gone) : importFailure('no_availability', reason.params));
}

/** No machine can give it rooms. It is shown as 部屋未定 all the same, as far as it says what was booked, until somebody settles it. */
async function keptForPerson(
  context: ApplyContext,
  report: BookedReport,
  present: HostReservation | undefined,
  failure: ImportFailure,
): Promise<Applied> {
  const { placer } = context;
  const stays = staysOf(report, context, undefined);
  if (!stays.ok) return fail(failure);
  const holding = await placer.holding(report.bookingNumber, present);
  const reason = { key: `import.failure.${failure.code}`, params: failure.params };
  if (!holdsRooms(holding)) await placer.keepUnplaced(report.bookingNumber, stays.value, reason, holding);
  return fail(failure);
}

async function applyBooked(
  context: ApplyContext,
  report: BookedReport,
  present: HostReservation | undefined,
  decision: Decision | undefined,
): Promise<Applied> {
  const { tx, host, placer, inventory, meaningOf } = context;
  const refused = unlessLifted(cannotBePlaced(report), decision);
  if (refused && (refused.code === 'rooms_staggered' || !isAlikeThroughout(report, meaningOf)))
    return keptForPerson(context, report, present, refused);
  const stays = staysOf(report, context, decision);
  if (!stays.ok) return stays;
  const holding = await placer.holding(report.bookingNumber, present);
  const placement = await placer.place(stays.value, holding);
  if (placement.placed && placement.moved.length > 0) context.present.forgetAll();
  if (!placement.placed) return withoutRoom(context, report, stays.value, holding, placement.reason);
  const rooms = placement.rooms.map(({ slot, room }) => ({
    slot,
    roomId: room.id,
    physical: room.physical,
    typeId: room.typeId,
  }));
  const reservation = present
    ? await host.writeChange(tx, present, report, rooms, inventory)
    : await host.writeNew(tx, report, rooms, inventory);
  await placer.book(report.bookingNumber, stays.value, placement.rooms, reservation, holding);
  return ok({ reservation });
}

/** A booking that came, though it could not be written: neither one of several cancellations, nor a change that waits for it as well. */
const isBooking = (earlier: LedgerEntry) => earlier.kind !== 'cancellation' && !awaitsBooking(earlier);

async function applyCancellation(
  { tx, host, placer }: ApplyContext,
  report: CancellationReport,
  present: HostReservation | undefined,
  isKnown: boolean,
): Promise<Applied> {
  const holding = await placer.holding(report.bookingNumber, present);
  if (!present) {
    if (holding.plans.length === 0 && !isKnown) return fail(importFailure('booking_unknown'));
    await placer.end(holding);
    return nothingWritten;
  }
  if (present.status !== 'cancelled') await host.writeCancellation(tx, present, report);
  await placer.end(holding);
  return ok({ reservation: present.id });
}

/** The one reservation a message can be about: a living one before cancelled ones; several living ones are for a person. */
function theOne(reservations: readonly HostBooking[]): Result<HostBooking | undefined, ImportFailure> {
  const living = reservations.filter((reservation) => reservation.status !== 'cancelled');
  if (living.length > 1) return fail(importFailure('booking_ambiguous', { reservations: living.length }));
  return ok(living[0] ?? reservations.at(-1));
}

/** Applies the message, or says why not. A failure leaves nothing written but what makes an unplaced booking visible. */
export async function apply(
  context: ApplyContext,
  { report, settles, waitedLongEnough, settledByPerson, decision }: Case,
): Promise<Applied> {
  const found = theOne((await context.present.of(report.bookingNumber)) ?? []);
  // Whatever becomes of it: the next message of the booking looks again.
  context.present.forget(report.bookingNumber);
  if (!found.ok) return found;
  const present = found.value;
  if (report.kind !== 'cancellation' && report.damage)
    return keptForPerson(context, report, present, report.damage);
  const refused = unlessLifted(present && needsPerson(report, present), decision);
  if (refused) return fail(refused);
  const settled = settledByPerson && !present && report.kind !== 'cancellation';
  const held = unlessLifted(settled ? importFailure('settled_by_person') : undefined, decision);
  if (held) return fail(held);
  const isKnown = settles.some(isBooking) || settledByPerson;
  if (report.kind === 'cancellation') return applyCancellation(context, report, present, isKnown);
  // "New" for a number that exists is a change; a change without its booking waits, unless an earlier message is there to replace.
  const unknown = report.kind === 'change' && !present && !isKnown;
  const mayBeNew = waitedLongEnough || decision?.lifts.has('booking_unknown');
  if (unknown && !mayBeNew) return fail(importFailure('booking_unknown'));
  return applyBooked(context, report, present, decision);
}
