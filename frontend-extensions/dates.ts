// Hotel days (YYYY-MM-DD) and moments, as the screens count and show them.
export type HotelDay = string;

const millisecondsPerDay = 86_400_000;

const asUtc = (day: HotelDay): number => Date.parse(`${day}T00:00:00Z`);

export function isHotelDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(asUtc(text));
}

export function addDays(day: HotelDay, count: number): HotelDay {
  return new Date(asUtc(day) + count * millisecondsPerDay).toISOString().slice(0, 10);
}

/** Negative where `to` lies before `from`. */
export function daysBetween(from: HotelDay, to: HotelDay): number {
  return Math.round((asUtc(to) - asUtc(from)) / millisecondsPerDay);
}

/** 0 is Sunday. */
export function weekdayIndex(day: HotelDay): number {
  return new Date(asUtc(day)).getUTCDay();
}

export interface DayRange {
  readonly from: HotelDay;
  /** The last of them. */
  readonly to: HotelDay;
}

/** Days that follow one another, together. `days` in their order. */
export function rangesOf(days: readonly HotelDay[]): DayRange[] {
  return days.reduce<DayRange[]>((ranges, day) => {
    const last = ranges.at(-1);
    if (last && addDays(last.to, 1) === day) return [...ranges.slice(0, -1), { from: last.from, to: day }];
    return [...ranges, { from: day, to: day }];
  }, []);
}

/** Nearer days than that have one meaning without their year. */
const farDays = 300;

/** E.g. 11/25(水); with the year where that would be taken for another one, or is damaged. `now`: milliseconds. */
export function formatDay(day: HotelDay, language: string, now = Date.now()): string {
  const isFar = Math.abs(asUtc(day) - now) > farDays * millisecondsPerDay;
  return new Intl.DateTimeFormat(language, {
    ...(isFar && { year: 'numeric' }),
    month: 'numeric',
    day: 'numeric',
    weekday: 'short',
    timeZone: 'UTC',
  }).format(asUtc(day));
}

/** A server's sentence with the hotel days in it as the screens show days. Moments, and numbers that hold the like of a day, stay. */
export const withDays = (sentence: string, language: string): string =>
  sentence.replace(/(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])/g, (day) =>
    isHotelDay(day) ? formatDay(day, language) : day,
  );

/** E.g. 11/25(水) 06:00. */
export function formatMoment(moment: string, language: string, timeZone: string): string {
  return new Intl.DateTimeFormat(language, {
    month: 'numeric',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(new Date(moment));
}

/** A date picker speaks of local midnights. */
export function toPickerDate(day: HotelDay): Date {
  return new Date(`${day}T00:00:00`);
}

export function fromPickerDate(date: Date): HotelDay {
  return new Intl.DateTimeFormat('sv-SE').format(date);
}
