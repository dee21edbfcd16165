// Reservations that were there on the day the plugin came: their rooms are somebody's choice, also when the agency changes the booking.
import { expect } from 'chai';
import { cancellationOf, changeOf, newBooking, single, singles, twins } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { imported } from '../support/imported.js';
import { type Records, recordsOf } from '../support/records.js';
import { createWorld, type World } from '../support/world.js';

const clerk = 3;
const twin = { code: 'TWN', men: 1, pricePerNight: 12000 } as const;

describe('a booking that the PMS imported before the plugin came', () => {
  const database = useDatabase();
  let world: World;
  let records: Records;

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: [...singles('101', '102', '103'), ...twins('201', '202')],
      upgrades: { SGL: ['TWN'] },
    });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
  });

  const room = (name: string) => world.hotel.roomIds[name]!;
  const had = (number: string, changes: Parameters<typeof newBooking>[1] = {}) =>
    imported(world, newBooking(number, changes));
  const moveByHand = async (number: string, from: string, to: string) => {
    const { id } = await records.reservation(number);
    await world.host.reservations.updateReservationRoom('test', id, room(from), room(to), clerk);
  };
  const roomOf = async (number: string) => (await records.reservation(number)).rooms[0]!;
  const adopted = { state: 'final', cause: 'adopted', reason: 'placement.adopted', pool: null };

  it('stays in its room, final, where that is free on the new nights', async () => {
    await had('OWN');
    const given = await roomOf('OWN');
    await world.deliver(changeOf('OWN', { nights: 4 }));
    expect(await records.message('OWN-2')).to.equal('imported');
    expect(await records.plan('OWN')).to.include({ ...adopted, room: given, checkOut: '2027-02-05' });
    expect((await records.reservation('OWN')).rooms).to.deep.equal([given]);
    expect(await records.history('OWN')).to.deep.equal(['changed']);
    await world.deliver(changeOf('OWN', { nights: 3, version: 3 }));
    expect(await records.plan('OWN')).to.include({ ...adopted, room: given, checkOut: '2027-02-04' });
  });

  it('keeps the upgrade that a clerk gave, though its own type is free', async () => {
    await had('UP', { checkIn: '2027-03-01' });
    await moveByHand('UP', await roomOf('UP'), '202');
    await world.deliver(changeOf('UP', { checkIn: '2027-03-02', nights: 3 }));
    expect(await records.plan('UP')).to.include({ ...adopted, room: '202', type: 'TWN' });
    expect((await records.reservation('UP')).rooms).to.deep.equal(['202']);
  });

  it('keeps both rooms, in whatever order they come', async () => {
    const couple = { ...twin, men: 2, pricePerNight: 14000 };
    await had('TWO', { checkIn: '2027-04-01', rooms: [single, couple] });
    const { rooms } = await records.reservation('TWO');
    await moveByHand('TWO', rooms[0]!, '103');
    await moveByHand('TWO', rooms[1]!, '202');
    const dearer = [{ ...couple, pricePerNight: 15000 }, single];
    await world.deliver(changeOf('TWO', { checkIn: '2027-04-01', rooms: dearer }));
    expect(await records.message('TWO-2')).to.equal('imported');
    expect((await records.plans('TWO')).map(({ room, cause }) => [room, cause])).to.deep.equal([
      ['202', 'adopted'],
      ['103', 'adopted'],
    ]);
    const again = [single, couple];
    const ids = (await records.plans('TWO')).map(({ id }) => id);
    await world.deliver(changeOf('TWO', { checkIn: '2027-04-01', rooms: again, version: 3 }));
    expect((await records.plans('TWO')).map(({ id, room, cause }) => [id, room, cause])).to.deep.equal([
      [ids[1], '103', 'adopted'],
      [ids[0], '202', 'adopted'],
    ]);
  });

  it('keeps both rooms of one type with their guests, in whatever order they come', async () => {
    const checkIn = '2027-10-01';
    const couple = { ...twin, men: 2 };
    await had('SAME', { checkIn, rooms: [twin, couple] });
    const guests = () =>
      world.rows(
        `SELECT DISTINCT d.room_id, d.number_of_people FROM reservation_details d
           JOIN reservations r ON r.hotel_id = d.hotel_id AND r.id = d.reservation_id
          WHERE r.ota_reservation_id = 'SAME' AND d.cancelled IS NULL ORDER BY 1`,
      );
    const before = await guests();
    await world.deliver(changeOf('SAME', { checkIn, rooms: [couple, twin] }));
    expect(await records.message('SAME-2')).to.equal('imported');
    expect(await guests()).to.deep.equal(before);
    expect((await records.plans('SAME')).map(({ cause }) => cause)).to.deep.equal(['adopted', 'adopted']);
  });

  it('is placed anew, and says so, where its room is taken on the new nights', async () => {
    await had('A', { checkIn: '2027-05-01' });
    await moveByHand('A', await roomOf('A'), '201');
    await had('B', { checkIn: '2027-05-03' });
    await moveByHand('B', await roomOf('B'), '201');
    await world.deliver(changeOf('A', { checkIn: '2027-05-01', nights: 3 }));
    expect(await records.plan('A')).to.include({
      ...{ state: 'tentative', cause: null, type: 'SGL', reason: 'placement.booked_type' },
    });
    expect(await records.history('A')).to.deep.equal(['changed']);
    expect(await roomOf('B')).to.equal('201');
    expect(await records.doubleBooked()).to.deep.equal([]);
  });

  it('is placed by the rules where the agency changes the type', async () => {
    await had('T', { checkIn: '2027-06-01' });
    await world.deliver(changeOf('T', { checkIn: '2027-06-01', rooms: [twin] }));
    expect(await records.plan('T')).to.include({ state: 'tentative', cause: null, type: 'TWN' });
  });

  it('keeps its upgrade where the agency now books that type', async () => {
    await had('TU', { checkIn: '2027-07-01' });
    await moveByHand('TU', await roomOf('TU'), '202');
    await world.deliver(changeOf('TU', { checkIn: '2027-07-01', rooms: [twin] }));
    expect(await records.plan('TU')).to.include({ ...adopted, room: '202' });
  });

  it('frees its room by a cancellation, without ever having had a plan', async () => {
    await had('C', { checkIn: '2027-08-01' });
    await world.deliver(cancellationOf('C', { checkIn: '2027-08-01' }));
    expect(await records.message('C-9')).to.equal('imported');
    expect(await records.reservation('C')).to.include({ status: 'cancelled' });
    expect(await records.plans('C')).to.deep.equal([]);
    const rooms = [single, single, single];
    await world.deliver(newBooking('NEXT', { checkIn: '2027-08-01', rooms }));
    expect((await records.reservation('NEXT')).rooms).to.deep.equal(['101', '102', '103']);
  });

  it('is never pooled or moved while nothing is said of it, nor are blocks, holds, provisional and employee stays', async () => {
    const checkIn = '2027-01-22';
    await had('STILL', { checkIn });
    await moveByHand('STILL', await roomOf('STILL'), '201');
    const { reservations } = world.host;
    const { hotelId } = world.hotel;
    const held = (number: string, status: string) =>
      reservations.createReservationHold(
        'test',
        { hotelId, checkIn, checkOut: '2027-01-24', people: 1, roomId: room(number), status },
        clerk,
      );
    await held('101', 'hold');
    await held('102', 'provisory');
    const staff = await held('103', 'confirmed');
    await world.rows(`UPDATE reservations SET type = 'employee', updated_by = ${clerk} WHERE id = $1`, [
      staff,
    ]);
    await reservations.createReservationBlock(
      'test',
      { hotelId, roomId: room('202'), checkIn, checkOut: '2027-01-24' },
      clerk,
    );
    const standing = () =>
      world.rows(
        `SELECT reservation_id, room_id, date FROM reservation_details
          WHERE hotel_id = $1 AND cancelled IS NULL AND date BETWEEN '2027-01-22' AND '2027-01-23' ORDER BY 1, 2, 3`,
        [hotelId],
      );
    const before = await standing();
    expect(before).to.have.length(10);
    await world.deliver(newBooking('FULL', { checkIn }));
    expect(await records.message('FULL-1')).to.match(/no_availability/);
    await world.advanceTo('2027-01-22', 6);
    expect(await standing()).to.deep.equal(before);
    expect(
      await world.rows(`SELECT FROM heyawari.booking_plans WHERE check_in = '2027-01-22'`),
    ).to.have.length(1);
    expect(await records.plan('FULL')).to.include({ state: 'unplaced' });
  });
});
