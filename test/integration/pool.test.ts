// The pool on a real database: when a room becomes final, what a nightly run moves, and what nothing moves.
import { expect } from 'chai';
import { cancellationOf, newBooking, prepaid, single, singles, twins } from '../support/bookings.js';
import { clerkAt } from '../support/clerk.js';
import { useDatabase } from '../support/database.js';
import { type Records, recordsOf } from '../support/records.js';
import { createWorld, hotelInstant, type World } from '../support/world.js';

const numbered = (first: number, count: number) => Array.from({ length: count }, (_, i) => String(first + i));

/** A world that starts at 09:00 of 2027-01-20. */
function useWorld(singleRooms: number, twinRooms: number): { world: () => World; records: () => Records } {
  const database = useDatabase();
  let world: World;
  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: [...singles(...numbered(101, singleRooms)), ...twins(...numbered(201, twinRooms))],
      upgrades: { SGL: ['TWN'] },
    });
    database.onEnd(() => world.stop());
  });
  return { world: () => world, records: () => recordsOf(world) };
}

describe('deadlines', () => {
  const { world, records } = useWorld(20, 1);

  it('come at 06:00 of the arrival day, for long stays two days earlier', async () => {
    await world().deliver(
      newBooking('STANDARD', { checkIn: '2027-03-10', nights: 6 }),
      newBooking('LONG', { checkIn: '2027-03-10', nights: 7 }),
    );
    expect((await records().plan('STANDARD')).deadline).to.deep.equal(hotelInstant('2027-03-10', 6));
    expect((await records().plan('LONG')).deadline).to.deep.equal(hotelInstant('2027-03-08', 6));
  });

  it("come earlier by the hotel's preset, for what is booked from then on", async () => {
    await world().configure({ mode: 'BALANCE', deadlinePresetDays: 3 });
    await world().deliver(
      newBooking('EARLY', { checkIn: '2027-03-10' }),
      newBooking('EARLIER', { checkIn: '2027-03-10', nights: 7 }),
    );
    expect((await records().plan('EARLY')).deadline).to.deep.equal(hotelInstant('2027-03-07', 6));
    expect((await records().plan('EARLIER')).deadline).to.deep.equal(hotelInstant('2027-03-05', 6));
    expect((await records().plan('STANDARD')).deadline).to.deep.equal(hotelInstant('2027-03-10', 6));
    await world().configure({ mode: 'BALANCE', deadlinePresetDays: 0 });
  });

  it('are never missed by a booking that comes after its own: it is final at once', async () => {
    await world().deliver(
      newBooking('TODAY', { checkIn: '2027-01-20' }),
      newBooking('TOMORROW', { checkIn: '2027-01-21' }),
      newBooking('LONG-TOMORROW', { checkIn: '2027-01-21', nights: 7 }),
    );
    expect(await records().plan('TODAY')).to.include({ state: 'final', cause: 'booked_late', pool: null });
    expect(await records().plan('TOMORROW')).to.include({ state: 'tentative', cause: null, pool: 'waiting' });
    expect(await records().plan('LONG-TOMORROW')).to.include({ state: 'final', cause: 'booked_late' });
  });

  it('do not exist in URGENT: every room is final at once', async () => {
    await world().configure({ mode: 'URGENT', deadlinePresetDays: 0 });
    await world().deliver(newBooking('URGENT', { checkIn: '2027-05-01' }));
    expect(await records().plan('URGENT')).to.include({ state: 'final', cause: 'mode', deadline: null });
    await world().configure({ mode: 'BALANCE', deadlinePresetDays: 0 });
  });

  it('make the room final on the minute, and not before', async () => {
    await world().heyawari.advanceTo(hotelInstant('2027-01-21', 5, 59));
    expect((await records().plan('TOMORROW')).state).to.equal('tentative');
    await world().heyawari.advanceTo(hotelInstant('2027-01-21', 6));
    expect(await records().plan('TOMORROW')).to.include({ state: 'final', cause: 'deadline', pool: null });
    expect(await records().history('TOMORROW')).to.deep.equal(['placed', 'finalised']);
  });
});

describe('nightly runs', () => {
  const { world, records } = useWorld(1, 3);

  const runs = (kind: string) =>
    world().rows<{ date: string; moved: number; finalised: number; woken: number }>(
      `SELECT to_char(business_date, 'YYYY-MM-DD') AS date, moved, finalised, woken FROM heyawari.assignment_runs
        WHERE kind = $1 ORDER BY id`,
      [kind],
    );
  const eventVersion = async () => {
    const [row] = await world().rows<{ version: string }>(
      "SELECT max(version) AS version FROM heyawari.events WHERE topic = 'booking-plans'",
    );
    return Number(row!.version);
  };
  /** Two bookings of the same nights, the second of which is upgraded, and the first cancelled again. */
  async function upgradedBooking(number: string, checkIn: string) {
    await world().deliver(
      newBooking(`${number}-FIRST`, { checkIn }),
      prepaid(newBooking(number, { checkIn })),
    );
    expect((await records().plan(number)).type).to.equal('TWN');
  }

  it('leave a stay alone whose window has not opened', async () => {
    await upgradedBooking('U1', '2027-02-10');
    await world().deliver(cancellationOf('U1-FIRST'));
    await world().advanceTo('2027-02-02', 9);
    expect(await records().plan('U1')).to.include({ type: 'TWN', pool: 'waiting' });
  });

  it('bring an upgraded stay back to the booked type, nights, payments and all', async () => {
    const version = await eventVersion();
    await world().advanceTo('2027-02-04', 9);
    expect(await records().plan('U1')).to.include({ room: '101', state: 'tentative', pool: 'ready' });
    expect(await records().plan('U1')).to.include({ reason: 'placement.returned_to_booked_type' });
    expect(await records().reservation('U1')).to.deep.include({
      rooms: ['101'],
      nights: ['2027-02-10', '2027-02-11'],
    });
    expect(await records().roomNights('U1')).to.deep.equal(['101 2027-02-10', '101 2027-02-11']);
    const payments = await world().rows<{ room_number: string }>(
      `SELECT o.room_number FROM reservation_payments p
         JOIN reservations r ON r.hotel_id = p.hotel_id AND r.id = p.reservation_id
         JOIN rooms o ON o.hotel_id = p.hotel_id AND o.id = p.room_id WHERE r.ota_reservation_id = 'U1'`,
    );
    expect(payments).to.deep.equal([{ room_number: '101' }]);
    expect(await records().history('U1')).to.deep.equal(['placed', 'moved']);
    expect(await eventVersion()).to.be.greaterThan(version);
    expect((await runs('nightly')).find((run) => run.moved > 0)).to.deep.equal({
      ...{ date: '2027-02-04', moved: 1, finalised: 0, woken: 1 },
    });
  });

  it('happen once per business date, however many instances ask', async () => {
    await world().anotherInstance();
    await world().advanceTo('2027-02-06', 9);
    const dates = (await runs('nightly')).map((run) => run.date);
    expect(dates).to.deep.equal([...new Set(dates)]);
    expect(dates.at(-1)).to.equal('2027-02-06');
  });

  it('move nothing by day: a sweep only makes final', async () => {
    await upgradedBooking('U2', '2027-02-16');
    await world().deliver(newBooking('DUE', { checkIn: '2027-02-13', nights: 1 }));
    await world().heyawari.advanceTo(hotelInstant('2027-02-13', 5, 30));
    expect((await records().plan('U2')).pool).to.equal('ready');
    await world().deliver(cancellationOf('U2-FIRST'));
    await world().advanceTo('2027-02-13', 7);
    expect((await records().plan('DUE')).state).to.equal('final');
    expect(await records().plan('U2')).to.include({ type: 'TWN', state: 'tentative' });
    const sweeps = await runs('sweep');
    expect(sweeps.at(-1)).to.include({ date: '2027-02-13', moved: 0, finalised: 1 });
    expect(sweeps.every((sweep) => sweep.moved === 0)).to.be.true;
    await world().advanceTo('2027-02-14', 7);
    expect((await records().plan('U2')).type).to.equal('SGL');
  });

  it('make final where it is what an outage left overdue, and move nothing by day', async () => {
    await upgradedBooking('U3', '2027-02-20');
    await upgradedBooking('U4', '2027-02-24');
    await world().deliver(cancellationOf('U3-FIRST'), cancellationOf('U4-FIRST'));
    // The calendar jumps over five nights, as while the server was switched off.
    world().clock.set(hotelInstant('2027-02-20', 15));
    await world().advanceTo('2027-02-20', 16);
    expect(await records().plan('U3')).to.include({ type: 'TWN', state: 'final', cause: 'deadline' });
    expect(await records().plan('U4')).to.include({ type: 'TWN', state: 'tentative', pool: 'ready' });
    const [run] = await world().rows(
      `SELECT to_char(business_date, 'YYYY-MM-DD') AS date, made_up, moved FROM heyawari.assignment_runs
        WHERE kind = 'nightly' ORDER BY id DESC LIMIT 1`,
    );
    expect(run).to.deep.equal({ date: '2027-02-20', made_up: true, moved: 0 });
  });

  it('optimise again in the night that follows', async () => {
    await world().advanceTo('2027-02-21', 7);
    expect(await records().plan('U4')).to.include({ type: 'SGL', state: 'tentative' });
    expect((await runs('nightly')).at(-1)).to.include({ date: '2027-02-21', moved: 1 });
    await world().advanceTo('2027-02-23', 13);
  });

  it('make final first what is overdue, in the night too', async () => {
    await upgradedBooking('U5', '2027-02-26');
    await world().deliver(cancellationOf('U5-FIRST'));
    world().clock.set(hotelInstant('2027-02-27', 5, 10));
    await world().heyawari.advanceTo(hotelInstant('2027-02-27', 5, 20));
    expect(await records().plan('U5')).to.include({ type: 'TWN', state: 'final', cause: 'deadline' });
  });

  it('leave final rooms, guests in the house and reservations of several rooms where they are', async () => {
    const checkIn = '2027-03-05';
    await upgradedBooking('FINAL', checkIn);
    await upgradedBooking('HOUSE', '2027-03-12');
    await world().deliver(newBooking('GROUP', { checkIn: '2027-03-19', rooms: [single, single] }));
    expect((await records().plans('GROUP')).map((plan) => plan.type)).to.deep.equal(['TWN', 'TWN']);
    const { id, version } = await records().plan('FINAL');
    expect((await clerkAt(world()).makeFinal(id, version)).status).to.equal(200);
    await world().host.reservations.updateReservationStatus('test', {
      id: (await records().reservation('HOUSE')).id,
      hotel_id: world().hotel.hotelId,
      status: 'checked_in',
      updated_by: 3,
    });
    await world().deliver(cancellationOf('FINAL-FIRST'), cancellationOf('HOUSE-FIRST'));
    await world().advanceTo('2027-03-18', 9);
    expect(await records().plan('FINAL')).to.include({ type: 'TWN', cause: 'person' });
    expect(await records().plan('HOUSE')).to.include({ type: 'TWN', cause: 'check_in', inHouse: true });
    expect((await records().plans('GROUP')).map((plan) => plan.type)).to.deep.equal(['TWN', 'TWN']);
    expect(await records().doubleBooked()).to.deep.equal([]);
  });

  it('let an unplaced booking in where a move freed its room', async () => {
    await world().deliver(
      newBooking('SINGLE', { checkIn: '2027-04-10' }),
      newBooking('UP', { checkIn: '2027-04-10' }),
      ...['T1', 'T2', 'T3'].map((number) =>
        newBooking(number, { checkIn: '2027-04-10', rooms: [{ ...single, code: 'TWN' }] }),
      ),
    );
    expect(await records().message('T3-1')).to.equal('pending: no_availability');
    await world().host.reservations.updateReservationStatus('test', {
      id: (await records().reservation('SINGLE')).id,
      hotel_id: world().hotel.hotelId,
      status: 'cancelled',
      updated_by: 3,
    });
    await world().advanceTo('2027-04-05', 9);
    expect((await records().plan('UP')).type).to.equal('SGL');
    expect(await records().message('T3-1')).to.equal('imported');
  });
});
