// Whether a booking that comes is one that a person entered already, during an outage or from an agency's telephone call (D5). Pure.
import type { BookedReport } from '../../domain/booking-report.js';
import {
  foldedName,
  foldedNumber,
  tellingNamesEitherWay,
  tellingPhones,
} from '../../domain/guest-identity.js';
import type { ReservationId, RoomTypeId } from '../../domain/ids.js';
import type { HandEntered } from '../../host/port.js';
import { guestOf } from '../../tl-lincoln/index.js';

/** A booking as far as it tells who comes, and when. */
type Said = Pick<BookedReport, 'bookingNumber' | 'checkIn' | 'checkOut' | 'document'>;

const isSameStay =
  (report: Said, types: readonly RoomTypeId[]) =>
  ({ checkIn, checkOut, types: held }: HandEntered) =>
    checkIn === report.checkIn && checkOut === report.checkOut && held.some((type) => types.includes(type));

const phonesOf = ({ phone }: HandEntered) => [...tellingPhones([phone ?? ''])];

/** Folded phones that the booking, for rooms of these types, has in common with the same stay among `entered`. */
export function phonesInCommon(
  report: Said,
  types: readonly RoomTypeId[],
  entered: readonly HandEntered[],
): ReadonlySet<string> {
  if (entered.length === 0) return new Set();
  const phones = tellingPhones(guestOf(report.document).phones);
  return new Set(
    entered
      .filter(isSameStay(report, types))
      .flatMap(phonesOf)
      .filter((phone) => phones.has(phone)),
  );
}

/**
 * Those of `entered` that may be the booking, which is for rooms of these types: the same stay of somebody of that name or phone, or
 * the same number. Phones of `arrangers` tell nobody.
 */
export function recognised(
  report: Said,
  types: readonly RoomTypeId[],
  entered: readonly HandEntered[],
  arrangers: ReadonlySet<string>,
): ReservationId[] {
  if (entered.length === 0) return [];
  const guest = guestOf(report.document);
  const names = tellingNamesEitherWay(guest.names);
  const phones = new Set([...tellingPhones(guest.phones)].filter((phone) => !arrangers.has(phone)));
  const number = foldedNumber(report.bookingNumber);
  const isSamePerson = (one: HandEntered) =>
    one.names.some((name) => names.has(foldedName(name))) || phonesOf(one).some((phone) => phones.has(phone));
  // A number of nothing but signs says nothing, as none does.
  const isSameNumber = (one: HandEntered) =>
    number !== '' && foldedNumber(one.bookingNumber ?? '') === number;
  const isStay = isSameStay(report, types);
  return entered.filter((one) => isSameNumber(one) || (isStay(one) && isSamePerson(one))).map(({ id }) => id);
}
