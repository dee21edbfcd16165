// What people have edited of a reservation since the last import, told apart from the PMS's own doing; and what becomes of it (O12, D2).
import { importFailure } from '../../domain/import-failure.js';
import type { BookingReport } from '../../domain/booking-report.js';
import { keptParts, type Part, parts, type ReservationState } from '../../domain/reservation-state.js';
import type { Host, HostBooking, HostHotelTx } from '../../host/port.js';
import type { HotelSql, HotelTx } from '../../platform/database/index.js';
import type { Platform } from '../../platform/index.js';
import {
  fingerprintLeft,
  keepBooked,
  type LeftBooking,
  type StoredFingerprint,
} from '../ledger/booked-repository.js';
import { type Edits, editsOf, fingerprintOf, type RowHashing, without } from './fingerprint.js';
import { isEditedAtOnce } from './edited-at-once.js';
import { HeldMeanwhile } from './held-meanwhile.js';
import { type KnownLeft, type Left, leftOf } from './left.js';
import { type Edited, mergeOf } from './merge.js';

export interface HandEdits extends Edited {
  readonly now: ReservationState;
  readonly left: KnownLeft | undefined;
}

/** Parts that are a person's after a change was applied, and what the agency says there. */
export interface KeptByHand {
  readonly persons: readonly Part[];
  readonly agency: ReservationState;
}

interface Looking<S extends HotelSql = HotelSql> {
  readonly tx: S;
  readonly host: Pick<Host, 'reservationStates' | 'writersSince'>;
  readonly rowHashing: RowHashing;
}

const unlogged = (
  { parkingWriters, guestWriters, nameWriters }: ReservationState,
  edits: Edits,
  left: KnownLeft | undefined,
) => [
  ...(edits.has('parking') ? parkingWriters : []),
  ...(edits.has('guests') ? guestWriters : []),
  // A name may have been corrected long before the booking.
  ...(left && (edits.has('booker') || edits.has('guests')) ? nameWriters : []),
];

/** Guests taken from nights that are there still; with a night its guests go. */
function tookGuestsAway(edits: Edits): boolean {
  const { added, removed } = edits.get('guests') ?? { added: [], removed: [] };
  return removed.length > added.length && !edits.get('nights')?.removed.length;
}

/** Whether it was the PMS by itself: who is known to have written it is its system, and no row has vanished, whose deletion nobody can look up. */
async function isThePmsOwn(
  { tx, host }: Looking,
  now: ReservationState,
  edits: Edits,
  left: KnownLeft | undefined,
): Promise<boolean> {
  if (left && (now.rows.length < left.rowCount || tookGuestsAway(edits))) return false;
  const logged = await host.writersSince(tx, now, left?.logPosition ?? 0);
  const writers = [...logged, ...unlogged(now, edits, left)];
  return writers.length > 0 && writers.every((writer) => writer === 'system');
}

const isKept = (part: Part): boolean => (keptParts as readonly Part[]).includes(part);

/** Of a cancelled reservation the nights are not there to be kept; what was paid is. */
const keptOfCancelled: readonly Part[] = ['booker', 'notes', 'arrival', 'departure', 'payments'];

const only = (edits: Edits, some: readonly Part[]): Edits =>
  new Map([...edits].filter(([part]) => some.includes(part)));

/** Undefined where nobody has edited anything. */
export async function handEditsOf(
  looking: Looking,
  { id, status }: HostBooking,
): Promise<HandEdits | undefined> {
  const { tx, host, rowHashing } = looking;
  const left = leftOf(await fingerprintLeft<Left>(tx, id), rowHashing);
  const now = (await host.reservationStates(tx, [id])).get(id);
  if (!now) return undefined;
  const relevant = status === 'cancelled' ? keptOfCancelled : parts;
  const differing = only(editsOf(left, now), relevant);
  const persons = left?.persons ?? [];
  const known = only(differing, persons);
  if (known.size === differing.size) return known.size === 0 ? undefined : { now, left, edits: known };
  const edits = (await isThePmsOwn(looking, now, differing, left)) ? known : differing;
  return edits.size === 0 ? undefined : { now, left, edits };
}

/** Applied, the message would undo what a person did; nothing of it may be kept. */
export class WouldUndo extends HeldMeanwhile {
  constructor(undone: readonly (Part | 'rooms')[]) {
    super(importFailure('edited_by_hand', { parts: undone.join(', ') }));
  }
}

interface Merging extends Looking<HostHotelTx> {
  readonly host: Host;
  readonly platform: Platform;
}

/**
 * After the PMS has written a change over `edited`: puts back what it may not undo, and throws WouldUndo where it undoes what only a person may
 * give up, unless `undoing` says that it may. Undefined where nothing of a person's was touched.
 */
export async function mergeWithEdits(
  { tx, host, platform, rowHashing }: Merging,
  edited: HandEdits,
  undoing: () => boolean,
): Promise<KeptByHand | undefined> {
  const { now, left } = edited;
  const after = (await host.reservationStates(tx, [now.id])).get(now.id);
  if (!after) throw new Error('the PMS changed a reservation, and it is gone');
  const { undone, putBack, contested } = mergeOf(edited, after);
  const isAmongMany = () =>
    isEditedAtOnce({ tx, host, platform, rowHashing }, { state: now, since: left?.logPosition ?? 0 });
  if (undone.length > 0 && !undoing() && !(await isAmongMany())) throw new WouldUndo(undone);
  if (putBack.length === 0) return undefined;
  await host.putBack(tx, { before: now, after, parts: putBack, contested });
  // What the notes had to take up is a person's from now on too.
  return { persons: [...new Set<Part>([...putBack, 'notes'])], agency: after };
}

/** A message that has taken effect on a reservation. */
export interface Written extends Omit<LeftBooking, 'fingerprint'> {
  readonly kind: BookingReport['kind'];
  readonly kept: KeptByHand | undefined;
}

function leftAfter(
  state: ReservationState,
  kept: KeptByHand | undefined,
  { form, hashOf }: Pick<KnownLeft, 'form' | 'hashOf'>,
): StoredFingerprint<Left> {
  const rows = fingerprintOf(state, hashOf);
  const agency = kept && fingerprintOf(kept.agency, hashOf);
  const persons = kept?.persons ?? [];
  const said = agency ? Object.fromEntries(persons.map((part) => [part, agency[part]])) : {};
  const { logPosition } = state;
  const content = { rows: { ...rows, ...said }, persons, logPosition, rowCount: state.rows.length };
  return { form, content };
}

/**
 * Keeps which reservations a batch has written for which bookings, and what it left of them. What it cancelled is not compared any more.
 */
export async function rememberWritten(
  { tx, host, platform, rowHashing }: Looking<HotelTx> & { readonly platform: Platform },
  written: readonly Written[],
): Promise<void> {
  const booked = written.filter(({ kind }) => kind !== 'cancellation');
  const ids = [...new Set(booked.map(({ reservation }) => reservation))];
  const states = ids.length === 0 ? undefined : await host.reservationStates(tx, ids);
  const ofBooking = Map.groupBy(written, ({ agency, number }) => JSON.stringify([agency, number]));
  const left = [...ofBooking.values()].map((ofOne): LeftBooking => {
    const { agency, number, reservation, message } = ofOne.at(-1)!;
    const last = ofOne.findLast((one) => one.kind !== 'cancellation' && one.reservation === reservation);
    const state = last && states?.get(reservation);
    const fingerprint = state && leftAfter(state, last.kept, rowHashing);
    return { agency, number, reservation, message, fingerprint };
  });
  await keepBooked(tx, left, platform.clock.now());
}

/** What of a part is the agency's: what it left there; of held parts as far as the person has let it stand. */
const agencysOf = (part: Part, left: readonly string[], now: readonly string[]) =>
  isKept(part) ? left : without(left, without(left, now));

/**
 * 対応済み: a person has done in the PMS what the message asked for. From now on the reservation as it stands is what was left, but for parts that are
 * the `persons`: what is there beside what the agency left stays theirs.
 */
export async function rememberAsDone(
  { tx, host, platform, rowHashing }: Looking<HotelTx> & { readonly platform: Platform },
  booking: Omit<LeftBooking, 'fingerprint'>,
  persons: readonly Part[],
): Promise<void> {
  const { reservation } = booking;
  const state = (await host.reservationStates(tx, [reservation])).get(reservation);
  if (!state) return;
  const before = leftOf(await fingerprintLeft<Left>(tx, reservation), rowHashing);
  // What stays of it was hashed in its form: all of it is.
  const { form, content } = leftAfter(state, undefined, before ?? rowHashing);
  const said = Object.fromEntries(
    persons.map((part) => [part, agencysOf(part, before?.rows[part] ?? [], content.rows[part])]),
  );
  const fingerprint = {
    form,
    content: { ...content, rows: { ...content.rows, ...said }, persons },
  };
  await keepBooked(tx, [{ ...booking, fingerprint }], platform.clock.now());
}
