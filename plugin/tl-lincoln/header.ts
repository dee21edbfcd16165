// What identifies and orders a message: read from the tree, or salvaged from a damaged text.
import { createHash } from 'node:crypto';
import type { ReportHeader, ReportKind, XmlTree } from '../domain/booking-report.js';
import { bookingNumber, type BookingNumber } from '../domain/ids.js';
import { dateInAnyForm } from './dates.js';
import { textAt } from './elements.js';

/** `TransactionType.DataClassification`; there are others, e.g. for inquiries, which are no bookings. */
const kinds = new Map<string, ReportKind>([
  ['NewBookReport', 'new'],
  ['ModificationReport', 'change'],
  ['CancellationReport', 'cancellation'],
]);

/** In characters: the PMS keeps ids in VARCHAR(255); a longer one cannot be one of its bookings. */
export const longestId = 255;

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

/** What stands behind the time, a zone say, is the same in all messages of an agency. */
const momentForm =
  /^(\d{8}|\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?(?:\([^)]*\))?)(?:[T\s]*(\d{1,2})[:時]?(\d\d)(?:[:分]?(\d\d))?)?/;

/**
 * A day in any form that can mean no other, with the time of day behind it where there is one, to the minute or second; undefined for anything
 * else.
 */
function momentOf(text: string): string | undefined {
  const [, day = '', hour, minute, second] = momentForm.exec(text.normalize('NFKC').trim()) ?? [];
  const date = dateInAnyForm(day);
  if (date === undefined || hour === undefined) return date;
  return `${date}T${hour.padStart(2, '0')}:${minute}${second === undefined ? '' : `:${second}`}`;
}

function reportNumberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

const identifier = (text: string | undefined) =>
  text !== undefined && text.length <= longestId ? text : undefined;

/** Of a number that is too long so much is shown: more than any agency's number has. */
const longestBeginning = 40;

/** A number that is too long by its beginning, for people, and a digest, so that two of them stay two. */
function asBookingNumber(text: string | undefined): BookingNumber | undefined {
  if (text === undefined || text.length <= longestId) return text === undefined ? text : bookingNumber(text);
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return bookingNumber(`${text.slice(0, longestBeginning).toWellFormed()}…${digest}`);
}

/** The element of an id that the PMS cannot keep; undefined where there is none. */
export function overlongId(report: XmlTree): string | undefined {
  const ids = [
    ['TransactionType', 'DataID'],
    ['BasicInformation', 'TravelAgencyBookingNumber'],
  ] as const;
  return ids.find((path) => (textAt(report, ...path)?.length ?? 0) > longestId)?.[1];
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
