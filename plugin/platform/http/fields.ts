// What a request may say, piece by piece: every bound is one that PostgreSQL's types and the hotel's calendar hold.
import { z } from 'zod';
import { Refusal } from '../../domain/refusal.js';
import { addDays, hotelDate, parseHotelDate } from '../../domain/hotel-date.js';

/** Ids, versions, yen: what a column `integer` holds. */
export const largestInteger = 2_147_483_647;

/** Text that a column `text` or `jsonb` holds: no NUL, and no half of a character. */
const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** A text of 1 to `longest` characters, blanks around it left out. */
export const textField = (longest: number) => z.string().trim().min(1).max(longest).refine(isStorable);

interface Range {
  readonly min: number;
  /** Default: the largest that a column `integer` holds. */
  readonly max?: number;
}

/** With it, rules about several fields are asked only where each field by itself is right. */
const decisive = { abort: true } as const;

/** A whole number in a body. */
export const integerField = ({ min, max = largestInteger }: Range) =>
  z.int(decisive).min(min, decisive).max(max, decisive);

/** A whole number in a path or query, where everything is text; repeated, blank, hexadecimal or with an exponent it is none. */
export function integerText({ byDefault, ...range }: Range & { readonly byDefault?: number }) {
  const field = integerField(range);
  const read = (sent: unknown) =>
    typeof sent === 'string' && /^-?\d{1,15}$/.test(sent) ? Number(sent) : sent;
  if (byDefault !== undefined) return z.preprocess(read, field.default(byDefault));
  // zod-openapi takes whatever is read by a function as one that may be left out.
  return z.preprocess(read, field).meta({ param: { required: true } });
}

/** Yes or no in a query. */
export const flagText = z.enum(['true', 'false']).transform((text) => text === 'true');

/** The id of a row of ours or of the PMS, as text. */
export const idText = integerText({ min: 1 });

/** A day of the calendar, `YYYY-MM-DD`, of the years 1 to 9999. */
export const dateField = z.iso.date(decisive).refine((text) => parseHotelDate(text) !== undefined, decisive);

/** Whether the `nights` from `from` on end in the calendar, the day after the last of them included. */
export const endsInCalendar = (from: string, nights: number): boolean =>
  parseHotelDate(addDays(hotelDate(from), nights)) !== undefined;

/** The number that a path names a row by, up to `largest`; undefined for text that names none. */
export function idIn(text: string | undefined, largest: number): number | undefined {
  const id = /^[1-9]\d{0,15}$/.test(text ?? '') ? Number(text) : undefined;
  return id !== undefined && id <= largest ? id : undefined;
}

/** As `idIn`, of any row of ours. Throws a Refusal by the key `unknown`, which tells the text as `what`, where it names none. */
export function idOr(unknown: string, what: string, text: string | undefined): number {
  const id = idIn(text, Number.MAX_SAFE_INTEGER);
  if (id === undefined) throw new Refusal('not_found', unknown, { [what]: text ?? '' });
  return id;
}
