// What the PMS's functions ask of its masters while they write the bookings of one batch.
import { expect } from 'chai';
import type pg from 'pg';
import { newBooking, singles, twins } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { type Records, recordsOf } from '../support/records.js';
import { createWorld, type World } from '../support/world.js';

const nothing = () => Promise.resolve();

type Asking = (client: pg.PoolClient, number: string) => Promise<unknown>;

describe('the masters of the PMS, in one batch', () => {
  const database = useDatabase();
  let world: World;
  let records: Records;
  /** What the PMS's function does besides, before it writes. */
  let besides: Asking = nothing;

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: [...singles('101', '102', '103'), ...twins('201', '202')],
      upgrades: { SGL: ['TWN'] },
      hostFunctions: (functions) => ({
        ...functions,
        async addOTAReservation(id, hotel, data, client) {
          try {
            await besides(client, /"(B\d)"/.exec(JSON.stringify(data))?.[1] ?? '');
          } catch (error) {
            return { success: false, error };
          }
          return functions.addOTAReservation(id, hotel, data, client);
        },
      }),
    });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
  });

  const planNames = async (client: pg.PoolClient) => {
    const text = 'SELECT planGroupName AS name FROM sc_tl_plans WHERE hotel_id = $1 ORDER BY planGroupName';
    const { rows } = await client.query<{ name: string }>(text, [world.hotel.hotelId]);
    return rows;
  };
  const addPlan = (name: string, by: Pick<pg.PoolClient, 'query'> = world.pool) =>
    by.query(
      `INSERT INTO sc_tl_plans (hotel_id, plan_key, planGroupCode, planGroupName) VALUES ($1, $2, $2, $2)`,
      [world.hotel.hotelId, name],
    );
  const namesOf = (rows: readonly { readonly name: string }[] | undefined) => rows?.map(({ name }) => name);
  const twoBookings = (checkIn: string) =>
    ['B1', 'B2'].map((number) => newBooking(number + checkIn, { checkIn }));

  /** Answers by booking, of what `ask` asks for each. */
  async function answersWhile<T>(
    checkIn: string,
    ask: (client: pg.PoolClient, number: string) => Promise<T>,
  ) {
    const answers: T[] = [];
    besides = async (client, number) => answers.push(await ask(client, number));
    await world.deliver(...twoBookings(checkIn));
    return answers;
  }

  it('are as they were at first, and in the next batch as they have become', async () => {
    let isFirst = true;
    const seen = await answersWhile('2027-02-01', async (client) => {
      const names = namesOf(await planNames(client));
      if (isFirst) await addPlan('saved meanwhile');
      isFirst = false;
      return names;
    });
    expect(seen).to.have.length(2);
    expect(seen[0]).not.to.include('saved meanwhile');
    expect(seen[1]).to.deep.equal(seen[0]);
    const next = await answersWhile('2027-02-05', async (client) => namesOf(await planNames(client)));
    expect(next[0]).to.include('saved meanwhile');
  });

  it('are told to each booking by rows of its own, which it may change', async () => {
    const seen = await answersWhile('2027-02-10', async (client) => {
      const rows = await planNames(client);
      const names = namesOf(rows);
      for (const row of rows) row.name = 'changed in memory';
      rows.length = 0;
      return names;
    });
    expect(seen[0]).not.to.be.empty;
    expect(seen[1]).to.deep.equal(seen[0]);
  });

  it('are what PostgreSQL says once a function changes one, also where that is undone', async () => {
    const seen: Record<string, (readonly string[] | undefined)[]> = {};
    let attempts = 0;
    besides = async (client) => {
      attempts += 1;
      const of = (seen[attempts] ??= []);
      of.push(namesOf(await planNames(client)));
      if (attempts !== 1) return;
      await addPlan('undone', client);
      of.push(namesOf(await planNames(client)));
      throw new Error('refused after it has changed a master');
    };
    await world.deliver(...twoBookings('2027-02-15'));
    expect(seen['1']?.[0]).not.to.include('undone');
    expect(seen['1']?.[1]).to.include('undone');
    expect(seen['2']?.[0]).to.deep.equal(seen['1']?.[0]);
  });

  it('show the code that is lent for a type without one, and not once it is taken back', async () => {
    besides = nothing;
    await world.rows('DELETE FROM sc_tl_rooms WHERE hotel_id = $1 AND room_type_id = $2', [
      ...[world.hotel.hotelId, world.hotel.typeIds.TWN],
    ]);
    const checkIn = '2027-02-20';
    const numbers = ['L1', 'L2', 'L3', 'L4', 'L5'];
    await world.deliver(...numbers.map((number) => newBooking(number, { checkIn })));
    const rooms = await Promise.all(numbers.map(async (number) => (await records.reservation(number)).rooms));
    expect(rooms.flat().sort()).to.deep.equal(['101', '102', '103', '201', '202']);
    const lent = await world.rows(`SELECT 1 FROM sc_tl_rooms WHERE netagtrmtypecode LIKE 'HEYAWARI-%'`);
    expect(lent).to.deep.equal([]);
  });
});
