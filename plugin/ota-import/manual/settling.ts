// A message is settled by a person otherwise than by its import: what the booking still holds here ends, and what waited for it goes on.
import { agencyKey } from '../../domain/agency.js';
import type { BookingPlan } from '../../domain/booking-plan.js';
import type { MessageId, ReservationId } from '../../domain/ids.js';
import type { HostHotelTx } from '../../host/port.js';
import type { HotelTx } from '../../platform/database/index.js';
import type { Sealed } from '../../platform/encryption/index.js';
import type { Platform } from '../../platform/index.js';
import { holdsRooms } from '../../pool/index.js';
import { openOutcomes } from '../ledger/batch-outcomes.js';
import { bookingsOfNumber } from '../ledger/due-repository.js';
import { isContradiction, type LedgerEntry } from '../ledger/entry.js';
import { placeOf } from '../ledger/order.js';
import { ifOpens, openText } from '../ledger/sealed-messages.js';
import { type After, mayHappen } from '../ledger/transitions.js';
import { rowHashing } from '../applying/fingerprint.js';
import { rememberAsDone } from '../applying/hand-edits.js';
import { isContradicting } from '../applying/shown.js';
import { keptParts, type Part, parts } from '../../domain/reservation-state.js';
import { importSettings } from '../settings/repository.js';
import { showMessagesOnPmsPage } from '../reporting/pms-page.js';
import type { CommandContext } from './context.js';
import { link, type Numbered } from './linking.js';
import { type Note, reservationOf, reservationsOfMessages } from './questions.js';
import { type Resolution, settle, type StoredMessage, textsOf } from '../ledger/looked-after-repository.js';

export interface Settlement {
  readonly action: 'reject' | 'resolve' | 'ignore';
  readonly resolution: Resolution | undefined;
  readonly reservation: ReservationId | undefined;
  readonly note: Note;
}

/** After these the PMS says what the message says. */
const tookEffect = (resolution: Resolution | undefined) =>
  resolution === 'entered_by_hand' || resolution === 'done_in_pms';

const isOpenBooking = ({ kind, status }: LedgerEntry) =>
  kind !== undefined && kind !== 'cancellation' && mayHappen('resolved', status);

/** What contradicts another message speaks for a stay that is shown for its sake, and for no other. */
const speaksFor = (plans: readonly BookingPlan[], other: LedgerEntry) =>
  isOpenBooking(other) && (!isContradiction(other) || plans.some(isContradicting));

/** A stay without a room that nothing speaks for any more is none. */
async function endUnplaced(
  context: CommandContext,
  tx: HostHotelTx,
  message: Numbered,
  others: readonly LedgerEntry[],
): Promise<void> {
  const { pool, platform } = context;
  const { bookingNumber: number, agency } = message;
  const unplaced = (await pool.plansOf(tx, number)).filter(({ roomState }) => roomState === 'unplaced');
  if (unplaced.length === 0 || others.some((other) => speaksFor(unplaced, other))) return;
  const { agencyOf } = await importSettings(platform, tx);
  const { placer } = await pool.openPlacer(tx, [], [number], agencyOf);
  const present = reservationOf((await reservationsOfMessages(context, tx, [message]))(message));
  const booking = { agency: agencyKey(agency ?? undefined), number };
  const holding = await placer.holding(booking, present);
  if (holdsRooms(holding)) return;
  await placer.end(holding);
  await placer.close();
}

/** What it settles and wakes of the other messages of its booking, as an import of it would, where the PMS now says what it says. */
function settleOthers(
  outcomes: ReturnType<typeof openOutcomes>,
  entry: LedgerEntry,
  resolution: Resolution | undefined,
): boolean {
  const { settles, wakes } = placeOf(entry, outcomes.others(entry));
  if (resolution !== undefined && resolution !== 'kept') outcomes.become(settles, 'superseded');
  if (tookEffect(resolution)) outcomes.become(wakes, 'due');
  return tookEffect(resolution) && wakes.length > 0;
}

/** The PMS's own page shows it as dealt with, where it can be read at all. */
async function showSettled(
  { platform, host, readReport }: CommandContext,
  tx: HostHotelTx,
  id: MessageId,
): Promise<void> {
  const { original, edited } = await textsOf(tx, id);
  const text = await ifOpens(() => openText(platform.cipher, tx, edited ?? original));
  const report = text === undefined ? undefined : readReport(text).report;
  if (!report?.ok) return;
  await showMessagesOnPmsPage(platform, host, tx, [
    { report: report.value, status: 'processed', problem: undefined },
  ]);
}

/** What a person has put there beside what the agency asked for; of a reservation that a person entered, all of it is the person's. */
const ofThePerson: readonly Part[] = [...keptParts, 'addons', 'surcharges', 'payments'];

/** The reservation is the agency's booking, and what the person has done as the message asked is no edit that the booking's next change would undo. */
async function rememberDone(
  context: CommandContext,
  tx: HostHotelTx,
  message: Numbered,
  named: ReservationId | undefined,
): Promise<void> {
  const { host, platform, identityKeys } = context;
  const { id, agency, bookingNumber: number } = message;
  const present = reservationOf((await reservationsOfMessages(context, tx, [message]))(message));
  const reservation = named ?? present?.id;
  if (reservation === undefined) return;
  const booking = { agency: agencyKey(agency ?? undefined), number };
  const persons = named === undefined ? ofThePerson : parts;
  const hashing = rowHashing(await identityKeys.rowKey(tx));
  await rememberAsDone(
    { tx, host, platform, rowHashing: hashing },
    { ...booking, reservation, message: id },
    persons,
  );
}

/** What a person said of a message may name people. */
export const sealedNote = ({ cipher }: Platform, { hotel }: HotelTx, note: Note): Sealed =>
  cipher.seal(hotel, Buffer.from(JSON.stringify(note), 'utf8'));

export async function settleByHand(
  context: CommandContext,
  tx: HostHotelTx,
  message: StoredMessage,
  { action, resolution, reservation, note }: Settlement,
): Promise<After<'resolved' | 'ignored'>> {
  const { platform } = context;
  const now = platform.clock.now();
  const status: After<'resolved' | 'ignored'> = action === 'ignore' ? 'ignored' : 'resolved';
  const { id, bookingNumber: number } = message;
  const numbered = number === null ? undefined : { ...message, bookingNumber: number };
  if (numbered && reservation && resolution === 'entered_by_hand')
    await link(context, tx, numbered, reservation);
  const { agencyOf } = await importSettings(platform, tx);
  const bookings = number ? await bookingsOfNumber(tx, number, id, agencyOf) : [];
  const entries = bookings.flatMap((booking) => booking.entries);
  const entry = entries.find((one) => one.id === id);
  const outcomes = openOutcomes(tx, entries);
  const woke = entry !== undefined && settleOthers(outcomes, entry, resolution);
  const effect = tookEffect(resolution)
    ? 1 + Math.max(0, ...entries.map((one) => one.effect ?? 0))
    : undefined;
  await settle(tx, id, { status, resolution, effect }, now);
  if (numbered && tookEffect(resolution)) await rememberDone(context, tx, numbered, reservation);
  const sealed = sealedNote(platform, tx, note);
  const deed = { message: id, action, status, note: sealed, trigger: 'manual' as const, durationMs: 0 };
  await outcomes.save([{ ...deed, failureClass: undefined, failureCode: undefined }], now);
  if (woke) await context.wake(tx);
  await showSettled(context, tx, id);
  if (numbered) await endUnplaced(context, tx, numbered, entry ? outcomes.others(entry) : []);
  return status;
}
