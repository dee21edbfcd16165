// What is long over goes by itself, whole, and nothing else goes.
import { expect } from 'chai';
import { agencyKey } from '../../plugin/domain/agency.js';
import { newBooking, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { guardsByToken, staffAt } from '../support/staff.js';
import { createWorld, testKey, type World } from '../support/world.js';

describe('what is long over', () => {
  const database = useDatabase();
  let world: World;

  /** As the schedule would. */
  async function work(job: string): Promise<void> {
    await world.rows(`INSERT INTO heyawari_jobs.job (name, policy) VALUES ($1, 'standard')`, [job]);
    await world.heyawari.drain();
  }
  const count = async (table: string): Promise<number> => {
    const [row] = await world.rows<{ n: number }>(`SELECT CAST(count(*) AS int) AS n FROM heyawari.${table}`);
    return row!.n;
  };
  const left = async () => ({
    ...{ stays: await count('booking_plans'), nights: await count('room_nights') },
    ...{
      history: await count('booking_plan_history'),
      held: await count(`host_nights WHERE night < '2027-03-01'`),
    },
    runs: await count('assignment_runs'),
  });

  before(async () => {
    world = await createWorld({ databaseUrl: database.url(), rooms: singles('101', '102') });
    database.onEnd(() => world.stop());
    await world.deliver(
      newBooking('OLD', { checkIn: '2027-02-01' }),
      newBooking('NEW', { checkIn: '2028-03-20' }),
    );
    await world.rows(
      `INSERT INTO heyawari.host_nights (hotel_id, physical_room, night, reservation_id)
       VALUES ($1, 'x', '2027-02-02', gen_random_uuid())`,
      [world.hotel.hotelId],
    );
    await world.rows(
      `INSERT INTO heyawari.assignment_runs
         (hotel_id, kind, business_date, started_at, finished_at, finalised, moved, woken, duration_ms)
       SELECT $1, 'nightly', day, day, day, 0, 0, 0, 0 FROM (VALUES ('2027-02-01'::date), ('2028-03-20')) AS d(day)`,
      [world.hotel.hotelId],
    );
  });

  it('is kept for 400 days', async () => {
    const before = await left();
    expect(before).to.include({ stays: 2, nights: 4, held: 1, runs: 2 });
    world.clock.set(new Date('2028-03-09T09:00:00+09:00'));
    await work('pool-housekeeping');
    expect(await left()).to.include({ stays: 2, nights: 4, runs: 1 });
  });

  it('goes after that: stays with all that hangs on them, nights of the PMS, runs', async () => {
    world.clock.set(new Date('2028-03-10T09:00:00+09:00'));
    await work('pool-housekeeping');
    expect(await left()).to.include({ stays: 1, nights: 2, held: 0, runs: 1 });
    const [{ number }] = (await world.rows<{ number: string }>(
      'SELECT booking_number AS number FROM heyawari.booking_plans',
    )) as [{ number: string }];
    expect(number).to.equal('NEW');
    expect(
      await world.rows(
        `SELECT 1 FROM heyawari.booking_plan_history h
          WHERE NOT EXISTS (SELECT FROM heyawari.booking_plans p WHERE p.hotel_id = h.hotel_id AND p.id = h.plan_id)`,
      ),
    ).to.be.empty;
  });

  it('of the audit log goes by nobody’s hand but its one function, and never before a year', async () => {
    await world.rows(
      `INSERT INTO heyawari.audit_log (hotel_id, at, action, subject)
       VALUES (1, now() - interval '364 days', 'x', 'young'), (1, now() - interval '367 days', 'x', 'old')`,
    );
    await database.pool().query(`CREATE ROLE only_app; GRANT USAGE ON SCHEMA heyawari TO only_app;
      GRANT ALL ON ALL TABLES IN SCHEMA heyawari TO only_app`);
    const client = await database.pool().connect();
    try {
      await client.query('SET ROLE only_app');
      const refused = await client.query(`DELETE FROM heyawari.audit_log WHERE subject = 'old'`).then(
        () => 'done',
        (error: Error) => error.message,
      );
      expect(refused).to.include('only added to');
      const { rows } = await client.query<{ n: number }>(
        `SELECT heyawari.forget_audit(now() + interval '10 years', 100) AS n`,
      );
      expect(rows).to.deep.equal([{ n: 1 }]);
    } finally {
      await client.query('RESET ROLE');
      client.release();
    }
    const young = await world.rows(`SELECT 1 FROM heyawari.audit_log WHERE subject = 'young'`);
    expect(young).to.have.length(1);
    await database.pool().query('DROP OWNED BY only_app; DROP ROLE only_app');
  });
});

describe('what messages say of guests', () => {
  const database = useDatabase();
  let world: World;

  async function work(job: string): Promise<void> {
    await world.rows(`INSERT INTO heyawari_jobs.job (name, policy) VALUES ($1, 'standard')`, [job]);
    await world.heyawari.drain();
  }
  const messages = () =>
    world.rows<{ id: string; number: string; status: string; text: boolean }>(
      `SELECT c.id, c.booking_number AS number, c.status, c.text_length IS NOT NULL AS text
         FROM heyawari.ota_import_cache c ORDER BY c.id`,
    );
  const parts = async () => (await world.rows('SELECT 1 FROM heyawari.ota_output_parts')).length;

  before(async () => {
    world = await createWorld({
      ...{ databaseUrl: database.url(), rooms: singles('101') },
      auth: guardsByToken,
    });
    database.onEnd(() => world.stop());
    await world.deliver(newBooking('LEFT'));
    await world.deliver(newBooking('OPEN', { name: '' }));
    await world.deliver(newBooking('LATER', { checkIn: '2027-06-01' }));
    // Another agency's booking of the first one's number.
    await world.deliver(newBooking('LEFT', { version: 5, agency: '北の旅社', checkIn: '2027-06-10' }));
  });

  it('is kept for 90 days after departure, however long ago it came', async () => {
    world.clock.set(new Date('2027-05-04T09:00:00+09:00'));
    await work('import-housekeeping');
    expect((await messages()).map(({ text }) => text)).to.deep.equal([true, true, true, true]);
  });

  it('goes then, whatever another agency has under that number; the outline stays; and not where something is still to be done about it', async () => {
    world.clock.set(new Date('2027-05-05T09:00:00+09:00'));
    await work('import-housekeeping');
    expect((await messages()).map(({ number, text }) => [number, text])).to.deep.equal([
      ['LEFT', false],
      ['OPEN', true],
      ['LATER', true],
      ['LEFT', true],
    ]);
    expect(await parts()).to.equal(3);
  });

  it('is told to be gone to who asks for it, and the rest is told as before', async () => {
    const staff = (permission: 'view' | 'operate') =>
      staffAt(world.heyawari, world.hotel.hotelId, permission);
    const [left] = await messages();
    const detail = await staff('view')<{ content: unknown; bookingNumber: string }>(
      'get',
      `/imports/messages/${left!.id}`,
    );
    expect(detail.body).to.include({ content: null, bookingNumber: 'LEFT' });
    expect((await staff('operate')('get', `/imports/messages/${left!.id}/text`)).status).to.equal(404);
  });

  it('is known as a duplicate by its DataID after that', async () => {
    await world.deliver({ ...newBooking('LEFT'), xml: `${newBooking('LEFT').xml} ` });
    expect((await messages()).at(-1)).to.include({ number: 'LEFT', status: 'duplicate' });
  });

  it('goes whole with what was left of its booking, and not with another agency’s of that number', async () => {
    world.clock.set(new Date('2028-07-10T09:00:00+09:00'));
    for (const job of ['pool-housekeeping', 'import-housekeeping', 'import-housekeeping']) await work(job);
    const of = (table: string, agency: string) =>
      world.rows(
        `SELECT ${agency} AS agency FROM heyawari.${table} WHERE booking_number = 'LEFT' AND ${agency} <> ''`,
      );
    expect(await of('ota_bookings', 'agency_key')).to.deep.equal([{ agency: agencyKey('北の旅社') }]);
    expect(await of('ota_import_cache', 'agency')).to.deep.equal([{ agency: '北の旅社' }]);
  });

  it('goes whole, outlines and all, after 400 days', async () => {
    world.clock.set(new Date('2028-07-20T09:00:00+09:00'));
    await work('import-housekeeping');
    await work('import-housekeeping');
    expect((await messages()).map(({ number }) => number)).not.to.include.members(['LEFT', 'LATER']);
    expect((await messages()).map(({ number }) => number)).to.include('OPEN');
  });

  it('is sealed anew with its whole body under a new key, and still found', async () => {
    const newer = { id: 'newer', key: Buffer.alloc(32, 9).toString('base64') };
    const other = await world.anotherInstance({ encryptionKeys: [newer, testKey] });
    await world.rows(
      `INSERT INTO heyawari_jobs.job (name, policy) VALUES ('import-housekeeping', 'standard')`,
    );
    await other.drain();
    const keys = await world.rows<{ key: string }>(
      'SELECT DISTINCT key_id AS key FROM heyawari.ota_output_parts UNION SELECT text_key_id FROM heyawari.ota_import_cache WHERE text_key_id IS NOT NULL',
    );
    expect(keys).to.deep.equal([{ key: 'newer' }]);
    const open = (await messages()).find(({ number }) => number === 'OPEN')!;
    const text = await staffAt(
      other,
      world.hotel.hotelId,
      'operate',
    )<{ xml: string }>('get', `/imports/messages/${open.id}/text`);
    expect(text.body.xml).to.include('OPEN');
  });
});

describe('the outline of a message whose stay is forgotten in the same night', () => {
  const database = useDatabase();

  it('goes with it, as its guests left that long ago, and not 100 days later', async () => {
    const world = await createWorld({ databaseUrl: database.url(), rooms: singles('101') });
    database.onEnd(() => world.stop());
    await world.deliver(newBooking('LEFT'));
    const outlines = async (night: string) => {
      world.clock.set(new Date(`${night}T04:50:00+09:00`));
      for (const job of ['pool-housekeeping', 'import-housekeeping']) {
        await world.rows(`INSERT INTO heyawari_jobs.job (name, policy) VALUES ($1, 'standard')`, [job]);
        await world.heyawari.drain();
      }
      return (await world.rows('SELECT 1 FROM heyawari.ota_import_cache')).length;
    };
    // It left on 2027-02-03: archived after 90 days, over after 400.
    expect(await outlines('2027-05-06')).to.equal(1);
    expect(await outlines('2028-03-09')).to.equal(1);
    expect(await outlines('2028-03-12')).to.equal(0);
    expect(await world.rows('SELECT 1 FROM heyawari.ota_bookings')).to.be.empty;
  });
});
