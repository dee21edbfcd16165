// What people do in the PMS by themselves: followed, respected, and never in the way of the others.
import { expect } from 'chai';
import { cancellationOf, changeOf, newBooking, single, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { type Records, recordsOf } from '../support/records.js';
import { createWorld, type World } from '../support/world.js';

const clerk = 3;

describe('following the PMS', () => {
  const database = useDatabase();
  let world: World;
  let records: Records;

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: [
        ...singles('101', '102', '103'),
        { room: '104', type: 'SGL', staff: true, capacity: 1 },
        { room: '105', type: 'SGL', forSale: false, capacity: 1 },
        { room: '301', type: 'DBL', capacity: 2 },
        { room: '301', type: 'TRP', capacity: 3 },
      ],
    });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
  });

  const hotelId = () => world.hotel.hotelId;
  const room = (number: string) => world.hotel.roomIds[number]!;
  /** The next nightly run, a day later: there is no message that would make the plugin look sooner. */
  const lookAgain = () => world.heyawari.advanceTo(new Date(world.clock.now().getTime() + 24 * 3_600_000));
  const setStatus = (id: string, status: string) =>
    world.host.reservations.updateReservationStatus('test', {
      id,
      hotel_id: hotelId(),
      status,
      updated_by: clerk,
    });
  const moveByHand = async (number: string, to: string) => {
    const { id, rooms } = await records.reservation(number);
    await world.host.reservations.updateReservationRoom('test', id, room(rooms[0]!), room(to), clerk);
  };
  const freeRoom = (taken: readonly (string | null)[]) =>
    ['101', '102', '103'].find((number) => !taken.includes(number))!;
  const cancelNights = async (number: string, from: string) => {
    const { id } = await records.reservation(number);
    const nights = await world.rows<{ id: string }>(
      'SELECT id FROM reservation_details WHERE reservation_id = $1 AND date >= $2',
      [id, from],
    );
    const detailIds = nights.map((night) => night.id);
    await world.host.reservations.cancelReservationRooms('test', hotelId(), id, detailIds, clerk);
  };
  /** A write that changes nothing the plugin cares for. */
  const touch = async (number: string) =>
    world.rows("UPDATE reservations SET comment = '朝食あり', updated_by = 3 WHERE id = $1", [
      (await records.reservation(number)).id,
    ]);
  const hold = (checkIn: string, checkOut: string, number: string) =>
    world.host.reservations.createReservationHold(
      'test',
      { hotelId: hotelId(), checkIn, checkOut, people: 1, roomId: room(number), status: 'confirmed' },
      clerk,
    );

  it('makes the room final at check-in', async () => {
    await world.deliver(newBooking('IN', { checkIn: '2027-03-01' }));
    await setStatus((await records.reservation('IN')).id, 'checked_in');
    await lookAgain();
    expect(await records.plan('IN')).to.include({ state: 'final', cause: 'check_in', inHouse: true });
    expect(await records.history('IN')).to.deep.equal(['placed', 'followed_host']);
  });

  it('leaves a change after check-in to a person', async () => {
    await world.deliver(changeOf('IN', { checkIn: '2027-03-01', nights: 5 }));
    expect(await records.message('IN-2')).to.equal('failed: after_check_in');
    expect((await records.reservation('IN')).nights).to.have.length(2);
  });

  it("keeps a clerk's own choice of room, also when the booking changes", async () => {
    await world.deliver(newBooking('MOVED', { checkIn: '2027-03-10' }));
    const to = freeRoom([(await records.plan('MOVED')).room]);
    await moveByHand('MOVED', to);
    await lookAgain();
    expect(await records.plan('MOVED')).to.include({ room: to, state: 'final', cause: 'moved_by_hand' });
    expect(await records.roomNights('MOVED')).to.deep.equal([`${to} 2027-03-10`, `${to} 2027-03-11`]);
    await world.deliver(changeOf('MOVED', { checkIn: '2027-03-10', nights: 3 }));
    expect(await records.reservation('MOVED')).to.deep.include({ rooms: [to] });
  });

  it('sees a move that a message finds before any sweep', async () => {
    await world.deliver(newBooking('RACE', { checkIn: '2027-03-20' }));
    const to = freeRoom([(await records.plan('RACE')).room]);
    await moveByHand('RACE', to);
    await world.deliver(...['R2', 'R3'].map((number) => newBooking(number, { checkIn: '2027-03-20' })));
    const rooms = (await Promise.all(['RACE', 'R2', 'R3'].map(records.plan))).map((plan) => plan.room);
    expect(rooms[0]).to.equal(to);
    expect([...rooms].sort()).to.deep.equal(['101', '102', '103']);
  });

  it('frees the nights of a shortened stay, and wakes who waits for them', async () => {
    const stays = ['S1', 'S2', 'S3'].map((number) =>
      newBooking(number, { checkIn: '2027-04-01', nights: 4 }),
    );
    await world.deliver(...stays, newBooking('LATE', { checkIn: '2027-04-03' }));
    expect(await records.message('LATE-1')).to.equal('pending: no_availability');
    await cancelNights('S2', '2027-04-03');
    await world.deliver(newBooking('ELSEWHEN', { checkIn: '2027-09-01' }));
    expect(await records.plan('S2')).to.include({ checkIn: '2027-04-01', checkOut: '2027-04-03' });
    expect(await records.message('LATE-1')).to.equal('imported');
    expect((await records.plan('LATE')).room).to.equal((await records.plan('S2')).room);
  });

  it('ends the plan of a reservation that a clerk cancels', async () => {
    await world.deliver(newBooking('GONE', { checkIn: '2027-04-10' }));
    await setStatus((await records.reservation('GONE')).id, 'cancelled');
    await lookAgain();
    expect((await records.plan('GONE')).state).to.equal('ended');
    expect(await records.roomNights('GONE')).to.deep.equal([]);
    expect(await records.history('GONE')).to.deep.equal(['placed', 'ended']);
  });

  it('ends the plan of a reservation that is deleted', async () => {
    await world.deliver(newBooking('DELETED', { checkIn: '2027-04-10' }));
    await world.rows('DELETE FROM reservations WHERE id = $1', [(await records.reservation('DELETED')).id]);
    await lookAgain();
    expect((await records.plan('DELETED')).state).to.equal('ended');
    expect(await records.roomNights('DELETED')).to.deep.equal([]);
  });

  it('never gives away what is held or blocked by hand', async () => {
    await hold('2027-04-20', '2027-04-22', '101');
    await world.host.reservations.createReservationBlock(
      'test',
      { hotelId: hotelId(), roomId: room('102'), checkIn: '2027-04-21', checkOut: '2027-04-23' },
      clerk,
    );
    await world.deliver(...['H1', 'H2'].map((number) => newBooking(number, { checkIn: '2027-04-20' })));
    expect((await records.plan('H1')).room).to.equal('103');
    expect(await records.message('H2-1')).to.equal('pending: no_availability');
    const held = (await records.hostNights()).filter((night) => night.includes('2027-04-2'));
    expect(held).to.deep.equal([...['101 2027-04-20', '101 2027-04-21', '102 2027-04-21', '102 2027-04-22']]);
  });

  it('wakes who waits when a hold is given back', async () => {
    const [held] = await world.rows<{ id: string }>(
      `SELECT reservation_id AS id FROM reservation_details WHERE date = '2027-04-20' AND room_id = $1`,
      [room('101')],
    );
    await setStatus(held!.id, 'cancelled');
    await world.deliver(newBooking('TRIGGER', { checkIn: '2027-09-10' }));
    expect(await records.message('H2-1')).to.equal('imported');
    expect((await records.plan('H2')).room).to.equal('101');
  });

  it("lets a tentative stay give way to a clerk's double booking, and goes on", async () => {
    await world.deliver(...['D1', 'D2'].map((number) => newBooking(number, { checkIn: '2027-05-01' })));
    const { room: taken } = await records.plan('D1');
    await moveByHand('D2', taken!);
    await world.deliver(newBooking('D3', { checkIn: '2027-05-01' }));
    expect((await records.hostNights()).filter((night) => night.includes('2027-05'))).to.deep.equal([]);
    expect(await records.plan('D2')).to.include({ room: taken, cause: 'moved_by_hand' });
    expect(await records.roomNights('D2')).to.deep.equal([`${taken} 2027-05-01`, `${taken} 2027-05-02`]);
    expect((await records.plan('D1')).room).not.to.equal(taken);
    expect((await records.plan('D3')).room).not.to.equal(taken);
  });

  it('keeps the room from others for the one that is left when the other of a clerk’s double booking goes', async () => {
    const { room: shared } = await records.plan('D2');
    await touch('D2');
    await world.deliver(cancellationOf('D1'));
    await world.deliver(...['D4', 'D5'].map((number) => newBooking(number, { checkIn: '2027-05-01' })));
    const plans = await Promise.all(['D4', 'D5'].map(records.plan));
    expect(plans.map((plan) => plan.room)).not.to.include(shared);
    await lookAgain();
    await touch('D2');
    await lookAgain();
    expect(await records.roomNights('D2')).to.deep.equal([`${shared} 2027-05-01`, `${shared} 2027-05-02`]);
    expect((await records.hostNights()).filter((night) => night.includes('2027-05'))).to.deep.equal([]);
    expect((await records.doubleBooked()).filter((night) => night.includes('2027-05'))).to.deep.equal([]);
  });

  it('records both when a clerk puts two reservations into one room between two looks', async () => {
    await world.deliver(
      ...['E1', 'E2'].map((number) => newBooking(number, { checkIn: '2027-05-20', nights: 1 })),
    );
    const target = freeRoom([(await records.plan('E1')).room, (await records.plan('E2')).room]);
    await moveByHand('E1', target);
    await moveByHand('E2', target);
    await lookAgain();
    const held = [
      ...(await records.roomNights('E1')),
      ...(await records.roomNights('E2')),
      ...(await records.hostNights()).filter((night) => night.includes('2027-05-20')),
    ];
    expect(held).to.deep.equal([`${target} 2027-05-20`, `${target} 2027-05-20`]);
    await world.deliver(cancellationOf('E2'));
  });

  it('does not let a charged cancellation block the room', async () => {
    const numbers = ['C1', 'C2', 'C3'];
    await world.deliver(...numbers.map((number) => newBooking(number, { checkIn: '2027-06-01' })));
    const { room: freed } = await records.plan('C2');
    await world.deliver(cancellationOf('C2', { checkIn: '2027-06-01', cancellationCharge: 5000 }));
    const charged = await world.rows(
      `SELECT d.price::int, d.billable FROM reservation_details d JOIN reservations r ON r.id = d.reservation_id
        WHERE r.ota_reservation_id = 'C2' AND d.billable`,
    );
    expect(charged).to.deep.equal([{ price: 5000, billable: true }]);
    await world.deliver(newBooking('C4', { checkIn: '2027-06-01' }));
    expect((await records.plan('C4')).room).to.equal(freed);
  });

  it('treats two rooms of the PMS with one number as one', async () => {
    const coded = (number: string, code: string) =>
      newBooking(number, { checkIn: '2027-06-10', rooms: [{ ...single, code }] });
    await world.deliver(coded('DBL', 'DBL'), coded('TRP', 'TRP'));
    expect((await records.plan('DBL')).room).to.equal('301');
    expect(await records.message('TRP-1')).to.equal('pending: no_availability');
  });

  it('never uses staff rooms or rooms that are not for sale', async () => {
    const numbers = ['N1', 'N2', 'N3', 'N4'];
    await world.deliver(...numbers.map((number) => newBooking(number, { checkIn: '2027-06-20' })));
    const rooms = (await Promise.all(numbers.map(records.plan))).map((plan) => plan.room);
    expect(rooms.slice(0, 3).sort()).to.deep.equal(['101', '102', '103']);
    expect(rooms[3]).to.equal(null);
  });

  it('gives a day use a room of its own beside stays over night', async () => {
    await world.deliver(
      newBooking('O1', { checkIn: '2027-07-01', nights: 1 }),
      newBooking('DAY', { checkIn: '2027-07-01', nights: 0 }),
      newBooking('O2', { checkIn: '2027-07-01', nights: 1 }),
      newBooking('DAY-FULL', { checkIn: '2027-07-01', nights: 0 }),
    );
    const rooms = (await Promise.all(['O1', 'DAY', 'O2'].map(records.plan))).map((plan) => plan.room);
    expect(rooms.sort()).to.deep.equal(['101', '102', '103']);
    expect(await records.plan('DAY')).to.include({ state: 'final', cause: 'day_use' });
    expect(await records.message('DAY-FULL-1')).to.equal('failed: day_use_without_room');
  });

  it('takes one night of a plan named デイユース or 日帰り for a day use', async () => {
    const oneNight = { checkIn: '2027-07-05', nights: 1 };
    await world.deliver(
      newBooking('DAY-PLAN', { ...oneNight, planName: '【ﾃﾞｲﾕｰｽ】11時から20時' }),
      newBooking('O3', { ...oneNight, planName: '素泊まり' }),
      newBooking('O4', oneNight),
      newBooking('DAY-PLAN-FULL', { ...oneNight, planName: '日帰り温泉プラン' }),
    );
    expect(await records.plan('DAY-PLAN')).to.include({ state: 'final', cause: 'day_use' });
    expect(await records.plan('O3')).to.include({ state: 'tentative' });
    expect(await records.message('DAY-PLAN-FULL-1')).to.equal('failed: day_use_without_room');
  });

  it('has given no room twice by itself after all of this', async () => {
    expect(await records.doubleBooked()).to.deep.equal([]);
  });
});
