// The audit log: who did what, when, to what; in the transaction of the deed, and never changed afterwards (N5).
import type { Clock } from '../../domain/clock.js';
import { correlationId, currentClerk, currentUserId } from '../context.js';
import type { HotelSql, HotelTx } from '../database/index.js';

export { forgetAudit } from './retention-repository.js';
export { type AuditSearch, type FoundEntry, searchAudit } from './search-repository.js';

export interface AuditEntry {
  /** What was done, as dotted words: `booking-plan.final-room`. */
  readonly action: string;
  /** To what: `booking-plan:12`. */
  readonly subject: string;
  /** What a later reader needs, old and new values for one; identifiers and numbers, no personal data. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** An entry as it was written. */
export interface AuditRecord {
  readonly at: Date;
  /** Undefined: the plugin itself, or whoever set it up. */
  readonly userId: number | undefined;
  /** 担当者: who it was at a shared login; undefined where nobody was asked. */
  readonly clerk: string | undefined;
  readonly action: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface Audit {
  /** The user, the 担当者 and the correlation id are those of the request or job that runs. */
  record(tx: HotelTx, entry: AuditEntry): Promise<void>;
  /** The same, unless the same user has done it to the same subject since then: of what a screen that stands open repeats. */
  recordOnce(tx: HotelTx, entry: AuditEntry, since: Date): Promise<void>;
  /** What was done to `subject`, newest first: at most `limit` entries after the first `offset`, and how many there are in all. */
  entries(
    sql: HotelSql,
    subject: string,
    range: { readonly offset: number; readonly limit: number },
  ): Promise<{ readonly entries: readonly AuditRecord[]; readonly total: number }>;
  /** When and by whom something was last done to each of `subjects`, by subject; none of what was done longer ago than entries are kept. */
  lastDone(sql: HotelSql, subjects: readonly string[]): Promise<ReadonlyMap<string, LastDone>>;
}

export type LastDone = Pick<AuditRecord, 'at' | 'userId' | 'clerk'>;

interface AuditRow {
  readonly at: Date;
  readonly user_id: number | null;
  readonly clerk: string | null;
  readonly action: string;
  readonly details: Readonly<Record<string, unknown>>;
}

const write = (tx: HotelTx, at: Date, { action, subject, details = {} }: AuditEntry) =>
  tx.run(
    `INSERT INTO heyawari.audit_log (hotel_id, at, user_id, clerk, correlation_id, action, subject, details)
     VALUES (:hotelId, :at, :userId, :clerk, :correlationId, :action, :subject, :details)`,
    {
      ...{ hotelId: tx.hotel, at, userId: currentUserId() ?? null, correlationId: correlationId() ?? null },
      ...{ clerk: currentClerk() ?? null, action, subject, details: JSON.stringify(details) },
    },
  );

/** Whether the user of the request has done that since then. */
const wasDone = async (tx: HotelTx, { action, subject }: AuditEntry, since: Date) =>
  (await tx.row(
    `SELECT id FROM heyawari.audit_log
      WHERE hotel_id = :hotelId AND subject = :subject AND action = :action AND at > :since
        AND user_id IS NOT DISTINCT FROM CAST(:userId AS integer)
      LIMIT 1`,
    { hotelId: tx.hotel, subject, action, since, userId: currentUserId() ?? null },
  )) !== undefined;

export const createAudit = (clock: Clock): Audit => ({
  async record(tx, entry) {
    await write(tx, clock.now(), entry);
  },

  async recordOnce(tx, entry, since) {
    if (!(await wasDone(tx, entry, since))) await write(tx, clock.now(), entry);
  },

  async entries(sql, subject, { offset, limit }) {
    const rows = await sql.rows<AuditRow>(
      `SELECT at, user_id, clerk, action, details FROM heyawari.audit_log
        WHERE hotel_id = :hotelId AND subject = :subject ORDER BY id DESC OFFSET :offset LIMIT :limit`,
      { hotelId: sql.hotel, subject, offset, limit },
    );
    const counted = await sql.row<{ total: number }>(
      `SELECT CAST(count(*) AS integer) AS total FROM heyawari.audit_log
        WHERE hotel_id = :hotelId AND subject = :subject`,
      { hotelId: sql.hotel, subject },
    );
    const entries = rows.map(({ user_id, clerk, ...row }) => ({
      ...row,
      ...{ userId: user_id ?? undefined, clerk: clerk ?? undefined },
    }));
    return { entries, total: counted?.total ?? 0 };
  },

  async lastDone(sql, subjects) {
    const rows = await sql.rows<Pick<AuditRow, 'at' | 'user_id' | 'clerk'> & { readonly subject: string }>(
      `SELECT s.subject, last.at, last.user_id, last.clerk FROM unnest(CAST(:subjects AS text[])) AS s(subject)
        CROSS JOIN LATERAL (SELECT at, user_id, clerk FROM heyawari.audit_log
                             WHERE hotel_id = :hotelId AND subject = s.subject ORDER BY id DESC LIMIT 1) AS last`,
      { hotelId: sql.hotel, subjects },
    );
    return new Map(
      rows.map(({ subject, at, user_id, clerk }) => [
        subject,
        { at, userId: user_id ?? undefined, clerk: clerk ?? undefined },
      ]),
    );
  },
});
