// 紐づける: a reservation that a person entered is the booking that a message speaks of, and later messages act on it (D5).
import { agencyKey } from '../../domain/agency.js';
import { foldedNumber } from '../../domain/guest-identity.js';
import type { BookingNumber, ReservationId } from '../../domain/ids.js';
import { Refusal } from '../../domain/refusal.js';
import type { HostHotelTx, HostReservation } from '../../host/port.js';
import { currentUserId } from '../../platform/context.js';
import { isOfOther, ofNumbers } from '../applying/which-reservation.js';
import { bookedAs, keepBooked } from '../ledger/booked-repository.js';
import type { StoredMessage } from '../ledger/looked-after-repository.js';
import { importSettings } from '../settings/repository.js';
import type { CommandContext } from './context.js';
import { reservationsOfMessages } from './questions.js';

/** A message of a booking that is known. */
export type Numbered = StoredMessage & { readonly bookingNumber: BookingNumber };

/** Whether it may be the booking of that number: it has none, or that in other characters, and is no other booking that is known. */
async function mayBe(
  tx: HostHotelTx,
  { id, bookingNumber: own }: HostReservation,
  number: BookingNumber,
): Promise<boolean> {
  if (own && own !== number && foldedNumber(own) !== foldedNumber(number)) return false;
  return (await bookedAs(tx, [id])).every((booked) => booked.number === number);
}

/**
 * The number is the reservation's from now on. Nobody saves in it meanwhile. Throws a Refusal of one that is not there or of another booking, and of
 * one that is cancelled, unless that is what the message asks for: its guest would stand at the desk without a room.
 */
export async function link(
  context: CommandContext,
  tx: HostHotelTx,
  message: Numbered,
  reservation: ReservationId,
): Promise<void> {
  const { host, platform } = context;
  const { agency, bookingNumber: number, kind } = message;
  await host.lockReservation(tx, reservation);
  const [meant] = await host.reservations(tx, [reservation]);
  if (!meant || meant.status === 'block') throw new Refusal('not_found', 'imports.reservation_unknown');
  if (meant.status === 'cancelled' && kind !== 'cancellation')
    throw new Refusal('conflict', 'imports.reservation_cancelled');
  const others = (await reservationsOfMessages(context, tx, [message]))(message).filter(
    ({ id, status }) => id !== reservation && status !== 'cancelled',
  );
  if (others.length > 0) throw new Refusal('conflict', 'imports.number_taken', { number });
  const known = (await ofNumbers(tx, host, [number])).get(number)!;
  const { agencyOf } = await importSettings(platform, tx);
  const isTaken = isOfOther(agencyOf(agency ?? undefined), reservation, known, agencyOf);
  const mayBear = !isTaken && (await mayBe(tx, meant, number));
  if (!mayBear || !(await host.giveNumber(tx, meant, number, currentUserId())))
    throw new Refusal('conflict', 'imports.reservation_of_other_booking');
}

/** As `link`, of a message that is then applied to the reservation: it is its agency's booking already. */
export async function linkToApply(
  context: CommandContext,
  tx: HostHotelTx,
  message: Numbered,
  reservation: ReservationId,
): Promise<void> {
  await link(context, tx, message, reservation);
  const { id, agency, bookingNumber: number } = message;
  const booking = { agency: agencyKey(agency ?? undefined), number };
  const left = { ...booking, reservation, message: id, fingerprint: undefined };
  await keepBooked(tx, [left], context.platform.clock.now());
}
