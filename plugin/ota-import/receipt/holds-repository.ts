// The SQL of what keeps hotels from being fetched for: somebody leaves, or the database was restored and is not reconciled yet.
import type { HotelId } from '../../domain/ids.js';
import { hotelId } from '../../domain/ids.js';
import {
  type HotelSql,
  type HotelTx,
  isPostgresClass,
  type Sql,
  type Transaction,
} from '../../platform/database/index.js';
import type { DatabaseFacts, DatabaseLook } from './restored.js';

export interface FetchLook extends DatabaseLook {
  /** Somebody takes the plugin out (`npx heyawari leave`). */
  readonly beingLeft: boolean;
  readonly held: ReadonlySet<HotelId>;
}

/** What any role may ask. */
const plainFacts = `'database', (SELECT CAST(oid AS text) FROM pg_database WHERE datname = current_database()),
  'table', CAST(CAST('heyawari.known_database' AS regclass) AS oid)::text`;
/** Of PostgreSQL itself any role may, unless its operator has taken that away or serves something like it. */
const serverFacts = `'system', (SELECT CAST(system_identifier AS text) FROM pg_control_system()),
  'timeline', left(pg_walfile_name(pg_current_wal_lsn()), 8)`;
/** Flushed, so that no crash takes it back. */
const written = `CAST(pg_current_wal_flush_lsn() - '0/0' AS text)`;

interface LookRow {
  readonly now: DatabaseFacts;
  readonly written: string | null;
  readonly known: DatabaseFacts | null;
  readonly said: boolean | null;
  readonly left: boolean;
  readonly held: readonly number[];
}

const statement = (now: string, asked: string) =>
  `SELECT jsonb_build_object(${now}) AS now, ${asked} AS written,
          (SELECT facts FROM heyawari.known_database) AS known, (SELECT said_restored FROM heyawari.known_database) AS said,
          EXISTS (SELECT FROM heyawari.leaving) AS left,
          ARRAY(SELECT hotel_id FROM heyawari.fetch_holds) AS held`;
const whole = statement(`${plainFacts}, ${serverFacts}`, written);
const plain = statement(plainFacts, 'NULL');

/** 42: no right, or no such function; 0A: not with this server. */
const mayNotAsk = (error: unknown) => isPostgresClass(error, '42') || isPostgresClass(error, '0A');

/** One statement a look; what the role may not ask is left out from then on. */
export function createFetchLook(): (sql: Sql) => Promise<FetchLook> {
  let asked = whole;
  async function rowOf(sql: Sql): Promise<LookRow> {
    try {
      return (await sql.row<LookRow>(asked))!;
    } catch (error) {
      if (asked === plain || !mayNotAsk(error)) throw error;
      const row = (await sql.row<LookRow>(plain))!;
      asked = plain;
      return row;
    }
  }
  return async (sql) => {
    const row = await rowOf(sql);
    return {
      ...{ now: row.now, known: row.known ?? undefined, saidRestored: row.said ?? false },
      written: row.written === null ? undefined : BigInt(row.written),
      ...{ beingLeft: row.left, held: new Set(row.held.map(hotelId)) },
    };
  };
}

export async function keepKnown(sql: Sql, facts: DatabaseFacts): Promise<void> {
  await sql.run(
    `INSERT INTO heyawari.known_database AS known (facts) VALUES (CAST(:facts AS jsonb))
     ON CONFLICT (id) DO UPDATE SET facts = known.facts || excluded.facts, said_restored = false`,
    { facts: JSON.stringify(facts) },
  );
}

/** Holds these hotels, and all that were ever asked for, whatever held them before. Answers with them. */
export async function holdFetching(
  tx: Transaction,
  hotels: readonly HotelId[],
  because: 'restored' | 'said_restored',
  at: Date,
): Promise<HotelId[]> {
  const rows = await tx.rows<{ hotel: number }>(
    `INSERT INTO heyawari.fetch_holds AS held (hotel_id, since, because, received_until)
     SELECT h.hotel_id, :at, :because, b.last_success_at
       FROM (SELECT hotel_id FROM heyawari.site_controller_buckets UNION SELECT unnest(CAST(:hotels AS integer[]))) AS h
       LEFT JOIN heyawari.site_controller_buckets b ON b.hotel_id = h.hotel_id
     ON CONFLICT (hotel_id) DO UPDATE SET since = excluded.since, because = excluded.because, run_id = NULL,
            received_until = LEAST(held.received_until, excluded.received_until)
     RETURNING hotel_id AS hotel`,
    { hotels, because, at },
  );
  return rows.map(({ hotel }) => hotelId(hotel));
}

export interface FetchHold {
  readonly since: Date;
  readonly because: 'restored' | 'said_restored';
  readonly receivedUntil: Date | undefined;
  /** The reconciliation that was asked for since; `finished`: it has compared everything. */
  readonly run: { readonly id: number; readonly requestedAt: Date; readonly finished: boolean } | undefined;
  /** What it found that had not stood before, and nobody has seen to. */
  readonly openFindings: number;
}

interface HoldRow {
  readonly since: Date;
  readonly because: FetchHold['because'];
  readonly received_until: Date | null;
  readonly run: number | null;
  readonly requested_at: Date | null;
  readonly finished: boolean;
  readonly open: number;
}

/** Undefined where nothing holds the hotel. */
export async function holdOf(sql: HotelSql): Promise<FetchHold | undefined> {
  const row = await sql.row<HoldRow>(
    `SELECT h.since, h.because, h.received_until, CAST(r.id AS double precision) AS run, r.requested_at,
            r.finished_at IS NOT NULL AS finished,
            (SELECT CAST(count(*) AS integer) FROM heyawari.reconciliation_findings f
              WHERE f.hotel_id = h.hotel_id AND f.state = 'open' AND f.run_id >= h.run_id AND f.changed_at >= h.since) AS open
       FROM heyawari.fetch_holds h
       LEFT JOIN heyawari.reconciliation_runs r ON r.hotel_id = h.hotel_id AND r.id = h.run_id
      WHERE h.hotel_id = :hotel`,
    { hotel: sql.hotel },
  );
  if (!row) return undefined;
  const { since, because, run, requested_at: requestedAt, finished } = row;
  return {
    ...{ since, because, receivedUntil: row.received_until ?? undefined, openFindings: row.open },
    run: run === null || requestedAt === null ? undefined : { id: run, requestedAt, finished },
  };
}

/** The same, kept from others until `tx` ends. */
export async function lockedHold(tx: HotelTx): Promise<FetchHold | undefined> {
  await tx.rows('SELECT FROM heyawari.fetch_holds WHERE hotel_id = :hotel FOR UPDATE', { hotel: tx.hotel });
  return holdOf(tx);
}

/** Hotels that are held, and since when. */
export const heldHotels = (sql: Sql): Promise<{ hotel: HotelId; since: Date }[]> =>
  sql.rows('SELECT hotel_id AS hotel, since FROM heyawari.fetch_holds ORDER BY hotel_id');

export const noteRun = (tx: HotelTx, run: number): Promise<number> =>
  tx.run('UPDATE heyawari.fetch_holds SET run_id = :run WHERE hotel_id = :hotel', { hotel: tx.hotel, run });

export const release = (tx: HotelTx): Promise<number> =>
  tx.run('DELETE FROM heyawari.fetch_holds WHERE hotel_id = :hotel', { hotel: tx.hotel });
