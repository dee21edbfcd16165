// One connection out of a pool, with a time limit where a person waits, and a way to give it up in the middle of whatever it does.
import type pg from 'pg';
import { TooLate } from './errors.js';

export interface Lease {
  readonly client: pg.PoolClient;
  /** Ends the connection at once: what runs on it fails, PostgreSQL rolls back and frees its locks. */
  readonly abandon: (reason: Error) => void;
  /** Why it was given up; undefined while it stands. */
  readonly abandoned: () => Error | undefined;
  /** Rejects with the reason a moment after it was given up: for work that is deaf to it. */
  readonly lost: Promise<never>;
  /** Told of the connection's backend when a statement on it takes long. */
  readonly onWaiting?: (backend: number) => void;
  /** Back to the pool; a connection that `error` has broken is ended instead. */
  readonly release: (error?: unknown) => void;
}

/** Work that hears of it by itself may say what it was doing. */
const graceMilliseconds = 100;

async function connect(pool: pg.Pool, milliseconds: number | undefined): Promise<pg.PoolClient> {
  if (milliseconds === undefined) return pool.connect();
  const connecting = pool.connect();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new TooLate());
      connecting.then(
        (client) => client.release(),
        () => undefined,
      );
    }, milliseconds);
  });
  return Promise.race([connecting, late]).finally(() => clearTimeout(timer));
}

/**
 * `milliseconds`: what is left until it is given up; undefined where nobody waits. pg tells of a lost connection twice: to the query that
 * waits, or else to the next one, and by an event, which ends the process where nobody listens; the pool itself listens to idle ones only.
 */
export async function lease(pool: pg.Pool, milliseconds: number | undefined): Promise<Lease> {
  const until = performance.now() + (milliseconds ?? 0);
  const client = await connect(pool, milliseconds);
  let reason: Error | undefined;
  let over = false;
  let lose: (why: Error) => void = () => undefined;
  const lost = new Promise<never>((_resolve, reject) => (lose = reject));
  lost.catch(() => undefined); // it need not interest anyone
  const toldByQuery = () => undefined;
  client.on('error', toldByQuery);
  const end = (error?: Error) => {
    if (over) return;
    over = true;
    clearTimeout(timer);
    if (!error) client.off('error', toldByQuery);
    client.release(error);
  };
  const abandon = (why: Error) => {
    if (over) return;
    reason = why;
    end(why);
    setTimeout(lose, graceMilliseconds, why);
  };
  const timer =
    milliseconds === undefined
      ? undefined
      : setTimeout(() => abandon(new TooLate()), Math.max(0, until - performance.now()));
  return {
    client,
    abandon,
    abandoned: () => reason,
    lost,
    release: (error) => end(error instanceof Error ? error : undefined),
  };
}
