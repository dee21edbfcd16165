// One effect per idempotency key: the first request works, repeats get its answer, other requests under the key are refused.
import { createHash } from 'node:crypto';
import type { Clock } from '../../domain/clock.js';
import type { HotelId } from '../../domain/ids.js';
import { Refusal } from '../../domain/refusal.js';
import type { Database, Sql } from '../database/index.js';
import type { Cipher } from '../encryption/cipher.js';
import type { RouteAnswer } from './route.js';

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
   * Runs `work` once per key. Throws a conflict where the key belongs to another request, where the first request is not done
   * within some seconds, or where it ended without an answer (the process died): then only a person can tell what happened.
   * A request that failed may be repeated under its key.
   */
  once(request: KeyedRequest, work: () => Promise<RouteAnswer<unknown>>): Promise<RouteAnswer<unknown>>;
}

interface Stored {
  readonly route: string;
  readonly request_hash: Buffer;
  readonly state: 'working' | 'answered';
  readonly answer_status: RouteAnswer<unknown>['status'];
  readonly answer_key_id: string;
  readonly answer: Buffer;
  readonly created_at: Date;
}

const keptMilliseconds = 24 * 3600 * 1000;
/** A command that has not answered by then has died with its process. */
const longestCommandMilliseconds = 5 * 60 * 1000;
const waitMilliseconds = { step: 50, most: 10_000 };

const hashOf = (body: unknown): Buffer =>
  createHash('sha256')
    .update(JSON.stringify(body ?? null))
    .digest();

/** Takes the key where it is free, or only held by an expired request. True where it was taken. */
async function take(sql: Sql, request: KeyedRequest, hash: Buffer, now: Date): Promise<boolean> {
  const written = await sql.run(
    `INSERT INTO heyawari.idempotency_keys AS held
            (hotel_id, user_id, key, route, request_hash, created_at, expires_at)
     VALUES (:hotelId, :userId, :key, :route, :hash, :now, :expiresAt)
     ON CONFLICT (hotel_id, user_id, key) DO UPDATE
        SET route = excluded.route, request_hash = excluded.request_hash, state = 'working', answer_status = NULL,
            answer_key_id = NULL, answer = NULL, created_at = excluded.created_at, expires_at = excluded.expires_at
      WHERE held.expires_at <= :now`,
    {
      ...keyOf(request),
      route: request.route,
      hash,
      now,
      expiresAt: new Date(now.getTime() + keptMilliseconds),
    },
  );
  return written === 1;
}

const keyOf = ({ hotelId, userId, key }: KeyedRequest) => ({ hotelId, userId, key });

const find = (sql: Sql, request: KeyedRequest) =>
  sql.row<Stored>(
    `SELECT route, request_hash, state, answer_status, answer_key_id, answer, created_at
       FROM heyawari.idempotency_keys WHERE hotel_id = :hotelId AND user_id = :userId AND key = :key`,
    keyOf(request),
  );

const release = (sql: Sql, request: KeyedRequest) =>
  sql.run(
    `DELETE FROM heyawari.idempotency_keys
      WHERE hotel_id = :hotelId AND user_id = :userId AND key = :key AND state = 'working'`,
    keyOf(request),
  );

/** Forgets keys that have expired by `now`; returns how many. */
export const purgeIdempotencyKeys = (sql: Sql, now: Date): Promise<number> =>
  sql.run('DELETE FROM heyawari.idempotency_keys WHERE expires_at <= :now', { now });

export function createIdempotency(parts: {
  readonly database: Database;
  readonly cipher: Cipher;
  readonly clock: Clock;
}): Idempotency {
  const { database, cipher, clock } = parts;

  async function keep(request: KeyedRequest, answer: RouteAnswer<unknown>): Promise<void> {
    const sealed = cipher.seal(request.hotelId, Buffer.from(JSON.stringify(answer.body ?? null)));
    await database.run(
      `UPDATE heyawari.idempotency_keys
          SET state = 'answered', answer_status = :status, answer_key_id = :keyId, answer = :bytes
        WHERE hotel_id = :hotelId AND user_id = :userId AND key = :key`,
      { ...keyOf(request), status: answer.status, ...sealed },
    );
  }

  /** The answer of the request that holds the key; undefined where that is still at work, or has given the key back. */
  async function answerOf(request: KeyedRequest, hash: Buffer): Promise<RouteAnswer<unknown> | undefined> {
    const stored = await find(database, request);
    if (!stored) return undefined;
    if (stored.route !== request.route || !stored.request_hash.equals(hash))
      throw new Refusal('conflict', 'idempotency.other_request');
    if (stored.state === 'answered') {
      const plain = cipher.open(request.hotelId, { keyId: stored.answer_key_id, bytes: stored.answer });
      return { status: stored.answer_status, body: JSON.parse(plain.toString()) as unknown };
    }
    if (clock.now().getTime() - stored.created_at.getTime() > longestCommandMilliseconds)
      throw new Refusal('conflict', 'idempotency.outcome_unknown');
    return undefined;
  }

  return {
    async once(request, work) {
      const hash = hashOf(request.body);
      for (let waited = 0; !(await take(database, request, hash, clock.now()));) {
        const answer = await answerOf(request, hash);
        if (answer) return answer;
        if (waited >= waitMilliseconds.most) throw new Refusal('conflict', 'idempotency.working');
        await new Promise((resolve) => setTimeout(resolve, waitMilliseconds.step));
        waited += waitMilliseconds.step;
      }
      const answer = await work().catch(async (error: unknown) => {
        await release(database, request);
        throw error;
      });
      // Where the answer cannot be kept, the key stays taken: better an unknown outcome than a second effect.
      await keep(request, answer);
      return answer;
    },
  };
}
