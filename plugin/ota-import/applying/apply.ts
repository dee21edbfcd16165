// Applying one message: the rules from a read report to a written reservation. Called inside a savepoint.
import type { BookedReport, BookingReport, CancellationReport } from '../../domain/booking-report.js';
import type { Reason } from '../../domain/booking-plan.js';
import type { BookingKey } from '../../domain/agency.js';
import { businessDate, type HotelCalendar } from '../../domain/hotel-date.js';
import type { BookingNumber, ReservationId, RoomTypeId } from '../../domain/ids.js';
import {
  type FailureCode,
  failureKey,
  heldKindOf,
  importFailure,
  type ImportFailure,
} from '../../domain/import-failure.js';
import type { ImportWarning } from '../../domain/import-warning.js';
import { arrangerDays, arrangersAmong, tellingPhones } from '../../domain/guest-identity.js';
import { Refusal } from '../../domain/refusal.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { namesOf } from '../../domain/room.js';
import type {
  HandEntered,
  Host,
  HostBooking,
  HostHotelTx,
  RoomInventory,
  SlotRoom,
} from '../../host/port.js';
import type { ReadAhead } from '../../platform/database/index.js';
import type { Platform } from '../../platform/index.js';
import { type Placer, type Holding, holdsRooms, type Stay } from '../../pool/index.js';
import { bookerOf } from './booker.js';
import { chargeNotWritten } from './charge-not-written.js';
import { withDayUseTimes } from './day-use-hours.js';
import type { Decision } from './decision.js';
import { phonesInCommon, recognised } from './entered-by-hand.js';
import { cannotBePlaced, reasonsToHold } from './guards.js';
import { type Edits, type RowHashing, seenOf } from './fingerprint.js';
import { leavesChosenRoom, movesGuest } from './kept-rooms.js';
import {
  handEditsOf,
  type KeptByHand,
  mergeWithEdits,
  rememberWritten,
  WouldUndo,
  type Written,
} from './hand-edits.js';
import { HeldMeanwhile } from './held-meanwhile.js';
import { withMaker } from './maker.js';
import { roomNeeds } from './room-needs.js';
import { enteredAlready, stillAskedOf } from './still-asked.js';
import { type Meant, type OfNumber, whichReservation } from './which-reservation.js';
import { bookedAs } from '../ledger/booked-repository.js';
import { awaitsBooking, isContradiction, type LedgerEntry } from '../ledger/entry.js';
import type { Place } from '../ledger/order.js';
import type { MeaningOf } from '../mappings/mapping.js';
import type { ImportSettings } from '../settings/settings.js';

/** A batch: one transaction, with what is read for all its messages at once. */
export interface ApplyContext {
  readonly platform: Platform;
  readonly tx: HostHotelTx;
  readonly host: Host;
  readonly placer: Placer;
  readonly inventory: RoomInventory;
  readonly settings: ImportSettings;
  /** By the newest mappings. */
  readonly meaningOf: MeaningOf;
  /** What there is of the booking numbers of the batch. */
  readonly present: ReadAhead<BookingNumber, OfNumber>;
  /** What persons entered that may be one of the batch's bookings. */
  readonly enteredByHand: ReadAhead<'all', readonly HandEntered[]>;
  readonly rowHashing: RowHashing;
  /** By which it is hashed who made a booking; undefined where the hotel's key does not open. */
  readonly makerKey: Buffer | undefined;
  /** Messages of the batch that have taken effect on a reservation, in this order. */
  readonly written: Written[];
}

/** One message with what is known around it. */
export interface Case {
  readonly report: BookingReport;
  readonly booking: BookingKey;
  readonly place: Omit<Place, 'overtaken' | 'wakes'>;
  /** Messages of other agencies' bookings of the same number. */
  readonly elsewhere: readonly LedgerEntry[];
  /** A change that has waited long enough for its booking is applied as new (O2). */
  readonly waitedLongEnough: boolean;
  /** A person has settled the booking with another message of it: it is known, whatever the PMS has of it. */
  readonly settledByPerson: boolean;
  /** Of a person who has this message applied now. */
  readonly decision: Decision | undefined;
}

export interface Effect {
  readonly reservation: ReservationId | undefined;
  /** What of it is a person's, and was put back. */
  readonly kept?: KeptByHand | undefined;
  /** What staff are to know of how it was applied. */
  readonly warnings?: readonly ImportWarning[];
}

export type Applied = Result<Effect, ImportFailure>;

/** Whether a kind that waits for a person may pass: by a person's decision about this message, or by the hotel's setting. */
function mayPass({ settings }: ApplyContext, { decision }: Case, code: FailureCode): boolean {
  if (decision?.lifts.has(code)) return true;
  const kind = heldKindOf(code);
  return kind !== undefined && settings.appliedAutomatically.includes(kind);
}

/** The first of the reasons that nothing lets pass. */
const heldFor = (
  context: ApplyContext,
  one: Case,
  reasons: readonly ImportFailure[],
): ImportFailure | undefined => reasons.find(({ code }) => !mayPass(context, one, code));

/** Whether what people did may be undone: a decision allows it for what its person was shown, and throws a Refusal where it is not that any more. */
function mayUndo(context: ApplyContext, one: Case, edits: Edits): boolean {
  const { decision } = one;
  if (mayPass(context, { ...one, decision: undefined }, 'edited_by_hand')) return true;
  if (!decision?.lifts.has('edited_by_hand')) return false;
  if (decision.seen !== seenOf(edits)) throw new Refusal('conflict', 'imports.edited_meanwhile');
  return true;
}

const nothingKnown: OfNumber = { reservations: [], booked: [] };

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
  context: ApplyContext,
  one: BookedCase,
  stays: readonly Stay[],
  holding: Holding,
  reason: Reason,
): Promise<Applied> {
  const { placer, inventory } = context;
  const { report } = one;
  if (reason.key === 'placement.chosen_taken') return fail(importFailure('chosen_room_taken', reason.params));
  if (report.dayUse) return fail(importFailure('day_use_without_room', reason.params));
  // A booked guest keeps the present room and dates until the change can be made.
  if (!holdsRooms(holding)) {
    const why = { reason, booker: bookerOf(report) };
    await placer.keepUnplaced(withMaker(context, one), stays, why, holding);
  }
  const gone = unsold(report, stays, inventory);
  return fail(gone ? importFailure('room_type_gone', gone) : importFailure('no_availability', reason.params));
}

interface BookedCase extends Case {
  readonly report: BookedReport;
}

/**
 * Reservations that a person entered and that may be this booking (D5); none once a person has said that they are not. One that is known to be
 * another booking is not this one too.
 */
async function maybeEntered(
  context: ApplyContext,
  { report, decision }: BookedCase,
  stays: readonly Stay[],
): Promise<ReservationId[]> {
  if (decision?.lifts.has('entered_by_hand_already')) return [];
  const { tx, host, platform } = context;
  const entered = (await context.enteredByHand.of('all')) ?? [];
  const types = stays.map(({ typeId }) => typeId);
  const phones = phonesInCommon(report, types, entered);
  const since = new Date(platform.clock.now().getTime() - arrangerDays * 86_400_000);
  const booked = phones.size === 0 ? [] : await host.namesOfPhones(tx, [...phones], since);
  const contacts = booked.map(({ phone, name }) => ({ contacts: tellingPhones([phone]), name }));
  const alike = recognised(report, types, entered, arrangersAmong(phones, contacts));
  const known = new Set((await bookedAs(tx, alike)).map(({ reservation }) => reservation));
  return alike.filter((id) => !known.has(id));
}

/** Writes the change, and gives back what a person had made of the reservation. Throws WouldUndo where it may not be written. */
async function writeChange(
  context: ApplyContext,
  one: BookedCase,
  target: { readonly reservation: HostBooking; readonly others: readonly ReservationId[] },
  rooms: readonly SlotRoom[],
): Promise<Effect & { readonly reservation: ReservationId }> {
  const { tx, host, inventory } = context;
  // What an earlier message of the batch has made of it is nobody's edit.
  const ours = context.written.filter(({ reservation }) => reservation === target.reservation.id);
  if (ours.length > 0) await rememberWritten(context, ours);
  const edited = await handEditsOf(context, target.reservation);
  const reservation = await host.writeChange(tx, target, one.report, rooms, inventory);
  if (!edited) return { reservation };
  const kept = await mergeWithEdits(context, edited, () => mayUndo(context, one, edited.edits));
  return { reservation, kept };
}

async function applyBooked(
  context: ApplyContext,
  one: BookedCase,
  { present, others }: Meant,
): Promise<Applied> {
  const { tx, host, placer, inventory } = context;
  const { report, booking, decision } = one;
  const refused = heldFor(context, one, cannotBePlaced(report));
  if (refused) return fail(refused);
  const needs = roomNeeds(report, context, decision);
  if (!needs.ok) return needs;
  const { stays, warnings } = needs.value;
  const entered = present ? [] : await maybeEntered(context, one, stays);
  if (entered.length > 0) return fail(enteredAlready(entered));
  const holding = await placer.holding(booking, present);
  const placement = await placer.place(stays, holding);
  if (placement.placed && placement.moved.length > 0) context.present.forgetAll();
  if (!placement.placed) return withoutRoom(context, one, stays, holding, placement.reason);
  const rooms = placement.rooms.map(({ slot, room }) => ({
    slot,
    roomId: room.id,
    physical: room.physical,
    typeId: room.typeId,
  }));
  if (movesGuest(present, rooms, decision))
    throw new HeldMeanwhile(importFailure('after_check_in', { parts: 'rooms' }));
  const leaves = present && !decision?.choices.size && leavesChosenRoom(holding, rooms);
  if (leaves && !mayPass(context, one, 'edited_by_hand')) throw new WouldUndo(['rooms']);
  const effect = present
    ? await writeChange(context, one, { reservation: present, others }, rooms)
    : { reservation: await host.writeNew(tx, others, report, rooms, inventory) };
  await placer.book(withMaker(context, one), stays, placement.rooms, effect.reservation, holding);
  return ok({ ...effect, warnings });
}

/** A booking that came, though it could not be written: neither one of several cancellations, nor a change that waits for it as well. */
const isBooking = (earlier: LedgerEntry) =>
  earlier.kind !== 'cancellation' && !awaitsBooking(earlier) && !isContradiction(earlier);

async function applyCancellation(
  { tx, host, placer }: ApplyContext,
  { report, booking }: Case & { readonly report: CancellationReport },
  { present, others }: Meant,
): Promise<Applied> {
  const holding = await placer.holding(booking, present);
  const living = present?.status === 'cancelled' ? undefined : present;
  if (living) await host.writeCancellation(tx, { reservation: living, others }, report);
  await placer.end(holding);
  const warnings = living ? [] : await chargeNotWritten({ tx, host }, report, present?.id);
  return ok({ reservation: present?.id, warnings });
}

/** Whether a booking without a reservation was accepted; a change whose booking is not known may be shown all the same. */
const isAccepted = ({ plans }: Holding) =>
  plans.some(
    ({ reason: { key } }) =>
      key !== failureKey('booking_unknown') && key !== failureKey('number_of_other_agency'),
  );

/**
 * Of a booking whose last message took effect, and of which the PMS has nothing any more: a person has deleted it there, and whether it is made
 * anew is a person's to say, as of a cancelled one. Undefined where it is not so.
 */
function deletedInPms(
  { platform: { calendar } }: ApplyContext,
  { report, place }: Case,
  otherAgency: string | undefined,
) {
  const { lastApplied: last } = place;
  const isDeleted =
    last && last.kind !== 'cancellation' && (report.kind === 'new' || otherAgency === undefined);
  return isDeleted
    ? importFailure('deleted_in_pms', { received: businessDate(last.receivedAt, calendar) })
    : undefined;
}

/**
 * Why a message has no booking to be applied to; undefined where it has one, or makes one: a new booking does, and a change that has waited
 * for its own long enough.
 */
async function withoutBooking(
  context: ApplyContext,
  one: Case,
  { present, enteredByHand, otherAgency }: Meant,
): Promise<ImportFailure | undefined> {
  const { report, booking, place, elsewhere, waitedLongEnough, settledByPerson, decision } = one;
  const unlessLifted = (failure: ImportFailure) => (decision?.lifts.has(failure.code) ? undefined : failure);
  if (present) return undefined;
  const entered = enteredByHand.length > 0 ? enteredByHand : await stillAskedOf(context, place.settles);
  const asked = entered.length > 0 && unlessLifted(enteredAlready(entered));
  if (asked) return asked;
  if (place.booksAgain) return undefined;
  if (settledByPerson && report.kind !== 'cancellation')
    return unlessLifted(importFailure('settled_by_person'));
  const deleted = deletedInPms(context, one, otherAgency);
  // Nothing is left of it to be cancelled.
  if (deleted) return report.kind === 'cancellation' ? undefined : heldFor(context, one, [deleted]);
  if (report.kind === 'new') return undefined;
  if (place.settles.some(isBooking) || settledByPerson) return undefined;
  if (report.kind === 'cancellation' && isAccepted(await context.placer.holding(booking, undefined)))
    return undefined;
  const other = otherAgency ?? elsewhere.find(isBooking)?.agency;
  const unknown =
    other === undefined
      ? importFailure('booking_unknown')
      : importFailure('number_of_other_agency', { agency: report.agency, other });
  const mayBeNew = report.kind === 'change' && other === undefined && waitedLongEnough;
  return mayBeNew ? undefined : unlessLifted(unknown);
}

/** The reservation that its agency cancelled stays so: a booking made again is another reservation beside it. */
const asBookedAgain = (meant: Meant): Meant =>
  meant.present?.status === 'cancelled'
    ? { ...meant, present: undefined, others: [...meant.others, meant.present.id] }
    : meant;

/** The person who keeps a booking as it is against a newer message keeps it so against an older one. */
const newerRejected = ({ id, receivedAt }: LedgerEntry, calendar: HotelCalendar): ImportFailure =>
  importFailure('newer_rejected', { message: id, received: businessDate(receivedAt, calendar) });

async function meantBy(context: ApplyContext, { report, booking, place }: Case) {
  const known = (await context.present.of(report.bookingNumber)) ?? nothingKnown;
  // Whatever becomes of it: the next message of the number looks again.
  context.present.forget(report.bookingNumber);
  const asked = { ...booking, applied: place.lastApplied !== undefined };
  return whichReservation(asked, known, context.settings.agencyOf);
}

/** What it is about, as it stands and stays: a batch has looked some time ago, and a clerk may be saving at this moment. */
async function lockedMeant(context: ApplyContext, one: Case) {
  const found = await meantBy(context, one);
  if (!found.ok || !found.value.present) return found;
  await context.host.lockReservation(context.tx, found.value.present.id);
  return meantBy(context, one);
}

/** Applies the message, or says why not. A failure leaves nothing written but what makes an unplaced booking visible. */
export async function apply(context: ApplyContext, one: Case): Promise<Applied> {
  const { report, place } = one;
  const { clock, calendar } = context.platform;
  const found = await lockedMeant(context, one);
  if (!found.ok) return found;
  const meant = place.booksAgain ? asBookedAgain(found.value) : found.value;
  if (report.kind !== 'cancellation' && report.damage) return fail(report.damage);
  if (place.standing?.rejected) return fail(newerRejected(place.standing, calendar));
  const missing = await withoutBooking(context, one, meant);
  if (missing) return fail(missing);
  const moment = { now: clock.now(), calendar };
  const reasons = meant.present ? reasonsToHold(report, meant.present, moment) : [];
  const refused = heldFor(context, one, reasons);
  if (refused) return fail(refused);
  // "New" for a number that exists is a change.
  return report.kind === 'cancellation'
    ? applyCancellation(context, { ...one, report }, meant)
    : applyBooked(context, { ...one, report: withDayUseTimes(report, context.settings.dayUseHours) }, meant);
}
