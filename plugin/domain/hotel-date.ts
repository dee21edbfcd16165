// The hotel's calendar: local dates and half-open stays. No `Date` arithmetic, no time zone but where an instant becomes a day.
import { Temporal } from 'temporal-polyfill';

declare const brand: unique symbol;

/** A local calendar day of a hotel, `YYYY-MM-DD`. Sorts as text. */
export type HotelDate = string & { readonly [brand]: 'HotelDate' };

/** Whole days since 1970-01-01: the form in which pure algorithms count nights. */
export type DayNumber = number & { readonly [brand]: 'DayNumber' };

/** When a hotel's business date turns: at `turnsAt` o'clock, in `timeZone` (by default 05:00, Asia/Tokyo). */
export interface HotelCalendar {
  readonly timeZone: string;
  /** Hour of the day, 0–23. */
  readonly turnsAt: number;
}

/** Answers of a pure function of one argument, remembered; all are forgotten at once when they are many. Dates near today come back all day. */
function remembered<Key, Value>(answer: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = answer(key);
    if (known.size >= 4_000) known.clear();
    known.set(key, value);
    return value;
  };
}

const epoch = Temporal.PlainDate.from('1970-01-01');

/** Year 0 is left out: PostgreSQL's calendar has no such year. */
const dateForm = /^(?!0000)(?:\d{4}-\d{2}-\d{2}|\d{8})$/;

const parsed = remembered((date: string): HotelDate | undefined => {
  try {
    return Temporal.PlainDate.from(date).toString() as HotelDate;
  } catch {
    return undefined; // how Temporal says that the month has no such day
  }
});

/** The date in `text` (`YYYY-MM-DD`, or compact `YYYYMMDD` as some agencies send it), or undefined where it is none. */
export function parseHotelDate(text: string): HotelDate | undefined {
  const date = text.trim();
  return dateForm.test(date) ? parsed(date) : undefined;
}

/** As `parseHotelDate`, for text that must be a date (a column, a constant). Throws RangeError. */
export function hotelDate(text: string): HotelDate {
  const date = parseHotelDate(text);
  if (!date) throw new RangeError(`not a calendar date: ${JSON.stringify(text)}`);
  return date;
}

export const dayNumber: (date: HotelDate) => DayNumber = remembered(
  (date) => epoch.until(Temporal.PlainDate.from(date)).days as DayNumber,
);

export const fromDayNumber: (day: number) => HotelDate = remembered(
  (day) => epoch.add({ days: day }).toString() as HotelDate,
);

/** `date` moved by whole days; negative moves back. */
export const addDays = (date: HotelDate, days: number): HotelDate => fromDayNumber(dayNumber(date) + days);

/** Number of nights in `[checkIn, checkOut)`; negative where they are reversed. */
export function nightsBetween(checkIn: HotelDate, checkOut: HotelDate): number {
  return dayNumber(checkOut) - dayNumber(checkIn);
}

/** Every night of `[checkIn, checkOut)` in order. */
export function nightsOf(checkIn: HotelDate, checkOut: HotelDate): HotelDate[] {
  const nights: HotelDate[] = [];
  for (let night = checkIn; night < checkOut; night = addDays(night, 1)) nights.push(night);
  return nights;
}

/** The hotel's business date at an instant: until its clock shows `turnsAt` it is still yesterday. */
export function businessDate(instant: Date, calendar: HotelCalendar): HotelDate {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(calendar.timeZone)
    .toPlainDateTime() // on the clock's face: the night in which it is put forward is an hour short
    .subtract({ hours: calendar.turnsAt })
    .toPlainDate()
    .toString() as HotelDate;
}

/** The instant at which it is `hour` o'clock at the hotel on `date`. */
export function instantAt(date: HotelDate, hour: number, calendar: HotelCalendar): Date {
  const zoned = Temporal.PlainDate.from(date).toZonedDateTime({
    timeZone: calendar.timeZone,
    plainTime: { hour },
  });
  return new Date(zoned.epochMilliseconds);
}
