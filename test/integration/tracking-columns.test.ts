// The optional columns on the PMS's reservations that say what imported them: written where they are, and missed by nobody where not.
import { expect } from 'chai';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrateLastBatchBack, migrateLatest } from '../../dev/migrate.js';
import { cancellationOf, changeOf, newBooking, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { useFrontDesk } from '../support/front-desk.js';
import { hotelInstant } from '../support/world.js';

const columnsOf = (pool: pg.Pool) =>
  pool
    .query<{ name: string }>(
      `SELECT attname AS name FROM pg_attribute
        WHERE attrelid = 'public.reservations'::regclass AND attname LIKE 'heyawari%' AND NOT attisdropped ORDER BY attname`,
    )
    .then(({ rows }) => rows.map(({ name }) => name));

const all = ['heyawari_import_id', 'heyawari_last_import', 'heyawari_source'];

describe('the tracking columns of the PMS’s reservations', function () {
  this.timeout(30_000);
  const database = useDatabase();
  const desk = useFrontDesk(database, { rooms: singles('101', '102', '103') });

  const tracked = async (number: string) => {
    const [row] = await desk.world.rows<{ source: string | null; message: string | null; at: Date | null }>(
      `SELECT heyawari_source AS source, heyawari_import_id AS message, heyawari_last_import AS at
         FROM reservations WHERE ota_reservation_id = $1`,
      [number],
    );
    return row;
  };
  const messageId = async (dataId: string) =>
    (
      await desk.world.rows<{ id: string }>('SELECT id FROM heyawari.ota_import_cache WHERE data_id = $1', [
        dataId,
      ])
    )[0]!.id;
  const status = async (number: string) => (await desk.records.reservation(number)).status;

  it('name the message that took effect last, and when; of a person’s reservation nothing', async () => {
    const at = hotelInstant('2027-01-20', 9);
    await desk.world.deliver(
      newBooking('T-1'),
      newBooking('T-2'),
      changeOf('T-2', { nights: 3, version: 2 }),
    );
    expect(await tracked('T-1')).to.deep.equal({
      source: 'tl-lincoln',
      message: await messageId('T-1-1'),
      at,
    });
    expect((await tracked('T-2'))!.message).to.equal(await messageId('T-2-2'));
    await desk.world.deliver(cancellationOf('T-1', { version: 2 }));
    expect((await tracked('T-1'))!.message).to.equal(await messageId('T-1-2'));
    const walkIn = await desk.walkIn('103', '2027-06-01', '2027-06-02');
    expect(
      await desk.world.rows('SELECT heyawari_source AS source FROM reservations WHERE id = $1', [walkIn]),
    ).to.deep.equal([{ source: null }]);
    await desk.world.deliver(cancellationOf('T-2', { version: 3 }));
  });

  it('are nobody’s edit: the next change is not held for them', async () => {
    await desk.world.deliver(newBooking('T-3'));
    await desk.world.deliver(changeOf('T-3', { nights: 1, version: 2 }));
    expect(await desk.records.message('T-3-2')).to.equal('imported');
    expect((await tracked('T-3'))!.message).to.equal(await messageId('T-3-2'));
    await desk.world.deliver(cancellationOf('T-3', { version: 3 }));
  });

  it('are not waited for where somebody holds the reservation', async () => {
    await desk.world.deliver(newBooking('T-4'));
    const { id } = await desk.records.reservation('T-4');
    await desk.setStatus('T-4', 'cancelled');
    const clerk = new pg.Client({ connectionString: database.url() });
    await clerk.connect();
    await clerk.query('BEGIN');
    await clerk.query('SELECT FROM reservations WHERE id = $1 FOR UPDATE', [id]);
    await desk.world.deliver(newBooking('T-5'), cancellationOf('T-4', { version: 2 }));
    expect(await status('T-5')).to.equal('confirmed');
    expect((await tracked('T-5'))!.source).to.equal('tl-lincoln');
    await clerk.query('ROLLBACK');
    await clerk.end();
    await desk.world.deliver(cancellationOf('T-5', { version: 2 }));
  });

  const change = (text: string) => desk.world.rows(`ALTER TABLE reservations ${text}`);
  for (const [what, before, after] of [
    [
      'another type',
      'ALTER heyawari_import_id TYPE boolean USING NULL',
      'ALTER heyawari_import_id TYPE bigint USING NULL',
    ],
    ['no such columns', 'DROP COLUMN heyawari_source', 'ADD COLUMN heyawari_source text'],
  ] as const)
    it(`are not needed: beside a running import the table gets ${what}, and they again`, async () => {
      const number = `T-${what.length}`;
      await change(before);
      await desk.world.deliver(newBooking(number));
      expect(await status(number)).to.equal('confirmed');
      await change(after);
      await desk.world.deliver(changeOf(number, { nights: 1, version: 2 }));
      expect((await tracked(number))!.message).to.equal(await messageId(`${number}-2`));
      await desk.world.deliver(cancellationOf(number, { version: 3 }));
    });
});

describe('the migration of the tracking columns', function () {
  this.timeout(30_000);
  const database = useDatabase();

  it('goes back and up again, and leaves the reservations as they were', async () => {
    const pool = database.pool();
    expect(await columnsOf(pool)).to.deep.equal(all);
    await migrateLastBatchBack(database.url());
    expect(await columnsOf(pool)).to.deep.equal([]);
    await migrateLatest(database.url());
    expect(await columnsOf(pool)).to.deep.equal(all);
  });

  it('is left out, with a word about it, by a role that does not own the table, and while somebody works on it', async () => {
    const pool = database.pool();
    await migrateLastBatchBack(database.url());
    await pool.query('DROP SCHEMA heyawari CASCADE');
    const name = `migrating_${randomBytes(4).toString('hex')}`;
    await pool.query(`CREATE ROLE ${name} LOGIN PASSWORD 'x'`);
    await pool.query(`GRANT CREATE ON DATABASE ${new URL(database.url()).pathname.slice(1)} TO ${name}`);
    database.onEnd(async () => {
      await pool.query(`DROP OWNED BY ${name} CASCADE`);
      await pool.query(`DROP ROLE ${name}`);
    });
    const url = new URL(database.url());
    [url.username, url.password] = [name, 'x'];
    const told: string[] = [];
    await migrateLatest(url.toString(), (warning) => told.push(warning));
    expect(await columnsOf(pool)).to.deep.equal([]);
    expect(told.join('\n')).to.match(
      /were not added \(must be owner of table reservations\).*ALTER TABLE reservations ADD COLUMN IF NOT EXISTS heyawari_source text/,
    );

    told.length = 0;
    await migrateLastBatchBack(url.toString(), (warning) => told.push(warning));
    expect(told, 'of columns that never were').to.deep.equal([]);
    await pool.query('DROP SCHEMA heyawari CASCADE');

    await migrateLatest(database.url());
    expect(await columnsOf(pool)).to.deep.equal(all);
    const clerk = await pool.connect();
    await clerk.query('BEGIN');
    await clerk.query('SELECT FROM reservations');
    await migrateLastBatchBack(database.url(), (warning) => told.push(warning));
    expect(told.at(-1)).to.match(/were left there \(canceling statement due to lock timeout\)/);
    expect(await columnsOf(pool)).to.deep.equal(all);
    await clerk.query('ROLLBACK');
    clerk.release();

    told.length = 0;
    await pool.query('DROP SCHEMA heyawari CASCADE');
    await migrateLatest(url.toString(), (warning) => told.push(warning));
    expect(told, 'of columns that are there').to.deep.equal([]);
  });
});
