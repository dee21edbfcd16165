// A hotel's database as an older build left it, with rows in every state: it is carried along, worked on, rolled back, and carried along anew.
import { expect } from 'chai';
import { migrateLastBatchBack, migrateLatest } from '../../dev/migrate.js';
import { createHeyawari, existingPms, type Heyawari, SimulatedClock } from '../../plugin/index.js';
import { newBooking } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { type HostModules, loadHostModules } from '../support/host-pms.js';
import { earlierKey, loadOlderDatabase, olderDatabaseClock } from '../support/older-database.js';
import { type Records, recordsOf } from '../support/records.js';
import { type SiteControllerDouble, startSiteController } from '../contract/site-controller-double.js';
import { eagerSettings, hotelInstant, letEveryoneIn, testKey, testLogger } from '../support/world.js';

interface MessageRow {
  readonly id: string;
  readonly data_id: string | null;
  readonly status: string;
  readonly code: string | null;
}

interface PlanRow {
  readonly id: string;
  readonly number: string;
  readonly state: string;
}

/** Nothing is left to do for these. */
const settled = new Set(['imported', 'duplicate', 'superseded', 'resolved', 'ignored']);

describe('a database of an older build', () => {
  const database = useDatabase('empty');
  let site: SiteControllerDouble;
  let host: HostModules;
  let records: Records;
  let heyawari: Heyawari | undefined;
  let messagesBefore: MessageRow[];
  let plansBefore: PlanRow[];
  let attemptsBefore: Map<string, number>;
  let reservationsBefore: Map<string, number>;
  let schemaBefore: string[];
  /** A clerk of then put one booking over another. */
  let doubleBookedBefore: string[];

  const rows = async <T extends object>(text: string, values: unknown[] = []) =>
    (await database.pool().query<T>(text, values)).rows;
  const messages = () =>
    rows<MessageRow>(
      'SELECT id, data_id, status, failure_code AS code FROM heyawari.ota_import_cache ORDER BY id',
    );
  const plans = () =>
    rows<PlanRow>(
      'SELECT id, booking_number AS number, room_state AS state FROM heyawari.booking_plans ORDER BY id',
    );
  const counts = async (text: string) =>
    new Map((await rows<{ key: string; count: number }>(text)).map(({ key, count }) => [key, count]));
  /** By message: how often it was taken in hand. */
  const attempts = () =>
    counts(
      'SELECT message_id AS key, count(*)::int AS count FROM heyawari.ota_import_log GROUP BY message_id',
    );
  const reservations = () =>
    counts(
      `SELECT ota_reservation_id AS key, count(*)::int AS count FROM reservations
        WHERE ota_reservation_id IS NOT NULL GROUP BY ota_reservation_id`,
    );
  /** Columns, constraints and indexes of the plugin's tables. */
  const schema = async () =>
    (
      await rows<{ text: string }>(
        `SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default) AS text
           FROM information_schema.columns WHERE table_schema = 'heyawari'
         UNION ALL SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
          WHERE connamespace = 'heyawari'::regnamespace
         UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'heyawari' ORDER BY 1`,
      )
    ).map(({ text }) => text);
  const migrationsApplied = async () =>
    (await rows<{ name: string }>('SELECT name FROM heyawari.migrations ORDER BY name')).map(
      ({ name }) => name,
    );
  const start = async (at: Date): Promise<Heyawari> => {
    heyawari = createHeyawari({
      ...eagerSettings,
      encryptionKeys: [testKey, earlierKey],
      siteController: { url: site.url, systemId: 'SYS', pollSeconds: 0, pollSecondsOffHours: 0 },
      database: database.pool(),
      host: existingPms({ reservations: host.reservations }),
      auth: letEveryoneIn,
      logger: testLogger(),
      clock: new SimulatedClock(at),
    });
    await heyawari.start();
    return heyawari;
  };

  before(async () => {
    site = await startSiteController();
    database.onEnd(() => site.close());
    await loadOlderDatabase(database.pool());
    host = loadHostModules(database.url());
    database.onEnd(() => host.close());
    records = recordsOf({ rows });
    database.onEnd(() => heyawari?.stop() ?? Promise.resolve());
    [messagesBefore, plansBefore, schemaBefore] = [await messages(), await plans(), await schema()];
    [attemptsBefore, reservationsBefore] = [await attempts(), await reservations()];
    doubleBookedBefore = await records.doubleBooked();
  });

  it('is loaded with rows in every state', async () => {
    const states = (list: readonly { state: string }[]) =>
      [...new Set(list.map(({ state }) => state))].sort();
    expect(states(messagesBefore.map(({ status }) => ({ state: status })))).to.deep.equal([
      ...['duplicate', 'failed', 'imported', 'pending', 'received', 'retrying', 'superseded', 'waiting'],
    ]);
    expect(states(plansBefore)).to.deep.equal(['ended', 'final', 'tentative', 'unplaced']);
    expect(states(await rows('SELECT confirmation AS state FROM heyawari.ota_outputs'))).to.deep.equal([
      ...['confirmed', 'pending', 'withheld'],
    ]);
    const jobs = await rows<{ state: string }>('SELECT state::text FROM heyawari_jobs.job');
    expect(states(jobs)).to.include.members(['completed', 'created', 'failed', 'retry']);
  });

  it('migrates, and loses no row', async () => {
    await migrateLatest(database.url());
    expect((await messages()).map(({ id, data_id }) => [id, data_id])).to.deep.equal(
      messagesBefore.map(({ id, data_id }) => [id, data_id]),
    );
    expect(await plans()).to.deep.equal(plansBefore);
  });

  it('goes on where it stood: what was received is imported, what was unconfirmed is confirmed', async () => {
    const running = await start(olderDatabaseClock);
    await running.drain();
    for (const dataId of ['TORN1-1', 'TORN2-1', 'TORN3-1'])
      expect(await records.message(dataId), dataId).to.equal('imported');
    const [open] = await rows<{ count: number }>(
      "SELECT count(*)::int AS count FROM heyawari.ota_outputs WHERE confirmation = 'pending'",
    );
    expect(open).to.deep.equal({ count: 0 });
    expect(site.confirmed).to.have.length(1);
  });

  it('tries again in its rhythm, through nights and deadlines, until nothing is open that time can heal', async function () {
    this.timeout(60_000);
    await heyawari!.advanceTo(hotelInstant('2027-01-23', 12));
    expect(await records.message('broken-1')).to.equal('imported');
    expect(await records.message('NOBODY-2')).to.equal('imported');
    await heyawari!.advanceTo(hotelInstant('2027-01-25', 8));
    for (const number of ['READY', 'READY2'])
      expect(await records.plan(number), number).to.include({ state: 'final' });
    const nights = await rows<{ day: string }>(
      `SELECT to_char(business_date, 'YYYY-MM-DD') AS day FROM heyawari.assignment_runs
        WHERE kind = 'nightly' AND hotel_id = 1 AND business_date > '2027-01-23' ORDER BY 1`,
    );
    expect(nights.map(({ day }) => day)).to.deep.equal(['2027-01-24', '2027-01-25']);
  });

  it('applies nothing twice, also where it is delivered again', async () => {
    site.deliver('again', [newBooking('A3', { checkIn: '2027-02-05' }).xml, newBooking('A4').xml]);
    await heyawari!.fetchNow();
    await heyawari!.drain();
    const attemptsNow = await attempts();
    for (const { id, data_id: dataId, status } of messagesBefore)
      if (settled.has(status)) expect(attemptsNow.get(id), dataId ?? id).to.equal(attemptsBefore.get(id));
    const reservationsNow = await reservations();
    for (const [number, count] of reservationsBefore)
      expect(reservationsNow.get(number), number).to.equal(count);
    for (const number of ['TORN1', 'broken', 'NOBODY'])
      expect(await records.reservations(number), number).to.have.length(1);
  });

  it('has every message still, and every settled one as it was', async () => {
    const now = new Map((await messages()).map((message) => [message.id, message]));
    for (const before of messagesBefore) {
      expect(now.get(before.id), before.data_id ?? before.id).to.include({
        data_id: before.data_id ?? now.get(before.id)!.data_id,
      });
      if (settled.has(before.status))
        expect(now.get(before.id)!.status, before.data_id ?? '').to.equal(before.status);
      expect(now.get(before.id)!.status).not.to.equal('received');
    }
  });

  it('keeps each stay in the room that the PMS has for it, and gives none twice', async () => {
    const apart = await rows(
      `SELECT p.booking_number, p.room_id FROM heyawari.booking_plans p
        WHERE p.room_state IN ('tentative', 'final') AND p.check_out > p.check_in
          AND NOT EXISTS (SELECT FROM reservation_details d WHERE d.hotel_id = p.hotel_id
                            AND d.reservation_id = p.reservation_id AND d.room_id = p.room_id AND d.cancelled IS NULL)`,
    );
    expect(apart).to.deep.equal([]);
    const living = (list: readonly PlanRow[]) =>
      list.filter(({ state }) => state !== 'ended' && state !== 'unplaced').map(({ id }) => id);
    expect(living(await plans())).to.include.members(living(plansBefore));
    expect(await records.doubleBooked()).to.deep.equal(doubleBookedBefore);
  });

  it('goes back to the schema of then with its rows, and comes again', async () => {
    await heyawari!.stop();
    const [messagesNow, plansNow] = [await messages(), await plans()];
    await migrateLastBatchBack(database.url());
    expect((await migrationsApplied()).at(-1)).to.equal('021_outlooks.ts');
    expect(await schema()).to.deep.equal(schemaBefore);
    expect(await messages()).to.deep.equal(messagesNow);
    expect(await plans()).to.deep.equal(plansNow);
    await migrateLatest(database.url());
    const running = await start(hotelInstant('2027-01-25', 9));
    site.deliver('after', [newBooking('AFTER', { checkIn: '2027-04-02' }).xml]);
    await running.fetchNow();
    await running.drain();
    expect(await records.message('AFTER-1')).to.equal('imported');
    expect((await records.plan('AFTER')).state).to.equal('tentative');
  });
});
