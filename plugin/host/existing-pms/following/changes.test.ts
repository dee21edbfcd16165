// Following the PMS's change log on its real tables: every change is seen once it is committed, whoever reads and whoever is still open.
import { expect } from 'chai';
import type pg from 'pg';
import { useDatabase } from '../../../../test/support/database.js';
import { seedHotel, type SeededHotel } from '../../../../test/support/host-pms.js';
import { until } from '../../../../test/support/platform.js';
import { hotelId, type HotelId } from '../../../domain/ids.js';
import { createDatabase, type Transaction, inHotel } from '../../../platform/database/index.js';
import { hotelsToFollow, takeChanges } from './changes.js';

const now = new Date('2027-01-20T03:00:00Z');
const minutesLater = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

describe('the change log of the PMS', () => {
  const test = useDatabase();
  let hotels: readonly [SeededHotel, SeededHotel];
  const idOf = (hotel: 0 | 1): HotelId => hotelId(hotels[hotel].hotelId);
  const database = () => createDatabase(test.pool());
  const take = (hotel: 0 | 1, at = now) =>
    database().transaction((tx) => takeChanges(inHotel(tx, idOf(hotel)), at));
  const taken = async (hotel: 0 | 1, at = now) =>
    (await take(hotel, at)).changes.map(({ reservation }) => reservation as string);
  const waiting = async (at = now) => (await hotelsToFollow(database(), at)).hotels;

  async function reserve(on: pg.ClientBase | pg.Pool, hotel: 0 | 1): Promise<string> {
    const { rows } = await on.query<{ id: string }>(
      `INSERT INTO reservations (hotel_id, reservation_client_id, check_in, check_out, number_of_people, created_by)
       SELECT $1, id, '2027-02-01', '2027-02-02', 1, 3 FROM clients LIMIT 1 RETURNING id`,
      [hotels[hotel].hotelId],
    );
    return rows[0]!.id;
  }
  /** A writer whose transaction stays open. */
  async function openWriter<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await test.pool().connect();
    await client.query('BEGIN');
    try {
      return await work(client);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  }

  /** Of the whole server, on which other tests work in databases of their own: what the log waits for is told by its transactions. */
  async function allEnded(): Promise<void> {
    const pool = test.pool();
    const { rows } = await pool.query<{ next: string }>(
      'SELECT CAST(pg_snapshot_xmax(pg_current_snapshot()) AS text) AS next',
    );
    await until(async () => {
      const ended = 'SELECT pg_snapshot_xmin(pg_current_snapshot()) >= CAST($1 AS xid8) AS all';
      return (await pool.query<{ all: boolean }>(ended, [rows[0]!.next])).rows[0]!.all;
    });
  }

  before(async () => {
    const rooms = [{ room: '101', type: 'SGL' }];
    const pool = test.pool();
    hotels = [await seedHotel(pool, { name: 'one', rooms }), await seedHotel(pool, { name: 'two', rooms })];
    await pool.query(`INSERT INTO clients (name, created_by) VALUES ('Yamada', 1)`);
    for (const hotel of [0, 1] as const) expect((await take(hotel)).compareWhole).to.equal(true);
    // All hotels are compared once more when what ran at the first look has ended.
    await allEnded();
    for (const hotel of [0, 1] as const) while ((await take(hotel)).compareWhole);
  });

  it('tells each hotel its own changes, once, with who made them', async () => {
    const [one, two] = [await reserve(test.pool(), 0), await reserve(test.pool(), 1)];
    expect(await waiting()).to.deep.equal([idOf(0), idOf(1)]);
    expect((await take(0)).changes).to.deep.equal([{ reservation: one, users: [3] }]);
    expect(await waiting()).to.deep.equal([idOf(1)]);
    expect(await taken(1)).to.deep.equal([two]);
    expect([await taken(0), await taken(1), await waiting()]).to.deep.equal([[], [], []]);
  });

  it('tells what was taken again where the transaction is undone', async () => {
    const made = await reserve(test.pool(), 0);
    const undone = database().transaction(async (tx) => {
      expect((await takeChanges(inHotel(tx, idOf(0)), now)).changes).to.have.length(1);
      throw new Error('undone');
    });
    await undone.catch(() => undefined);
    expect(await taken(0)).to.deep.equal([made]);
  });

  it('speaks of both reservations where a night goes from one to the other, and of one that is deleted', async () => {
    const pool = test.pool();
    const [from, to] = [await reserve(pool, 0), await reserve(pool, 0)];
    await pool.query(
      `INSERT INTO reservation_details (hotel_id, reservation_id, date, room_id, number_of_people, price, created_by)
       VALUES ($1, $2, '2027-02-01', $3, 1, 8000, 1)`,
      [hotels[0].hotelId, from, hotels[0].roomIds['101']],
    );
    await take(0);
    await pool.query('UPDATE reservation_details SET reservation_id = $2 WHERE reservation_id = $1', [
      from,
      to,
    ]);
    expect((await taken(0)).sort()).to.deep.equal([from, to].sort());
    await pool.query('DELETE FROM reservations WHERE id = $1', [from]);
    expect(await taken(0)).to.deep.equal([from]);
  });

  it('finds what is committed after later changes were read, and reads nothing again meanwhile', async () => {
    await openWriter(async (client) => {
      const early = await reserve(client, 0);
      const late = await reserve(test.pool(), 1);
      expect([await taken(0), await taken(1)]).to.deep.equal([[], [late]]);
      expect([await waiting(), await taken(0), await taken(1)]).to.deep.equal([[], [], []]);
      await client.query('COMMIT');
      expect(await waiting()).to.deep.equal([idOf(0)]);
      expect(await taken(0)).to.deep.equal([early]);
      expect(await taken(0)).to.deep.equal([]);
    });
  });

  it('compares every hotel after a writer has been open for an hour, and again when it ends', async () => {
    await openWriter(async (client) => {
      await reserve(client, 0);
      await reserve(test.pool(), 1);
      await take(1);
      expect(await waiting(minutesLater(59))).to.deep.equal([]);
      expect(await waiting(minutesLater(61))).to.deep.equal([idOf(0), idOf(1)]);
      for (const hotel of [0, 1] as const) {
        expect((await take(hotel, minutesLater(62))).compareWhole).to.equal(true);
        expect((await take(hotel, minutesLater(62))).compareWhole).to.equal(false);
      }
      await client.query('COMMIT');
      await allEnded();
      expect((await take(0, minutesLater(90))).compareWhole).to.equal(true);
      expect((await take(1, minutesLater(90))).compareWhole).to.equal(true);
    });
    expect(await waiting(minutesLater(91))).to.deep.equal([]);
  });

  it('waits for nobody: beside another who reads, all that is committed is seen', async () => {
    const inside = async (tx: Transaction) => {
      await takeChanges(inHotel(tx, idOf(1)), now);
      const made = await reserve(test.pool(), 0);
      expect(await taken(0)).to.deep.equal([made]);
      expect(await waiting()).to.deep.equal([idOf(0)]);
    };
    await database().transaction(inside);
    expect(await taken(0)).to.have.length(1);
    expect(await taken(0)).to.deep.equal([]);
  });

  it('misses nothing where many read and write at once', async () => {
    const made: string[] = [];
    const seen = new Set<string>();
    const writers = [0, 1, 2].map(async () => {
      for (let i = 0; i < 25; i += 1) made.push(await reserve(test.pool(), 0));
    });
    let writing = true;
    const readers = ([0, 0, 1] as const).map(async (hotel) => {
      while (writing) for (const id of await taken(hotel)) seen.add(id);
    });
    await Promise.all(writers);
    writing = false;
    await Promise.all(readers);
    for (const id of await taken(0)) seen.add(id);
    expect([...seen].filter((id) => made.includes(id))).to.have.members(made);
  });

  it('reads a long absence in pages, and asks for one comparison where too much was changed', async () => {
    await test.pool().query(
      `INSERT INTO reservations (hotel_id, reservation_client_id, check_in, check_out, number_of_people, created_by)
       SELECT $1, (SELECT id FROM clients LIMIT 1), '2027-02-01', '2027-02-02', 1, 3 FROM generate_series(1, 5500)`,
      [hotels[0].hotelId],
    );
    const last = await reserve(test.pool(), 1);
    expect(await taken(1)).to.deep.equal([last]);
    expect(await take(0)).to.deep.include({ changes: [], compareWhole: true });
    expect(await take(0)).to.deep.include({ changes: [], compareWhole: false });
  });
});
