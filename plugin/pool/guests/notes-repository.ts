// The SQL of the rooms that guests wish for, and of those they do not.
import type { HotelDate } from '../../domain/hotel-date.js';
import type { BookingPlanId, ReservationId, RoomId } from '../../domain/ids.js';
import type { HotelSql, HotelTx, Sql } from '../../platform/database/index.js';
import type { Sealed } from '../../platform/encryption/index.js';

export const noteKinds = ['wish', 'avoid'] as const;
export type NoteKind = (typeof noteKinds)[number];

export interface StoredNote {
  readonly id: number;
  readonly version: number;
  readonly roomId: RoomId;
  readonly kind: NoteKind;
  readonly sealed: Sealed | undefined;
}

/** A stay as far as it leads to its guest. */
export interface GuestStay {
  readonly id: BookingPlanId;
  readonly reservationId: ReservationId | null;
  readonly checkIn: HotelDate;
  readonly checkOut: HotelDate;
}

const stayColumns = `CAST(p.id AS integer) AS id, p.reservation_id AS "reservationId",
  to_char(p.check_in, 'YYYY-MM-DD') AS "checkIn", to_char(p.check_out, 'YYYY-MM-DD') AS "checkOut"`;

/** Those of the plans that have not ended. */
export const guestStays = (sql: HotelSql, ids: readonly BookingPlanId[]): Promise<GuestStay[]> =>
  sql.rows<GuestStay>(
    `SELECT ${stayColumns} FROM heyawari.booking_plans p
      WHERE p.hotel_id = :hotel AND p.id = ANY(:ids) AND p.room_state <> 'ended' ORDER BY p.id`,
    { hotel: sql.hotel, ids },
  );

/** Stays that end in `[from, to]`, at most `limit`, the last departures first. */
export const departingStays = (
  sql: HotelSql,
  from: HotelDate,
  to: HotelDate,
  limit: number,
): Promise<GuestStay[]> =>
  sql.rows<GuestStay>(
    `SELECT ${stayColumns} FROM heyawari.booking_plans p
      WHERE p.hotel_id = :hotel AND p.check_out BETWEEN :from AND :to AND p.room_state <> 'ended'
        AND p.reservation_id IS NOT NULL
      ORDER BY p.check_out DESC, p.id LIMIT :limit`,
    { hotel: sql.hotel, from, to, limit },
  );

interface NoteRow {
  readonly id: number;
  readonly version: number;
  readonly room_id: RoomId;
  readonly kind: NoteKind;
  readonly key_id: string | null;
  readonly sealed: Buffer | null;
}

const noteColumns = `CAST(n.id AS double precision) AS id, n.version, n.room_id, n.kind, n.note_key_id AS key_id,
  n.sealed_note AS sealed`;

const toNote = ({ id, version, room_id, kind, key_id, sealed }: NoteRow): StoredNote => ({
  ...{ id, version, roomId: room_id, kind },
  sealed: key_id !== null && sealed !== null ? { keyId: key_id, bytes: sealed } : undefined,
});

/** By key in hexadecimal, each in the order in which they were made; at most `limit` in all. */
export async function notesOf(
  sql: HotelSql,
  keys: readonly Buffer[],
  limit: number,
): Promise<ReadonlyMap<string, readonly StoredNote[]>> {
  if (keys.length === 0) return new Map();
  const rows = await sql.rows<NoteRow & { readonly guest: string }>(
    `SELECT encode(k.guest_key, 'hex') AS guest, ${noteColumns}
       FROM heyawari.guest_room_note_keys k JOIN heyawari.guest_room_notes n ON n.hotel_id = k.hotel_id AND n.id = k.note_id
      WHERE k.hotel_id = :hotel AND k.guest_key = ANY(:keys) ORDER BY n.id, k.guest_key LIMIT :limit`,
    { hotel: sql.hotel, keys, limit },
  );
  const notes = Map.groupBy(rows, ({ guest }) => guest);
  return new Map([...notes].map(([guest, some]) => [guest, some.map(toNote)]));
}

/** Held until `tx` ends; undefined where there is none. */
export async function lockedNote(tx: HotelTx, id: number): Promise<StoredNote | undefined> {
  const row = await tx.row<NoteRow>(
    `SELECT ${noteColumns} FROM heyawari.guest_room_notes n WHERE n.hotel_id = :hotel AND n.id = :id FOR UPDATE`,
    { hotel: tx.hotel, id },
  );
  return row && toNote(row);
}

export interface NewNote {
  readonly roomId: RoomId;
  readonly kind: NoteKind;
  readonly sealed: Sealed | undefined;
  readonly departure: HotelDate;
}

/** Undefined, and `tx` is to be undone, where one of the keys has a note of the room. */
export async function addNote(
  tx: HotelTx,
  keys: readonly Buffer[],
  { roomId, kind, sealed, departure }: NewNote,
  now: Date,
): Promise<StoredNote | undefined> {
  const made = await tx.row<NoteRow>(
    `INSERT INTO heyawari.guest_room_notes AS n
       (hotel_id, room_id, kind, note_key_id, sealed_note, last_departure, changed_at)
     VALUES (:hotel, :roomId, :kind, :keyId, :bytes, :departure, :now) RETURNING ${noteColumns}`,
    {
      ...{ hotel: tx.hotel, roomId, kind, departure, now },
      ...{ keyId: sealed?.keyId ?? null, bytes: sealed?.bytes ?? null },
    },
  );
  if (!made) throw new Error('PostgreSQL did not answer with the note');
  const known = await tx.run(
    `INSERT INTO heyawari.guest_room_note_keys (hotel_id, guest_key, room_id, note_id)
     SELECT :hotel, key, :roomId, :note FROM unnest(CAST(:keys AS bytea[])) AS key ON CONFLICT DO NOTHING`,
    { hotel: tx.hotel, roomId, note: made.id, keys },
  );
  return known === keys.length ? toNote(made) : undefined;
}

/** Of a locked note; answers with it as it is now. */
export async function changeNote(
  tx: HotelTx,
  id: number,
  kind: NoteKind,
  sealed: Sealed | undefined,
  now: Date,
): Promise<StoredNote> {
  const row = await tx.row<NoteRow>(
    `UPDATE heyawari.guest_room_notes n
        SET kind = :kind, note_key_id = :keyId, sealed_note = :bytes, version = n.version + 1, changed_at = :now
      WHERE n.hotel_id = :hotel AND n.id = :id RETURNING ${noteColumns}`,
    {
      ...{ hotel: tx.hotel, id, kind, now },
      ...{ keyId: sealed?.keyId ?? null, bytes: sealed?.bytes ?? null },
    },
  );
  if (!row) throw new Error('a locked note is gone');
  return toNote(row);
}

export const removeNote = (tx: HotelTx, id: number): Promise<number> =>
  tx.run('DELETE FROM heyawari.guest_room_notes WHERE hotel_id = :hotel AND id = :id', {
    hotel: tx.hotel,
    id,
  });

/** Guests were here until then: what is noted of them is kept from that day on, if it was not from a later one. */
export const keepFrom = (
  sql: HotelSql,
  departures: readonly { readonly key: Buffer; readonly departure: HotelDate }[],
): Promise<number> =>
  sql.run(
    `UPDATE heyawari.guest_room_notes n SET last_departure = d.departure
       FROM (SELECT k.note_id, max(a.departure) AS departure
               FROM unnest(CAST(:keys AS bytea[]), CAST(:departures AS date[])) AS a(key, departure)
               JOIN heyawari.guest_room_note_keys k ON k.hotel_id = :hotel AND k.guest_key = a.key
              GROUP BY k.note_id) AS d
      WHERE n.hotel_id = :hotel AND n.id = d.note_id AND n.last_departure < d.departure`,
    {
      hotel: sql.hotel,
      keys: departures.map(({ key }) => key),
      departures: departures.map(({ departure }) => departure),
    },
  );

export async function hotelsWithNotes(sql: Sql): Promise<number[]> {
  const rows = await sql.rows<{ hotel: number }>(
    'SELECT DISTINCT hotel_id AS hotel FROM heyawari.guest_room_notes ORDER BY 1',
  );
  return rows.map(({ hotel }) => hotel);
}

/** Of guests who were last here before `before`, at most `limit`. Answers with how many went. */
export const forgetNotes = (sql: Sql, before: HotelDate, limit: number): Promise<number> =>
  sql.run(
    `DELETE FROM heyawari.guest_room_notes WHERE ctid = ANY (ARRAY(
       SELECT ctid FROM heyawari.guest_room_notes WHERE last_departure < :before LIMIT :limit))`,
    { before, limit },
  );
