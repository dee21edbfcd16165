// What identifies and orders a message: read from the tree, or salvaged from a damaged text.
import type { ReportHeader, ReportKind, XmlTree } from '../domain/booking-report.js';
import { parseHotelDate } from '../domain/hotel-date.js';
import { bookingNumber, type BookingNumber } from '../domain/ids.js';
import { textAt } from './elements.js';

/** `TransactionType.DataClassification`; there are others, e.g. for inquiries, which are no bookings. */
const kinds = new Map<string, ReportKind>([
  ['NewBookReport', 'new'],
  ['ModificationReport', 'change'],
  ['CancellationReport', 'cancellation'],
]);

/** The PMS keeps ids in VARCHAR(255); a longer one cannot be one of its bookings. */
const longestId = 255;

export const emptyHeader: ReportHeader = {
  dataId: undefined,
  version: undefined,
  sent: undefined,
  kind: undefined,
  bookingNumber: undefined,
  agency: undefined,
  reportNumber: undefined,
};

export function readHeader(report: XmlTree): ReportHeader {
  const dataId = identifier(textAt(report, 'TransactionType', 'DataID'));
  return {
    dataId,
    version: dataId === undefined ? undefined : versionOf(dataId),
    sent: momentOf(textAt(report, 'TransactionType', 'SystemDate') ?? ''),
    kind: kinds.get(textAt(report, 'TransactionType', 'DataClassification') ?? ''),
    bookingNumber: asBookingNumber(textAt(report, 'BasicInformation', 'TravelAgencyBookingNumber')),
    agency: identifier(textAt(report, 'SalesOfficeInformation', 'SalesOfficeCompanyName')),
    reportNumber: reportNumberOf(
      textAt(report, 'TransactionType', 'TravelAgencyReportNumber') ??
        textAt(report, 'BasicInformation', 'TravelAgencyReportNumber'),
    ),
  };
}

/**
 * What can still be told of a text that is no XML: which message it was, and about which booking. Of a text with several DataIDs, which holds more
 * than one message, nobody can say which: the whole of one of them is not the whole of it.
 */
export function salvageHeader(text: string): ReportHeader {
  const isOne = text.indexOf('<DataID>') === text.lastIndexOf('<DataID>');
  const dataId = isOne ? wholeElement(text, 'DataID') : undefined;
  return {
    ...emptyHeader,
    dataId,
    version: dataId === undefined ? undefined : versionOf(dataId),
    kind: kinds.get(wholeElement(text, 'DataClassification') ?? ''),
    bookingNumber: asBookingNumber(wholeElement(text, 'TravelAgencyBookingNumber')),
    agency: wholeElement(text, 'SalesOfficeCompanyName'),
  };
}

/** The `n` of `<booking key>-<n>`, the form of DataID seen in the field; undefined for any other form. */
function versionOf(dataId: string): number | undefined {
  const digits = /.-(\d{1,9})$/.exec(dataId)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** A day, ISO or compact, with the time of day behind it where there is one; undefined for anything else. */
function momentOf(text: string): string | undefined {
  const [, day = '', ...time] = /^(\d{4}-?\d\d-?\d\d)(?:[T ]?(\d\d):?(\d\d):?(\d\d))?/.exec(text) ?? [];
  const date = parseHotelDate(day);
  return date === undefined || time[0] === undefined ? date : `${date}T${time.join(':')}`;
}

function reportNumberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

const identifier = (text: string | undefined) =>
  text !== undefined && text.length <= longestId ? text : undefined;

function asBookingNumber(text: string | undefined): BookingNumber | undefined {
  const number = identifier(text);
  return number === undefined ? undefined : bookingNumber(number);
}

/** Plain text of the first element of that name; nothing with entities or control characters, which would need a parser. */
export function wholeElement(text: string, name: string): string | undefined {
  const start = text.indexOf(`<${name}>`);
  if (start < 0) return undefined;
  const rest = text.slice(start + name.length + 2, start + name.length + 2 + longestId + `</${name}>`.length);
  const end = rest.indexOf(`</${name}>`);
  const value = rest.slice(0, Math.max(end, 0)).trim();
  return value !== '' && /^[^<>&\p{C}]+$/u.test(value) ? value : undefined;
}
