// One message becomes one typed booking report, or a failure with its reason (O3): the rules, in the order staff would check them.
import type { BookedReport, BookingReport, ReportHeader, XmlTree } from '../domain/booking-report.js';
import type { HotelDate } from '../domain/hotel-date.js';
import { importFailure, type ImportFailure } from '../domain/import-failure.js';
import { fail, ok, type Result } from '../domain/result.js';
import { readCount, readDate, readRooms, readYen, roomListPath, type RoomReading } from './booked-rooms.js';
import { textAt, withValueAt } from './elements.js';
import { emptyHeader, readHeader, salvageHeader } from './header.js';
import { parseReportXml } from './report-xml.js';

export interface ReportReading {
  /** As much as could be told, also of a message that failed. */
  readonly header: ReportHeader;
  readonly report: Result<BookingReport, ImportFailure>;
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
export function readReport(xml: string): ReportReading {
  const parsed = parseReportXml(xml);
  if (!parsed.ok) {
    const header = parsed.failure.code === 'xml_malformed' ? salvageHeader(xml) : emptyHeader;
    return { header, report: parsed };
  }
  const header = readHeader(parsed.value);
  return { header, report: readBody(parsed.value, header) };
}

function readBody(document: XmlTree, header: ReportHeader): Result<BookingReport, ImportFailure> {
  const { kind, dataId, bookingNumber } = header;
  if (dataId === undefined) return fail(importFailure('data_id_missing'));
  if (kind === undefined) return fail(importFailure('classification_unknown'));
  if (bookingNumber === undefined) return fail(importFailure('booking_number_missing'));
  const identity = { dataId, version: header.version, bookingNumber, agency: header.agency ?? '' };
  if (kind === 'cancellation') {
    return ok({ ...identity, kind, cancellationCharge: readCancellationCharge(document), document });
  }
  return readBooked(document, kind, identity);
}

function readBooked(
  document: XmlTree,
  kind: BookedReport['kind'],
  identity: Identity,
): Result<BookedReport, ImportFailure> {
  if (!hasName(document)) return fail(importFailure('name_missing'));
  const stay = readStay(document);
  if (!stay.ok) return stay;
  const rooms = readRooms(document, stay.value.checkIn, stay.value.checkOut);
  if (!rooms.ok) return rooms;
  const people = readPeople(document, rooms.value);
  if (!people.ok) return people;
  return ok({
    ...identity,
    kind,
    ...stay.value,
    people: people.value,
    rooms: rooms.value.rooms,
    document: forHost(document, rooms.value, people.value),
  });
}

/** The PMS throws on a booking without any name. */
function hasName(document: XmlTree): boolean {
  const names = ['GuestOrGroupNameKanjiName', 'GuestOrGroupNameSingleByte'];
  return names.some((name) => textAt(document, 'BasicInformation', name) !== undefined);
}

/** The dates decide; `Nights` is not read, by the PMS neither. Arrival and departure on one day: a day use. */
function readStay(document: XmlTree): Result<{ checkIn: HotelDate; checkOut: HotelDate }, ImportFailure> {
  const checkIn = readDate(textAt(document, 'BasicInformation', 'CheckInDate'), 'CheckInDate');
  if (!checkIn.ok) return checkIn;
  const checkOut = readDate(textAt(document, 'BasicInformation', 'CheckOutDate'), 'CheckOutDate');
  if (!checkOut.ok) return checkOut;
  if (checkOut.value < checkIn.value) {
    return fail(importFailure('dates_reversed', { checkIn: checkIn.value, checkOut: checkOut.value }));
  }
  return ok({ checkIn: checkIn.value, checkOut: checkOut.value });
}

/** The whole party: as the booking says, else the people of all rooms on the first night. A booking for nobody is damaged. */
function readPeople(document: XmlTree, { rooms }: RoomReading): Result<number, ImportFailure> {
  const said = readCount(document, 'BasicInformation', 'GrandTotalPaxCount');
  if (!said.ok) return said;
  const counted = rooms.reduce((sum, room) => sum + (room.nights[0]?.people ?? 0), 0);
  const people = said.value > 0 ? said.value : counted;
  return people > 0 ? ok(people) : fail(importFailure('people_invalid', { element: 'GrandTotalPaxCount' }));
}

/** `Extendmytrip.CancellationCharge`; a damaged amount is 0 and left in the document, since a cancellation must free its nights. */
function readCancellationCharge(document: XmlTree): number {
  const path = ['RisaplsInformation', 'AgentNativeInformation', 'Extendmytrip', 'CancellationCharge'];
  const charge = readYen(textAt(document, ...path) ?? '0', 'CancellationCharge');
  return charge.ok ? charge.value : 0;
}

/** The document as the PMS's functions can read it: rooms by date, then room, and the number of people, which they cannot do without. */
function forHost(document: XmlTree, rooms: RoomReading, people: number): XmlTree {
  const [only, ...others] = rooms.elements;
  const list = only !== undefined && others.length === 0 ? only : rooms.elements;
  const ordered = withValueAt(document, roomListPath, list);
  return withValueAt(ordered, ['BasicInformation', 'GrandTotalPaxCount'], String(people));
}
