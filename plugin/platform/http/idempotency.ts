// One effect per idempotency key: the first request works, repeats get its answer, other requests under the key are refused.
import { createHash } from 'node:crypto';
import type { Clock } from '../../domain/clock.js';
import type { HotelId } from '../../domain/ids.js';
import { Refusal } from '../../domain/refusal.js';
import { isLockTimeout, type Sql, type Transaction } from '../database/index.js';
import type { Cipher } from '../encryption/index.js';
import { textField } from './fields.js';
import type { RouteAnswer } from './route.js';

/** In the header `Idempotency-Key` or in the body. */
export const idempotencyKey = textField(200).optional();

export interface KeyedRequest {
  readonly hotelId: HotelId;
  readonly userId: number;
  readonly key: string;
  /** Method and path as sent: the same key for another resource is another request. */
  readonly route: string;
  readonly body: unknown;
}

export interface Idempotency {
  /**
   * Runs `work` in `tx` once per key. The key is taken before it and the answer kept after it, both in `tx`: so either all of it has
   * happened or nothing, wherever the process dies. A repeat that comes meanwhile waits at the database. Throws a conflict where the key
   * belongs to another request, or where the first one is not done within some seconds. A refused or failed request leaves its key free.
   */
  once(
    tx: Transaction,
    request: KeyedRequest,
    work: () => Promise<RouteAnswer<unknown> | Refusal>,
  ): Promise<RouteAnswer<unknown> | Refusal>;
}

interface Stored {
  readonly route: string;
  readonly request_hash: Buffer;
  readonly answer_status: RouteAnswer<unknown>['status'] | null;
  readonly answer_key_id: string | null;
  readonly answer: Buffer | null;
}

const keptMilliseconds = 24 * 3600 * 1000;

const hashOf = (body: unknown): Buffer =>
  createHash('sha256')
    .update(JSON.stringify(body ?? null))
    .digest();

/**
 * Takes the key where it is free, or only held by an expired request. True where it was taken. Another transaction that has taken it is
 * waited for, as long as a click waits for a lock (`bounds.clicks.lock`).
 */
async function take(tx: Transaction, request: KeyedRequest, hash: Buffer, now: Date): Promise<boolean> {
  const taken = await tx
    .row(
      `INSERT INTO heyawari.idempotency_keys AS held
              (hotel_id, user_id, key, route, request_hash, created_at, expires_at)
       VALUES (:hotelId, :userId, :key, :route, :hash, :now, :expiresAt)
       ON CONFLICT (hotel_id, user_id, key) DO UPDATE
          SET route = excluded.route, request_hash = excluded.request_hash, state = 'working', answer_status = NULL,
              answer_key_id = NULL, answer = NULL, created_at = excluded.created_at, expires_at = excluded.expires_at
        WHERE held.expires_at <= :now
       RETURNING key`,
      {
        ...keyOf(request),
        ...{ route: request.route, hash, now },
        expiresAt: new Date(now.getTime() + keptMilliseconds),
      },
    )
    .catch((error: unknown) => {
      throw isLockTimeout(error) ? new Refusal('conflict', 'idempotency.working') : error;
    });
  return taken !== undefined;
}

const keyOf = ({ hotelId, userId, key }: KeyedRequest) => ({ hotelId, userId, key });

const find = (sql: Sql, request: KeyedRequest) =>
  sql.row<Stored>(
    `SELECT route, request_hash, answer_status, answer_key_id, answer
       FROM heyawari.idempotency_keys WHERE hotel_id = :hotelId AND user_id = :userId AND key = :key`,
    keyOf(request),
  );

const release = (sql: Sql, request: KeyedRequest) =>
  sql.run(
    `DELETE FROM heyawari.idempotency_keys WHERE hotel_id = :hotelId AND user_id = :userId AND key = :key`,
    keyOf(request),
  );

/** Forgets keys that have expired by `now`; returns how many. */
export const purgeIdempotencyKeys = (sql: Sql, now: Date): Promise<number> =>
  sql.run('DELETE FROM heyawari.idempotency_keys WHERE expires_at <= :now', { now });

export function createIdempotency({
  cipher,
  clock,
}: {
  readonly cipher: Cipher;
  readonly clock: Clock;
}): Idempotency {
  async function keep(tx: Transaction, request: KeyedRequest, answer: RouteAnswer<unknown>): Promise<void> {
    const sealed = cipher.seal(request.hotelId, Buffer.from(JSON.stringify(answer.body ?? null)));
    await tx.run(
      `UPDATE heyawari.idempotency_keys
          SET state = 'answered', answer_status = :status, answer_key_id = :keyId, answer = :bytes
        WHERE hotel_id = :hotelId AND user_id = :userId AND key = :key`,
      { ...keyOf(request), status: answer.status, ...sealed },
    );
  }

  /** The answer of the request that has the key. */
  async function answerOf(tx: Transaction, request: KeyedRequest, hash: Buffer) {
    const stored = await find(tx, request);
    // It has been purged between two statements: as good as still at work.
    if (!stored) throw new Refusal('conflict', 'idempotency.working');
    if (stored.route !== request.route || !stored.request_hash.equals(hash))
      throw new Refusal('conflict', 'idempotency.other_request');
    const { answer_status: status, answer_key_id: keyId, answer: bytes } = stored;
    // Written by an earlier version, which took the key in a transaction before the command's, and died or is still there.
    if (status === null || keyId === null || bytes === null)
      throw new Refusal('conflict', 'idempotency.outcome_unknown');
    const plain = cipher.open(request.hotelId, { keyId, bytes });
    return { status, body: JSON.parse(plain.toString()) as unknown };
  }

  return {
    async once(tx, request, work) {
      const hash = hashOf(request.body);
      if (!(await take(tx, request, hash, clock.now()))) return answerOf(tx, request, hash);
      const answer = await work();
      if (answer instanceof Refusal) await release(tx, request);
      else await keep(tx, request, answer);
      return answer;
    },
  };
}
