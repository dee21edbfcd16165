// Bookings that were made together: rooms that an agency's guest booked apart, minutes after each other (P14). Pure.
import type { BookingKey } from './agency.js';
import type { HotelDate } from './hotel-date.js';
import type { BookingNumber } from './ids.js';

/** Who made a booking, and when. Of phone and names keyed hashes, in hexadecimal: they can be compared, and nothing else. */
export interface BookingMaker {
  /** Of the phone together with the agency. */
  readonly phone: string;
  /** Of each form of the name, likewise. */
  readonly names: readonly string[];
  /** When the agency says that it was booked; undefined where it does not. */
  readonly bookedAt: Date | undefined;
}

/** A booking with who made it; undefined where nothing can be told of that. */
export interface MadeBooking extends BookingKey {
  readonly maker: BookingMaker | undefined;
}

/** A room of a booking that is alive. */
export interface LinkableStay extends BookingMaker {
  readonly number: BookingNumber;
  readonly checkIn: HotelDate;
}

/** More bookings than this are nobody's rooms: the phone is the agency's own, or one that stands for none. */
export const mostLinked = 20;

const minute = 60_000;

/**
 * Whether two bookings were made together: one agency, phone and day of arrival, and booked within so many minutes, or in one name. What does
 * not say when it was booked is known by its name alone.
 */
export function areMadeTogether(one: LinkableStay, other: LinkableStay, withinMinutes: number): boolean {
  if (one.phone !== other.phone || one.checkIn !== other.checkIn) return false;
  if (one.names.some((name) => other.names.includes(name))) return true;
  if (!one.bookedAt || !other.bookedAt) return false;
  return Math.abs(one.bookedAt.getTime() - other.bookedAt.getTime()) <= withinMinutes * minute;
}

/** Those of `left` that were made together with `first`, or with one of these: they are taken out of it. */
function companyOf<Stay extends LinkableStay>(first: Stay, left: Stay[], withinMinutes: number): Stay[] {
  const company = [first];
  // Grows while it is gone through.
  for (const one of company)
    for (let i = left.length - 1; i >= 0; i -= 1) {
      const other = left[i]!;
      if (one.number === other.number || areMadeTogether(one, other, withinMinutes))
        company.push(...left.splice(i, 1));
    }
  return company;
}

/** Stays of several bookings that were made together, each with all the others, in the order given; who booked alone is in none. */
export function linkedStays<Stay extends LinkableStay>(
  stays: readonly Stay[],
  withinMinutes: number,
): Stay[][] {
  const companies: Stay[][] = [];
  for (const some of Map.groupBy(stays, ({ phone, checkIn }) => `${phone} ${checkIn}`).values()) {
    const left = [...some];
    for (let first = left.shift(); first; first = left.shift()) {
      const company = new Set(companyOf(first, left, withinMinutes));
      const bookings = new Set([...company].map(({ number }) => number)).size;
      if (bookings > 1 && bookings <= mostLinked) companies.push(some.filter((one) => company.has(one)));
    }
  }
  return companies;
}
