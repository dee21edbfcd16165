// Whether a booking that comes is one that a person entered already, during an outage or from an agency's telephone call (D5). Pure.
import type { BookedReport } from '../../domain/booking-report.js';
import { foldedName, foldedNumber, tellingNames, tellingPhones } from '../../domain/guest-identity.js';
import type { ReservationId, RoomTypeId } from '../../domain/ids.js';
import type { HandEntered } from '../../host/port.js';
import { guestOf } from '../../tl-lincoln/index.js';

/**
 * Those of `entered` that may be the booking, which is for rooms of these types: the same stay of somebody of that name or phone, or
 * the same number.
 */
export function recognised(
  report: Pick<BookedReport, 'bookingNumber' | 'checkIn' | 'checkOut' | 'document'>,
  types: readonly RoomTypeId[],
  entered: readonly HandEntered[],
): ReservationId[] {
  if (entered.length === 0) return [];
  const guest = guestOf(report.document);
  const names = tellingNames(guest.names);
  const phones = tellingPhones(guest.phones);
  const number = foldedNumber(report.bookingNumber);
  const isSamePerson = (one: HandEntered) =>
    one.names.some((name) => names.has(foldedName(name))) ||
    [...tellingPhones([one.phone ?? ''])].some((phone) => phones.has(phone));
  const isSameStay = ({ checkIn, checkOut, types: held }: HandEntered) =>
    checkIn === report.checkIn && checkOut === report.checkOut && held.some((type) => types.includes(type));
  // A number of nothing but signs says nothing, as none does.
  const isSameNumber = (one: HandEntered) =>
    number !== '' && foldedNumber(one.bookingNumber ?? '') === number;
  return entered
    .filter((one) => isSameNumber(one) || (isSameStay(one) && isSamePerson(one)))
    .map(({ id }) => id);
}
