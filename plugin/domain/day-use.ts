// Which bookings are of a day only (D22): by their dates, or by what the agency calls the plan it sells for one night.
import { type HotelDate, nightsBetween } from './hotel-date.js';

/** In plan names, as they are after folding of widths. */
const wordsOfDayUse = /デイ[・\s]?ユース|日帰り|day[-\s]?use/i;
/** `日帰り温泉券付き1泊朝食` is for the night, `デイユース（宿泊なし）` is not. */
const wordsOfNight = /泊(?!\s*(?:なし|無|不可|はでき|は出来|はご遠慮))/;

function isNamedDayUse(planName: string): boolean {
  const name = planName.normalize('NFKC');
  return wordsOfDayUse.test(name) && !wordsOfNight.test(name);
}

export interface StayDates {
  readonly checkIn: HotelDate;
  /** Equal to `checkIn` for a day use by its dates. */
  readonly checkOut: HotelDate;
}

/** Arrival and departure on one day, or one night of a plan named デイユース or 日帰り, in whatever width, that does not name the night too. */
export function isDayUse({ checkIn, checkOut }: StayDates, planName?: string): boolean {
  const nights = nightsBetween(checkIn, checkOut);
  return nights === 0 || (nights === 1 && isNamedDayUse(planName ?? ''));
}
