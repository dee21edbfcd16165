// A click on a room held twice or on an early departure that cannot be carried out: refused in a sentence, with nothing half done.
import { expect } from 'chai';
import pg from 'pg';
import { newBooking, single, singles } from '../support/bookings.js';
import type { Answer } from '../support/clerk.js';
import { useDatabase } from '../support/database.js';
import { type FrontDesk, heldTwice, leftEarly, useFrontDesk } from '../support/front-desk.js';
import { seedHotel } from '../support/host-pms.js';
import { guardsByToken, staffAt } from '../support/staff.js';
import { tenfold } from '../support/patience.js';

/** A sentence must be on the screen by then. */
const answered = 6_000;

/** Everything that a click may write, as one text. */
async function written({ world }: FrontDesk): Promise<string> {
  const tables = {
    plans: 'SELECT * FROM heyawari.booking_plans ORDER BY id',
    nights: 'SELECT * FROM heyawari.room_nights ORDER BY 1, 2, 3, 4',
    history: 'SELECT count(*) FROM heyawari.booking_plan_history',
    conflicts: 'SELECT id, state, settled_at FROM heyawari.room_conflicts ORDER BY id',
    audit: 'SELECT count(*) FROM heyawari.audit_log',
    keys: 'SELECT key FROM heyawari.idempotency_keys ORDER BY key',
    host: 'SELECT id, room_id, cancelled, updated_by FROM reservation_details ORDER BY id',
    stays: 'SELECT id, status, check_in, check_out FROM reservations ORDER BY id',
  };
  const rows = await Promise.all(Object.values(tables).map((statement) => world.rows(statement)));
  return JSON.stringify(rows);
}

/** A session of the PMS that takes locks and keeps them until the test ends it. */
function useOpenSession(database: ReturnType<typeof useDatabase>) {
  let session: pg.Client;
  beforeEach(async () => {
    session = new pg.Client({ connectionString: database.url(), application_name: 'hotel-pms' });
    session.on('error', () => undefined);
    await session.connect();
    await session.query('BEGIN');
  });
  afterEach(() => session.end());
  return {
    hold: (statement: string, values: unknown[] = []) => session.query(statement, values),
    letGo: () => session.query('ROLLBACK'),
  };
}

const rowsOf = (table: string) =>
  table === 'reservations'
    ? 'SELECT FROM reservations WHERE id = $1 FOR UPDATE'
    : 'SELECT FROM reservation_details WHERE reservation_id = $1 FOR UPDATE';

async function inTime(answer: Promise<Answer>): Promise<Answer> {
  const began = performance.now();
  const { status, body } = await answer;
  expect(performance.now() - began).to.be.lessThan(tenfold(answered));
  return { status, body };
}

function expectSentence(body: object, key: string): void {
  expect(body).to.include({ key });
  expect((body as { error: string }).error).to.match(/もう一度/);
}

describe('a click while a session of the PMS holds what is to be written', function () {
  this.timeout(90_000);
  const database = useDatabase();
  const desk = useFrontDesk(database, { rooms: singles('101', '102', '103', '104', '105', '106') });
  const session = useOpenSession(database);
  const whatToClick = {
    'a proposal': async (number: string, day: number) => {
      const { id, version } = await heldTwice(desk, number, `2027-02-${day}`);
      return (key?: string) => desk.clerk.accept(id, version, key);
    },
    'an early departure': async (number: string) => {
      const [plan] = await leftEarly(desk, number);
      return (key?: string) => desk.clerk.releaseNights(plan!.id, plan!.version, key);
    },
  };

  let count = 0;
  for (const [what, clickOn] of Object.entries(whatToClick))
    for (const table of what === 'a proposal'
      ? ['reservation_details']
      : ['reservations', 'reservation_details'])
      it(`is refused for ${what} whose ${table} is held, changes nothing, and works when it is pressed again`, async () => {
        count += 1;
        const number = `HELD${count}`;
        const click = await clickOn(number, 10 + 2 * count);
        const before = await written(desk);
        await session.hold(rowsOf(table), [(await desk.records.reservation(number)).id]);
        const { status, body } = await inTime(click('pressed'));
        expect(status, JSON.stringify(body)).to.equal(409);
        expectSentence(body, 'pool.pms_locked');
        expect(await written(desk)).to.equal(before);

        await session.letGo();
        const again = await click('pressed');
        expect(again.status, JSON.stringify(again.body)).to.equal(200);
        await desk.world.rows("DELETE FROM heyawari.idempotency_keys WHERE key = 'pressed'");
      });

  it('is answered in time where the whole table is held: lists and clicks alike, and nothing is written', async () => {
    const { id, version } = await heldTwice(desk, 'TABLE', '2027-03-01');
    const [left] = await leftEarly(desk, 'LEFT');
    const before = await written(desk);
    await session.hold('LOCK TABLE reservation_details IN ACCESS EXCLUSIVE MODE');
    const answers = await Promise.all([
      inTime(desk.clerk.accept(id, version, 'whole')),
      inTime(desk.clerk.releaseNights(left!.id, left!.version, 'table')),
      inTime(desk.clerk.conflicts()),
    ]);
    await session.letGo();
    for (const { status, body } of answers) {
      // Whoever has the hotel's lock may meet the table where it locks the reservation, the other one waits for that lock.
      if (status === 409) expectSentence(body, 'pool.pms_locked');
      else {
        expect(status, JSON.stringify(body)).to.equal(503);
        expectSentence(body, 'request.busy');
      }
    }
    expect(await written(desk)).to.equal(before);
    expect((await desk.clerk.accept(id, version, 'whole')).status).to.equal(200);
    expect((await desk.clerk.releaseNights(left!.id, left!.version, 'table')).status).to.equal(200);
  });

  it('is carried out where only other reservations are held', async () => {
    const other = await heldTwice(desk, 'OTHER', '2027-03-10');
    const { id, version } = await heldTwice(desk, 'MINE', '2027-03-10');
    await session.hold(rowsOf('reservation_details'), [(await desk.records.reservation('OTHER')).id]);
    await session.hold(rowsOf('reservation_details'), [other.walkIn]);
    const { status, body } = await inTime(desk.clerk.accept(id, version));
    expect(status, JSON.stringify(body)).to.equal(200);
  });
});

describe('a click while many stays that are to give way are held by a session of the PMS', function () {
  this.timeout(90_000);
  const database = useDatabase();
  const desk = useFrontDesk(database, {
    rooms: singles(...Array.from({ length: 12 }, (_, i) => String(101 + i))),
  });
  const session = useOpenSession(database);

  it('is carried out in time: one of them is waited for, not one after the other', async () => {
    const { id, version } = await heldTwice(desk, 'MINE', '2027-02-10');
    const numbers = ['1', '2', '3', '4'].map((n) => `YIELDS${n}`);
    await desk.world.deliver(...numbers.map((number) => newBooking(number, { checkIn: '2027-03-01' })));
    for (const number of numbers) {
      await session.hold(rowsOf('reservation_details'), [(await desk.records.reservation(number)).id]);
      await desk.walkIn((await desk.records.plan(number)).room!, '2027-03-01', '2027-03-02');
    }
    const { status, body } = await inTime(desk.clerk.accept(id, version));
    expect(status, JSON.stringify(body)).to.equal(200);
    const { items } = (await desk.clerk.conflicts()).body;
    expect(items.flatMap(({ state, reason }) => (state === 'open' ? reason.key : []))).to.deep.equal(
      numbers.map(() => 'conflict.hindered'),
    );
    await session.letGo();
    // What rests is looked at again when something is written in the PMS, for one.
    desk.world.clock.set(new Date(desk.world.clock.now().getTime() + 6 * 60_000));
    await desk.world.deliver(newBooking('ANY', { checkIn: '2027-04-01' }));
    expect((await desk.clerk.conflicts()).body.items.map(({ state }) => state)).not.to.include('open');
    expect(await desk.records.doubleBooked()).to.deep.equal([]);
  });
});

describe('a click on what has gone meanwhile', () => {
  const database = useDatabase();
  const desk = useFrontDesk(database, { rooms: singles('101', '102', '103') });

  it('on a room that is held once again is refused, and the list is up to date then', async () => {
    const { id, version, room, walkIn } = await heldTwice(desk, 'A', '2027-02-10');
    await desk.world.host.reservations.updateReservationStatus('test', {
      ...{ id: walkIn, hotel_id: desk.world.hotel.hotelId, status: 'cancelled', updated_by: 3 },
    });
    const { status, body } = await desk.clerk.accept(id, version);
    expect([status, (body as { key: string }).key]).to.deep.equal([409, 'pool.conflict_settled']);
    expect(await desk.records.plan('A')).to.include({ room, state: 'final', cause: 'person' });
    expect((await desk.clerk.conflicts()).body.items).to.deep.equal([]);
  });

  it('on a stay that has been cancelled is refused', async () => {
    const { id, version } = await heldTwice(desk, 'B', '2027-02-15');
    await desk.setStatus('B', 'cancelled');
    const { status, body } = await desk.clerk.accept(id, version);
    expect([status, (body as { key: string }).key]).to.deep.equal([409, 'pool.conflict_settled']);
    expect((await desk.records.plan('B')).state).to.equal('ended');
  });

  it('on nights that have been freed is refused, whatever version was seen', async () => {
    const [plan] = await leftEarly(desk, 'C');
    await desk.clerk.releaseNights(plan!.id, plan!.version);
    const before = await written(desk);
    const refusals = [
      await desk.clerk.releaseNights(plan!.id, plan!.version),
      await desk.clerk.releaseNights(plan!.id, (await desk.records.plan('C')).version),
    ];
    expect(refusals.map(({ status, body }) => [status, (body as { key: string }).key])).to.deep.equal([
      [409, 'pool.plan_changed'],
      [409, 'pool.nothing_to_release'],
    ]);
    expect(await written(desk)).to.equal(before);
  });

  it('on a guest who is back in the house is refused', async () => {
    await desk.world.deliver(newBooking('D', { checkIn: '2027-02-03', nights: 3 }));
    await desk.setStatus('D', 'checked_in');
    await desk.world.advanceTo('2027-02-04', 9);
    await desk.setStatus('D', 'checked_out');
    const left = await desk.clerk.earlyDepartures();
    const { plan } = left.find((one) => one.plan.bookingNumber === 'D')!;
    await desk.setStatus('D', 'checked_in');
    const { status } = await desk.clerk.releaseNights(plan.id, plan.version);
    expect(status).to.equal(409);
    expect((await desk.records.reservation('D')).nights).to.have.length(3);
    expect((await desk.clerk.earlyDepartures()).map((one) => one.plan.bookingNumber)).not.to.include('D');
  });
});

describe('an idempotency key', () => {
  const database = useDatabase();
  const desk = useFrontDesk(database, { rooms: singles('101', '102', '103') });

  it('sent twice at the same moment has one effect and one answer', async () => {
    const [plan] = await leftEarly(desk, 'A');
    const answers = await Promise.all(
      [1, 2, 3].map(() => desk.clerk.releaseNights(plan!.id, plan!.version, 'at once')),
    );
    expect(answers.map(({ status }) => status)).to.deep.equal([200, 200, 200]);
    expect(answers[1]).to.deep.equal(answers[0]);
    expect(await desk.audit('booking-plan.release-nights')).to.have.length(1);
    expect((await desk.records.history('A')).filter((event) => event === 'nights_released')).to.have.length(
      1,
    );
  });

  it('sent twice at the same moment moves a stay once', async () => {
    const { id, version } = await heldTwice(desk, 'B', '2027-02-10');
    const answers = await Promise.all([1, 2, 3].map(() => desk.clerk.accept(id, version, 'moved at once')));
    expect(answers.map(({ status }) => status)).to.deep.equal([200, 200, 200]);
    expect(answers[2]).to.deep.equal(answers[0]);
    expect(await desk.audit('room-conflict.accept')).to.have.length(1);
  });

  it('of another request is refused', async () => {
    const { id, version } = await heldTwice(desk, 'C', '2027-02-20');
    const { status, body } = await desk.clerk.accept(id, version, 'at once');
    expect([status, (body as { key: string }).key]).to.deep.equal([409, 'idempotency.other_request']);
    expect((await desk.clerk.accept(id, version, 'of its own')).status).to.equal(200);
  });

  it('left out lets two clicks at the same moment settle it once', async () => {
    const { id, version } = await heldTwice(desk, 'D', '2027-02-25');
    const answers = await Promise.all([1, 2].map(() => desk.clerk.accept(id, version)));
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 409]);
  });
});

describe('a booking of several rooms', () => {
  const database = useDatabase();
  const desk = useFrontDesk(database, { rooms: singles('101', '102', '103', '104') });
  const nightsIn = async (number: string) =>
    (await desk.records.plans(number))
      .map(({ room, checkOut, state }) => `${room} to ${checkOut} ${state}`)
      .sort();

  it('offers each room by itself, and frees the one that is clicked: the others keep their nights', async () => {
    const plans = await leftEarly(desk, 'GROUP', 3);
    expect(plans).to.have.length(3);
    const [first, second, third] = plans;
    const { status } = await desk.clerk.releaseNights(first!.id, first!.version);
    expect(status).to.equal(200);
    const kept = await desk.records.plans('GROUP');
    expect(kept.map(({ id, checkOut }) => [id, checkOut]).sort()).to.deep.equal(
      [
        [first!.id, '2027-02-03'],
        [second!.id, '2027-02-05'],
        [third!.id, '2027-02-05'],
      ].sort(),
    );
    const left = await desk.clerk.earlyDepartures();
    expect(left.map(({ plan }) => plan.id).sort()).to.deep.equal([second!.id, third!.id].sort());
    // As seen before the first was freed: nothing about these two has changed.
    expect((await desk.clerk.releaseNights(second!.id, second!.version)).status).to.equal(200);
    expect((await desk.clerk.releaseNights(third!.id, third!.version)).status).to.equal(200);
    expect(await desk.records.doubleBooked()).to.deep.equal([]);
    expect((await desk.records.reservation('GROUP')).nights).to.deep.equal(['2027-02-01', '2027-02-02']);
  });

  it('of which the PMS ends one room early follows it for that room alone, and offers nothing for those in the house', async () => {
    await desk.world.deliver(
      newBooking('PART', { checkIn: '2027-02-03', nights: 4, rooms: [single, single] }),
    );
    await desk.setStatus('PART', 'checked_in');
    await desk.world.advanceTo('2027-02-04', 9);
    const [leaves, stays] = await desk.records.plans('PART');
    await desk.shorten('PART', leaves!.room!, '2027-02-04');
    await desk.world.heyawari.drain();
    expect(await nightsIn('PART')).to.deep.equal(
      [`${leaves!.room} to 2027-02-04 final`, `${stays!.room} to 2027-02-07 final`].sort(),
    );
    expect((await desk.records.plans('PART')).every(({ inHouse }) => inHouse)).to.equal(true);
    expect(await desk.clerk.earlyDepartures()).to.deep.equal([]);
  });
});

describe('who may not decide', () => {
  const database = useDatabase();
  const desk = useFrontDesk(database, { rooms: singles('101', '102'), auth: guardsByToken });
  const commands = [
    '/room-conflicts/1/accept',
    '/booking-plans/1/release-nights',
    '/booking-plans/1/final-room',
  ];
  const questions = ['/room-conflicts', '/early-departures', '/not-arrived'];

  it('sees the lists, but is refused every click, before anything is looked at', async () => {
    const viewer = staffAt(desk.world.heyawari, desk.world.hotel.hotelId, 'view');
    for (const path of questions) expect((await viewer('get', path)).status, path).to.equal(200);
    const before = await written(desk);
    for (const path of commands)
      expect((await viewer('post', path, { version: 1 })).status, path).to.equal(403);
    expect(await written(desk)).to.equal(before);
  });

  it('sees no list without the permission to view', async () => {
    const nobody = staffAt(desk.world.heyawari, desk.world.hotel.hotelId);
    for (const path of questions) expect((await nobody('get', path)).status, path).to.equal(403);
  });

  it('finds no stay and no conflict of another hotel', async () => {
    const staff = (hotel: number) => staffAt(desk.world.heyawari, hotel, 'view', 'operate');
    const here = staff(desk.world.hotel.hotelId);
    await desk.world.deliver(newBooking('A', { checkIn: '2027-02-10' }));
    const { id: plan, version, room } = await desk.records.plan('A');
    await here('post', `/booking-plans/${plan}/final-room`, { version });
    await desk.walkIn(room!, '2027-02-10', '2027-02-12');
    await desk.world.heyawari.drain();
    const { items } = (await here<{ items: { id: number }[] }>('get', '/room-conflicts')).body;
    const conflict = items[0]!.id;
    const other = await seedHotel(desk.world.pool, {
      name: 'the other hotel',
      rooms: singles('901').map((one) => ({ ...one, type: 'OTHER' })),
    });
    const there = staff(other.hotelId);
    const answers = [
      await there('post', `/room-conflicts/${conflict}/accept`, { version: version + 1 }),
      await there('post', `/booking-plans/${plan}/release-nights`, { version: version + 1, fee: 'charged' }),
    ];
    expect(answers.map(({ status, body }) => [status, body.key])).to.deep.equal([
      [404, 'pool.conflict_unknown'],
      [404, 'pool.plan_unknown'],
    ]);
    for (const path of questions) expect((await there('get', path)).body).to.deep.include({ items: [] });
    expect(await desk.records.plan('A')).to.include({ room, state: 'final' });
  });

  it('finds nothing at a hotel that the PMS does not have', async () => {
    const nowhere = staffAt(desk.world.heyawari, 999_999, 'view', 'operate');
    for (const path of questions) expect((await nowhere('get', path)).status, path).to.equal(404);
    for (const path of commands) {
      const choice = path.endsWith('/release-nights') ? { fee: 'charged' } : {};
      expect((await nowhere('post', path, { version: 1, ...choice })).status, path).to.equal(404);
    }
  });
});
