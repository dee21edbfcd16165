// What a job is to the rest of the plugin. The queue behind it is known to this folder alone.
import type { z } from 'zod';
import type { Transaction } from '../database/index.js';
import type { PoolCounts } from '../pool-metrics.js';

export interface JobDefinition<Data extends object> {
  /** `import`, `confirm`, …; lower case and dashes. */
  readonly name: string;
  /** Identifiers only: job data is stored in clear text. */
  readonly data: z.ZodType<Data>;
  /** Tries in all before the job is given up, and the first pause between them (doubling, with jitter). */
  readonly tries: number;
  readonly pauseSeconds: number;
  /** Jobs of this kind worked on at once by one process; default 1. */
  readonly concurrency?: number;
  /**
   * Of jobs with the same key one is worked on at a time, by all processes together; the others wait without holding anything up.
   * Default: no such limit.
   */
  readonly oneAtATimePer?: (data: Data) => string;
  /** Why running it twice has no second effect: a sentence for docs/jobs.md, which lists every kind. */
  readonly idempotent: string;
  /** `false`: one that is given up is forgotten, since the next of its kind does what it was to do. Default: it goes to the dead letters. */
  readonly deadLetter?: false;
  /**
   * Delivered at least once, so it must be idempotent. Where it throws a fault of the installation, the job ends and the fault is told: what
   * is to be done must be in the tables, for a schedule to ask for it again. Runs with the correlation id of whoever enqueued it, else one
   * of its own.
   */
  readonly work: (data: Data) => Promise<void>;
}

export interface Job<Data extends object> {
  /** With `tx` the job exists exactly if that transaction commits. */
  enqueue(data: Data, tx?: Transaction): Promise<void>;
  /** All of them in one statement. */
  enqueueAll(all: readonly Data[]): Promise<void>;
}

/** Work that recurs: `work` is called on one process of all, at the times of `cron` in the hotel's time zone. */
export interface Schedule {
  readonly name: string;
  /** Five fields, to the minute. */
  readonly cron: string;
  /** As of a JobDefinition. */
  readonly idempotent: string;
  readonly work: () => Promise<void>;
}

/** A kind of job as the queue is told of it, for docs/jobs.md. */
export interface JobDescription {
  readonly name: string;
  /** Its queue in pg-boss, where it is found by SQL. */
  readonly queue: string;
  readonly policy: 'standard' | 'singleton';
  /** Fields of its data: of jobs that are alike in them one is worked at a time. Empty: any number of them. */
  readonly key: readonly string[];
  /** Of a schedule; undefined: it is enqueued. */
  readonly cron: string | undefined;
  readonly tries: number;
  readonly pauseSeconds: number;
  /** After so long one that is still worked is taken for failed. */
  readonly expireSeconds: number;
  /** The queue of what is given up; undefined: it is forgotten. */
  readonly deadLetter: string | undefined;
  readonly idempotent: string;
}

/** By the name of their kind, for each kind that is defined. */
export interface JobCounts {
  /** Due, and waiting to be worked. */
  readonly ready: Readonly<Record<string, number>>;
  /** Since when the oldest of these is due, seconds since 1970; without the kinds of which none is. */
  readonly oldestReady: Readonly<Record<string, number>>;
  /** In the hands of a process, which may have died since. */
  readonly active: Readonly<Record<string, number>>;
  /** Tried without success, and to be tried again. */
  readonly failed: Readonly<Record<string, number>>;
  /** In the dead letters. */
  readonly dead: Readonly<Record<string, number>>;
  /** Stops of operators that stand: one of all hotels, and one a hotel. */
  readonly stops: Readonly<Record<string, number>>;
}

/** What waits of one hotel. */
export interface HotelQueue {
  readonly hotel: number;
  readonly waiting: number;
  /** Since the oldest of them was due. */
  readonly oldestSeconds: number;
}

/** What an operator has stopped. */
export interface StopRow {
  readonly job: string;
  /** Undefined: every hotel. */
  readonly hotel: number | undefined;
  readonly stoppedAt: Date;
}

export interface StartMode {
  /** False: only enqueues (the role `web`). */
  readonly working: boolean;
  readonly scheduling: boolean;
  /** The database is of a newer build: what is there of queues and schedules is left as that build has it, and only what is missing is made. Default: it is not. */
  readonly outdated?: boolean;
}

export interface Jobs {
  /** Before `start`. */
  define<Data extends object>(definition: JobDefinition<Data>): Job<Data>;
  /** Before `start`. Not run at all where the calendar is simulated: there `advanceTo` does what is due. */
  schedule(schedule: Schedule): void;
  /** The queue's schema is made by a migration. */
  start(mode: StartMode): Promise<void>;
  /** Lets running jobs end, within `timeoutSeconds`; those that have not ended by then are given back, which costs no try. */
  stop(timeoutSeconds: number): Promise<void>;
  /**
   * Resolves when every job that is due has been worked off, except retries that wait for a later time and jobs that a process took
   * which has died since: the queue gives those out again after a while. Throws where this process
   * does not work jobs.
   */
  drain(): Promise<void>;
  /** Every kind that is defined, by name; asks nobody. */
  described(): readonly JobDescription[];
  /** What is not done, of all processes, and what is stopped; three statements. */
  counts(): Promise<JobCounts>;
  /** How far the queue's own connections are used now. */
  poolCounts(): PoolCounts;
  /** What operators have stopped; one statement. */
  stops(): Promise<readonly StopRow[]>;
  /** Jobs that are due and wait, of each hotel where any does; one statement. */
  waitingByHotel(): Promise<readonly HotelQueue[]>;
}
