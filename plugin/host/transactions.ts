// Transactions that may write to the PMS, and the gate that opens them.
import type pg from 'pg';
import type { HotelId } from '../domain/ids.js';
import type { HotelTx, Transaction } from '../platform/database/index.js';

/** Arrivals of the next days, or all else. */
export type Lane = 'urgent' | 'rest';

/** A transaction that may write to the PMS: only the gate opens one. */
export interface HostTransaction extends Transaction {
  /**
   * Held notifications written so far: the PMS's stock listener holds a connection for seconds for each reservation inserted, deleted
   * or changed in dates or cancellation, and for each of its nights inserted, deleted or changed in room type.
   */
  readonly held: () => number;
  /** For the adapter: so many more of them. */
  readonly hold: (notifications: number) => void;
  /**
   * For the adapter: runs what writes, a function of the PMS or a statement, on `client`. Throws HostLocked where that meets a lock, by the
   * first SQLSTATE that came up, whatever `work` makes of it, and HostSilent where it takes too long; else the first error.
   */
  readonly guarded: <T>(work: (client: pg.PoolClient) => Promise<T>) => Promise<T>;
}

/** The same, about one hotel. */
export type HostHotelTx = HotelTx<HostTransaction>;

/** The only way to write to the PMS's tables. */
export interface HostGate {
  /**
   * One transaction, as the database's own. A job waits for its turn in its lane before anything is opened, so that the PMS keeps up; a
   * person's click does not wait, and what it writes puts off the jobs.
   */
  transaction<T>(hotel: HotelId, lane: Lane, work: (tx: HostHotelTx) => Promise<T>): Promise<T>;
  /**
   * For a transaction that is open already, a look at the PMS or a person's command, in which a stay may have to give way at once: it waits for
   * no turn, and `settle`, called when all is written, puts off the next by what it holds. One that the gate opened is settled by the gate.
   */
  within(tx: HotelTx): { readonly tx: HostHotelTx; readonly settle: () => Promise<void> };
  /** Notifications that a job's transaction may hold when it commits; one indivisible thing may exceed it. Infinity without a pace. */
  readonly mostHeld: number;
}
