// The SQL of how a hotel's import stands now: what is open, what was tried lately, and the verdict that is told.
import type { HotelDate } from '../../domain/hotel-date.js';
import { askTogether, type HotelTx, momentIn, type Question } from '../../platform/database/index.js';
import { type AttemptGroup, successStates } from './day-figures.js';
import type { Standing, Verdict } from './verdict.js';

/** Attempts looked at: the newest of the last hours, however many there were. */
const mostAttempts = 1_000;
/** Open messages counted: where there are more, it is at least so many. */
export const mostOpen = 1_000;
const nextRetriesShown = 5;

const moment = (text: string | null) => (text === null ? undefined : momentIn(text));

export interface RecentAttempts {
  readonly tried: number;
  readonly succeeded: number;
  readonly attempts: readonly AttemptGroup[];
}

/**
 * What the newest attempts since then came to. The newest come first: of the moment alone PostgreSQL could not tell how many there are, and would plan the
 * statement anew each time (1.2 of 2.7 ms).
 */
export const recentAttempts = (since: Date): Question<RecentAttempts> => ({
  select: `
    WITH newest AS MATERIALIZED (SELECT * FROM heyawari.ota_import_log WHERE hotel_id = :hotel ORDER BY attempted_at DESC LIMIT ${mostAttempts}),
         a AS (SELECT id, message_id, trigger, status, failure_class, failure_code FROM newest WHERE attempted_at >= :since),
         last AS (SELECT DISTINCT ON (message_id) status FROM a ORDER BY message_id, id DESC)
    SELECT (SELECT count(*) FROM last) AS tried, (SELECT count(*) FROM last WHERE status = ANY(:succeeded)) AS succeeded,
           (SELECT COALESCE(json_agg(g), '[]') FROM (
              SELECT NULL AS kind, trigger, status, failure_class AS class, failure_code AS code, count(*) AS count
                FROM a GROUP BY 2, 3, 4, 5) AS g) AS attempts`,
  bindings: { since, succeeded: successStates },
  read: ([row]: RecentAttempts[]) => row!,
});

export interface OpenMessages {
  /** By state and class of failure; null of what has not been tried yet. */
  readonly groups: readonly {
    readonly status: string;
    readonly class: string | null;
    readonly count: number;
  }[];
  readonly oldestFailed: Date | undefined;
  readonly oldestWaiting: Date | undefined;
  /** What only a person ends, of guests who come today or tomorrow. */
  readonly failedArrivals: number;
}

const waitingStates = `('received', 'pending', 'retrying', 'waiting')`;

/** From the two indexes of what is open, the oldest first; none of what is done. */
export const openMessagesNow = (today: HotelDate, tomorrow: HotelDate): Question<OpenMessages> => ({
  select: `
    WITH failed AS (SELECT status, failure_class, received_at, check_in FROM heyawari.ota_import_cache
                     WHERE hotel_id = :hotel AND status = 'failed' ORDER BY id LIMIT ${mostOpen}),
         waiting AS (SELECT status, failure_class, received_at FROM heyawari.ota_import_cache
                      WHERE hotel_id = :hotel AND status IN ${waitingStates} ORDER BY next_attempt_at, id LIMIT ${mostOpen})
    SELECT (SELECT COALESCE(json_agg(g), '[]') FROM (
              SELECT status, failure_class AS class, count(*) AS count
                FROM (SELECT status, failure_class FROM failed UNION ALL SELECT status, failure_class FROM waiting) AS o
               GROUP BY 1, 2 ORDER BY 1, 2) AS g) AS groups,
           (SELECT min(received_at) FROM failed) AS "oldestFailed",
           (SELECT min(received_at) FROM waiting) AS "oldestWaiting",
           (SELECT count(*) FROM failed WHERE check_in BETWEEN CAST(:today AS date) AND CAST(:tomorrow AS date)) AS "failedArrivals"`,
  bindings: { today, tomorrow },
  read: ([row]: {
    groups: OpenMessages['groups'];
    oldestFailed: string | null;
    oldestWaiting: string | null;
    failedArrivals: number;
  }[]) => ({
    ...row!,
    oldestFailed: moment(row!.oldestFailed),
    oldestWaiting: moment(row!.oldestWaiting),
  }),
});

export interface NextRetry {
  readonly messageId: number;
  readonly bookingNumber: string | null;
  readonly at: Date;
  readonly code: string | null;
}

/** What is tried next by itself. */
export const nextRetries: Question<NextRetry[]> = {
  select: `
    SELECT CAST(id AS double precision) AS "messageId", booking_number AS "bookingNumber", next_attempt_at AS at, failure_code AS code
      FROM heyawari.ota_import_cache
     WHERE hotel_id = :hotel AND status IN ${waitingStates} AND next_attempt_at IS NOT NULL
     ORDER BY next_attempt_at, id LIMIT ${nextRetriesShown}`,
  bindings: {},
  read: (rows: { messageId: number; bookingNumber: string | null; at: string; code: string | null }[]) =>
    rows.map((row) => ({ ...row, at: momentIn(row.at) })),
};

export interface Deliveries {
  readonly lastReceived: Date | undefined;
  readonly unconfirmed: number;
  readonly oldestUnconfirmed: Date | undefined;
  /** Since when the hotel is not fetched for, as the database was restored. */
  readonly heldSince: Date | undefined;
  readonly siteController:
    | {
        readonly failures: number;
        readonly lastSuccess: Date | undefined;
        readonly lastFailure: string | undefined;
      }
    | undefined;
}

interface DeliveriesRow {
  readonly lastReceived: string | null;
  readonly unconfirmed: number;
  readonly oldestUnconfirmed: string | null;
  readonly heldSince: string | null;
  readonly failures: number | null;
  readonly lastSuccess: string | null;
  readonly lastFailure: string | null;
}

function deliveriesIn([row]: DeliveriesRow[]): Deliveries {
  const { failures, lastSuccess, lastFailure, ...rest } = row!;
  return {
    unconfirmed: rest.unconfirmed,
    lastReceived: moment(rest.lastReceived),
    oldestUnconfirmed: moment(rest.oldestUnconfirmed),
    heldSince: moment(rest.heldSince),
    siteController:
      failures === null
        ? undefined
        : { failures, lastSuccess: moment(lastSuccess), lastFailure: lastFailure ?? undefined },
  };
}

/** Outputs, and how the site controller answers. */
export const deliveries: Question<Deliveries> = {
  select: `
    SELECT (SELECT max(received_at) FROM heyawari.ota_outputs WHERE hotel_id = :hotel) AS "lastReceived",
           (SELECT since FROM heyawari.fetch_holds WHERE hotel_id = :hotel) AS "heldSince",
           o.unconfirmed, o.oldest AS "oldestUnconfirmed", b.failures, b.last_success_at AS "lastSuccess", b.last_failure AS "lastFailure"
      FROM (SELECT count(*) AS unconfirmed, min(received_at) AS oldest
              FROM (SELECT received_at FROM heyawari.ota_outputs WHERE hotel_id = :hotel AND confirmation = 'pending'
                     ORDER BY next_confirmation_at LIMIT ${mostOpen}) AS p) AS o
      LEFT JOIN heyawari.site_controller_buckets b ON b.hotel_id = :hotel`,
  bindings: {},
  read: deliveriesIn,
};

/** Since when the message waits that is due longest; undefined where none is due. */
export const oldestDue = (now: Date): Question<Date | undefined> => ({
  select: `
    SELECT min(next_attempt_at) AS due FROM heyawari.ota_import_cache
     WHERE hotel_id = :hotel AND status IN ${waitingStates} AND next_attempt_at <= :now`,
  bindings: { now },
  read: ([row]: { due: string | null }[]) => moment(row?.due ?? null),
});

export interface OpenFindings {
  readonly all: number;
  /** Of those, gaps in the report numbers of an agency. */
  readonly gaps: number;
}

/** What messages, the PMS and our plans say differently, and nobody has seen to. */
export const openFindings: Question<OpenFindings> = {
  select: `
    SELECT count(*) AS all, count(*) FILTER (WHERE kind = 'report_numbers_missing') AS gaps FROM (
      SELECT kind FROM heyawari.reconciliation_findings
       WHERE hotel_id = :hotel AND state = 'open' LIMIT ${mostOpen}) AS f`,
  bindings: {},
  read: ([row]: OpenFindings[]) => row!,
};

interface StandingRow {
  readonly verdict: Verdict;
  readonly since: string;
  readonly better_since: string | null;
}

/** The verdict that is told; undefined before the first look. */
export const standing: Question<Standing | undefined> = {
  select: 'SELECT verdict, since, better_since FROM heyawari.ota_import_health WHERE hotel_id = :hotel',
  bindings: {},
  read: ([row]: StandingRow[]) =>
    row && { verdict: row.verdict, since: momentIn(row.since), betterSince: moment(row.better_since) },
};

/** Of advisory locks beside those of importers and of writers of rooms. */
const healthLock = 0x484a;

/** Keeps every other look at the hotel's health until `tx` ends, and answers with the verdict that is told. */
export async function lockStanding(tx: HotelTx): Promise<Standing | undefined> {
  await tx.rows(`SELECT pg_advisory_xact_lock(${healthLock}, :hotel)`, { hotel: tx.hotel });
  return (await askTogether(tx, { standing })).standing;
}

export async function saveStanding(
  tx: HotelTx,
  { verdict, since, betterSince }: Standing,
  now: Date,
): Promise<void> {
  await tx.run(
    `INSERT INTO heyawari.ota_import_health (hotel_id, verdict, since, better_since, looked_at)
     VALUES (:hotel, :verdict, :since, :betterSince, :now)
     ON CONFLICT (hotel_id) DO UPDATE SET verdict = excluded.verdict, since = excluded.since,
            better_since = excluded.better_since, looked_at = excluded.looked_at`,
    { hotel: tx.hotel, verdict, since, betterSince: betterSince ?? null, now },
  );
}
