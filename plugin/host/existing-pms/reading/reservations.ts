// What the PMS holds: reservations with their active nights, in our words.
import { foldedNumber } from '../../../domain/guest-identity.js';
import { hotelDate, type HotelDate } from '../../../domain/hotel-date.js';
import {
  bookingNumber,
  type BookingNumber,
  reservationId,
  type ReservationId,
  roomId,
  roomTypeId,
  type RoomId,
  type RoomTypeId,
} from '../../../domain/ids.js';
import type { HotelSql, Question } from '../../../platform/database/index.js';
import type {
  HandEntered,
  HandEnteredQuery,
  HostBooking,
  HostReservation,
  PhoneAndName,
  ReservationNight,
  ReservationStatus,
} from '../../port.js';
import type { WhereWritten } from '../booking-seen.js';
import { bookingEngine, systemUser } from '../functions.js';
import { endsOf, phoneEnd } from './phones.js';

export interface ReservationRow {
  readonly id: string;
  readonly booking_number: string | null;
  readonly status: string;
  readonly check_in: string;
  readonly check_out: string;
  readonly nights: readonly NightRow[] | null;
}

interface BookingRow extends ReservationRow {
  readonly agent: string | null;
  readonly entered_by_hand: boolean;
  readonly check_in_minute: number;
}

interface NightRow {
  readonly date: string;
  readonly roomId: number;
  readonly people: number;
  readonly price: number | null;
  readonly writtenBy: number | null;
}

/** Of nights `d`. */
const isActive = 'd.cancelled IS NULL AND d.room_id IS NOT NULL';
const nightsOf = `json_agg(json_build_object('date', to_char(d.date, 'YYYY-MM-DD'), 'roomId', d.room_id,
  'people', d.number_of_people, 'price', d.price, 'writtenBy', COALESCE(d.updated_by, d.created_by)) ORDER BY d.date, d.room_id)`;
/** Of a reservation `r`; null: none. By the hotel itself, here and below: by `r.hotel_id` every hotel's part of the table would be gone through. */
export const activeNights = `SELECT ${nightsOf} FROM reservation_details d
  WHERE d.hotel_id = :hotel AND d.reservation_id = r.id AND ${isActive}`;

/**
 * Whether a person wrote the row `row` or changed it since. What the PMS's import gives by itself (parking, add-ons, payments) is the
 * system user's and nobody's edit; a row that names nobody, in a PMS without these columns on that table, is nobody's either.
 */
const touchedByPerson = (row: string) =>
  `${systemUser} <> ANY (ARRAY[(to_jsonb(${row}) ->> 'created_by')::int, (to_jsonb(${row}) ->> 'updated_by')::int])`;

/** Of a reservation `r`. */
export const reservationColumns = `r.id, r.ota_reservation_id AS booking_number, r.status,
  to_char(r.check_in, 'YYYY-MM-DD') AS check_in, to_char(r.check_out, 'YYYY-MM-DD') AS check_out`;

function statusOf(status: string): ReservationStatus {
  switch (status) {
    case 'checked_in':
    case 'checked_out':
    case 'cancelled':
    case 'block':
      return status;
    default:
      return 'booked'; // hold, provisory, confirmed
  }
}

/** Who writes by a program, and is no person. */
const programs: readonly (number | null)[] = [systemUser, bookingEngine];

const toNight = ({ date, roomId: room, people, price, writtenBy }: NightRow): ReservationNight => ({
  date: hotelDate(date),
  roomId: roomId(room),
  people,
  price: Number(price ?? 0),
  ...(writtenBy !== null && !programs.includes(writtenBy) && { writtenBy }),
});

export function toReservation(row: ReservationRow): HostReservation {
  return {
    id: reservationId(row.id),
    bookingNumber: row.booking_number === null ? undefined : bookingNumber(row.booking_number),
    status: statusOf(row.status),
    checkIn: hotelDate(row.check_in),
    checkOut: hotelDate(row.check_out),
    nights: (row.nights ?? []).map(toNight),
  };
}

/** Of a reservation `r`. One that names nobody is nobody's. */
const madeByPerson = `r.created_by NOT IN (${systemUser}, ${bookingEngine})`;

/** What the PMS's import appends to the company of a booking that came through that channel. */
const channelSuffix = /（r-with\)$/;

/** The company that the PMS names in `agent`; undefined where it names none. */
export const companyIn = (agent: string | null): string | undefined =>
  agent?.replace(channelSuffix, '') || undefined;

/** 16:00, as the PMS has it where nobody says otherwise. */
const usualCheckIn = 16 * 60;

export async function bookings(
  sql: HotelSql,
  numbers: readonly BookingNumber[],
  ids: readonly ReservationId[],
): Promise<HostBooking[]> {
  const rows = await sql.rows<BookingRow>(
    `SELECT ${reservationColumns}, r.agent, ${madeByPerson} IS TRUE AS entered_by_hand, (${activeNights}) AS nights,
            COALESCE(CAST(extract(epoch FROM r.check_in_time) AS integer) / 60, ${usualCheckIn}) AS check_in_minute
       FROM reservations r
      WHERE r.hotel_id = :hotel AND (r.ota_reservation_id = ANY(:numbers) OR r.id = ANY(CAST(:ids AS uuid[])))
      ORDER BY r.created_at, r.id`,
    { hotel: sql.hotel, numbers, ids },
  );
  return rows.map((row) => ({
    ...toReservation(row),
    agency: companyIn(row.agent),
    enteredByHand: row.entered_by_hand,
    checkInMinute: row.check_in_minute,
  }));
}

/** More in one day's arrivals have been brought in by a program, not by hand. */
const mostEnteredByHand = 1_000;

interface HandEnteredRow {
  readonly id: string;
  readonly booking_number: string | null;
  readonly check_in: string;
  readonly check_out: string;
  readonly types: readonly number[] | null;
  readonly names: readonly (string | null)[];
  readonly phone: string | null;
}

/** Nights: whoever entered a longer stay under a number has been asked about it before. */
const longestHandEntered = 92;

/** A number as PostgreSQL can fold it: its letters and digits in ASCII alone. Those that are one by `foldedNumber` are alike here too. */
const foldedInSql = (column: string) =>
  `regexp_replace(lower(normalize(${column}, NFKC)), '[^0-9a-z]', '', 'g')`;

export async function enteredByHand(
  sql: HotelSql,
  { arrivals, numbers, today }: HandEnteredQuery,
): Promise<HandEntered[]> {
  const alike = numbers.map((number) => foldedNumber(number).replace(/[^0-9a-z]/g, '')).filter(Boolean);
  // Apart, so that either is found by the index of arrivals.
  const living = (asked: string) =>
    `SELECT r.* FROM reservations r WHERE r.hotel_id = :hotel AND ${asked} AND r.type = 'default'
        AND r.status NOT IN ('cancelled', 'block') AND ${madeByPerson}`;
  const rows = await sql.rows<HandEnteredRow>(
    `SELECT ${reservationColumns}, ARRAY[c.name_kanji, c.name_kana, c.name] AS names, c.phone,
            (SELECT array_agg(DISTINCT o.room_type_id) FROM reservation_details d
               JOIN rooms o ON o.hotel_id = :hotel AND o.id = d.room_id
              WHERE d.hotel_id = :hotel AND d.reservation_id = r.id AND ${isActive}) AS types
       FROM (${living('r.check_in = ANY(CAST(:arrivals AS date[]))')}
              UNION ALL
             SELECT r.* FROM (${living(`r.check_in >= CAST(:today AS date) - ${longestHandEntered} AND r.check_out >= :today AND r.ota_reservation_id <> ''
               AND r.check_in <> ALL(CAST(:arrivals AS date[]))`)}) r
              WHERE ${foldedInSql('r.ota_reservation_id')} = ANY(:alike)) r
       JOIN clients c ON c.id = r.reservation_client_id
      ORDER BY r.check_in = ANY(CAST(:arrivals AS date[])), r.id LIMIT ${mostEnteredByHand}`,
    { hotel: sql.hotel, arrivals, alike, today },
  );
  return rows.map((row) => ({
    id: reservationId(row.id),
    bookingNumber: row.booking_number ?? undefined,
    checkIn: hotelDate(row.check_in),
    checkOut: hotelDate(row.check_out),
    types: (row.types ?? []).map(roomTypeId),
    names: row.names.filter((name) => name !== null),
    phone: row.phone ?? undefined,
  }));
}

const mostNames = 200;

export function namesOfPhones(
  sql: HotelSql,
  phones: readonly string[],
  since: Date,
): Promise<PhoneAndName[]> {
  return sql.rows<PhoneAndName>(
    `SELECT DISTINCT c.phone, COALESCE(c.name_kanji, c.name_kana, c.name) AS name
       FROM reservations r JOIN clients c ON c.id = r.reservation_client_id
      WHERE r.hotel_id = :hotel AND r.created_at >= CAST(:since AS timestamptz)
        AND ${phoneEnd('c.phone')} = ANY(:ends)
      LIMIT ${mostNames}`,
    { hotel: sql.hotel, since, ends: endsOf(phones) },
  );
}

/** Where the PMS has put a booking just now: the youngest of its number that is not one of `others`. */
export async function whereWritten(
  sql: HotelSql,
  number: BookingNumber,
  others: readonly ReservationId[],
): Promise<WhereWritten | undefined> {
  const row = await sql.row<{ id: string; nights: NightRow[] | null }>(
    `SELECT r.id, (${activeNights}) AS nights FROM reservations r
      WHERE r.hotel_id = :hotel AND r.ota_reservation_id = :number AND r.id <> ALL(CAST(:others AS uuid[]))
      ORDER BY r.created_at DESC, r.id DESC LIMIT 1`,
    { hotel: sql.hotel, number, others },
  );
  return row && { id: reservationId(row.id), nights: (row.nights ?? []).map(toNight) };
}

/** Of reservation `id`, which the PMS has written just now. */
export async function nightsWritten(sql: HotelSql, id: ReservationId): Promise<WhereWritten | undefined> {
  const row = await sql.row<{ nights: NightRow[] | null }>(
    `SELECT (${activeNights}) AS nights FROM reservations r WHERE r.hotel_id = :hotel AND r.id = :id`,
    { hotel: sql.hotel, id },
  );
  return row && { id, nights: (row.nights ?? []).map(toNight) };
}

export async function reservations(sql: HotelSql, ids: readonly ReservationId[]): Promise<HostReservation[]> {
  if (ids.length === 0) return [];
  const rows = await sql.rows<ReservationRow>(
    `SELECT ${reservationColumns}, (${activeNights}) AS nights FROM reservations r
      WHERE r.hotel_id = :hotel AND r.id = ANY(:ids) ORDER BY r.created_at, r.id`,
    { hotel: sql.hotel, ids },
  );
  return rows.map(toReservation);
}

/** More of them have forgotten who pressed what, and say nothing. */
const mostLeftEarly = 1_000;

/** Reservations checked out whose departure day is yet to come, the earliest first. */
export const leftEarly = (today: HotelDate): Question<HostReservation[]> => ({
  select: `SELECT ${reservationColumns}, (${activeNights}) AS nights FROM reservations r
      WHERE r.hotel_id = :hotel AND r.status = 'checked_out' AND r.check_out > :today
      ORDER BY r.check_out, r.id LIMIT ${mostLeftEarly}`,
  bindings: { today },
  read: (rows: ReservationRow[]) => rows.map(toReservation),
});

/** A hotel that enters its arrivals has a handful. */
const mostNotArrived = 200;

/** Reservations whose guests were due before `today` and have not been checked in. */
export const notArrived = (today: HotelDate, since: HotelDate): Question<HostReservation[]> => ({
  select: `SELECT ${reservationColumns}, (${activeNights}) AS nights FROM reservations r
      WHERE r.hotel_id = :hotel AND r.status IN ('confirmed', 'provisory') AND r.check_in < :today AND r.check_out >= :since
      ORDER BY r.check_out DESC, r.check_in, r.id LIMIT ${mostNotArrived}`,
  bindings: { today, since },
  read: (rows: ReservationRow[]) => rows.map(toReservation),
});

/**
 * By the log of the nights held now, which says where the import first put each of them; where it says nothing, and no person has touched
 * the night, the present room is the one that was given.
 */
export async function typesAsGiven(sql: HotelSql, id: ReservationId): Promise<Map<RoomId, RoomTypeId>> {
  const rows = await sql.rows<{ room: number; type: number }>(
    `SELECT DISTINCT ON (d.room_id) d.room_id AS room, o.room_type_id AS type
       FROM reservation_details d
       LEFT JOIN LATERAL (SELECT (l.changes ->> 'room_id')::int AS room_id FROM logs_reservation l
                           WHERE l.record_id = d.id AND l.action = 'INSERT' ORDER BY l.id LIMIT 1) first ON true
       JOIN rooms o ON o.hotel_id = :hotel
        AND o.id = COALESCE(first.room_id, CASE WHEN (${touchedByPerson('d')}) IS NOT TRUE THEN d.room_id END)
      WHERE d.hotel_id = :hotel AND d.reservation_id = :id AND d.cancelled IS NULL
        AND d.created_by IS NOT DISTINCT FROM ${systemUser}
      ORDER BY d.room_id, d.date`,
    { hotel: sql.hotel, id },
  );
  return new Map(rows.map(({ room, type }) => [roomId(room), roomTypeId(type)]));
}

export async function reservationIdsFrom(sql: HotelSql, from: HotelDate): Promise<ReservationId[]> {
  const rows = await sql.rows<{ id: string }>(
    `SELECT DISTINCT reservation_id AS id FROM reservation_details
      WHERE hotel_id = :hotel AND cancelled IS NULL AND date >= :from`,
    { hotel: sql.hotel, from },
  );
  return rows.map(({ id }) => reservationId(id));
}

/** As the PMS shows people everywhere: kanji, else kana, else the romanised name. */
export async function bookerNames(
  sql: HotelSql,
  ids: readonly ReservationId[],
): Promise<Map<ReservationId, string>> {
  if (ids.length === 0) return new Map();
  const rows = await sql.rows<{ id: string; name: string }>(
    `SELECT r.id, COALESCE(c.name_kanji, c.name_kana, c.name) AS name
       FROM reservations r JOIN clients c ON c.id = r.reservation_client_id
      WHERE r.hotel_id = :hotel AND r.id = ANY(:ids)`,
    { hotel: sql.hotel, ids },
  );
  return new Map(rows.map((row) => [reservationId(row.id), row.name]));
}
