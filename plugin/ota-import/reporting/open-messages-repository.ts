// The SQL of what has not been imported: what failed and what waits, for the people who look after it.
import type { HotelSql } from '../../platform/database/index.js';

/** `failed`: only a person or a later message ends it. `waiting`: it is tried again by itself. */
export const openStates = ['failed', 'waiting'] as const;
export type OpenState = (typeof openStates)[number];

export interface OpenMessage {
  readonly id: number;
  readonly state: OpenState;
  /** Null where the message could not be read so far. */
  readonly bookingNumber: string | null;
  readonly receivedAt: Date;
  /** Null where it has not been tried yet. */
  readonly failureCode: string | null;
  readonly failureParams: Readonly<Record<string, string | number>>;
  readonly attempts: number;
  readonly nextAttemptAt: Date | null;
}

const waiting = `('received', 'pending', 'retrying', 'waiting')`;
const open = `hotel_id = :hotel AND (status = 'failed' AND :failed OR status IN ${waiting} AND :waiting)`;

/** Failed ones first, of each kind the newest first; and how many there are in all. */
export async function openMessages(
  sql: HotelSql,
  state: OpenState | undefined,
  range: { readonly offset: number; readonly limit: number },
): Promise<{ readonly messages: readonly OpenMessage[]; readonly total: number }> {
  const bindings = { hotel: sql.hotel, failed: state !== 'waiting', waiting: state !== 'failed' };
  const messages = await sql.rows<OpenMessage>(
    `SELECT CAST(id AS double precision) AS id, CASE status WHEN 'failed' THEN 'failed' ELSE 'waiting' END AS state,
            booking_number AS "bookingNumber", received_at AS "receivedAt", failure_code AS "failureCode",
            coalesce(failure_params, '{}') AS "failureParams", attempts, next_attempt_at AS "nextAttemptAt"
       FROM heyawari.ota_import_cache WHERE ${open}
      ORDER BY status = 'failed' DESC, id DESC OFFSET :offset LIMIT :limit`,
    { ...bindings, ...range },
  );
  const counted = await sql.row<{ total: number }>(
    `SELECT CAST(count(*) AS integer) AS total FROM heyawari.ota_import_cache WHERE ${open}`,
    bindings,
  );
  return { messages, total: counted?.total ?? 0 };
}
