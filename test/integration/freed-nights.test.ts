// A booking without a room is tried when nights come free that could serve it, and at no other.
import { expect } from 'chai';
import { cancellationOf, newBooking, single, singles, twins } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { type Records, recordsOf } from '../support/records.js';
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

  it('of the booked type do so too, and a part of the stay is enough to try', async () => {
    await world.deliver(booked('SGL', 'PART', '2027-02-21', 3));
    expect(await attempts('PART-1')).to.deep.equal(noRoom(1));
    await world.deliver(cancellationOf('S1'));
    expect(await records.message('ALONE-1')).to.equal('imported');
    expect(await attempts('PART-1')).to.deep.equal(noRoom(2));
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
