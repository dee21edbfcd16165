// Which business dates 統計・健全性 shows, as its address says it: the last days, or from one to another. Pure, in both directions.
import type { LocationQuery, LocationQueryRaw } from 'vue-router';
import { addDays, daysBetween, type HotelDay, isHotelDay } from '../../../dates.js';
import { numberIn, shortest, textIn } from '../../../query-parts.js';

/** Choices in one click. */
export const lastDays = [7, 30, 90] as const;
/** As the server has it. */
export const longestRange = 400;

/** `days`: the last ones, today among them. */
export type Period = { readonly days: number } | Range;

export interface Range {
  readonly from: HotelDay;
  readonly to: HotelDay;
}

export const isRange = (from: string, to: string): boolean =>
  isHotelDay(from) && isHotelDay(to) && from <= to && daysBetween(from, to) < longestRange;

export function readPeriod(query: LocationQuery): Period {
  const [from, to] = [textIn(query.from), textIn(query.to)];
  if (isRange(from, to)) return { from, to };
  const days = numberIn(query.days, 3);
  return { days: days !== undefined && days <= longestRange ? days : lastDays[0] };
}

export const writePeriod = (period: Period): LocationQueryRaw =>
  'days' in period
    ? shortest({ days: period.days === lastDays[0] ? undefined : String(period.days) })
    : { from: period.from, to: period.to };

/** `today`: the business date. */
export const rangeOf = (period: Period, today: HotelDay): Range =>
  'days' in period ? { from: addDays(today, 1 - period.days), to: today } : period;
