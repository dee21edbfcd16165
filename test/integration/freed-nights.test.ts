// A booking without a room is tried when nights come free that could serve it, and at no other.
import { expect } from 'chai';
import { cancellationOf, newBooking, single, singles, twins } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { type Records, recordsOf } from '../support/records.js';
import { guardsByToken, staffAt } from '../support/staff.js';
import { createWorld, type World } from '../support/world.js';

const hour = 3_600_000;

describe('nights that come free', () => {
  const database = useDatabase();
  let world: World;
  let records: Records;

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: [...singles('101'), ...twins('201'), { room: '301', type: 'TPL', capacity: 3 }],
      types: ['SGL', 'TWN', 'TPL'],
      upgrades: { TWN: ['TPL'] },
    });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
  });

  const booked = (code: string, number: string, checkIn: string, nights = 2) =>
    newBooking(number, { checkIn, nights, rooms: [{ ...single, code }] });
  const attempts = async (dataId: string) => {
    const [row] = await world.rows<{ attempts: number; logged: number; failure: string | null }>(
      `SELECT attempts, failure_code AS failure,
              (SELECT count(*)::int FROM heyawari.ota_import_log l WHERE l.hotel_id = c.hotel_id AND l.message_id = c.id) AS logged
         FROM heyawari.ota_import_cache c WHERE data_id = $1`,
      [dataId],
    );
    return row!;
  };
  const noRoom = (tries: number) => ({ attempts: tries, logged: 1, failure: 'no_availability' });

  before(() =>
    world.deliver(
      ...['2027-02-10', '2027-02-20'].flatMap((day, i) => [
        booked('SGL', `S${i}`, day),
        booked('TWN', `T${i}`, day),
        booked('TPL', `P${i}`, day),
      ]),
      booked('TWN', 'EARLY', '2027-02-08'),
      booked('TWN', 'NEXT', '2027-02-12'),
      booked('TWN', 'WAITS', '2027-02-10'),
      booked('SGL', 'ALONE', '2027-02-20'),
    ),
  );

  it('of other dates are no reason to try', async () => {
    expect(await attempts('WAITS-1')).to.deep.equal(noRoom(1));
    await world.deliver(cancellationOf('T1'), cancellationOf('EARLY'), cancellationOf('NEXT'));
    expect(await attempts('WAITS-1')).to.deep.equal(noRoom(1));
  });

  it('of other types are no reason to try', async () => {
    await world.deliver(cancellationOf('S0'), cancellationOf('P1'));
    expect(await attempts('WAITS-1')).to.deep.equal(noRoom(1));
    expect(await attempts('ALONE-1')).to.deep.equal(noRoom(1));
  });

  it('are a new try each hour all the same, and no new line of the log while no room is found', async () => {
    const tried = await world.metric('heyawari_ota_import_attempts_total');
    for (let hours = 1; hours <= 3; hours += 1)
      await world.heyawari.advanceTo(new Date(world.clock.now().getTime() + hour));
    expect(await attempts('WAITS-1')).to.deep.equal(noRoom(4));
    expect(await attempts('ALONE-1')).to.deep.equal(noRoom(4));
    expect(await world.metric('heyawari_ota_import_attempts_total')).to.equal(tried + 6);
  });

  it('of an upgrade’s type place the booking at once', async () => {
    await world.deliver(cancellationOf('P0'));
    expect(await records.message('WAITS-1')).to.equal('imported');
    expect((await records.plan('WAITS')).room).to.equal('301');
    expect(await attempts('WAITS-1')).to.include({ attempts: 5, logged: 2 });
  });

  it('of the booked type do so too, and are offered to one after the other, in order of check-in', async () => {
    await world.deliver(booked('SGL', 'PART', '2027-02-21', 3));
    expect(await attempts('PART-1')).to.deep.equal(noRoom(1));
    await world.deliver(cancellationOf('S1'));
    expect(await records.message('ALONE-1')).to.equal('imported');
    expect(await attempts('PART-1')).to.deep.equal(noRoom(1));
  });

  it('by a clerk’s hand count as well', async () => {
    await world.rows('DELETE FROM heyawari.freed_nights');
    await world.rows(`UPDATE reservations SET status = 'cancelled' WHERE ota_reservation_id = 'ALONE'`);
    await world.rows(
      `UPDATE reservation_details SET cancelled = gen_random_uuid()
        WHERE reservation_id IN (SELECT id FROM reservations WHERE ota_reservation_id = 'ALONE')`,
    );
    await world.heyawari.advanceTo(new Date(world.clock.now().getTime() + hour / 2));
    expect(await records.message('PART-1')).to.equal('imported');
  });

  it('are forgotten once they were looked at, and not noted while no booking waits', async () => {
    await world.deliver(cancellationOf('PART'), cancellationOf('WAITS'));
    expect(await world.rows('SELECT FROM heyawari.freed_nights')).to.deep.equal([]);
  });
});

describe('those who wait for a room', () => {
  const database = useDatabase();
  let world: World;
  let records: Records;

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: [...singles('101'), ...twins('201', '202')],
      auth: guardsByToken,
    });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
  });

  const booked = (number: string, checkIn: string, nights = 1, code = 'SGL') =>
    newBooking(number, { checkIn, nights, rooms: [{ ...single, code }] });
  const tries = async (...dataIds: string[]) => {
    const found = await world.rows<{ data_id: string; attempts: number }>(
      'SELECT data_id, attempts FROM heyawari.ota_import_cache WHERE data_id = ANY($1)',
      [dataIds],
    );
    return dataIds.map((dataId) => found.find((row) => row.data_id === dataId)!.attempts);
  };

  it('have their turn in order of check-in, then of receipt; who comes behind the one who gets the room is left in peace', async () => {
    await world.deliver(booked('HOLDS', '2027-03-10', 4));
    await world.deliver(booked('LATE', '2027-03-12'), booked('LATE-TOO', '2027-03-12'));
    await world.deliver(booked('EARLY', '2027-03-11', 3), booked('BESIDE', '2027-03-10'));
    expect(await tries('LATE-1', 'LATE-TOO-1', 'EARLY-1', 'BESIDE-1')).to.deep.equal([1, 1, 1, 1]);
    await world.deliver(cancellationOf('HOLDS'));
    expect(await records.message('BESIDE-1')).to.equal('imported');
    expect(await records.message('EARLY-1')).to.equal('imported');
    expect(await tries('LATE-1', 'LATE-TOO-1', 'EARLY-1', 'BESIDE-1')).to.deep.equal([1, 1, 2, 2]);
  });

  it('are asked one after the other where the first cannot use what came free', async () => {
    await world.deliver(booked('A', '2027-04-10'), booked('B', '2027-04-11', 2));
    const waiting = ['LONG', 'LONGER', 'SHORT'];
    await world.deliver(booked('LONG', '2027-04-10', 3), booked('LONGER', '2027-04-10', 4));
    await world.deliver(booked('SHORT', '2027-04-10'), booked('BEHIND', '2027-04-10'));
    await world.deliver(cancellationOf('A'));
    expect(await records.message('SHORT-1')).to.equal('imported');
    expect(await tries(...waiting.map((number) => `${number}-1`), 'BEHIND-1')).to.deep.equal([2, 2, 2, 1]);
    expect(await world.rows('SELECT FROM heyawari.freed_nights')).to.deep.equal([]);
  });

  it('are woken by a night outside their stay too, where another may move into it and leave them a room', async () => {
    const roomOf = async (number: string) => (await records.plan(number)).room;
    await world.deliver(booked('HELD', '2027-05-10', 1, 'TWN'), booked('GOES', '2027-05-13', 1, 'TWN'));
    expect(await roomOf('HELD')).to.equal(await roomOf('GOES'));
    const staff = staffAt(world.heyawari, world.hotel.hotelId, 'operate');
    for (const number of ['HELD', 'GOES']) {
      const { id, version } = await records.plan(number);
      expect((await staff('post', `/booking-plans/${id}/final-room`, { version })).status).to.equal(200);
    }
    await world.deliver(booked('MAY-MOVE', '2027-05-11', 3, 'TWN'));
    const before = await roomOf('MAY-MOVE');
    await world.deliver(booked('WAITS', '2027-05-10', 2, 'TWN'));
    expect(await records.message('WAITS-1')).to.equal('pending: no_availability');
    await world.deliver(cancellationOf('GOES'));
    expect(await records.message('WAITS-1')).to.equal('imported');
    expect(await roomOf('WAITS')).to.equal(before);
    expect(await roomOf('MAY-MOVE')).to.equal(await roomOf('HELD'));
  });
});
