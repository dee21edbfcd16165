// What becomes of a message that could not be applied: when it is tried again, and when it is given up (O2, O5). Pure, but for the clock and chance that `createGivingUp` adds.
import {
  addDays,
  businessDate,
  type HotelCalendar,
  type HotelDate,
  instantAt,
} from '../../domain/hotel-date.js';
import { type ImportFailure, type Retry } from '../../domain/import-failure.js';
import { unreachable } from '../../domain/result.js';
import type { Settings } from '../../options.js';
import type { Platform } from '../../platform/index.js';
import type { BookingWaits } from '../settings/settings.js';
import type { After } from './transitions.js';

export interface AttemptedMessage {
  /** Tries in a row that met a fault of the system, this one included where it did. */
  readonly systemTries: number;
  readonly receivedAt: Date;
  readonly kind: 'new' | 'change' | 'cancellation' | undefined;
  readonly checkIn: HotelDate | undefined;
}

/** `received`: it is read again. */
export type NextStep =
  | { readonly status: After<'given_up'> }
  | { readonly status: After<'unread' | 'postponed'>; readonly at: Date };

const minute = 60_000;
const hour = 60 * minute;
const later = (from: Date, milliseconds: number) => new Date(from.getTime() + milliseconds);
const earlier = (one: Date, other: Date | undefined) => (other && other < one ? other : one);

/** 1, 2, 4 … minutes, up to 20 % more by `jitter` (0–1), so that messages that failed together do not come back together. */
export function backoff(attempts: number, jitter: number): number {
  return 2 ** (attempts - 1) * minute * (1 + 0.2 * jitter);
}

/** Whether the guest was to come on the business date of receipt or the next, or should have come before. */
export const arrivesSoon = (
  { receivedAt, checkIn }: Omit<WaitingMessage, 'kind'>,
  calendar: HotelCalendar,
): boolean => checkIn !== undefined && checkIn <= addDays(businessDate(receivedAt, calendar), 1);

/** What decides how long a message may wait for the booking it speaks of. */
export type WaitingMessage = Pick<AttemptedMessage, 'kind' | 'receivedAt' | 'checkIn'>;

/**
 * Milliseconds from its receipt for which a message may wait for the booking it speaks of (O2): a cancellation a day, a change an hour, but
 * that of a guest who is about to come ten minutes (D16). How soon he comes is reckoned from receipt, so that the wait stays as it was told.
 */
export function waitForBooking(
  message: WaitingMessage,
  calendar: HotelCalendar,
  waits: BookingWaits,
): number {
  if (message.kind === 'cancellation') return waits.cancellationWaitHours * hour;
  const usual = waits.changeWaitMinutes * minute;
  return arrivesSoon(message, calendar) ? Math.min(usual, waits.arrivalWaitMinutes * minute) : usual;
}

/** The end of the business date of check-in: until then a room or a room type is looked for. Undefined where no day of arrival is known. */
const endOfArrivalDate = (
  { checkIn }: Pick<AttemptedMessage, 'checkIn'>,
  calendar: HotelCalendar,
): Date | undefined => checkIn && instantAt(addDays(checkIn, 1), calendar.turnsAt, calendar);

const second = 1000;

/** A fraction of the time that the message has waited, so that a lock of a moment costs seconds, and one of a day is not asked for all the time. */
export function pauseForLock(receivedAt: Date, now: Date, jitter: number): number {
  const waited = now.getTime() - receivedAt.getTime();
  return Math.min(5 * minute, Math.max(10 * second, waited / 4)) * (1 - 0.2 * jitter);
}

/** How long and how often messages are tried. */
export type RetryRules = BookingWaits & Pick<Settings['import'], 'systemErrorTries'>;

export function nextStep(
  failure: ImportFailure,
  message: AttemptedMessage,
  now: Date,
  calendar: HotelCalendar,
  rules: RetryRules,
  jitter: number,
): NextStep {
  switch (failure.retry) {
    case 'never':
      return { status: 'failed' };
    case 'soon':
      return { status: 'retrying', at: later(now, pauseForLock(message.receivedAt, now, jitter)) };
    case 'backoff':
      if (message.systemTries >= rules.systemErrorTries) return { status: 'failed' };
      return { status: 'retrying', at: later(now, backoff(message.systemTries, jitter)) };
    case 'hourly':
    case 'nights_freed': {
      const until = endOfArrivalDate(message, calendar);
      if (until && until <= now) return { status: 'failed' };
      return { status: 'pending', at: earlier(later(now, hour), until) };
    }
    case 'booking_known': {
      const until = later(message.receivedAt, waitForBooking(message, calendar, rules));
      return until <= now ? { status: 'failed' } : { status: 'waiting', at: until };
    }
    default:
      return unreachable(failure.retry);
  }
}

/** A message as the ledger keeps it, as far as its schedule goes by it. */
export interface ScheduledMessage extends AttemptedMessage {
  /** What its last failure is healed by; undefined where it has not been tried. */
  readonly retry: Retry | undefined;
  /** Undefined: it is not tried again by itself. */
  readonly nextAttemptAt: Date | undefined;
}

/** What staff are shown of the tries to come. */
export interface RetrySchedule {
  /** Undefined: it is not tried again by itself. */
  readonly next: Date | undefined;
  /** Tries to come, the next one included; undefined where they are not counted but end with `until`, or do not end. */
  readonly triesLeft: number | undefined;
  /** When it is given up, or a change is applied as new; undefined where no time ends it. */
  readonly until: Date | undefined;
  /** What makes it be tried before `next`. */
  readonly wokenBy: 'nights_freed' | 'booking_known' | undefined;
}

const wakes = (retry: Retry): RetrySchedule['wokenBy'] =>
  retry === 'nights_freed' || retry === 'booking_known' ? retry : undefined;

/** When the message is tried next, how often still, and until when: what `nextStep` decided last, and would. */
export function scheduleOf(
  message: ScheduledMessage,
  calendar: HotelCalendar,
  rules: RetryRules,
): RetrySchedule {
  const { nextAttemptAt: next, retry } = message;
  const schedule = { next, triesLeft: undefined, until: undefined, wokenBy: undefined };
  if (!next || !retry) return schedule;
  switch (retry) {
    case 'never':
    case 'soon':
      return schedule;
    case 'backoff':
      return { ...schedule, triesLeft: Math.max(1, rules.systemErrorTries - message.systemTries) };
    case 'hourly':
    case 'nights_freed':
      return { ...schedule, until: endOfArrivalDate(message, calendar), wokenBy: wakes(retry) };
    case 'booking_known':
      return {
        ...schedule,
        until: later(message.receivedAt, waitForBooking(message, calendar, rules)),
        wokenBy: wakes(retry),
      };
    default:
      return unreachable(retry);
  }
}

/** Between two tries to confirm an output, at most. */
const longestConfirmationPause = hour;

/** What becomes of the confirmation of an output that the site controller did not hear. */
export type NextConfirmation =
  { readonly confirmation: 'given_up' } | { readonly confirmation: 'pending'; readonly at: Date };

/**
 * A confirmation is tried again in the rhythm of a message that met a fault of the system, an hour apart at most, and given up as that is.
 * Nothing is lost then: an output that the site controller still has comes again, and is confirmed anew.
 */
export function nextConfirmation(
  attempts: number,
  now: Date,
  settings: Settings['import'],
  jitter: number,
): NextConfirmation {
  if (attempts >= settings.confirmationTries) return { confirmation: 'given_up' };
  return {
    confirmation: 'pending',
    at: later(now, Math.min(backoff(attempts, jitter), longestConfirmationPause)),
  };
}

/** The schedule of a confirmation that is still to be heard. */
export const confirmationSchedule = (
  { attempts, next }: { readonly attempts: number; readonly next: Date },
  { confirmationTries }: Settings['import'],
): RetrySchedule => ({
  ...{ next, until: undefined, wokenBy: undefined },
  triesLeft: Math.max(1, confirmationTries - attempts),
});

/** Where what could not be done goes from here and now: to its next try or, its tries or its time used up, to a person. */
export interface GivingUp {
  ofMessage(failure: ImportFailure, message: AttemptedMessage, rules: RetryRules): NextStep;
  /** `attempts`: to have the delivery confirmed, the last one included. */
  ofConfirmation(attempts: number): NextConfirmation;
}

export const createGivingUp = ({
  clock,
  calendar,
  settings,
}: Pick<Platform, 'clock' | 'calendar'> & { readonly settings: Pick<Settings, 'import'> }): GivingUp => ({
  ofMessage: (failure, message, rules) =>
    nextStep(failure, message, clock.now(), calendar, rules, Math.random()),
  ofConfirmation: (attempts) => nextConfirmation(attempts, clock.now(), settings.import, Math.random()),
});
