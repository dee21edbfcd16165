// Who in the PMS keeps us from writing: named in the log, in health and in a metric as long as it does.
import { Counter, Gauge, type Registry } from 'prom-client';
import type { Logger } from 'winston';
import { type Blocker, blockerOf, type Database, stillBlocks } from '../platform/database/index.js';
import { type Health, Unwell } from '../platform/health/index.js';
import type { OnWaiting } from './guard.js';

export interface LockWatchOptions {
  readonly database: Database;
  readonly metrics: Registry;
  readonly logger: Logger;
  readonly health: Health;
}

/** A holder that nobody has met for so long is taken for gone: what it kept from being written is tried at least every five minutes. */
const forgottenAfterMilliseconds = 6 * 60_000;

interface Seen {
  readonly blocker: Blocker;
  readonly at: number;
}

function createLockMetrics(registry: Registry, present: () => Blocker | undefined) {
  const registers = [registry];
  const since = new Gauge({
    name: 'heyawari_host_blocked_since_timestamp_seconds',
    help: 'When the transaction began that keeps the plugin from writing to a table of the PMS; no series while none does.',
    labelNames: ['table'] as const,
    registers,
    collect() {
      since.reset();
      const blocker = present();
      if (blocker) since.set({ table: blocker.table }, blocker.since.getTime() / 1000);
    },
  });
  return new Counter({
    name: 'heyawari_host_waits_total',
    help: 'Writes to the PMS that had to wait for somebody else for more than a second, by table.',
    labelNames: ['table'] as const,
    registers,
  });
}

/** Registers the check `locks of the PMS`; answers with what is to be told of a connection that waits. */
export function watchLocks({ database, metrics, logger, health }: LockWatchOptions): OnWaiting {
  let seen: Seen | undefined;
  const present = () => {
    if (seen && performance.now() - seen.at > forgottenAfterMilliseconds) seen = undefined;
    return seen?.blocker;
  };
  const waits = createLockMetrics(metrics, present);

  health.register('locks of the PMS', 'informative', async () => {
    const blocker = present();
    if (!blocker) return {};
    if (!(await stillBlocks(database, blocker))) {
      seen = undefined;
      return {};
    }
    const { since, ...who } = blocker;
    throw new Unwell('a transaction of the PMS is left open', { ...who, since: since.toISOString() });
  });

  async function ask(backend: number): Promise<void> {
    const blocker = await blockerOf(database, backend);
    if (!blocker) return;
    waits.inc({ table: blocker.table });
    const known = seen?.blocker;
    seen = { blocker, at: performance.now() };
    if (known?.pid === blocker.pid && known.since.getTime() === blocker.since.getTime()) return;
    logger.warn('a transaction holds what is to be written in the PMS', { ...blocker });
  }

  return (backend) => {
    ask(backend).catch((error: unknown) =>
      logger.warn('nobody could say who holds what is to be written', { error }),
    );
  };
}
