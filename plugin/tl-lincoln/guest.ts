// Who booked, by what may recognise them: for comparing alone.
import type { XmlTree } from '../domain/booking-report.js';
import { textAt } from './elements.js';

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
