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

/** Since the 1970s no clock anywhere differs from another, or is put forward or back, by anything but whole quarters of an hour (IANA tz database). */
const quarterHour = 15 * 60_000;

const datesOf = remembered((timeZone: string) =>
  remembered((turnsAt: number) =>
    remembered(
      (quarter: number) =>
        Temporal.Instant.fromEpochMilliseconds(quarter * quarterHour)
          .toZonedDateTimeISO(timeZone)
          .toPlainDateTime() // on the clock's face: the night in which it is put forward is an hour short
          .subtract({ hours: turnsAt })
          .toPlainDate()
          .toString() as HotelDate,
    ),
  ),
);

/** The hotel's business date at an instant: until its clock shows `turnsAt` it is still yesterday. */
export const businessDate = (instant: Date, { timeZone, turnsAt }: HotelCalendar): HotelDate =>
  datesOf(timeZone)(turnsAt)(Math.floor(instant.getTime() / quarterHour));

const instantsOf = remembered((timeZone: string) =>
  remembered((hour: number) =>
    remembered(
      (date: HotelDate) =>
        Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime: { hour } }).epochMilliseconds,
    ),
  ),
);

/** The moment at which the hotel's clock shows `time` (`18:06`, `18:06:13`) on `date`; undefined where no clock shows it. */
export function momentAt(date: HotelDate, time: string, { timeZone }: HotelCalendar): Date | undefined {
  if (!/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(time)) return undefined;
  const plainTime = Temporal.PlainTime.from(time);
  return new Date(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime }).epochMilliseconds);
}

/** The instant at which it is `hour` o'clock at the hotel on `date`. */
export const instantAt = (date: HotelDate, hour: number, { timeZone }: HotelCalendar): Date =>
  new Date(instantsOf(timeZone)(hour)(date));
