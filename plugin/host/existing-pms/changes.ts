// Which reservations anyone has written since we last looked, from the PMS's own change log (its triggers write a row for each write).
import { type HotelId, reservationId, type ReservationId } from '../../domain/ids.js';
import type { Sql } from '../../platform/database/index.js';
import type { ChangeCursor } from '../port.js';

/**
 * Log ids are handed out before commit, so a lower id can appear after a higher one was read. `settled`: every row up to here has been
 * seen. `seen`: the highest row of the last look; it becomes settled once all transactions that ran then (`horizon`, the
 * snapshot's xmax) have ended.
 */
interface Position {
  readonly settled: number;
  readonly seen: number;
  readonly horizon: string;
}

/** Rows that may still be uncommitted when the log is looked at for the first time; reading some twice does no harm. */
const firstOverlap = 5_000;

interface Now {
  readonly newest: string | null;
  readonly oldest_running: string;
  readonly next_transaction: string;
}

const format = (position: Position): ChangeCursor =>
  `${position.settled}:${position.seen}:${position.horizon}`;

function parse(cursor: ChangeCursor): Position {
  const [settled = '0', seen = '0', horizon = '0'] = cursor.split(':');
  return { settled: Number(settled), seen: Number(seen), horizon };
}

async function present(sql: Sql): Promise<Now> {
  const row = await sql.row<Now>(
    `SELECT (SELECT max(id) FROM logs_reservation) AS newest,
            CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS oldest_running,
            CAST(pg_snapshot_xmax(pg_current_snapshot()) AS text) AS next_transaction`,
  );
  if (!row) throw new Error('PostgreSQL did not tell its snapshot');
  return row;
}

/** The log names the partition (`reservation_details_7`); an UPDATE is logged as `{old, new}`, the others as the row itself. */
async function touchedSince(sql: Sql, hotel: HotelId, after: number, upTo: number): Promise<ReservationId[]> {
  const rows = await sql.rows<{ id: string }>(
    `SELECT DISTINCT CASE WHEN table_name = 'reservations_' || :suffix THEN CAST(record_id AS text)
                          ELSE COALESCE(changes ->> 'reservation_id', changes -> 'new' ->> 'reservation_id') END AS id
       FROM logs_reservation
      WHERE id > :after AND id <= :upTo
        AND table_name IN ('reservations_' || :suffix, 'reservation_details_' || :suffix)`,
    { after, upTo, suffix: String(hotel) },
  );
  return rows.filter((row) => row.id !== null).map((row) => reservationId(row.id));
}

export async function changesSince(
  sql: Sql,
  hotel: HotelId,
  cursor: ChangeCursor | undefined,
): Promise<{ ids: ReservationId[]; cursor: ChangeCursor }> {
  const now = await present(sql);
  const newest = Number(now.newest ?? 0);
  if (cursor === undefined) {
    const settled = Math.max(0, newest - firstOverlap);
    return { ids: [], cursor: format({ settled, seen: newest, horizon: now.next_transaction }) };
  }
  const last = parse(cursor);
  const ids = newest > last.settled ? await touchedSince(sql, hotel, last.settled, newest) : [];
  const allEnded = BigInt(now.oldest_running) >= BigInt(last.horizon);
  const next = { settled: last.seen, seen: newest, horizon: now.next_transaction };
  return { ids, cursor: format(allEnded ? next : last) };
}
