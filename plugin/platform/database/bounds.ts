// How long anything of ours may wait for the database: the one table of these numbers, and why they are what they are.

/** Of one of our pools. Times in milliseconds. */
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

export const bounds = {
  clicks,
  jobs,
  /** Everything that a click asks of the database, from its arrival on: leaves half a second to say why it did not work. */
  wholeClick: 5_500,
  /** One call of a function of the PMS, which may wait where PostgreSQL sees no deadlock. */
  hostCall: { click: 4_000, job: 10_000 },
  /** The job queue's connections: jobs are looked for, taken and settled in statements of milliseconds, by the hundred where many are purged. */
  queue: { connections: 4, connect: 10_000, silence: 35_000 },
  /** Ending the pools: longer than the longest click. */
  ending: 6_000,
  /** What else is said to the server at the end, where nobody waits for anybody: a living one answers within milliseconds. */
  goodbye: 3_000,
} as const;
