// A hotel with so many cached messages, for the growth bench: what is worked on is genuine, the rest is copied set-based.
import type pg from 'pg';
import { addDays } from '../../dev/bookings/dates.js';
import { identifyUnread } from '../../plugin/ota-import/applying/identify.js';
import { createFaultMemory } from '../../plugin/ota-import/applying/fault-hits.js';
import type { ImportParts } from '../../plugin/ota-import/applying/import.js';
import { createIdentityKeys } from '../../plugin/ota-import/ledger/identity-keys.js';
import { createNotedCodes, type NotedCodes } from '../../plugin/ota-import/mappings/noted-codes.js';
import { createImportMetrics } from '../../plugin/ota-import/metrics.js';
import { readReport } from '../../plugin/tl-lincoln/index.js';
import { Registry } from 'prom-client';
import { openOneProcess, benchNow, type OneProcess } from './one-process.js';
import { usualBooking, usualRooms } from './part.js';

/** Messages of each kind. */
export interface Cached {
  /** Bookings that are to be applied now. */
  readonly due: number;
  /** Bookings for which no room is free, tried again later. */
  readonly waiting: number;
  /** With a person. */
  readonly failed: number;
  /** Imported: their guests have left, and of three in four the text is gone. */
  readonly done: number;
}

export interface GrowthHotel extends OneProcess {
  readonly parts: ImportParts & { readonly codes: NotedCodes };
  /** Reads all that has not been read yet. */
  read(): Promise<void>;
  /** More bookings, each of its own number, from February to September. */
  bookings(count: number): ReturnType<typeof usualBooking>[];
}

const outputOf = 500;
const firstNight = '2027-02-01';
const nightsSpread = 240;

const purged = 'k % 4 <> 0';

/** All of their texts are said to be in one small part: nobody reads them here. */
async function copyOutputs(pool: pg.Pool, hotel: number, count: number, prefix: string): Promise<void> {
  await pool.query(
    `INSERT INTO heyawari.ota_outputs (hotel_id, output_id, body_hash, complete, message_count, received_at, confirmation, confirmed_at, purged_at)
     SELECT $1, $4 || k, sha256(convert_to($4 || k, 'UTF8')), true, ${outputOf}, at, 'confirmed', at, CASE WHEN ${purged} THEN at END
       FROM generate_series(1, ($2::int + ${outputOf - 1}) / ${outputOf}) AS k,
            LATERAL (SELECT $3::timestamptz - make_interval(days => 380) + make_interval(hours => k) AS at) AS t`,
    [hotel, count, benchNow, prefix],
  );
}

/** So many of one state, in outputs that are called by the prefix, each with its attempt in the log. */
async function copyMessages(
  pool: pg.Pool,
  { hotel, count, prefix, columns }: { hotel: number; count: number; prefix: string; columns: string },
): Promise<void> {
  if (count === 0) return;
  await copyOutputs(pool, hotel, count, prefix);
  await pool.query(
    `WITH o AS (SELECT id, received_at, purged_at, row_number() OVER (ORDER BY id) - 1 AS n
                  FROM heyawari.ota_outputs WHERE hotel_id = $1 AND output_id LIKE $3 || '%'),
          m AS (
     INSERT INTO heyawari.ota_import_cache
       (hotel_id, output_id, position, content_hash, text_key_id, text_offset, text_length, received_at, data_id, claims_identity,
        hash_version, identity_hash, sent, kind, booking_number, agency, version, attempts,
        status, failure_class, failure_code, check_in, room_codes, next_attempt_at, wanted_until, wanted_types, finished_at, effect)
     SELECT $1, o.id, k % ${outputOf}, sha256(convert_to($3 || k, 'UTF8')), CASE WHEN o.purged_at IS NULL THEN 'test' END,
            CASE WHEN o.purged_at IS NULL THEN 0 END, CASE WHEN o.purged_at IS NULL THEN 2000 END, o.received_at, $3 || k || '-1', true,
            1, sha256(convert_to('i' || $3 || k, 'UTF8')), '2026-02-01', 'new', $3 || k, 'そらとうみトラベル', 1, 1, ${columns}
       FROM generate_series(0, $2::int - 1) AS k JOIN o ON o.n = k / ${outputOf} ORDER BY k
     RETURNING hotel_id, id, received_at, status, failure_class, failure_code)
     INSERT INTO heyawari.ota_import_log (hotel_id, message_id, attempted_at, trigger, status, failure_class, failure_code, duration_ms)
     SELECT hotel_id, id, received_at, 'initial', status, failure_class, failure_code, 20 FROM m ORDER BY id`,
    [hotel, count, prefix],
  );
}

const now = `CAST('${benchNow.toISOString()}' AS timestamptz)`;
const day = `(DATE '${firstNight}' + k % ${nightsSpread})`;

/** Status, class and code of failure, arrival, room codes, next attempt, wanted until, wanted types, finished at, effect. */
const columnsOf = (type: number) => ({
  done: `'imported', NULL, NULL, CAST(o.received_at AS date) + 60, ARRAY['SGL'], NULL, NULL, NULL, o.received_at, 1`,
  waiting: `'pending', 'room_mapping', 'no_availability', ${day}, ARRAY['SGL'], ${now} + make_interval(mins => 20 + k % 40),
            ${day} + 2, ARRAY[${type}], NULL, NULL`,
  failed: `'failed', 'room_mapping', 'room_code_missing', ${day}, NULL, NULL, NULL, NULL, NULL, NULL`,
});

function partsOf({ rooms, host }: OneProcess): GrowthHotel['parts'] {
  const { platform, pool } = rooms;
  return {
    ...{ platform, pool, host, metrics: createImportMetrics(new Registry()), codes: createNotedCodes() },
    ...{
      readReport,
      identityKeys: createIdentityKeys(platform),
      giveUp: rooms.imports.service.retries.giveUp,
    },
  };
}

/**
 * Statistics of the tables are those of the first thousand messages, as in the minutes after a catch-up: no plan may need the newest.
 * `SGL` is the type of all rooms; each is taken on no night.
 */
export async function openGrowthHotel(databaseUrl: string, cached: readonly Cached[]): Promise<GrowthHotel> {
  const one = await openOneProcess({ databaseUrl, rooms: usualRooms, messagesPerOutput: outputOf });
  const { database, hotel, seeded, rooms } = one;
  const parts = partsOf(one);
  const columns = columnsOf(seeded.typeIds.SGL!);
  let numbered = 0;
  const bookings = (count: number) =>
    Array.from({ length: count }, () => {
      numbered += 1;
      return usualBooking(`B${numbered}`, addDays(firstNight, numbered % nightsSpread));
    });
  const read = async () => {
    await identifyUnread(parts, hotel, createFaultMemory(), new Map(), Infinity);
  };
  await database.query('ALTER TABLE heyawari.ota_import_cache SET (autovacuum_enabled = false)');
  for (const [step, { due, waiting, failed, done }] of cached.entries()) {
    one.send(bookings(due));
    for (let left = due; left > 0; left -= outputOf) await one.receive();
    await read();
    for (const [kind, count] of Object.entries({ waiting, failed, done }))
      await copyMessages(database, {
        ...{ hotel, count, prefix: `${kind}${step}-` },
        columns: columns[kind as keyof typeof columns],
      });
    if (step === 0) await database.query('VACUUM ANALYZE');
  }
  await rooms.pool.follow(hotel);
  return { ...one, parts, bookings, read };
}
