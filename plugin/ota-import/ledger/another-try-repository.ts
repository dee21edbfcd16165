// The SQL of messages that get another try because the hotel has set its import otherwise.
import {
  type FailureCode,
  failureCodes,
  type HeldKind,
  heldKindOf,
  heldKinds,
} from '../../domain/import-failure.js';
import type { MessageId } from '../../domain/ids.js';
import { correlationId, currentUserId } from '../../platform/context.js';
import type { HotelSql, HotelTx } from '../../platform/database/index.js';
import { textKey } from './due-repository.js';
import type { After } from './transitions.js';

/** What is kept no more cannot be tried. */
export const canBeTried = `${textKey} IS NOT NULL`;

/** Held for what room codes mean: where that changes, so may this. */
export const heldForCodes: readonly FailureCode[] = ['room_type_changes'];

const heldCodes = failureCodes.filter((code) => heldKindOf(code) !== undefined);

/** Reasons for which messages of these kinds are held. */
export const codesOfKinds = (kinds: readonly HeldKind[]): FailureCode[] =>
  heldCodes.filter((code) => kinds.includes(heldKindOf(code)!));

export interface HeldMessages {
  readonly kind: HeldKind;
  readonly messages: number;
}

/** How many messages of each kind wait for a person. */
export async function heldMessages(sql: HotelSql): Promise<HeldMessages[]> {
  const rows = await sql.rows<{ code: FailureCode; messages: number }>(
    `SELECT failure_code AS code, CAST(count(*) AS integer) AS messages FROM heyawari.ota_import_cache
      WHERE hotel_id = :hotel AND status = 'failed' AND failure_code = ANY(:codes) AND ${canBeTried} GROUP BY failure_code`,
    { hotel: sql.hotel, codes: heldCodes },
  );
  return heldKinds.map((kind) => {
    const ofKind = rows.filter(({ code }) => heldKindOf(code) === kind);
    return { kind, messages: ofKind.reduce((sum, { messages }) => sum + messages, 0) };
  });
}

/**
 * Those that wait for a person for one of these reasons, all or of `messages`, are tried at `now`; each has a row of the log with who said so.
 * Answers with how many.
 */
export async function takeUp(
  tx: HotelTx,
  codes: readonly FailureCode[],
  now: Date,
  messages?: readonly MessageId[],
): Promise<number> {
  if (codes.length === 0 || messages?.length === 0) return 0;
  const status: After<'taken_up'> = 'pending';
  return tx.run(
    `WITH taken AS (
       UPDATE heyawari.ota_import_cache SET status = :status, next_attempt_at = :now
        WHERE hotel_id = :hotel AND status = 'failed' AND failure_code = ANY(:codes) AND ${canBeTried}
          AND (CAST(:messages AS bigint[]) IS NULL OR id = ANY(CAST(:messages AS bigint[]))) RETURNING id)
     INSERT INTO heyawari.ota_import_log (hotel_id, message_id, attempted_at, trigger, status, duration_ms, correlation_id, action, user_id)
     SELECT :hotel, id, :now, 'manual', :status, 0, :correlation, 'retry', :user FROM taken`,
    {
      ...{ hotel: tx.hotel, codes, now, status, messages: messages ?? null },
      ...{ correlation: correlationId() ?? null, user: currentUserId() ?? null },
    },
  );
}

/** Those that wait for a room, a room type or their booking are tried at `now`. Answers with how many. */
export async function tryWaiting(tx: HotelTx, now: Date): Promise<number> {
  return tx.run(
    `UPDATE heyawari.ota_import_cache SET next_attempt_at = :now
      WHERE hotel_id = :hotel AND next_attempt_at > :now
        AND (status = 'waiting' OR (status = 'pending' AND failure_class = 'room_mapping'))`,
    { hotel: tx.hotel, now },
  );
}
