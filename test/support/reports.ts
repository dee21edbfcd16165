// Messages for tests: a booking as an agency sends it, changed or damaged in one place.
import { bookingMessage, type BookingContent } from '../../examples/tl-lincoln/index.js';
import type { BookedReport } from '../../plugin/domain/booking-report.js';
import { readReport } from '../../plugin/tl-lincoln/index.js';

const booking: BookingContent = {
  number: 'RY000001',
  version: 1,
  kind: 'new',
  bookedOn: '2027-01-20',
  checkIn: '2027-02-01',
  nights: 2,
  rooms: [{ code: 'SGL', men: 1, pricePerNight: 8000 }],
};

export const twoRooms = [
  { code: 'SGL', men: 1, pricePerNight: 8000 },
  { code: 'TWN', men: 1, women: 1, children: 1, infants: 1, pricePerNight: 12000 },
] as const;

/** One person, one room, two nights from 2027-02-01, unless changed. */
export const reportXml = (changes: Partial<BookingContent> = {}): string =>
  bookingMessage({ ...booking, ...changes }).xml;

/** Every element of that name replaced, or removed by ''. Throws where there is none, so that no test damages nothing. */
export function withElement(name: string, replacement: string, xml: string = reportXml()): string {
  return replaced(xml, new RegExp(`<${name}>[^<]*</${name}>`, 'g'), replacement);
}

/** The part of the text replaced, once or, with a global pattern, everywhere. Throws where there is none. */
export function replaced(xml: string, part: string | RegExp, replacement: string): string {
  if (xml.search(part) < 0) throw new RangeError(`not in the message: ${part}`);
  return xml.replace(part, () => replacement);
}

/** `content` at the end of every group of that name. */
export const into = (group: string, content: string, xml: string = reportXml()): string =>
  replaced(xml, `</${group}>`, `${content}</${group}>`);

/** A booking as it is handed on, with its warnings as `code element`. Throws where it cannot be read. */
export function readBooking(xml: string) {
  const { report } = readReport(xml);
  if (!report.ok) throw new Error(JSON.stringify(report.failure));
  const { document, warnings } = report.value as BookedReport;
  return { document, warnings: warnings.map(({ code, params }) => `${code} ${params['element']}`) };
}
