// Dates as agencies write them. The stay depends on them: only what cannot mean another day is read.
import { type HotelDate, parseHotelDate } from '../domain/hotel-date.js';
import { importFailure, type ImportFailure } from '../domain/import-failure.js';
import type { Warnings } from '../domain/import-warning.js';
import { fail, ok, type Result } from '../domain/result.js';

/** Year, month and day in this order, whatever stands between them; a time of day behind it says nothing about the day. */
const otherForm =
  /^(\d{4})(?:\s*[-/.年]\s*)(\d{1,2})(?:\s*[-/.月]\s*)(\d{1,2})日?(?:\([^)]*\))?(?:[T ]+\d{1,2}[:時].*)?$/;

/** `2027/2/1`, `２０２７年２月１日`, `2027-02-01T00:00:00`; undefined where it is no day. */
export function dateInAnyForm(text: string): HotelDate | undefined {
  const exact = parseHotelDate(text);
  if (exact !== undefined) return exact;
  const said = text.normalize('NFKC').trim();
  const [, year, month, day] = otherForm.exec(said) ?? [];
  return parseHotelDate(
    day === undefined ? said : `${year}-${month!.padStart(2, '0')}-${day.padStart(2, '0')}`,
  );
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
