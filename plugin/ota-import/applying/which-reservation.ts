// Which reservation of the PMS a message is about: that of its agency's booking, and never another agency's of the same number (O2).
import { type AgencyKey, type AgencyOf, type BookingKey, noAgency } from '../../domain/agency.js';
import type { BookingNumber, ReservationId } from '../../domain/ids.js';
import { importFailure, type ImportFailure } from '../../domain/import-failure.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { HostBooking, HostPort } from '../../host/port.js';
import type { HotelSql } from '../../platform/database/index.js';
import { type Booked, bookedUnder } from '../ledger/booked-repository.js';

/** What there is of a booking number: in the PMS, and as the import wrote it. */
export interface OfNumber {
  /** The oldest first; a reservation that a person gave another number is among them too. */
  readonly reservations: readonly HostBooking[];
  readonly booked: readonly Booked[];
}

/** What a message is about. */
export interface Meant {
  /** Undefined where the PMS has none. */
  readonly present: HostBooking | undefined;
  /** Other reservations that bear the number. */
  readonly others: readonly ReservationId[];
  /** Those that a person entered under the number, of which nobody knows whether they are this booking. */
  readonly enteredByHand: readonly ReservationId[];
  /** A company that has the number too, where the booking is not there. */
  readonly otherAgency: string | undefined;
}

/** A booking that a message is about, and whether any message of it has taken effect before. */
export interface AskedFor extends BookingKey {
  readonly applied: boolean;
}

interface Owned {
  readonly reservation: HostBooking;
  /** Whose booking it is: as it was written, else as the PMS says. */
  readonly owner: AgencyKey;
  /** A person made it, and no message has been about it so far: it may be any booking. */
  readonly unproven: boolean;
}

function owned({ reservations, booked }: OfNumber, applied: boolean, agencyOf: AgencyOf): Owned[] {
  const written = new Map(booked.map(({ agency, reservation }) => [reservation, agencyOf(agency)]));
  return reservations.map((reservation) => {
    const owner = written.get(reservation.id);
    return {
      reservation,
      owner: owner ?? agencyOf(reservation.agency),
      unproven: reservation.enteredByHand && owner === undefined && !applied,
    };
  });
}

/** A living one before cancelled ones, of these the one that was written last; several living ones are for a person. */
function theOne(
  mine: readonly HostBooking[],
  booked: readonly Booked[],
): Result<HostBooking | undefined, ImportFailure> {
  const living = mine.filter(({ status }) => status !== 'cancelled');
  if (living.length > 1) return fail(importFailure('booking_ambiguous', { reservations: living.length }));
  const last = booked.findLast(({ reservation }) => mine.some(({ id }) => id === reservation))?.reservation;
  return ok(living[0] ?? mine.find(({ id }) => id === last) ?? mine.at(-1));
}

/**
 * Of the reservations of the number those that are the booking. A message that names no company is about the only company's booking, and a
 * reservation that names none is the booking of whoever else has none.
 */
function ofBooking(agency: AgencyKey, all: readonly Owned[]): Result<readonly Owned[], ImportFailure> {
  if (agency === noAgency) {
    const several = new Set(all.map(({ owner }) => owner)).size > 1;
    return several ? fail(importFailure('booking_ambiguous', { reservations: all.length })) : ok(all);
  }
  const mine = all.filter(({ owner }) => owner === agency);
  return ok(mine.length > 0 ? mine : all.filter(({ owner }) => owner === noAgency));
}

/** All that may be the booking, whoever entered them; none where that cannot be told. */
export function reservationsOf(
  agency: AgencyKey,
  known: OfNumber | undefined,
  agencyOf: AgencyOf,
): readonly HostBooking[] {
  const mine = known && ofBooking(agency, owned(known, true, agencyOf));
  return mine?.ok ? mine.value.map(({ reservation }) => reservation) : [];
}

/** Whether the reservation is known to be another company's booking of the number. */
export const isOfOther = (
  agency: AgencyKey,
  id: ReservationId,
  known: OfNumber,
  agencyOf: AgencyOf,
): boolean =>
  agency !== noAgency &&
  owned(known, false, agencyOf).some(
    ({ reservation, owner, unproven }) =>
      reservation.id === id && !unproven && owner !== noAgency && owner !== agency,
  );

/** Fails where several living reservations may be meant. */
export function whichReservation(
  { agency, number, applied }: AskedFor,
  known: OfNumber,
  agencyOf: AgencyOf,
): Result<Meant, ImportFailure> {
  const others = (present: HostBooking | undefined) =>
    known.reservations
      .filter(({ id, bookingNumber }) => id !== present?.id && bookingNumber === number)
      .map(({ id }) => id);
  const all = owned(known, applied, agencyOf);
  const proven = all.filter(({ unproven }) => !unproven);
  const mine = ofBooking(agencyOf(agency), proven);
  if (!mine.ok) return mine;
  const one = theOne(
    mine.value.map(({ reservation }) => reservation),
    known.booked,
  );
  if (!one.ok) return one;
  const present = one.value;
  const maybe = all.filter(({ unproven, reservation }) => unproven && reservation.status !== 'cancelled');
  return ok({
    present,
    others: others(present),
    enteredByHand: present ? [] : maybe.map(({ reservation }) => reservation.id),
    otherAgency: present || !proven[0] ? undefined : (proven[0].reservation.agency ?? proven[0].owner),
  });
}

/** What there is of several numbers. Two statements. */
export async function ofNumbers(
  sql: HotelSql,
  host: HostPort,
  numbers: readonly BookingNumber[],
): Promise<Map<BookingNumber, OfNumber>> {
  if (numbers.length === 0) return new Map();
  const written = await bookedUnder(sql, numbers);
  const found = await host.bookings(
    sql,
    numbers,
    written.map(({ reservation }) => reservation),
  );
  const byNumber = Map.groupBy(written, ({ number }) => number);
  return new Map(
    numbers.map((number) => {
      const booked = byNumber.get(number) ?? [];
      const linked = new Set(booked.map(({ reservation }) => reservation));
      const reservations = found.filter(
        ({ id, bookingNumber }) => bookingNumber === number || linked.has(id),
      );
      return [number, { reservations, booked }];
    }),
  );
}
