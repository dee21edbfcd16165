// pg-boss leaves a queue that exists as it was made: at each start its settings are brought to what this build says, and told in the log.
import type { PgBoss } from 'pg-boss';
import type { Logger } from 'winston';

/** What can be changed of a queue that exists, by pg-boss's names; a queue keeps what is not named here. */
type Settings = Readonly<Record<string, number | boolean | string | null>>;

export interface WantedQueue {
  readonly name: string;
  /** Cannot be changed: the index that keeps it is by the policy of each job's row. */
  readonly policy: 'singleton' | 'standard';
  readonly settings: Settings;
}

/** Of each setting that is not as it should be: how it was, and how it is to be. */
export type Changes = Readonly<
  Record<string, { readonly from: Settings[string]; readonly to: Settings[string] }>
>;

/** `present` is the queue as pg-boss tells it. */
export const changesOf = (wanted: Settings, present: object): Changes =>
  Object.fromEntries(
    Object.entries(wanted).flatMap(([setting, to]) => {
      const from = (present as Record<string, Settings[string] | undefined>)[setting] ?? null;
      return from === to ? [] : [[setting, { from, to }]];
    }),
  );

interface Reconciling {
  readonly logger: Logger;
  /** This build is older than the database: queues that exist are a newer one's. */
  readonly outdated: boolean;
}

/** In words that an operator can act on; a warning, because the PMS's logger writes nothing less in production. */
function tellPolicy({ logger }: Reconciling, { name, policy }: WantedQueue, present: string): void {
  logger.error(
    `the job queue ${name} has the policy ${present}, and this build needs ${policy}, which cannot be changed: stop all processes, ` +
      `run SELECT heyawari_jobs.delete_queue('${name}'), and start again; what was due is enqueued anew by the schedules`,
    { queue: name, policy: present, needed: policy },
  );
}

/**
 * Makes the queues that are missing, and changes what differs of the others. Only at a start, and only what differs: processes of two builds
 * side by side change nothing while they run. One that is `outdated` makes queues of its own where they are missing, and changes none.
 */
export async function reconcileQueues(
  boss: Pick<PgBoss, 'getQueues' | 'createQueue' | 'updateQueue'>,
  wanted: readonly WantedQueue[],
  reconciling: Reconciling,
): Promise<void> {
  const { logger, outdated } = reconciling;
  const present = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]));
  for (const queue of wanted) {
    const { name, policy, settings } = queue;
    const found = present.get(name);
    if (!found) {
      await boss.createQueue(name, { ...settings, policy });
      continue;
    }
    if (found.policy !== policy) tellPolicy(reconciling, queue, String(found.policy));
    const changes = changesOf(settings, found);
    if (outdated || Object.keys(changes).length === 0) continue;
    await boss.updateQueue(name, settings);
    const said = Object.entries(changes).map(([setting, { from, to }]) => `${setting} ${from} to ${to}`);
    logger.warn(`job queue ${name}: brought to what this build says: ${said.join(', ')}`, {
      queue: name,
      changes,
    });
  }
}
