// Who keeps us waiting, in the PMS or elsewhere: named in the log, in health and in a metric as long as it does.
import type { Registry } from 'prom-client';
import type { Logger } from 'winston';
import { withCorrelation } from '../platform/context.js';
import {
  type Blocker,
  blockerOf,
  type Database,
  type OnWaiting,
  stillBlocks,
} from '../platform/database/index.js';
import { type Health, Unwell } from '../platform/health/index.js';
import { hostWords } from './messages.js';
import { createMeasures, type MetricFamilies } from '../platform/metrics/index.js';

export interface LockWatchOptions {
  readonly database: Database;
  readonly metrics: Registry;
  readonly logger: Logger;
  readonly health: Health;
  /** How often it is looked whether a holder still holds, and how long it is believed to where nobody can say; default 15 s and 60 s. */
  readonly looks?: { readonly everyMilliseconds: number; readonly believedMilliseconds: number };
}

const defaultLooks = { everyMilliseconds: 15_000, believedMilliseconds: 60_000 };

/** A holder that nobody has met for so long is taken for gone: what it kept from being written is tried at least every five minutes. */
const forgottenAfterMilliseconds = 6 * 60_000;

interface Seen {
  readonly blocker: Blocker;
  /** When it last kept us waiting. */
  readonly at: number;
  /** When it was last seen to hold. */
  confirmedAt: number;
}

const labels = { table: 'open' } as const;

export const lockFamilies = {
  since: {
    type: 'gauge',
    name: 'heyawari_host_blocked_since_timestamp_seconds',
    help: 'When the transaction of somebody else began that holds what the plugin waits for, a table of the PMS or of its own; no series while none does.',
    labels,
  },
  blocker: {
    type: 'gauge',
    name: 'heyawari_host_blocker_info',
    help: '1, with the session that holds it: its table, process on the server, application and role; no series while none does.',
    labels: { table: 'open', pid: 'open', application: 'open', role: 'open' },
  },
  waits: {
    type: 'counter',
    name: 'heyawari_host_waits_total',
    help: 'Statements that had to wait for somebody else for more than a second, by table.',
    labels,
  },
} as const satisfies MetricFamilies;

function createLockMetrics(registry: Registry, present: () => Blocker | undefined) {
  const { waits } = createMeasures(registry, lockFamilies, {
    since(gauge) {
      gauge.reset();
      const blocker = present();
      if (blocker) gauge.set({ table: blocker.table }, blocker.since.getTime() / 1000);
    },
    blocker(gauge) {
      gauge.reset();
      const blocker = present();
      if (!blocker) return;
      const { table, pid, applicationName: application, user: role } = blocker;
      gauge.set({ table, pid: String(pid), application, role }, 1);
    },
  });
  return waits;
}

/** Registers the check `locks of the PMS`; answers with what is to be told of a connection that waits. */
export function watchLocks(options: LockWatchOptions): OnWaiting {
  const { database, metrics, logger, health, looks = defaultLooks } = options;
  let seen: Seen | undefined;
  const present = () => {
    const now = performance.now();
    if (seen && now - seen.at > forgottenAfterMilliseconds) seen = undefined;
    // While the database is silent nobody knows: that is told as what it is, and not as a lock.
    if (seen && now - seen.confirmedAt > looks.believedMilliseconds) seen = undefined;
    return seen?.blocker;
  };
  const waits = createLockMetrics(metrics, present);

  /** Of one that has gone nothing is told any more, whether or not anybody asks for health. */
  async function look(): Promise<void> {
    const asked = seen;
    if (!asked || !present()) return;
    if (await stillBlocks(database, asked.blocker)) asked.confirmedAt = performance.now();
    else if (seen === asked) seen = undefined;
  }

  let timer: NodeJS.Timeout | undefined;
  /** As long as there is one. */
  function lookOn(): void {
    timer ??= setTimeout(() => {
      void withCorrelation(undefined, undefined, look)
        .catch(() => undefined) // the next look may say; where none can, it is not believed for long
        .finally(() => {
          timer = undefined;
          if (present()) lookOn();
        });
    }, looks.everyMilliseconds).unref();
  }

  const checkLocks = async () => {
    await look();
    const blocker = present();
    if (!blocker) return {};
    const { since, ...who } = blocker;
    const message = 'a transaction is left open that holds what the plugin waits for';
    throw new Unwell(message, { ...who, since: since.toISOString() }, { since });
  };
  health.register('locks of the PMS', 'informative', checkLocks, hostWords.locks);

  async function ask(backend: number): Promise<void> {
    const blocker = await blockerOf(database, backend);
    if (!blocker) return;
    waits.inc({ table: blocker.table });
    const known = seen?.blocker;
    const at = performance.now();
    seen = { blocker, at, confirmedAt: at };
    lookOn();
    if (known?.pid === blocker.pid && known.since.getTime() === blocker.since.getTime()) return;
    logger.warn('a transaction holds what the plugin waits for', { ...blocker });
  }

  /** A statement in a call of the PMS may be told of twice. */
  const asking = new Set<number>();
  return (backend) => {
    if (asking.has(backend)) return;
    asking.add(backend);
    // As a job: the connections for clicks may all be waiting.
    withCorrelation(undefined, undefined, () => ask(backend))
      .catch((error: unknown) => logger.warn('nobody could say who holds what is waited for', { error }))
      .finally(() => asking.delete(backend));
  };
}
