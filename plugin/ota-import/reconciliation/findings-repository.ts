// The SQL of findings and of the runs that look for them.
import type { HotelDate } from '../../domain/hotel-date.js';
import type { HotelSql, HotelTx, Sql } from '../../platform/database/index.js';
import type { Details } from './compare.js';
import type { Dismissal, FindingKind, FindingState } from './findings.js';

/** As it was found. */
export interface Found {
  readonly kind: FindingKind;
  readonly subject: string;
  readonly bookingNumber: string | undefined;
  readonly agency: string | null;
  readonly reservation: string | undefined;
  readonly message: number | undefined;
  readonly checkIn: HotelDate | undefined;
  readonly checkOut: HotelDate | undefined;
  readonly details: Details;
}

/** A finding as it is kept. */
export interface Finding {
  readonly id: number;
  readonly version: number;
  readonly kind: FindingKind;
  readonly bookingNumber: string | null;
  readonly agency: string | null;
  readonly reservationId: string | null;
  readonly messageId: number | null;
  readonly checkIn: string | null;
  readonly checkOut: string | null;
  readonly details: Details;
  readonly state: FindingState;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
  readonly settledAt: Date | null;
  readonly dismissedBecause: Dismissal | null;
}

/** Of advisory locks beside those of importers, of writers of rooms and of looks at health. */
const askingLock = 0x484b;

/** Until `tx` ends nobody else asks for a run in the hotel. */
export async function lockAsking(tx: HotelTx): Promise<void> {
  await tx.rows(`SELECT pg_advisory_xact_lock(${askingLock}, :hotel)`, { hotel: tx.hotel });
}

/** A run that was asked for; `askedBy` undefined: by the night. */
export async function addRun(tx: HotelTx, askedBy: number | undefined, at: Date): Promise<number> {
  const row = await tx.row<{ id: number }>(
    `INSERT INTO heyawari.reconciliation_runs (hotel_id, asked_by, requested_at) VALUES (:hotel, :askedBy, :at)
     RETURNING CAST(id AS double precision) AS id`,
    { hotel: tx.hotel, askedBy: askedBy ?? null, at },
  );
  return row!.id;
}

export interface Run {
  readonly id: number;
  readonly requestedAt: Date;
  /** Null while it is at work, or waits for its turn. */
  readonly finishedAt: Date | null;
  readonly bookings: number | null;
  readonly findings: number | null;
}

/** The newest run; undefined where there was none. */
export const lastRun = (sql: HotelSql): Promise<Run | undefined> =>
  sql.row(
    `SELECT CAST(id AS double precision) AS id, requested_at AS "requestedAt", finished_at AS "finishedAt", bookings, findings
       FROM heyawari.reconciliation_runs WHERE hotel_id = :hotel ORDER BY id DESC LIMIT 1`,
    { hotel: sql.hotel },
  );

/**
 * Writes what a look has found, over what stands of it; whatever is not as it was is open anew, dismissed or not. Answers with how many are new
 * or other than before. `run`: that found them.
 */
export async function saveFound(
  tx: HotelTx,
  found: readonly Found[],
  run: number | undefined,
  now: Date,
): Promise<number> {
  if (found.length === 0) return 0;
  const rows = found.map(({ reservation, message, bookingNumber, checkIn, checkOut, ...rest }) => ({
    ...rest,
    ...{ reservation: reservation ?? null, message: message ?? null, bookingNumber: bookingNumber ?? null },
    ...{ checkIn: checkIn ?? null, checkOut: checkOut ?? null },
  }));
  const row = await tx.row<{ changed: number }>(
    `WITH found AS (
       SELECT * FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS f(kind text, subject text, "bookingNumber" text, agency text,
              reservation uuid, message bigint, "checkIn" date, "checkOut" date, details jsonb)),
     saved AS (
       INSERT INTO heyawari.reconciliation_findings AS known (hotel_id, kind, subject, booking_number, agency, reservation_id,
              message_id, check_in, check_out, details, first_seen, last_seen, changed_at, run_id)
       SELECT DISTINCT ON (kind, subject) :hotel, kind, subject, "bookingNumber", agency, reservation, message, "checkIn", "checkOut",
              details, CAST(:now AS timestamptz), CAST(:now AS timestamptz), CAST(:now AS timestamptz), CAST(:run AS bigint)
         FROM found ORDER BY kind, subject
       ON CONFLICT (hotel_id, kind, subject) WHERE state <> 'settled' DO UPDATE
          SET booking_number = excluded.booking_number, agency = excluded.agency, reservation_id = excluded.reservation_id,
              message_id = excluded.message_id, check_in = excluded.check_in, check_out = excluded.check_out,
              last_seen = excluded.last_seen, run_id = GREATEST(known.run_id, excluded.run_id), details = excluded.details,
              version = known.version + CASE WHEN known.details = excluded.details THEN 0 ELSE 1 END,
              state = CASE WHEN known.details = excluded.details THEN known.state ELSE 'open' END,
              changed_at = CASE WHEN known.details = excluded.details THEN known.changed_at ELSE excluded.last_seen END
       RETURNING changed_at)
     SELECT CAST(count(*) FILTER (WHERE changed_at = :now) AS integer) AS changed FROM saved`,
    { hotel: tx.hotel, rows: JSON.stringify(rows), run: run ?? null, now },
  );
  return row!.changed;
}

/** What stood from earlier runs and this one has not found again is over. Answers with how many. */
export const settleUnseen = (tx: HotelTx, run: number, now: Date): Promise<number> =>
  tx.run(
    `UPDATE heyawari.reconciliation_findings SET state = 'settled', settled_at = :now, version = version + 1
      WHERE hotel_id = :hotel AND state IN ('open', 'dismissed') AND run_id < :run`,
    { hotel: tx.hotel, run, now },
  );

/** Of findings of one kind that no run looks for: those about other subjects are over. Answers with how many. */
export const settleOthers = (
  tx: HotelTx,
  kind: FindingKind,
  standing: readonly string[],
  now: Date,
): Promise<number> =>
  tx.run(
    `UPDATE heyawari.reconciliation_findings SET state = 'settled', settled_at = :now, version = version + 1
      WHERE hotel_id = :hotel AND state IN ('open', 'dismissed') AND kind = :kind AND subject <> ALL(:standing)`,
    { hotel: tx.hotel, kind, standing, now },
  );

export async function finishRun(
  tx: HotelTx,
  run: number,
  { bookings, findings }: { readonly bookings: number; readonly findings: number },
  now: Date,
): Promise<void> {
  await tx.run(
    `UPDATE heyawari.reconciliation_runs SET finished_at = :now, bookings = :bookings, findings = :findings
      WHERE hotel_id = :hotel AND id = :run`,
    { hotel: tx.hotel, run, bookings, findings, now },
  );
}

const columns = `CAST(id AS double precision) AS id, version, kind, booking_number AS "bookingNumber", agency,
  reservation_id AS "reservationId", CAST(message_id AS double precision) AS "messageId",
  to_char(check_in, 'YYYY-MM-DD') AS "checkIn", to_char(check_out, 'YYYY-MM-DD') AS "checkOut", details, state,
  first_seen AS "firstSeen", last_seen AS "lastSeen", settled_at AS "settledAt", dismissed_because AS "dismissedBecause"`;

/** The newest first; and how many there are in all. */
export async function findings(
  sql: HotelSql,
  state: FindingState,
  kind: FindingKind | undefined,
  range: { readonly offset: number; readonly limit: number },
): Promise<{ readonly items: readonly Finding[]; readonly total: number }> {
  const bindings = { hotel: sql.hotel, state, kind: kind ?? null };
  const wanted = 'hotel_id = :hotel AND state = :state AND (CAST(:kind AS text) IS NULL OR kind = :kind)';
  const items = await sql.rows<Finding>(
    `SELECT ${columns} FROM heyawari.reconciliation_findings WHERE ${wanted} ORDER BY id DESC OFFSET :offset LIMIT :limit`,
    { ...bindings, ...range },
  );
  const counted = await sql.row<{ total: number }>(
    `SELECT CAST(count(*) AS integer) AS total FROM heyawari.reconciliation_findings WHERE ${wanted}`,
    bindings,
  );
  return { items, total: counted!.total };
}

/** Kept from being changed until `tx` ends. */
export const findingForUpdate = (tx: HotelTx, id: number): Promise<Finding | undefined> =>
  tx.row(
    `SELECT ${columns} FROM heyawari.reconciliation_findings WHERE hotel_id = :hotel AND id = :id FOR UPDATE`,
    { hotel: tx.hotel, id },
  );

export async function dismissFinding(
  tx: HotelTx,
  id: number,
  by: { readonly user: number; readonly because: Dismissal },
): Promise<Finding> {
  const row = await tx.row<Finding>(
    `UPDATE heyawari.reconciliation_findings
        SET state = 'dismissed', version = version + 1, dismissed_by = :user, dismissed_because = :because
      WHERE hotel_id = :hotel AND id = :id RETURNING ${columns}`,
    { hotel: tx.hotel, id, ...by },
  );
  return row!;
}

/** Forgets what was settled before then, and the runs of then. */
export async function forgetSettled(sql: Sql, before: Date): Promise<void> {
  await sql.run(
    `DELETE FROM heyawari.reconciliation_findings WHERE state = 'settled' AND settled_at < :before`,
    { before },
  );
  await sql.run('DELETE FROM heyawari.reconciliation_runs WHERE requested_at < :before', { before });
}
