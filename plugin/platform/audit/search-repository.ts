// The SQL of looking through the audit log: newest first, page after page, without counting what is behind.
import type { HotelSql } from '../database/index.js';

/** What is looked for, in a hotel. */
export interface AuditSearch {
  /** `[from, until)`. */
  readonly from: Date;
  readonly until: Date;
  /** `booking-plan:12`, or all of a kind: `booking-plan`. Undefined: whatever was done. */
  readonly subject: string | undefined;
  /** Only what stands behind that entry; undefined: from the newest on. */
  readonly after: number | undefined;
}

/** An entry as it was written, with what names it. */
export interface FoundEntry {
  readonly id: number;
  readonly at: Date;
  /** Null: the plugin itself, or whoever set it up. */
  readonly userId: number | null;
  /** 担当者: who it was at a shared login; null where nobody was asked. */
  readonly clerk: string | null;
  readonly correlationId: string | null;
  readonly action: string;
  readonly subject: string;
  readonly details: Readonly<Record<string, unknown>>;
}

const aboutSubject = {
  anything: '',
  one: 'AND subject = :subject',
  kind: `AND (subject = :subject OR subject LIKE CAST(:subject AS text) || ':%')`,
} as const;

const scopeOf = (subject: string | undefined): keyof typeof aboutSubject =>
  subject === undefined ? 'anything' : subject.includes(':') ? 'one' : 'kind';

/** Where the list goes on: behind the entry that was told last; undefined where that one has been forgotten, and so all behind it. */
async function startOf(sql: HotelSql, { until, after }: AuditSearch) {
  if (after === undefined) return { at: until, id: 0 };
  return sql.row<{ readonly at: Date; readonly id: number }>(
    `SELECT at, CAST(id AS double precision) AS id FROM heyawari.audit_log WHERE hotel_id = :hotel AND id = :after`,
    { hotel: sql.hotel, after },
  );
}

/** The newest first, at most `limit`. */
export async function searchAudit(sql: HotelSql, search: AuditSearch, limit: number): Promise<FoundEntry[]> {
  const start = await startOf(sql, search);
  if (!start) return [];
  const { from, until, subject } = search;
  return sql.rows<FoundEntry>(
    `SELECT CAST(id AS double precision) AS id, at, user_id AS "userId", clerk, correlation_id AS "correlationId", action, subject, details
       FROM heyawari.audit_log
      WHERE hotel_id = :hotel AND at >= :from AND at < :until AND (at, id) < (CAST(:startAt AS timestamptz), :startId)
            ${aboutSubject[scopeOf(subject)]}
      ORDER BY at DESC, id DESC LIMIT :limit`,
    { hotel: sql.hotel, from, until, startAt: start.at, startId: start.id, subject: subject ?? null, limit },
  );
}
