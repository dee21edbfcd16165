// What a room costs on a night, and whether the nights come to what the booking says in all.
import type { XmlTree } from '../domain/booking-report.js';
import { importFailure, type ImportFailure } from '../domain/import-failure.js';
import type { Warnings } from '../domain/import-warning.js';
import { fail, ok, type Result } from '../domain/result.js';
import { listAt, textAt } from './elements.js';
import { signedYen, wholeNumber, yen } from './numbers.js';
import { type People, peopleClasses, type PeopleClass } from './people.js';
import { listedRooms } from './room-lists.js';

/** A person's rate by class, in `RoomRateInformation`; of several names the first that is there. `PerPaxRate` is any adult's. */
const rateNames: Readonly<Record<PeopleClass, readonly string[]>> = {
  men: ['PerPaxMaleRate', 'PerPaxRate', 'PerPaxFemaleRate'],
  women: ['PerPaxFemaleRate', 'PerPaxRate', 'PerPaxMaleRate'],
  A: ['PerChildA70Rate'],
  A2: ['PerChildA70Rate2', 'PerChildA702Rate', 'PerChildA70Rate'],
  B: ['PerChildB50Rate'],
  B2: ['PerChildB50Rate2', 'PerChildB502Rate', 'PerChildB50Rate'],
  C: ['PerChildC30Rate'],
  D: ['PerChildDNoneRate', 'PerChildDRate'],
  E: ['PerChildERate'],
  F: ['PerChildFRate'],
  other: ['PerChildOtherRate'],
};
const allRateNames = [...new Set(Object.values(rateNames).flat())];

const rateOf = (entry: XmlTree, name: string) => textAt(entry, 'RoomRateInformation', name);

/** A child of a class without a rate costs nothing; one below 0 takes something off the others'. */
function perPerson(entry: XmlTree, people: People): Result<number, ImportFailure> {
  let price = 0;
  let discount = '';
  for (const cls of peopleClasses) {
    const count = people[cls] ?? 0;
    const name = count > 0 ? rateNames[cls].find((one) => rateOf(entry, one) !== undefined) : undefined;
    if (name === undefined) continue;
    const rate = signedYen(rateOf(entry, name)!);
    if (rate === undefined) return fail(importFailure('price_invalid', { element: name }));
    price += count * rate;
    if (rate < 0) discount = name;
  }
  return price < 0 ? fail(importFailure('price_invalid', { element: discount })) : ok(price);
}

/**
 * Whole yen: the room's rate, else the sum over classes of a person's rate times the people who stand beside it. A room's rate of 0 counts
 * only where no person's says otherwise.
 */
export function priceOf(entry: XmlTree, people: People): Result<number, ImportFailure> {
  const said = rateOf(entry, 'TotalPerRoomRate');
  const perRoom = said === undefined ? undefined : yen(said);
  if (perRoom !== undefined && perRoom > 0) return ok(perRoom);
  const hasRates = allRateNames.some((name) => rateOf(entry, name) !== undefined);
  if (hasRates) return perPerson(entry, people);
  return perRoom === undefined
    ? fail(importFailure('price_invalid', { element: 'TotalPerRoomRate' }))
    : ok(perRoom);
}

/** Where agencies put what a booking has beside its rooms. */
const optionPaths = [
  ['OptionInformation', 'OptionList'],
  ['BasicInformation', 'OptionInformation', 'OptionList'],
  ['RisaplsInformation', 'RisaplsCommonInformation', 'OptionInformation', 'OptionList'],
] as const;

/** A coupon or a discount among them is below 0. */
function optionsTotal(document: XmlTree): number {
  const ofBooking = optionPaths.flatMap((path) => listAt(document, ...path));
  const ofRooms = listedRooms(document).flatMap((entry) => [
    ...listAt(entry, 'RoomInformation', 'OptionList'),
    ...listAt(entry, 'OptionList'),
  ]);
  return [...ofBooking, ...ofRooms].reduce<number>((sum, option) => {
    const rate = signedYen(textAt(option, 'OptionRate') ?? '');
    const count = wholeNumber(textAt(option, 'OptionCount') ?? '1', 4);
    const total = signedYen(textAt(option, 'TotalOptionRate') ?? '');
    return sum + (total ?? (rate ?? 0) * (count ?? 1));
  }, 0);
}

/** Booking.com's totals differ by so much from their nights. */
const tolerance = 7;
/** Agencies whose amounts are net of their commission. */
const netAgencies = /agoda|アゴダ/iu;
/** Named apart where rates are without them. */
const apart = [
  'TotalAccommodationConsumptionTax',
  'TotalAccommodationHotSpringTax',
  'TotalAccommodationHotelTax',
  'TotalAccomodationServiceCharge',
  'TotalAccommodationServiceCharge',
];

/** Warns where the nights and options do not come to the booking's total. One that names none, or 0, says nothing. */
export function checkTotal(document: XmlTree, agency: string, nights: number, warnings: Warnings): void {
  const text = textAt(document, 'BasicRateInformation', 'TotalAccommodationCharge');
  const said = text === undefined ? undefined : yen(text);
  if (!said || Math.abs(said - nights) <= tolerance || netAgencies.test(agency.normalize('NFKC'))) return;
  const reckoned = nights + optionsTotal(document);
  const taxes = apart.reduce(
    (sum, name) => sum + (yen(textAt(document, 'BasicRateInformation', name) ?? '') ?? 0),
    0,
  );
  const comesTo = (sum: number) => Math.abs(said - sum) <= tolerance;
  if (!comesTo(reckoned) && !comesTo(reckoned + taxes)) warnings.add('price_differs', { said, reckoned });
}
