// What becomes of a message that could not be applied: when it is tried again, and when it is given up (O2, O5). Pure.
import { businessDate, type HotelCalendar, type HotelDate } from '../../domain/hotel-date.js';
import type { ImportFailure } from '../../domain/import-failure.js';
import { unreachable } from '../../domain/result.js';
import type { Settings } from '../../options.js';
import type { After } from './transitions.js';

export interface AttemptedMessage {
  /** Attempts made, this one included. */
  readonly attempts: number;
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

/** 1, 2, 4 … minutes, up to 20 % more by `jitter` (0–1), so that messages that failed together do not come back together. */
export function backoff(attempts: number, jitter: number): number {
  return 2 ** (attempts - 1) * minute * (1 + 0.2 * jitter);
}

/** How long a message may wait for the booking it speaks of. */
export function waitForBooking(kind: AttemptedMessage['kind'], settings: Settings['import']): number {
  return (
    (kind === 'cancellation' ? settings.orphanCancellationWaitHours : settings.unknownBookingWaitHours) * hour
  );
}

const second = 1000;

/** A fraction of the time that the message has waited, so that a lock of a moment costs seconds, and one of a day is not asked for all the time. */
export function pauseForLock(receivedAt: Date, now: Date, jitter: number): number {
  const waited = now.getTime() - receivedAt.getTime();
  return Math.min(5 * minute, Math.max(10 * second, waited / 4)) * (1 - 0.2 * jitter);
}

export function nextStep(
  failure: ImportFailure,
  message: AttemptedMessage,
  now: Date,
  calendar: HotelCalendar,
  settings: Settings['import'],
  jitter: number,
): NextStep {
  switch (failure.retry) {
    case 'never':
      return { status: 'failed' };
    case 'soon':
      return { status: 'retrying', at: later(now, pauseForLock(message.receivedAt, now, jitter)) };
    case 'backoff':
      if (message.attempts >= settings.systemErrorTries) return { status: 'failed' };
      return { status: 'retrying', at: later(now, backoff(message.attempts, jitter)) };
    case 'hourly':
    case 'nights_freed':
      if (message.checkIn !== undefined && message.checkIn < businessDate(now, calendar))
        return { status: 'failed' };
      return { status: 'pending', at: later(now, hour) };
    case 'booking_known': {
      const until = later(message.receivedAt, waitForBooking(message.kind, settings));
      return until <= now ? { status: 'failed' } : { status: 'waiting', at: until };
    }
    default:
      return unreachable(failure.retry);
  }
}
