// One message becomes one typed booking report, or a failure with its reason (O3): the rules, in the order staff would check them.
import type { BookedReport, BookingReport, ReportHeader, XmlTree } from '../domain/booking-report.js';
import { isDayUse } from '../domain/day-use.js';
import { type HotelDate, parseHotelDate } from '../domain/hotel-date.js';
import { importFailure, type ImportFailure } from '../domain/import-failure.js';
import { Warnings } from '../domain/import-warning.js';
import { fail, ok, type Result } from '../domain/result.js';
import { readRooms, type RoomReading } from './booked-rooms.js';
import { readDate } from './dates.js';
import { textAt, unrepeat } from './elements.js';
import { emptyHeader, longestId, overlongId, readHeader, salvageHeader } from './header.js';
import { writeForHost } from './host-document.js';
import { identityText } from './identity-text.js';
import { hasName } from './names.js';
import { wholeNumber } from './numbers.js';
import { outlineOf, salvagedOutline } from './outline.js';
import { checkTotal } from './prices.js';
import { repair, repairCancellation } from './repairs.js';
import { parseReportXml } from './report-xml.js';

export interface ReportReading {
  /** As much as could be told, also of a message that failed. */
  readonly header: ReportHeader;
  readonly report: Result<BookingReport, ImportFailure>;
  /** Of a message that failed, where it names a booking, dates and a type: enough to show it (部屋未定), with its `damage`. */
  readonly outline?: BookedReport | undefined;
  /** What it says of its booking, whenever it was sent; undefined of what is no report. */
  readonly identity: string | undefined;
}

/** `readReport`, or what stands in for it. */
export type ReportReader = (xml: string) => ReportReading;

/** What every report must say of itself. */
type Identity = Pick<BookedReport, 'dataId' | 'version' | 'bookingNumber' | 'agency'>;

/**
 * Reads the text of one `infoTravelXML`. Never throws: whatever the text is, it comes back as a report or as a failure of class
 * `validation`. A new booking and a change carry everything; a cancellation needs its kind, id and booking number only.
 * Every element and rule: docs/tl-lincoln.md.
 */
export const readReport: ReportReader = (xml) => {
  const warnings = new Warnings();
  const parsed = parseReportXml(xml, warnings);
  if (!parsed.ok) {
    const { failure } = parsed;
    const header = failure.code === 'wrong_root' ? emptyHeader : salvageHeader(xml);
    const outline = salvagedOutline(xml, header, failure);
    return { header, report: parsed, outline, identity: undefined };
  }
  const identity = identityText(parsed.value);
  unrepeat(parsed.value);
  const header = readHeader(parsed.value);
  const report = readBody(parsed.value, header, warnings);
  if (report.ok) return { header, report, identity };
  return { header, report, identity, outline: outlineOf(parsed.value, header, report.failure) };
};

function readBody(
  document: XmlTree,
  header: ReportHeader,
  warnings: Warnings,
): Result<BookingReport, ImportFailure> {
  const { kind, dataId, bookingNumber } = header;
  const overlong = overlongId(document);
  if (overlong !== undefined)
    return fail(importFailure('id_too_long', { element: overlong, most: longestId }));
  if (dataId === undefined) return fail(importFailure('data_id_missing'));
  if (kind === undefined) return fail(importFailure('classification_unknown'));
  if (bookingNumber === undefined) return fail(importFailure('booking_number_missing'));
  const identity = { dataId, version: header.version, bookingNumber, agency: header.agency ?? '' };
  if (kind !== 'cancellation') return readBooked(document, kind, identity, header, warnings);
  const cancellationCharge = repairCancellation(document, warnings);
  return ok({ ...identity, kind, cancellationCharge, document, warnings: warnings.list });
}

function readBooked(
  document: XmlTree,
  kind: BookedReport['kind'],
  identity: Identity,
  header: ReportHeader,
  warnings: Warnings,
): Result<BookedReport, ImportFailure> {
  const stay = readStay(document, warnings);
  if (!stay.ok) return stay;
  repair(document, parseHotelDate(header.sent?.slice(0, 10) ?? '') ?? stay.value.checkIn, warnings);
  if (!hasName(document)) return fail(importFailure('name_missing'));
  const said = readPartySize(document, warnings);
  const rooms = readRooms(document, { ...stay.value, people: said }, warnings);
  if (!rooms.ok) return rooms;
  checkRoomCount(document, rooms.value.rooms.length, warnings);
  const people = settlePeople(said, rooms.value, warnings);
  if (!people.ok) return people;
  const price = rooms.value.entries.reduce((sum, { night }) => sum + night.price, 0);
  checkTotal(document, identity.agency, price, warnings);
  writeForHost(document, rooms.value, { ...stay.value, people: people.value });
  return ok({
    ...identity,
    kind,
    ...stay.value,
    dayUse: isDayUse(stay.value, textAt(document, 'BasicInformation', 'PackagePlanName')),
    people: people.value,
    rooms: rooms.value.rooms,
    document,
    warnings: warnings.list,
  });
}

/** The dates decide; `Nights` is not read, by the PMS neither. Arrival and departure on one day: a day use. */
function readStay(
  document: XmlTree,
  warnings: Warnings,
): Result<{ checkIn: HotelDate; checkOut: HotelDate }, ImportFailure> {
  const checkIn = readDate(textAt(document, 'BasicInformation', 'CheckInDate'), 'CheckInDate', warnings);
  if (!checkIn.ok) return checkIn;
  const checkOut = readDate(textAt(document, 'BasicInformation', 'CheckOutDate'), 'CheckOutDate', warnings);
  if (!checkOut.ok) return checkOut;
  if (checkOut.value < checkIn.value) {
    return fail(importFailure('dates_reversed', { checkIn: checkIn.value, checkOut: checkOut.value }));
  }
  return ok({ checkIn: checkIn.value, checkOut: checkOut.value });
}

/** How many the booking says they are; 0 where it does not. */
function readPartySize(document: XmlTree, warnings: Warnings): number {
  const said = textAt(document, 'BasicInformation', 'GrandTotalPaxCount');
  const people = said === undefined ? 0 : wholeNumber(said, 4);
  if (people === undefined) warnings.add('count_set_aside', { element: 'GrandTotalPaxCount' });
  return people ?? 0;
}

/** The rooms that are named are booked, whatever number the message says; 0, nothing or a text says nothing against them. */
function checkRoomCount(document: XmlTree, counted: number, warnings: Warnings): void {
  const said = wholeNumber(textAt(document, 'BasicInformation', 'TotalRoomCount') ?? '', 4) ?? 0;
  if (said > 0 && said !== counted) warnings.add('rooms_differ', { said, counted });
}

/** The whole party: as the booking says, else the people of all rooms on the night with most. A booking for nobody is damaged. */
function settlePeople(
  said: number,
  { entries }: RoomReading,
  warnings: Warnings,
): Result<number, ImportFailure> {
  const byDate = new Map<HotelDate, number>();
  for (const { night } of entries) byDate.set(night.date, (byDate.get(night.date) ?? 0) + night.people);
  const counted = Math.max(...byDate.values());
  const people = said > 0 ? said : counted;
  if (people === 0) return fail(importFailure('people_invalid', { element: 'GrandTotalPaxCount' }));
  if (counted > 0 && counted !== people) warnings.add('people_differ', { said: people, counted });
  return ok(people);
}
