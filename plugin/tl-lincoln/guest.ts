// Who booked, by what may recognise them, and when: for comparing alone.
import type { XmlTree } from '../domain/booking-report.js';
import { type HotelDate, parseHotelDate } from '../domain/hotel-date.js';
import { textAt } from './elements.js';
import { readTime } from './times.js';

export interface Guest {
  /** In kanji and in kana, as the booking and as the member's account say. */
  readonly names: readonly string[];
  readonly phones: readonly string[];
}

const common = ['RisaplsInformation', 'RisaplsCommonInformation'];
const namePaths = [
  ['BasicInformation', 'GuestOrGroupNameKanjiName'],
  ['BasicInformation', 'GuestOrGroupNameSingleByte'],
  [...common, 'Member', 'UserName'],
  [...common, 'Member', 'UserKana'],
];
const phonePaths = [
  [...common, 'Basic', 'PhoneNumber'],
  [...common, 'Member', 'UserTel'],
];

const textsAt = (document: XmlTree, paths: readonly (readonly string[])[]) =>
  paths.flatMap((path) => textAt(document, ...path) ?? []);

/** `document`: a report's. */
export const guestOf = (document: XmlTree): Guest => ({
  names: textsAt(document, namePaths),
  phones: textsAt(document, phonePaths),
});

/** When it was booked, by the agency's clock; undefined where the message does not say both. `document`: a report's. */
export function bookedOnOf(
  document: XmlTree,
): { readonly date: HotelDate; readonly time: string } | undefined {
  const date = parseHotelDate(textAt(document, 'BasicInformation', 'TravelAgencyBookingDate') ?? '');
  const time = readTime(textAt(document, 'BasicInformation', 'TravelAgencyBookingTime') ?? '');
  return date !== undefined && time.kind === 'time' ? { date, time: time.time } : undefined;
}
