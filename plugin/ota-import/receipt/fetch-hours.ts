// How often a hotel's site controller is asked by itself: often in the hours that the hotel chose, else rarely (D16). Pure.
import { Temporal } from 'temporal-polyfill';

/** `HH:MM` on the hotel's clock; `until` is on the next day where it is not after `from`, so equal ones are all day. */
export interface FrequentHours {
  readonly from: string;
  readonly until: string;
}

export const defaultFrequentHours: FrequentHours = { from: '07:00', until: '02:00' };

export interface Rhythm {
  readonly hours: FrequentHours;
  /** IANA name. */
  readonly timeZone: string;
  /** Seconds between two fetches in those hours: no two of a hotel are ever closer, whoever asks. */
  readonly pollSeconds: number;
  readonly pollSecondsOffHours: number;
}

const atHotel = (now: Date, { timeZone }: Rhythm) =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);

function isFrequent(now: Date, rhythm: Rhythm): boolean {
  const { from, until } = rhythm.hours;
  const time = atHotel(now, rhythm).toPlainTime().toString({ smallestUnit: 'minute' });
  return from < until ? from <= time && time < until : from <= time || time < until;
}

/** From outside the frequent hours to their next beginning. */
function secondsUntilFrequent(now: Date, rhythm: Rhythm): number {
  const here = atHotel(now, rhythm);
  const today = here.withPlainTime(rhythm.hours.from);
  const begins = Temporal.ZonedDateTime.compare(today, here) > 0 ? today : today.add({ days: 1 });
  return (begins.epochMilliseconds - now.getTime()) / 1000;
}

/** Seconds from a fetch at `now` to the next one: the frequent hours are not slept through where they begin meanwhile. */
export function pauseSeconds(now: Date, rhythm: Rhythm): number {
  const { pollSeconds, pollSecondsOffHours } = rhythm;
  if (isFrequent(now, rhythm)) return pollSeconds;
  return Math.min(pollSecondsOffHours, Math.max(pollSeconds, secondsUntilFrequent(now, rhythm)));
}
