// How long anything of ours may wait for the database: the one table of these numbers, and why they are what they are.

/** Of one of our pools, or of connections that are in none. Times in milliseconds. */
export interface Bounds {
  readonly applicationName: string;
  readonly connections: number;
  /** Getting a connection, out of the pool or a new one. */
  readonly connect: number;
  /** Waiting for any one lock, the PMS's or ours. */
  readonly lock: number;
  readonly statement: number;
  /** A transaction in which nobody says anything: its locks are given back. */
  readonly idleInTransaction: number;
  /** A server that is silent altogether (frozen, cut off) is given up by us. A little longer than it would need itself. */
  readonly silence: number;
}

/**
 * A person waits: the sentence must be on the screen within 6 s. A lock is waited for longer than by a job (`jobs.lock`), so that a click
 * behind a batch that has met a locked row still comes after it.
 */
const clicks: Bounds = {
  applicationName: 'heyawari clicks',
  connections: 5,
  connect: 1_500,
  lock: 3_000,
  statement: 4_000,
  idleInTransaction: 10_000,
  silence: 4_500,
};

/**
 * A job can come again, so it is the lock of the PMS that decides: a save at the desk takes milliseconds, and whoever holds a row for two
 * seconds has left a transaction open. The hotel's own lock is held meanwhile. The longest statements are purges and the first look
 * at a hotel; the longest silence inside a transaction is a call of the PMS's functions (`hostCall`).
 */
const jobs: Bounds = {
  applicationName: 'heyawari jobs',
  connections: 5,
  connect: 20_000,
  lock: 2_000,
  statement: 30_000,
  idleInTransaction: 30_000,
  silence: 35_000,
};

/**
 * The job queue's own statements are short but for its purges. One that is given up leaves time to settle the job, or to give a sign of life,
 * on another connection before the queue takes the process for dead (`heartbeatSeconds`). Its locks are those of processes that start at
 * once, which prepare it one after the other.
 */
const queue: Bounds = {
  applicationName: 'heyawari queue',
  connections: 4,
  connect: 10_000,
  lock: 8_000,
  statement: 12_000,
  idleInTransaction: 15_000,
  silence: 14_000,
};

/** One that hears of changes asks little and at once; where it gets no answer, it connects anew. */
const listening: Omit<Bounds, 'connections'> = {
  applicationName: 'heyawari events',
  connect: 5_000,
  lock: 2_000,
  statement: 4_000,
  idleInTransaction: 10_000,
  silence: 5_000,
};

export const bounds = {
  clicks,
  jobs,
  queue,
  listening,
  /** Everything that a click asks of the database, from its arrival on: leaves half a second to say why it did not work. */
  wholeClick: 5_500,
  /** When a statement has waited so long, it is asked who is in the way: while it can still be asked, and later than any lock is held in good order. */
  asking: { click: 1_800, job: 1_200 },
  /** One call of a function of the PMS, which may wait where PostgreSQL sees no deadlock. */
  hostCall: { click: 4_000, job: 10_000 },
  /** Ending the pools: longer than the longest click. */
  ending: 6_000,
  /** What else is said to the server at the end, where nobody waits for anybody: a living one answers within milliseconds. */
  goodbye: 3_000,
} as const;
