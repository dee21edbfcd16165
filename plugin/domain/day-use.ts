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

function minuteOf(hour: number, minute: number): number | undefined {
  const found = hour * 60 + minute;
  return minute < 60 && found <= lastMinute ? found : undefined;
}

function minuteIn(time = ''): number | undefined {
  const [, hour, minute] = /^(\d{2}):(\d{2})(?::\d{2})?$/.exec(time) ?? [];
  return hour === undefined ? undefined : minuteOf(Number(hour), Number(minute));
}

const timeAt = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** One end of a range; the half of the day stands before it or, in English, behind it. */
const clockOf = (end: 'from' | 'until', bare = '') =>
  String.raw`(?:(?<${end}Before>午前|午後|[ap]m)\s*)?(?:(?<${end}Hour>\d{1,2})(?::(?<${end}Minute>\d{2})|時(?!間)(?:(?<${end}Minutes>\d{1,2})分)?)${bare})(?:\s*(?<${end}Behind>[ap]m)(?![a-z]))?`;
/** `11時～20時`, `9:30-18:00`, `13時から18時30分`, `11-20時`, `午後1時～6時`, `1:00-6:30 PM`. */
const range = new RegExp(
  String.raw`(?<![\d/:])${clockOf('from', String.raw`|(?<fromBare>\d{1,2})`)}\s*(?:[~〜\-‐–—ー]|から)\s*${clockOf('until')}(?!\d)`,
  'i',
);

/** Of a clock of 12 hours; one that goes on after 12 needs no half. */
function hourIn(half: string | undefined, hour: number): number {
  if (half === undefined || hour > 12) return hour;
  return (hour % 12) + (/午後|pm/i.test(half) ? 12 : 0);
}

interface Range {
  readonly from: number;
  readonly until: number;
}

/** A half that one end has is the other's too where that says none, unless it would end before it begins. */
function rangeIn(planName = ''): Range | undefined {
  const said = range.exec(planName.normalize('NFKC'))?.groups;
  if (!said) return undefined;
  const first = said.fromBefore ?? said.fromBehind;
  const last = said.untilBefore ?? said.untilBehind;
  const minuteAt = (end: 'from' | 'until', half: string | undefined) =>
    minuteOf(
      hourIn(half, Number(said[`${end}Hour`] ?? said.fromBare)),
      Number(said[`${end}Minute`] ?? said[`${end}Minutes`] ?? 0),
    );
  const read = (first ? [first] : [last, undefined]).flatMap((one) =>
    (last ? [last] : [first, undefined]).map((other) => [minuteAt('from', one), minuteAt('until', other)]),
  );
  const [from, until] =
    read.find(([start, end]) => start !== undefined && end !== undefined && start < end) ?? [];
  return from !== undefined && until !== undefined ? { from, until } : undefined;
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
