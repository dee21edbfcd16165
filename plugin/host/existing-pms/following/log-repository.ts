// The SQL of following the PMS's change log: its triggers write a row for each write, and the role cannot index it but by id.
import { type HotelId, reservationId, type ReservationId } from '../../../domain/ids.js';
import type { Sql, Transaction, HotelTx } from '../../../platform/database/index.js';
import { hotelsWithOtherRooms } from '../reading/inventory.js';
import type { LogGap, LogPage, LogPosition } from './log-position.js';

/** A reservation that a row of the log speaks of. */
export interface LogEntry {
  readonly logId: number;
  readonly hotel: number;
  readonly reservation: ReservationId;
  /** The PMS's user; undefined where the log does not say. */
  readonly user: number | undefined;
}

/** A hotel whose changes somebody asks for. */
interface FollowedHotel {
  readonly hotel: number;
  /** How many of the reader's comparisons it has had. */
  readonly compared: number;
  /** Whether changes have been laid aside for it. */
  readonly waiting: boolean;
}

export interface Look {
  /** Undefined where it was to be locked and another reads just now. */
  readonly position: LogPosition | undefined;
  /** Whether what was read beside the locked position is of the position's own time; what was taken is taken all the same. */
  readonly coherent: boolean;
  readonly page: LogPage;
  /** More is above. */
  readonly full: boolean;
  /** What the page says, of every hotel. */
  readonly entries: readonly LogEntry[];
  /** What had been laid aside for `takeOf`, and is so no longer. */
  readonly taken: readonly LogEntry[];
  readonly followed: readonly FollowedHotel[];
  /** Of the followed ones, where asked for: whose rooms are not as they were kept. */
  readonly withOtherRooms: readonly number[];
}

export interface LookOptions {
  /** Holds the position to the end of the transaction; where another holds it, nobody waits. */
  readonly locked: boolean;
  readonly takeOf?: HotelId;
  /** Reads above this id instead of above the position's. */
  readonly above?: number;
  /** Asks also whose rooms have changed, of which this log does not tell. */
  readonly atRooms?: true;
  /** Reads no row of the log: for whoever wants to know whether there are any. */
  readonly withoutRows?: true;
}

/** Rows of the log in one look. */
const pageSize = 5_000;

interface EntryRow {
  readonly log_id: number;
  readonly hotel: number;
  readonly reservation: string;
  readonly writer: number | null;
}

interface LookRow {
  readonly version: string | null;
  readonly present_version: string;
  readonly highest: string | null;
  readonly gaps: readonly LogGap[] | null;
  readonly comparisons: number | null;
  readonly newest: number;
  readonly oldest_running: string;
  readonly next_transaction: string;
  readonly ids: readonly number[];
  readonly entries: readonly EntryRow[];
  readonly taken: readonly EntryRow[];
  readonly followed: readonly FollowedHotel[];
  readonly with_other_rooms: readonly number[];
}

const nobody = 'SELECT CAST(NULL AS integer) WHERE false';

/**
 * An INSERT or DELETE is logged as the row itself, an UPDATE as `{old, new}`: a night that goes from one reservation to another speaks of
 * both. The log names the partition (`reservation_details_7`); the hotel is taken from the row.
 */
const entriesOfPage = `SELECT max(p.id) AS log_id, CAST(v.written ->> 'hotel_id' AS integer) AS hotel, p.user_id AS writer,
       v.written ->> CASE WHEN p.table_name LIKE 'reservations%' THEN 'id' ELSE 'reservation_id' END AS reservation
  FROM page p CROSS JOIN LATERAL (VALUES (p.changes), (p.changes -> 'old'), (p.changes -> 'new')) AS v(written)
 WHERE p.table_name ~ '^(reservations|reservation_details)(_|$)' AND v.written ->> 'hotel_id' IS NOT NULL
 GROUP BY 2, 3, 4`;

const logColumns = 'l.id, l.table_name, l.user_id, l.changes';

const rowsOfLog = `
  (SELECT ${logColumns} FROM logs_reservation l
    WHERE l.id > COALESCE(CAST(:above AS bigint), r.highest) ORDER BY l.id LIMIT ${pageSize})
  UNION ALL
  (SELECT ${logColumns} FROM logs_reservation l
    WHERE l.id = ANY (ARRAY(SELECT CAST(id AS bigint) FROM jsonb_path_query(r.gaps, '$[*].ids[*]') AS id)))`;

const noRows = `SELECT ${logColumns} FROM logs_reservation l WHERE false`;

const lookStatement = (lock: string, rows: string, otherRooms: string) => `
  WITH reader AS MATERIALIZED (SELECT * FROM heyawari.host_log_reader ${lock}),
       page AS MATERIALIZED (
         SELECT l.* FROM reader r CROSS JOIN LATERAL (${rows}) AS l),
       taken AS (
         DELETE FROM heyawari.host_changes WHERE hotel_id = :hotel
         RETURNING log_id, hotel_id AS hotel, reservation_id AS reservation, user_id AS writer)
  SELECT r.version, r.highest, r.gaps, r.comparisons,
         (SELECT version FROM heyawari.host_log_reader) AS present_version,
         (SELECT COALESCE(max(id), 0) FROM logs_reservation) AS newest,
         CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS oldest_running,
         CAST(pg_snapshot_xmax(pg_current_snapshot()) AS text) AS next_transaction,
         (SELECT COALESCE(json_agg(id ORDER BY id), '[]') FROM page) AS ids,
         (SELECT COALESCE(json_agg(e), '[]') FROM (${entriesOfPage}) AS e) AS entries,
         (SELECT COALESCE(json_agg(t), '[]') FROM taken t) AS taken,
         (SELECT COALESCE(json_agg(json_build_object('hotel', c.hotel_id, 'compared', c.compared, 'waiting', EXISTS
                   (SELECT FROM heyawari.host_changes h WHERE h.hotel_id = c.hotel_id)) ORDER BY c.hotel_id), '[]')
            FROM heyawari.host_cursors c) AS followed,
         ARRAY(${otherRooms}) AS with_other_rooms
    FROM (VALUES (1)) AS one LEFT JOIN reader r ON true`;

const toEntry = ({ log_id, hotel, reservation, writer }: EntryRow): LogEntry => ({
  ...{ logId: log_id, hotel },
  reservation: reservationId(reservation),
  user: writer ?? undefined,
});

function positionIn({ version, highest, gaps, comparisons }: LookRow): LogPosition | undefined {
  if (version === null || gaps === null || comparisons === null) return undefined;
  return { highest: highest === null ? undefined : Number(highest), gaps, comparisons };
}

/** What has come to the log since the position: the missing ids, and a page above the highest. One statement, one snapshot. */
export async function look(
  sql: Sql,
  { locked, takeOf, above, atRooms, withoutRows }: LookOptions,
): Promise<Look> {
  const lock = locked ? 'FOR UPDATE SKIP LOCKED' : '';
  const row = await sql.row<LookRow>(
    lookStatement(lock, withoutRows ? noRows : rowsOfLog, atRooms ? hotelsWithOtherRooms : nobody),
    {
      hotel: takeOf ?? null,
      above: above ?? null,
    },
  );
  if (!row) throw new Error('PostgreSQL did not answer a look at the log');
  const position = positionIn(row);
  const from = above ?? position?.highest ?? 0;
  return {
    position,
    coherent: row.version === row.present_version,
    page: {
      ids: row.ids,
      newest: row.newest,
      oldestRunning: row.oldest_running,
      nextTransaction: row.next_transaction,
    },
    full: row.ids.filter((id) => id > from).length === pageSize,
    entries: row.entries.map(toEntry),
    taken: row.taken.map(toEntry),
    followed: row.followed,
    withOtherRooms: row.with_other_rooms,
  };
}

/** Moves the locked position on, and lays aside what was found for hotels that are followed. */
export async function savePosition(
  tx: Transaction,
  { highest, gaps, comparisons }: LogPosition,
  entries: readonly LogEntry[],
): Promise<void> {
  await tx.run(
    `WITH laid_aside AS (
       INSERT INTO heyawari.host_changes (hotel_id, log_id, reservation_id, user_id)
       SELECT e.hotel, e."logId", e.reservation, e."user"
         FROM jsonb_to_recordset(CAST(:entries AS jsonb)) AS e(hotel integer, "logId" bigint, reservation uuid, "user" integer)
         JOIN heyawari.host_cursors c ON c.hotel_id = e.hotel
       ON CONFLICT DO NOTHING)
     UPDATE heyawari.host_log_reader
        SET version = version + 1, highest = :highest, gaps = CAST(:gaps AS jsonb), comparisons = :comparisons`,
    { highest: highest ?? null, gaps: JSON.stringify(gaps), comparisons, entries: JSON.stringify(entries) },
  );
}

/** From now on the hotel is followed, and has had so many comparisons. */
export async function saveCompared(tx: HotelTx, compared: number): Promise<void> {
  await tx.run(
    `INSERT INTO heyawari.host_cursors (hotel_id, compared) VALUES (:hotel, :compared)
     ON CONFLICT (hotel_id) DO UPDATE SET compared = EXCLUDED.compared`,
    { hotel: tx.hotel, compared },
  );
}
