// Who booked a reservation, who else that is in the PMS, and where they stayed before (D20). The PMS has one list of clients for all its hotels.
import { hotelDate, type HotelDate } from '../../../domain/hotel-date.js';
import {
  bookingPlanId,
  type BookingPlanId,
  reservationId,
  type ReservationId,
  roomId,
} from '../../../domain/ids.js';
import type { HotelSql } from '../../../platform/database/index.js';
import type { GuestOfReservation, KnownClient, LastStay, StayOfClient } from '../../port.js';
import { endsOf, phoneEnd } from './phones.js';

interface ClientRow {
  readonly client: string;
  readonly is_person: boolean;
  readonly phone: string | null;
  readonly mail: string | null;
}

const clientOf = ({ client, is_person: isPerson, phone, mail }: ClientRow) => ({
  ...{ client, isPerson },
  phone: phone ?? undefined,
  mail: mail ?? undefined,
});

/** Of clients `c`. */
const clientColumns = `c.id AS client, c.phone, c.email AS mail, c.legal_or_natural_person IS DISTINCT FROM 'legal' AS is_person`;

export async function guestsOf(sql: HotelSql, ids: readonly ReservationId[]): Promise<GuestOfReservation[]> {
  if (ids.length === 0) return [];
  const rows = await sql.rows<ClientRow & { id: string }>(
    `SELECT r.id, ${clientColumns}
       FROM reservations r JOIN clients c ON c.id = r.reservation_client_id
      WHERE r.hotel_id = :hotel AND r.id = ANY(CAST(:ids AS uuid[]))`,
    { hotel: sql.hotel, ids },
  );
  return rows.map((row) => ({ reservation: reservationId(row.id), ...clientOf(row) }));
}

/** Of the phone as it is written, which nearly always ends in so many plain digits: what is looked at first, since all clients are gone through. */
const writtenDigits = 4;
const mostClients = 2_000;

/**
 * Joined, not compared with an array: a plan for whichever array would go through that for each client. Whose phone may be meant is found first: to
 * read the digits of all would take ten times as long.
 */
const meantClients = `
  near AS MATERIALIZED (
    SELECT c.id, c.phone FROM clients c
      JOIN (SELECT DISTINCT right(unnest(CAST(:ends AS text[])), ${writtenDigits}) AS digits) e
        ON right(c.phone, ${writtenDigits}) = e.digits
     UNION ALL
    SELECT c.id, c.phone FROM clients c
     WHERE translate(right(c.phone, ${writtenDigits}), '0123456789', '') <> ''),
  meant AS MATERIALIZED (
    SELECT c.id FROM near c WHERE ${phoneEnd('c.phone')} = ANY(:ends)
     UNION
    SELECT c.id FROM clients c
      JOIN (SELECT DISTINCT unnest(CAST(:mails AS text[])) AS mail) m ON lower(btrim(c.email)) = m.mail)`;

export async function clientsOfContacts(
  sql: HotelSql,
  { phones, mails }: { readonly phones: readonly string[]; readonly mails: readonly string[] },
  since: Date,
): Promise<KnownClient[]> {
  if (phones.length === 0 && mails.length === 0) return [];
  const rows = await sql.rows<ClientRow & { name: string; booked_lately: boolean }>(
    `WITH ${meantClients},
     booked AS (
       SELECT r.reservation_client_id AS id, bool_or(r.created_at >= CAST(:since AS timestamptz)) AS lately
         FROM reservations r WHERE r.hotel_id = :hotel AND r.reservation_client_id IN (SELECT id FROM meant) GROUP BY 1)
     SELECT ${clientColumns}, COALESCE(c.name_kanji, c.name_kana, c.name) AS name, b.lately AS booked_lately
       FROM booked b JOIN clients c ON c.id = b.id ORDER BY b.lately DESC, c.id LIMIT ${mostClients}`,
    { hotel: sql.hotel, since, ends: endsOf(phones), mails },
  );
  return rows.map((row) => ({ name: row.name, bookedLately: row.booked_lately, ...clientOf(row) }));
}

interface LastStayRow {
  readonly stay: number;
  readonly check_in: string;
  readonly check_out: string;
  readonly rooms: readonly { readonly id: number; readonly number: string }[];
}

/** The last reservations of a guest that are looked at for one that has a room. */
const lookedAt = 3;
/** Of nights `d`. */
const isHeld = 'd.cancelled IS NULL AND d.room_id IS NOT NULL';

/**
 * Reservations that have begun: the guest was checked in, or in a hotel that does not press the button, the day has passed. A no-show that
 * nobody has cancelled is so taken for a stay.
 */
const pastStays = `
  SELECT a.stay, r.id, r.check_in, r.check_out,
         row_number() OVER (PARTITION BY a.stay ORDER BY r.check_out DESC, r.check_in DESC, r.id) AS place
    FROM unnest(CAST(:stays AS integer[]), CAST(:clients AS uuid[]), CAST(:own AS uuid[]), CAST(:before AS date[]))
      AS a(stay, client, own, before)
    JOIN reservations r ON r.hotel_id = :hotel AND r.reservation_client_id = a.client
   WHERE r.id <> a.own AND r.check_out <= a.before
     AND (r.status IN ('checked_in', 'checked_out') OR r.status = 'confirmed' AND r.check_in < CAST(:today AS date))`;

const roomsOfLastNight = `
  SELECT json_agg(json_build_object('id', o.id, 'number', o.room_number) ORDER BY o.room_number, o.id) AS rooms
    FROM rooms o
   WHERE o.hotel_id = :hotel AND o.id IN (
     SELECT d.room_id FROM reservation_details d
      WHERE d.hotel_id = :hotel AND d.reservation_id = p.id AND ${isHeld}
        AND d.date = (SELECT max(d.date) FROM reservation_details d
                       WHERE d.hotel_id = :hotel AND d.reservation_id = p.id AND ${isHeld}))`;

export async function lastStays(
  sql: HotelSql,
  stays: readonly StayOfClient[],
  today: HotelDate,
): Promise<Map<BookingPlanId, LastStay>> {
  if (stays.length === 0) return new Map();
  const rows = await sql.rows<LastStayRow>(
    `SELECT DISTINCT ON (p.stay) p.stay, to_char(p.check_in, 'YYYY-MM-DD') AS check_in,
            to_char(p.check_out, 'YYYY-MM-DD') AS check_out, held.rooms
       FROM (${pastStays}) AS p CROSS JOIN LATERAL (${roomsOfLastNight}) AS held
      WHERE p.place <= ${lookedAt} AND held.rooms IS NOT NULL
      ORDER BY p.stay, p.place`,
    {
      ...{ hotel: sql.hotel, today },
      ...{ stays: stays.map(({ stay }) => stay), clients: stays.map(({ client }) => client) },
      ...{ own: stays.map(({ reservation }) => reservation), before: stays.map(({ before }) => before) },
    },
  );
  return new Map(
    rows.map((row) => [
      bookingPlanId(row.stay),
      {
        ...{ checkIn: hotelDate(row.check_in), checkOut: hotelDate(row.check_out) },
        rooms: row.rooms.map(({ id, number }) => ({ id: roomId(id), number })),
      },
    ]),
  );
}
