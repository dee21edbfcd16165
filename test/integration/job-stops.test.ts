// Jobs stopped by a person in the PMS, and by command: who may, what is written down, what waits, and how it goes on.
import { expect } from 'chai';
import { execFile } from 'node:child_process';
import type { JobStopsAnswer } from '../../plugin/api/index.js';
import { newBooking, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { useFrontDesk } from '../support/front-desk.js';
import { guardsByToken, type Staff, staffAt } from '../support/staff.js';

describe('stopped jobs', function () {
  this.timeout(60_000);
  const database = useDatabase();
  const desk = useFrontDesk(database, { auth: guardsByToken, rooms: singles('101', '102') });
  let admin: Staff;

  const stops = async () => (await admin<JobStopsAnswer>('get', '/jobs/stops')).body.items;
  const statusOf = async (number: string) =>
    (
      await desk.world.rows<{ status: string }>(
        'SELECT status FROM heyawari.ota_import_cache WHERE booking_number = $1 OR booking_number IS NULL',
        [number],
      )
    ).map(({ status }) => status);
  const command = (...words: string[]) =>
    new Promise<{ code: number; said: string }>((resolve) => {
      const args = ['--import', 'tsx', 'dev/heyawari-command.ts', ...words];
      const env = { ...process.env, DATABASE_URL: database.url() };
      execFile(process.execPath, args, { env }, (error, out, problem) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: out + problem }),
      );
    });
  const audited = () =>
    desk.world.rows<object>(
      `SELECT hotel_id, user_id, action, subject FROM heyawari.audit_log WHERE action LIKE 'job.%' ORDER BY id`,
    );

  before(() => {
    const { heyawari, hotel } = desk.world;
    admin = staffAt(heyawari, hotel.hotelId, 'view', 'operate', 'supervise', 'configure');
  });
  afterEach(() => desk.world.rows('TRUNCATE heyawari.job_stops'));

  it('let what was received wait, and go on when they are let', async () => {
    expect((await admin('post', '/jobs/stop', { job: 'import' })).status).to.equal(200);
    await desk.world.deliver(newBooking('WAITS'));
    expect(await statusOf('WAITS')).to.deep.equal(['received']);
    expect(await stops()).to.deep.include.members([
      { ...(await stops())[0]!, job: 'import', everywhere: false, stoppedBy: 7 },
    ]);
    expect((await admin('post', '/jobs/go', { job: 'import' })).status).to.equal(200);
    await desk.world.heyawari.drain();
    expect(await statusOf('WAITS')).to.deep.equal(['imported']);
    expect(await stops()).to.deep.equal([]);
  });

  it('are stopped by whoever may configure alone, and only what is of one hotel', async () => {
    const { heyawari, hotel } = desk.world;
    const supervisor = staffAt(heyawari, hotel.hotelId, 'view', 'operate', 'supervise');
    expect((await supervisor('post', '/jobs/stop', { job: 'import' })).status).to.equal(403);
    expect((await supervisor('get', '/jobs/stops')).status).to.equal(200);
    expect((await admin('post', '/jobs/stop', { job: 'sweeps' })).status).to.equal(400);
    expect(await stops()).to.deep.equal([]);
  });

  it('are in the audit log, once for each change', async () => {
    await desk.world.rows('SELECT');
    const before = (await audited()).length;
    for (const way of ['stop', 'stop', 'go', 'go']) await admin('post', `/jobs/${way}`, { job: 'reconcile' });
    const { hotelId } = desk.world.hotel;
    const row = { hotel_id: hotelId, user_id: 7, subject: 'job:reconcile' };
    expect((await audited()).slice(before)).to.deep.equal([
      { ...row, action: 'job.stop' },
      { ...row, action: 'job.go' },
    ]);
  });

  it('are stopped in one hotel or in all by command, which says what it did', async () => {
    const { hotelId } = desk.world.hotel;
    const before = (await audited()).length;
    expect(await command('stop', 'import', '--hotel', String(hotelId))).to.deep.equal({
      code: 0,
      said: `import of hotel ${hotelId} waits from now on; what runs already ends. \`npx heyawari go import --hotel ${hotelId}\` has it go on.\n`,
    });
    expect((await command('stop', 'sweeps')).said).to.include('sweeps of every hotel waits from now on');
    expect((await stops()).map(({ job, everywhere }) => [job, everywhere])).to.deep.equal([
      ['import', false],
      ['sweeps', true],
    ]);
    expect((await command('go', 'sweeps')).said).to.equal(
      'sweeps of every hotel goes on within 15 seconds.\n',
    );
    expect((await command('go', 'import')).said).to.equal(
      `import of every hotel is not stopped. It is still stopped in hotel ${hotelId}: add --hotel N for each.\n`,
    );
    expect((await audited()).slice(before)).to.deep.equal([
      { hotel_id: hotelId, user_id: null, action: 'job.stop', subject: 'job:import' },
      { hotel_id: 0, user_id: null, action: 'job.stop', subject: 'job:sweeps' },
      { hotel_id: 0, user_id: null, action: 'job.go', subject: 'job:sweeps' },
    ]);
  });

  it('are not called going on while every hotel is stopped, nor in a hotel that is none', async () => {
    const { hotelId } = desk.world.hotel;
    await command('stop', 'import');
    expect((await command('go', 'import', '--hotel', String(hotelId))).said).to.equal(
      `import of hotel ${hotelId} still waits: it is stopped in every hotel. \`npx heyawari go import\` takes that back.\n`,
    );
    await command('go', 'import');
    expect(await command('stop', 'import', '--hotel', '99999')).to.deep.equal({
      code: 1,
      said: 'The PMS has no hotel 99999: nothing was stopped.\n',
    });
    expect(await stops()).to.deep.equal([]);
  });

  it('are refused by command with what to choose from', async () => {
    const unknown = await command('stop', 'imports');
    expect(unknown.code).to.equal(2);
    expect(unknown.said).to.include('There is no job "imports": choose from assignment-run, confirm');
    expect((await command('stop', 'sweeps', '--hotel', '1')).said).to.include('goes over all hotels');
    expect((await command('stop', 'import', '--hotel', 'all')).said).to.include('not "all"');
    expect(await stops()).to.deep.equal([]);
  });
});
