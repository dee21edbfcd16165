// The figures of the whole installation: counted by one process, the same in the metrics of every one.
import { expect } from 'chai';
import { Registry } from 'prom-client';
import { badMessages } from '../../examples/tl-lincoln/index.js';
import { createDatabase } from '../../plugin/platform/database/index.js';
import { importState } from '../../plugin/ota-import/index.js';
import { createJobs, type Jobs } from '../../plugin/platform/jobs/index.js';
import { createSnapshots, jobState, schemaState, type State } from '../../plugin/platform/snapshot/index.js';
import { poolState } from '../../plugin/pool/index.js';
import { newBooking } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { recordedLog, until } from '../support/platform.js';
import { createWorld, type World } from '../support/world.js';

describe('the snapshot of the figures', () => {
  const database = useDatabase();
  let world: World;

  before(async () => {
    world = await createWorld({ databaseUrl: database.url(), rooms: [{ room: '101', type: 'SGL' }] });
    database.onEnd(() => world.stop());
    await world.deliver(newBooking('A'), newBooking('B'), badMessages().malformedXml);
  });

  const scrape = async (port: number | undefined) => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const seconds = (moment: Date) => moment.getTime() / 1000;

  it('is shown by every process, with its time', async () => {
    const other = await world.anotherInstance();
    const unplaced = `heyawari_unplaced_stays{hotel="${world.hotel.hotelId}"} 1`;
    await until(async () => (await scrape(other.operationsPort())).includes(unplaced));
    for (const text of [
      await scrape(other.operationsPort()),
      await scrape(world.heyawari.operationsPort()),
    ]) {
      const failed = `hotel="${world.hotel.hotelId}",class="validation"`;
      expect(text).to.include(`heyawari_ota_failed_messages{${failed}} 1`);
      expect(text).to.match(
        new RegExp(`^heyawari_ota_oldest_failed_message_timestamp_seconds\\{${failed}\\} \\d`, 'm'),
      );
      expect(text).to.include('heyawari_jobs_ready{job="import"} 0');
      expect(text).to.include('heyawari_jobs_dead{job="import"} 0');
      expect(text).to.include('heyawari_jobs_active{job="import"} 0');
      expect(text).to.include('heyawari_jobs_failed{job="import"} 0');
      expect(text, 'none is ready').not.to.include(
        'heyawari_jobs_oldest_ready_timestamp_seconds{job="import"}',
      );
      for (const part of ['import', 'heartbeat', 'pool', 'jobs', 'schema'])
        expect(text).to.include(
          `heyawari_snapshot_timestamp_seconds{part="${part}"} ${seconds(world.clock.now())}`,
        );
      expect(text, 'all are confirmed').not.to.match(/^heyawari_ota_oldest_unconfirmed_timestamp_seconds\{/m);
      const person = `heyawari_ota_failed_messages{hotel="${world.hotel.hotelId}",class="needs_person"}`;
      expect(text, 'none yet, and that is said').to.include(`${person} 0`);
    }
  });

  it('counts what is held for a decision, and since when an output is unconfirmed', async () => {
    const receivedAt = new Date('2027-01-19T03:00:00Z');
    await world.rows(
      `UPDATE heyawari.ota_import_cache SET failure_class = 'needs_person', failure_code = 'booking_ambiguous' WHERE status = 'failed'`,
    );
    await world.rows(
      `INSERT INTO heyawari.ota_outputs
         (hotel_id, output_id, body_hash, key_id, sealed_body, complete, message_count, received_at, confirmation)
       VALUES (999, 'late', '\\x01', 'test', '\\x00', true, 0, $1, 'pending')`,
      [receivedAt],
    );
    await world.heyawari.drain();
    const person = `heyawari_ota_failed_messages{hotel="${world.hotel.hotelId}",class="needs_person"}`;
    expect(await scrape(world.heyawari.operationsPort())).to.include(`${person} 1`);
    expect(await world.metric('heyawari_ota_oldest_unconfirmed_timestamp_seconds')).to.equal(
      seconds(receivedAt),
    );
  });

  it('is one row for each part, written over', async () => {
    await world.heyawari.drain();
    await world.heyawari.drain();
    const rows = await world.rows<{ name: string }>('SELECT name FROM heyawari.metric_snapshots ORDER BY 1');
    expect(rows.map(({ name }) => name)).to.deep.equal([
      ...['heartbeat', 'import', 'jobs', 'pool', 'reconciliation', 'schema', 'upgrades', 'usage'],
    ]);
  });
});

describe('the schedule of the snapshot', () => {
  const database = useDatabase();
  const takenAt = new Date('2027-01-20T00:00:00Z');

  it('takes it on one process, and shows nothing before there is one', async () => {
    const metrics = new Registry();
    const shared = { metrics, logger: recordedLog().logger, clock: { now: () => takenAt } };
    const calendar = { timeZone: 'Asia/Tokyo', turnsAt: 5 };
    const jobs = createJobs({ pool: database.pool(), timeZone: 'Asia/Tokyo', ...shared });
    const states = [importState, poolState, jobState(jobs), schemaState];
    createSnapshots({ database: createDatabase(database.pool()), jobs, states, calendar, ...shared });
    expect(await metrics.metrics()).not.to.match(
      /^heyawari_(ota|unplaced|snapshot_timestamp|schema|jobs_ready).* \d+$/m,
    );
    await jobs.start({ working: true, scheduling: false });
    try {
      await database
        .pool()
        .query("INSERT INTO heyawari_jobs.job (name, policy) VALUES ('metric-snapshot', 'standard')");
      await jobs.drain();
    } finally {
      await jobs.stop(5);
    }
    const text = await metrics.metrics();
    expect(text).to.include('heyawari_jobs_ready{job="metric-snapshot"} 0');
    expect(text).to.include('heyawari_jobs_active{job="metric-snapshot"} 1');
    expect(text).to.match(/^heyawari_schema_version [1-9]/m);
    const { rows } = await database.pool().query('SELECT DISTINCT taken_at FROM heyawari.metric_snapshots');
    expect(rows).to.deep.equal([{ taken_at: takenAt }]);
  });
});

describe('a part of the snapshot that cannot be read', () => {
  const database = useDatabase();
  const first = new Date('2027-01-20T00:00:00Z');
  const later = new Date('2027-01-20T00:06:00Z');

  /** What one process would take, with its log. */
  function taking(now: () => Date, unreadable: () => readonly State[]) {
    const { logger, lines } = recordedLog();
    const metrics = new Registry();
    const states = [schemaState, poolState].map((state) => ({
      ...state,
      read: (...given: Parameters<State['read']>) =>
        unreadable().includes(state) ? given[0].rows('SELECT 1 / 0').then(() => ({})) : state.read(...given),
    }));
    const snapshots = createSnapshots({
      ...{ database: createDatabase(database.pool()), states, clock: { now }, logger, metrics },
      calendar: { timeZone: 'Asia/Tokyo', turnsAt: 5 },
      jobs: { schedule: () => undefined } as Partial<Jobs> as Jobs,
    });
    return { snapshots, metrics, lines };
  }

  it('stays as it was, with its time and the count of failures, and is warned of once; the others are new', async () => {
    let now = first;
    let unreadable: readonly State[] = [];
    const { snapshots, metrics, lines } = taking(
      () => now,
      () => unreadable,
    );
    await snapshots.take();
    [now, unreadable] = [later, [poolState]];
    await snapshots.take();
    await snapshots.take();
    expect([...snapshots.takenAt()]).to.deep.equal([
      ['schema', later],
      ['pool', first],
    ]);
    const text = await metrics.metrics();
    expect(text).to.include(`heyawari_snapshot_timestamp_seconds{part="pool"} ${first.getTime() / 1000}`);
    expect(text).to.include(`heyawari_snapshot_timestamp_seconds{part="schema"} ${later.getTime() / 1000}`);
    expect(text).to.include('heyawari_snapshot_failures_total{part="pool"} 2');
    expect(text).to.include('heyawari_snapshot_failures_total{part="schema"} 0');
    expect(lines.map(({ level, part }) => ({ level, part }))).to.deep.equal([
      { level: 'warn', part: 'pool' },
    ]);
    unreadable = [];
    await snapshots.take();
    expect(snapshots.takenAt().get('pool')).to.deep.equal(later);
  });

  it('fails the whole where it is every part', async () => {
    const { snapshots } = taking(
      () => first,
      () => [schemaState, poolState],
    );
    let thrown: unknown;
    await snapshots.take().catch((error: unknown) => (thrown = error));
    expect(String(thrown)).to.include('division by zero');
  });
});
