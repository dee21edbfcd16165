// Dates as agencies write them. The stay depends on them: only what cannot mean another day is read.
import { type HotelDate, parseHotelDate } from '../domain/hotel-date.js';
import { importFailure, type ImportFailure } from '../domain/import-failure.js';
import type { Warnings } from '../domain/import-warning.js';
import { fail, ok, type Result } from '../domain/result.js';

/** Year, month and day in this order, whatever stands between them, and what stands behind them. */
const dayForms = [
  /^(\d{4})(?:\s*[-/.年]\s*)(\d{1,2})(?:\s*[-/.月]\s*)(\d{1,2})日?(?:\([^)]*\))?(|\D.*)$/,
  /^(\d{4})(\d{2})(\d{2})(.*)$/,
];

/** A time of day and a zone, either or both. */
const timeForm = /^(?:[T ]+(\d{1,2})[:時].*?|[T ]?([01]\d|2[0-4])[0-5]\d(?:[0-5]\d)?)?(Z|[+-]\d\d:?\d\d)?$/;

/** In hours before UTC's: the site controller serves Japan. */
const japan = 9;

/** A time says nothing about the day, unless its zone makes it another day in Japan; a day in another zone may be either. */
function isThatDay(behind: string): boolean {
  const [match, hour, hourOfCompact, zone] = timeForm.exec(behind) ?? [];
  if (match === undefined) return false;
  const offset = zone === undefined ? japan : zone === 'Z' ? 0 : Number(zone.slice(0, 3));
  if (offset === japan) return true;
  const inJapan = Number(hour ?? hourOfCompact ?? NaN) - offset + japan;
  return inJapan >= 0 && inJapan < 24;
}

/** `2027/2/1`, `２０２７年２月１日`, `2027-02-01T00:00:00`, `2027-02-01+09:00`; undefined where it is no day. */
export function dateInAnyForm(text: string): HotelDate | undefined {
  const exact = parseHotelDate(text);
  if (exact !== undefined) return exact;
  const said = text.normalize('NFKC').trim();
  const found = dayForms.map((form) => form.exec(said)).find((match) => match !== null);
  const [, year, month = '', day = '', behind = ''] = found ?? [];
  if (year === undefined || !isThatDay(behind)) return undefined;
  return parseHotelDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

/** A date element. Fails with `date_missing` or `date_invalid`, naming the element. */
export function readDate(
  text: string | undefined,
  element: string,
  warnings: Warnings,
): Result<HotelDate, ImportFailure> {
  if (text === undefined) return fail(importFailure('date_missing', { element }));
  const date = dateInAnyForm(text);
  if (date === undefined) return fail(importFailure('date_invalid', { element }));
  if (parseHotelDate(text) === undefined) warnings.add('date_repaired', { element });
  return ok(date);
}
