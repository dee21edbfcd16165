// A change message about a booking whose room is final: the room stays, since somebody may have promised it.
import { expect } from 'chai';
import { changeOf, newBooking, single, singles, twins } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { type Records, recordsOf } from '../support/records.js';
import { guardsByToken, staffAt } from '../support/staff.js';
import { createWorld, type World } from '../support/world.js';

describe('a changed booking whose room is final', () => {
  const database = useDatabase();
  let world: World;
  let records: Records;

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: [...singles('101', '102', '103'), ...twins('201', '202')],
      upgrades: { SGL: ['TWN'] },
      auth: guardsByToken,
    });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
  });

  const moveByHand = async (number: string, from: string, to: string) => {
    const { id } = await records.reservation(number);
    const room = (name: string) => world.hotel.roomIds[name]!;
    await world.host.reservations.updateReservationRoom('test', id, room(from), room(to), 3);
  };

  const acceptNewest = async (number: string) => {
    const staff = staffAt(world.heyawari, world.hotel.hotelId, 'view', 'operate');
    const { items } = (
      await staff<{ items: { id: number; version: number }[] }>(
        'get',
        `/imports/messages?bookingNumber=${number}`,
      )
    ).body;
    const { id, version } = items[0]!;
    const { seen } = (await staff<{ seen: string | null }>('get', `/imports/messages/${id}`)).body;
    return staff('post', `/imports/messages/${id}/accept`, { version, seen });
  };

  it('keeps the upgrade that a clerk gave, and stays final, though its own type is free', async () => {
    await world.deliver(newBooking('U'));
    await moveByHand('U', (await records.plan('U')).room!, '202');
    await world.deliver(changeOf('U', { nights: 4 }));
    expect(await records.message('U-2')).to.equal('imported');
    expect(await records.reservation('U')).to.deep.include({
      rooms: ['202'],
      nights: ['2027-02-01', '2027-02-02', '2027-02-03', '2027-02-04'],
    });
    expect(await records.plan('U')).to.include({
      ...{ state: 'final', cause: 'moved_by_hand', room: '202', type: 'TWN', pool: null },
      ...{ checkOut: '2027-02-05', reason: 'placement.moved_by_hand' },
    });
    expect(await records.roomNights('U')).to.have.length(4);
  });

  it('keeps the final one of two rooms, and its fellow stays in the pool', async () => {
    const rooms = [single, { ...single, pricePerNight: 9000 }];
    await world.deliver(newBooking('G', { checkIn: '2027-03-01', rooms }));
    const [first, second] = await records.plans('G');
    await moveByHand('G', first!.room!, '201');
    await world.deliver(
      changeOf('G', { checkIn: '2027-03-01', rooms: [single, { ...single, pricePerNight: 9500 }] }),
    );
    expect(await records.message('G-2')).to.equal('imported');
    expect((await records.plans('G')).map(({ state, room }) => [state, room])).to.deep.equal([
      ['final', '201'],
      ['tentative', second!.room],
    ]);
  });

  /** `room: people` of what the PMS holds of a booking, in the order of rooms. */
  const peopleInRooms = async (number: string) => {
    const rows = await world.rows<{ text: string }>(
      `SELECT DISTINCT o.room_number || ': ' || d.number_of_people AS text FROM reservation_details d
         JOIN reservations r ON r.hotel_id = d.hotel_id AND r.id = d.reservation_id
         JOIN rooms o ON o.hotel_id = d.hotel_id AND o.id = d.room_id
        WHERE r.ota_reservation_id = $1 AND d.cancelled IS NULL ORDER BY 1`,
      [number],
    );
    return rows.map(({ text }) => text);
  };
  const party = (men: number, code: string) => ({ code, men, pricePerNight: 10000 });

  it('goes on with its guests where the rooms come in another order, without a spare room', async () => {
    const checkIn = '2027-07-01';
    const [one, two] = [party(1, 'TWN'), party(2, 'TWN')];
    await world.deliver(newBooking('O', { checkIn, rooms: [one, two] }));
    const before = await records.plans('O');
    const people = await peopleInRooms('O');
    await world.rows(`UPDATE heyawari.booking_plans SET room_state = 'final', final_cause = 'person', pool_status = NULL
                       WHERE booking_number = 'O' AND people = 2`);
    await world.deliver(changeOf('O', { checkIn, rooms: [two, one] }));
    expect(await records.message('O-2')).to.equal('imported');
    expect((await records.plans('O')).map(({ id, room, state }) => [id, room, state])).to.deep.equal([
      [before[1]!.id, before[1]!.room, 'final'],
      [before[0]!.id, before[0]!.room, 'tentative'],
    ]);
    expect(await peopleInRooms('O')).to.deep.equal(people);
    await world.deliver(changeOf('O', { checkIn, rooms: [one, two], version: 3 }));
    expect(await records.message('O-3')).to.equal('imported');
    expect(await peopleInRooms('O')).to.deep.equal(people);
  });

  it('goes on with its guests and payments where three rooms come in another order', async () => {
    const checkIn = '2027-08-01';
    const [one, two, three] = [party(1, 'SGL'), party(2, 'SGL'), party(3, 'SGL')];
    await world.deliver(newBooking('R', { checkIn, rooms: [one, two, three] }));
    const people = await peopleInRooms('R');
    const payments = () =>
      world.rows(
        `SELECT p.room_id, d.number_of_people FROM reservation_payments p
           JOIN reservations r ON r.hotel_id = p.hotel_id AND r.id = p.reservation_id
           JOIN reservation_details d ON d.hotel_id = p.hotel_id AND d.reservation_id = r.id AND d.room_id = p.room_id
          WHERE r.ota_reservation_id = 'R' GROUP BY 1, 2`,
      );
    await world.deliver(changeOf('R', { checkIn, rooms: [three, one, two] }));
    expect(await records.message('R-2')).to.equal('imported');
    expect(await peopleInRooms('R')).to.deep.equal(people);
    // The PMS pays from the first room of the message.
    for (const payment of await payments()) expect(payment).to.include({ number_of_people: 3 });
  });

  it('leaves the guests where a clerk has let them change rooms', async () => {
    const checkIn = '2027-09-01';
    const [one, two] = [party(1, 'SGL'), party(2, 'SGL')];
    await world.deliver(newBooking('X2', { checkIn, rooms: [one, two] }));
    const [first, second] = await records.plans('X2');
    const spare = ['101', '102', '103'].find((name) => name !== first!.room && name !== second!.room)!;
    await moveByHand('X2', first!.room!, spare);
    await moveByHand('X2', second!.room!, first!.room!);
    await moveByHand('X2', spare, second!.room!);
    const people = await peopleInRooms('X2');
    await world.deliver(changeOf('X2', { checkIn, rooms: [{ ...one, pricePerNight: 11000 }, two] }));
    expect(await records.message('X2-2')).to.equal('imported');
    expect(await peopleInRooms('X2')).to.deep.equal(people);
    expect((await records.plans('X2')).map(({ cause }) => cause)).to.deep.equal([
      'moved_by_hand',
      'moved_by_hand',
    ]);
  });

  it('that a person chose goes into the type that is booked now once a person accepts that (D2)', async () => {
    await world.deliver(newBooking('T', { checkIn: '2027-06-01' }));
    await moveByHand('T', (await records.plan('T')).room!, '103');
    const rooms = [{ code: 'TWN', men: 2, pricePerNight: 12000 }];
    await world.deliver(changeOf('T', { checkIn: '2027-06-01', rooms }));
    expect(await records.message('T-2')).to.equal('failed: edited_by_hand');
    expect(await records.plan('T')).to.include({ state: 'final', room: '103' });
    await acceptNewest('T');
    expect(await records.plan('T')).to.include({ state: 'tentative', type: 'TWN' });
  });

  it('counts a room that was final once', async () => {
    expect(await world.metric('heyawari_final_rooms_total')).to.equal(0);
    await world.deliver(newBooking('D', { checkIn: '2027-04-01', nights: 0 }));
    await world.deliver(changeOf('D', { checkIn: '2027-04-01', nights: 0 }));
    expect(await world.metric('heyawari_final_rooms_total')).to.equal(1);
  });

  it('that a person chose is held where the room is taken on the new nights, and is placed anew once that is accepted (D2)', async () => {
    await world.deliver(newBooking('N', { checkIn: '2027-05-01' }));
    await moveByHand('N', (await records.plan('N')).room!, '201');
    await world.deliver(newBooking('X', { checkIn: '2027-05-03' }));
    await moveByHand('X', (await records.plan('X')).room!, '201');
    await world.deliver(changeOf('N', { checkIn: '2027-05-01', nights: 4 }));
    expect(await records.message('N-2')).to.equal('failed: edited_by_hand');
    expect(await records.plan('N')).to.include({ room: '201', state: 'final', checkOut: '2027-05-03' });
    expect((await records.reservation('N')).rooms).to.deep.equal(['201']);
    const { status } = await acceptNewest('N');
    expect(status).to.equal(200);
    expect(await records.message('N-2')).to.equal('imported');
    expect(await records.plan('N')).to.include({
      state: 'tentative',
      type: 'SGL',
      reason: 'placement.booked_type',
    });
    expect(await records.doubleBooked()).to.deep.equal([]);
  });
});
