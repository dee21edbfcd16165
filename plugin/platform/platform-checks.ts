// The checks of what every slice stands on: database, schema, keys, jobs, the state for metrics, listening.
import type { Database } from './database/index.js';
import type { Faults } from './faults/index.js';
import type { Jobs } from './jobs/index.js';
import { type Check, type Health, platformWords, Unwell } from './health/index.js';
import { migrationsRun } from './schema/index.js';
import { checkSnapshot, type CountedState, earliest } from './snapshot-check.js';

export interface CheckedPlatform extends CountedState {
  readonly database: Database;
  readonly faults: Faults;
  readonly jobs: Pick<Jobs, 'counts' | 'stops'>;
  /** Whether changes in the database are heard of. */
  readonly listening: () => boolean;
}

const nothing = Promise.resolve({});

function standingFaults(faults: Faults, of: (code: string) => boolean, message: string): Check {
  return () => {
    const standing = faults.standing().filter(({ code }) => of(code));
    if (standing.length === 0) return nothing;
    const details = Object.fromEntries(standing.map(({ code, sentence }) => [code, sentence]));
    return Promise.reject(
      new Unwell(message, details, { since: earliest(standing.map(({ since }) => since)) }),
    );
  };
}

const checkSchemaIsPresent =
  (database: Database): Check =>
  async () => {
    const { applied, missing } = await migrationsRun(database);
    if (missing.length > 0)
      throw new Unwell('migrations are missing', { missing: missing.length, first: missing[0]! });
    return {
      version: Math.max(...applied.map((name) => Number.parseInt(name, 10)).filter(Number.isFinite)),
    };
  };

const checkJobs =
  (jobs: CheckedPlatform['jobs']): Check =>
  async () => {
    const { ready, dead } = await jobs.counts();
    const given = Object.fromEntries(Object.entries(dead).filter(([, count]) => count > 0));
    if (Object.keys(given).length > 0) throw new Unwell('jobs were given up', given);
    return { ready: Object.values(ready).reduce((sum, count) => sum + count, 0) };
  };

/** Hotels named of one kind of job. */
const mostNamed = 20;

/** Fails while an operator has stopped jobs, with where each kind waits. */
const checkStops =
  (jobs: CheckedPlatform['jobs']): Check =>
  async () => {
    const stops = await jobs.stops();
    if (stops.length === 0) return {};
    const places = Map.groupBy(stops, ({ job }) => job);
    const inWords = (hotels: readonly (number | undefined)[]) =>
      hotels.includes(undefined) ? 'every hotel' : `hotels ${hotels.slice(0, mostNamed).join(', ')}`;
    const details = [...places].map(([job, of]) => [job, inWords(of.map(({ hotel }) => hotel))] as const);
    throw new Unwell('an operator has stopped jobs', Object.fromEntries(details), {
      since: earliest(stops.map(({ stoppedAt }) => stoppedAt)),
    });
  };

export function registerPlatformChecks(health: Health, platform: CheckedPlatform): void {
  const { database, faults, jobs, clock, listening } = platform;
  const askDatabase: Check = async () => {
    await database.row('SELECT 1');
    return {};
  };
  health.register('database', 'required', askDatabase, platformWords.database);
  health.register('schema', 'informative', checkSchemaIsPresent(database), platformWords.schema);
  health.register(
    'keys',
    'informative',
    standingFaults(faults, (code) => code.startsWith('key_'), 'stored rows do not open'),
    platformWords.keys,
  );
  health.register(
    'installation',
    'informative',
    standingFaults(faults, () => true, 'the installation is at fault'),
    platformWords.installation,
  );
  health.register('jobs', 'informative', checkJobs(jobs), platformWords.jobs);
  health.register('stopped jobs', 'informative', checkStops(jobs), platformWords.stopped_jobs);
  health.register('snapshot', 'informative', checkSnapshot(platform, clock.now()), platformWords.snapshot);
  health.register(
    'live updates',
    'informative',
    () => (listening() ? nothing : Promise.reject(new Unwell('not listening', {}, { ofDatabase: true }))),
    platformWords.live_updates,
  );
}
