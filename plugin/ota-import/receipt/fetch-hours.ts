// How often a hotel's site controller is asked by itself: often in the hours that the hotel chose, else rarely (D16). Pure.
import { Temporal } from 'temporal-polyfill';
import type { Settings } from '../../options.js';
import type { FrequentHours, HotelChoice } from '../settings/settings.js';

export interface Rhythm {
  readonly hours: FrequentHours;
  /** IANA name. */
  readonly timeZone: string;
  /** No two fetches of a hotel are ever closer, whoever asks. */
  readonly leastSeconds: number;
  /** Between two that nobody asks for, in those hours. */
  readonly frequentSeconds: number;
  /** The same outside of them. */
  readonly offHoursSeconds: number;
}

export const rhythmOf = (
  { timeZone, siteController }: Pick<Settings, 'timeZone' | 'siteController'>,
  choice: Pick<HotelChoice, 'frequentHours' | 'frequentSeconds' | 'offHoursSeconds'>,
): Rhythm => ({
  ...{ hours: choice.frequentHours, timeZone, leastSeconds: siteController.pollSeconds },
  ...{ frequentSeconds: choice.frequentSeconds, offHoursSeconds: choice.offHoursSeconds },
});

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
  const { leastSeconds, frequentSeconds, offHoursSeconds } = rhythm;
  if (isFrequent(now, rhythm)) return frequentSeconds;
  return Math.min(offHoursSeconds, Math.max(leastSeconds, secondsUntilFrequent(now, rhythm)));
}
