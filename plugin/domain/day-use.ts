// Which bookings are of a day only (D22): by their dates, or by what the agency calls the plan it sells for one night.
import { type HotelDate, nightsBetween } from './hotel-date.js';

/** In plan names, as they are after folding of widths. */
const wordsOfDayUse = /デイユース|日帰り/;

export interface StayDates {
  readonly checkIn: HotelDate;
  /** Equal to `checkIn` for a day use by its dates. */
  readonly checkOut: HotelDate;
}

/** Arrival and departure on one day, or one night of a plan named デイユース or 日帰り, in whatever width. */
export function isDayUse({ checkIn, checkOut }: StayDates, planName?: string): boolean {
  const nights = nightsBetween(checkIn, checkOut);
  return nights === 0 || (nights === 1 && wordsOfDayUse.test((planName ?? '').normalize('NFKC')));
}
