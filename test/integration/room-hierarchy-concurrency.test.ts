// Edits at the same time that would close a cycle together: the database lets one through, and the API says which cycle it was.
import { expect } from 'chai';
import pg from 'pg';
import { seededRandom } from '../../dev/bookings/random.js';
import type { Heyawari } from '../../plugin/index.js';
import { useDatabase } from '../support/database.js';
import { until } from '../support/platform.js';
import { guardsByToken, type Staff, staffAt } from '../support/staff.js';
import { createWorld, type World } from '../support/world.js';

const table = 'heyawari.room_type_hierarchy';
const insert = `INSERT INTO ${table} (hotel_id, from_type_id, to_type_id, priority) VALUES ($1, $2, $3, 0)`;

/** `none`, or the constraint (else the code) of PostgreSQL's error. */
const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (error: pg.DatabaseError) => error.constraint ?? error.code ?? error.message,
  );

describe('the database’s guard against cycles of upgrades', () => {
  const database = useDatabase();
  let clients: pg.Client[] = [];
  let hotel = 100;

  beforeEach(async () => {
    hotel += 1;
    clients = [0, 1].map(() => new pg.Client({ connectionString: database.url() }));
    for (const client of clients) await client.connect();
  });
  afterEach(() => Promise.all(clients.map((client) => client.end())));

  const add = (client: pg.Client, from: number, to: number, of = hotel) =>
    client.query(insert, [of, from, to]);
  const relations = async () =>
    (
      await database
        .pool()
        .query<{ text: string }>(
          `SELECT from_type_id || ' ' || to_type_id AS text FROM ${table} WHERE hotel_id = $1 AND active ORDER BY 1`,
          [hotel],
        )
    ).rows.map(({ text }) => text);
  const waits = async (client: pg.Client) => {
    const pid = (client as unknown as { processID: number }).processID;
    await until(async () => {
      const { rows } = await database
        .pool()
        .query<{ waiting: boolean }>(
          "SELECT wait_event_type IS NOT DISTINCT FROM 'Lock' AS waiting FROM pg_stat_activity WHERE pid = $1",
          [pid],
        );
      return rows[0]?.waiting === true;
    });
  };

  it('refuses one connection’s cycle, short or long, and a type that is its own upgrade', async () => {
    const [client] = clients;
    await add(client!, 1, 2);
    await add(client!, 2, 3);
    expect(await outcome(add(client!, 3, 1))).to.equal('room_type_hierarchy_no_cycle');
    expect(await outcome(add(client!, 2, 1))).to.equal('room_type_hierarchy_no_cycle');
    expect(await outcome(add(client!, 4, 4))).to.match(/check/);
    await add(client!, 1, 3);
    expect(await relations()).to.deep.equal(['1 2', '1 3', '2 3']);
  });

  it('refuses switching on what would close one', async () => {
    const [client] = clients;
    await add(client!, 1, 2);
    await client!.query(
      `INSERT INTO ${table} (hotel_id, from_type_id, to_type_id, priority, active) VALUES ($1, 2, 1, 0, false)`,
      [hotel],
    );
    const on = client!.query(`UPDATE ${table} SET active = true WHERE hotel_id = $1`, [hotel]);
    expect(await outcome(on)).to.equal('room_type_hierarchy_no_cycle');
  });

  for (const [what, first, second] of [
    ['one order', [1, 2], [2, 1]],
    ['the other', [2, 1], [1, 2]],
    ['a longer way', [3, 4], [2, 1]],
  ] as [string, [number, number], [number, number]][])
    it(`lets one of two connections through: ${what}`, async () => {
      const [one, two] = clients as [pg.Client, pg.Client];
      if (what === 'a longer way') for (const [from, to] of [[1, 3], [4, 2]] as const) await add(one, from, to); // prettier-ignore
      const before = await relations();
      await one.query('BEGIN');
      await two.query('BEGIN');
      await add(one, ...first);
      const later = outcome(add(two, ...second));
      await waits(two);
      await one.query('COMMIT');
      expect(await later).to.equal('room_type_hierarchy_no_cycle');
      await two.query('ROLLBACK');
      expect(await relations()).to.have.members([...before, first.join(' ')]);
    });

  it('lets the second through where the first gives up', async () => {
    const [one, two] = clients as [pg.Client, pg.Client];
    await one.query('BEGIN');
    await add(one, 1, 2);
    const later = outcome(add(two, 2, 1));
    await waits(two);
    await one.query('ROLLBACK');
    expect(await later).to.equal('none');
    expect(await relations()).to.deep.equal(['2 1']);
  });

  for (const level of ['REPEATABLE READ', 'SERIALIZABLE'])
    it(`holds for writers that do not see each other at all (${level})`, async () => {
      const [one, two] = clients as [pg.Client, pg.Client];
      for (const client of clients) {
        await client.query(`BEGIN ISOLATION LEVEL ${level}`);
        await client.query(`SELECT count(*) FROM ${table}`);
      }
      await add(one, 1, 2);
      const later = outcome(add(two, 2, 1));
      await waits(two);
      await one.query('COMMIT');
      expect(await later).to.equal('40001');
      await two.query('ROLLBACK');
      expect(await relations()).to.deep.equal(['1 2']);
    });

  it('keeps nobody waiting in another hotel', async () => {
    const [one, two] = clients as [pg.Client, pg.Client];
    await one.query('BEGIN');
    await add(one, 1, 2);
    await add(two, 2, 1, hotel + 1000);
    await one.query('COMMIT');
  });

  it('leaves no cycle behind whatever eight connections write at once', async () => {
    const pool = new pg.Pool({ connectionString: database.url(), max: 8 });
    const random = seededRandom(20270606);
    const type = () => 1 + Math.floor(random() * 6);
    const pairs = Array.from({ length: 160 }, () => [type(), type()] as const).filter(([a, b]) => a !== b);
    const outcomes = await Promise.all(
      pairs.map(([from, to]) => outcome(pool.query(`${insert} ON CONFLICT DO NOTHING`, [hotel, from, to]))),
    );
    await pool.end();
    expect(new Set(outcomes)).to.deep.equal(new Set(['none', 'room_type_hierarchy_no_cycle']));
    // Six types without a cycle have an order; every two of them were tried both ways, so exactly one arrow joins each two.
    expect(await relations()).to.have.length(15);
  });
});

describe('edits by API at the same time', () => {
  const database = useDatabase();
  let world: World;
  let here: Staff;
  let there: Staff;
  let twin: number;
  let deluxe: number;
  const version = async () => (await here<{ version: number }>('get', '/room-hierarchy')).body.version;
  const clear = async () => here('put', '/room-hierarchy', { version: await version(), relations: [] });
  const refusedAs = (cycle: string) => ({ status: 409, key: 'hierarchy.cycle', params: { cycle } });

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: [
        { room: '201', type: 'ツイン', capacity: 2 },
        { room: '301', type: 'デラックス', capacity: 2 },
      ],
      ...{ auth: guardsByToken, settings: { http: { commandsPerMinute: 10_000 } } },
    });
    database.onEnd(() => world.stop());
    const staff = (heyawari: Heyawari) => staffAt(heyawari, world.hotel.hotelId, 'supervise', 'view');
    here = staff(world.heyawari);
    there = staff(await world.anotherInstance());
    [twin, deluxe] = ['ツイン', 'デラックス'].map((name) => world.hotel.typeIds[name]!) as [number, number];
  });
  beforeEach(clear);

  it('are refused with the cycle by names where someone else’s writing closes it meanwhile', async () => {
    const client = await world.pool.connect();
    try {
      const seen = await version();
      await client.query('BEGIN');
      await client.query(insert, [world.hotel.hotelId, twin, deluxe]);
      const post = here('post', '/room-hierarchy/relations', {
        version: seen,
        fromTypeId: deluxe,
        toTypeId: twin,
      });
      await until(async () => {
        const { rowCount } = await client.query(
          "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
        );
        return rowCount === 1;
      });
      await client.query('COMMIT');
      const { status, body } = await post;
      expect(status).to.equal(409);
      expect(body).to.deep.include(refusedAs('ツイン → デラックス → ツイン'));
      expect(body.error).to.equal(
        'アップグレードが循環しています：ツイン → デラックス → ツイン。いずれかの矢印を外してください。',
      );
    } finally {
      client.release();
    }
  });

  it('let exactly one of two instances through, every time, and tell the other the cycle', async () => {
    for (let round = 0; round < 20; round += 1) {
      await clear();
      const seen = await version();
      const pairs = [
        [here, twin, deluxe],
        [there, deluxe, twin],
      ] as const;
      const answers = await Promise.all(
        (round % 2 === 0 ? pairs : pairs.toReversed()).map(([staff, fromTypeId, toTypeId]) =>
          staff('post', '/room-hierarchy/relations', { version: seen, fromTypeId, toTypeId }),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).to.deep.equal([201, 409]);
      const refused = answers.find(({ status }) => status === 409)!;
      expect(refused.body).to.deep.include(refusedAs('ツイン → デラックス → ツイン'));
      expect(await version()).to.equal(seen + 1);
    }
  });

  it('that would close no cycle are refused for their version, and the first one’s edit stands', async () => {
    await here('post', '/room-hierarchy/relations', {
      ...{ version: await version(), fromTypeId: twin, toTypeId: deluxe },
    });
    const seen = await version();
    const path = `/room-hierarchy/relations/${twin}/${deluxe}`;
    const terms = { active: true, policy: 'suggest', costPerNight: null, sameBedCount: false };
    const answers = await Promise.all(
      [here, there, here, there].map((staff, priority) =>
        staff('put', path, { version: seen, ...terms, priority: priority + 1 }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 409, 409, 409]);
    for (const { status, body } of answers)
      if (status === 409) expect(body).to.deep.include({ key: 'version.changed' });
    expect(await version()).to.equal(seen + 1);
  });
});
