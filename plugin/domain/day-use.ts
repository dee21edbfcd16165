// Which bookings are of a day only (D22), by their dates or by what the agency calls the plan it sells for one night; and from when to when.
import { type HotelDate, nightsBetween } from './hotel-date.js';

/** In plan names, as they are after folding of widths. */
const wordsOfDayUse = /(?<!リ)デ[イー][・\s]?ユース(?!ホステル)|\bday[-\s]?use/i;
/** 日帰り as what the plan is; `日帰り温泉入浴券付` is what comes with a night. */
const namedDayTrip = /日帰(?:り|プラン|利用|コース)/;
const comesWithNight =
  /日帰り?(?:温泉|入浴|施設)*(?:利用|入浴)?(?:券|チケット|クーポン|割引|付)|朝食(?!\s*(?:なし|無))/;
/** `日帰り温泉券付き1泊朝食` is for the night, `デイユース（宿泊なし）` is not. */
const wordsOfNight =
  /泊(?!\s*(?:なし|無|不可|はでき|は出来|はご遠慮))|(?<!\bno\s|\bwithout\s|\bnon[-\s])\b(?:overnight|nights?)\b/i;

function isNamedDayUse(planName: string): boolean {
  const name = planName.normalize('NFKC');
  if (wordsOfNight.test(name)) return false;
  return wordsOfDayUse.test(name) || (namedDayTrip.test(name) && !comesWithNight.test(name));
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

/** On the day of check-in, by the hotel's clock: `HH:MM`, `from` before `until`. */
export interface DayUseHours {
  readonly from: string;
  readonly until: string;
}

/** What is said of the hours: times of arrival and departure as `HH:MM` or `HH:MM:SS`, and the plan; anything else says nothing. */
export interface SaidHours {
  readonly checkIn?: string | undefined;
  readonly checkOut?: string | undefined;
  readonly planName?: string | undefined;
}

const lastMinute = 24 * 60 - 1;

function minuteOf(hour: string, minute = '0'): number | undefined {
  const found = Number(hour) * 60 + Number(minute);
  return Number(minute) < 60 && found <= lastMinute ? found : undefined;
}

function minuteIn(time = ''): number | undefined {
  const [, hour, minute] = /^(\d{2}):(\d{2})(?::\d{2})?$/.exec(time) ?? [];
  return hour === undefined ? undefined : minuteOf(hour, minute);
}

const timeAt = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');

const clock = String.raw`(\d{1,2})(?::(\d{2})|時(?!間)(?:(\d{1,2})分)?)`;
/** `11時～20時`, `9:30-18:00`, `13時から18時30分`, `11-20時`. */
const range = new RegExp(
  String.raw`(?<![\d/:])(?:${clock}|(\d{1,2}))\s*(?:[~〜\-‐–—ー]|から)\s*${clock}(?!\d)`,
);

function rangeIn(planName = ''): { readonly from: number; readonly until: number } | undefined {
  const [, hour, minute, minutes, bare, lastHour, endMinute, endMinutes] =
    range.exec(planName.normalize('NFKC')) ?? [];
  if (lastHour === undefined) return undefined;
  const from = minuteOf(hour ?? bare ?? '', minute ?? minutes);
  const until = minuteOf(lastHour, endMinute ?? endMinutes);
  return from !== undefined && until !== undefined && from < until ? { from, until } : undefined;
}

/**
 * As the message says, else as the plan's name does, else as is `usual`. A departure that is not after the arrival says nothing: agencies give the
 * usual one of a night. Who comes when usually all have left stays as long as is usual, at most until 23:59.
 */
export function dayUseHours(said: SaidHours, usual: DayUseHours): DayUseHours {
  const plan = rangeIn(said.planName);
  const [usualFrom, usualUntil] = [minuteIn(usual.from) ?? 0, minuteIn(usual.until) ?? lastMinute];
  const begin = minuteIn(said.checkIn) ?? plan?.from ?? usualFrom;
  const from = Math.min(begin, lastMinute - 1);
  const ends = [minuteIn(said.checkOut), plan?.until, usualUntil, from + usualUntil - usualFrom];
  const until = ends.find((minute) => minute !== undefined && minute > from) ?? lastMinute;
  return { from: timeAt(from), until: timeAt(Math.min(until, lastMinute)) };
}
