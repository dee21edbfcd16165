// A hotel with years of messages behind it, made set-based.
import type pg from 'pg';

/** When the newest of them came. */
export const now = new Date('2027-01-20T12:00:00+09:00');
const perDay = 250;

/** So many messages until now, 250 a day with an attempt each; 40 have failed and 40 wait, and in one of a hundred something was odd, all over the time. */
export async function messagesOf(pool: pg.Pool, hotel: number, count: number): Promise<void> {
  const values = [hotel, count, now];
  const at = `CAST($3 AS timestamptz) - make_interval(secs => (CAST($2 AS integer) - k) * 86400.0 / ${perDay})`;
  await pool.query(
    `INSERT INTO heyawari.ota_outputs (hotel_id, output_id, body_hash, key_id, sealed_body, complete, message_count, received_at, confirmation)
     SELECT CAST($1 AS integer), 'O' || k, decode(md5(CAST($1 AS integer) || '-' || k), 'hex'), 'test', '\\x00', true, 5, ${at}, CASE WHEN k > CAST($2 AS integer) - 5 THEN 'pending' ELSE 'confirmed' END
       FROM generate_series(5, CAST($2 AS integer), 5) AS k`,
    values,
  );
  await pool.query(
    `INSERT INTO heyawari.ota_import_cache
       (hotel_id, output_id, position, content_hash, key_id, sealed_xml, received_at, data_id, kind, booking_number, agency, status,
        failure_class, failure_code, next_attempt_at, warnings)
     SELECT CAST($1 AS integer), (SELECT min(id) FROM heyawari.ota_outputs WHERE hotel_id = CAST($1 AS integer)), k, decode(md5(k::text), 'hex'), 'test', decode(repeat('00', 1500), 'hex'), ${at}, 'D' || k, 'new', 'B' || k, 'agency ' || k % 7,
            s.status, CASE WHEN s.status <> 'imported' THEN 'room_mapping' END, CASE WHEN s.status <> 'imported' THEN 'room_code_unknown' END,
            CASE WHEN s.status = 'pending' THEN CAST($3 AS timestamptz) + interval '1 hour' END,
            CASE WHEN k % 100 = 0 THEN CAST('[{"code":"people_differ","params":{"said":2,"counted":1}}]' AS jsonb) END
       FROM generate_series(1, CAST($2 AS integer)) AS k,
            LATERAL (SELECT CASE k % (CAST($2 AS integer) / 40) WHEN 0 THEN 'failed' WHEN 1 THEN 'pending' ELSE 'imported' END AS status) AS s`,
    values,
  );
  await pool.query(
    `INSERT INTO heyawari.ota_import_log (hotel_id, message_id, attempted_at, trigger, status, failure_class, failure_code, duration_ms)
     SELECT hotel_id, id, received_at, 'initial', status, failure_class, failure_code, 20
       FROM heyawari.ota_import_cache WHERE hotel_id = $1 ORDER BY id`,
    [hotel],
  );
  await pool.query(
    `INSERT INTO heyawari.site_controller_buckets (hotel_id, next_fetch_at, last_success_at) VALUES ($1, $2, $2)`,
    [hotel, now],
  );
}
