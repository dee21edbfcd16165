// Rooms are known by id, and the number is only shown: what a hotel does to its room list while stays are in the rooms.
import { expect } from 'chai';
import { newBooking, single, singles } from '../support/bookings.js';
import { clerkAt } from '../support/clerk.js';
import { useDatabase } from '../support/database.js';
import { type Records, recordsOf } from '../support/records.js';
import { createWorld, type World } from '../support/world.js';

const clerk = 3;

describe('rooms known by id', () => {
  const database = useDatabase();
  let world: World;
  let records: Records;
  let month = 0;

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: [
        ...singles('101', '102', '103'),
        { room: '201', type: 'TWN', capacity: 2 },
        { room: '301', type: 'DLX', capacity: 2 },
      ],
      upgrades: { SGL: ['TWN'] },
    });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
  });

  /** A month of its own for each test: the 10th. */
  let checkIn = '';
  beforeEach(() => {
    month += 1;
    const [year, index] = [2027 + Math.floor(month / 12), month % 12];
    checkIn = `${year}-${String(index + 1).padStart(2, '0')}-10`;
  });
  /** The list as it was. */
  afterEach(async () => {
    await world.rows("UPDATE rooms SET room_number = 't' || id, for_sale = false WHERE hotel_id = $1", [
      world.hotel.hotelId,
    ]);
    for (const { id, room, type } of world.hotel.rooms)
      await set(id, {
        room_number: room,
        room_type_id: world.hotel.typeIds[type]!,
        for_sale: true,
        is_staff_room: false,
      });
  });

  const room = (number: string) => world.hotel.roomIds[number]!;
  const set = async (id: number, values: Readonly<Record<string, unknown>>) => {
    const columns = Object.keys(values).map((name, i) => `${name} = $${i + 2}`);
    await world.rows(`UPDATE rooms SET ${columns.join(', ')} WHERE id = $1`, [id, ...Object.values(values)]);
  };
  const renumber = (from: string, to: string) => set(room(from), { room_number: to });
  const book = (...numbers: string[]) =>
    world.deliver(...numbers.map((number) => newBooking(number, { checkIn, nights: 2 })));
  const roomIdsOf = async (...numbers: string[]) => {
    const rows = await world.rows<{ id: number }>(
      'SELECT room_id AS id FROM heyawari.booking_plans WHERE booking_number = ANY ($1) ORDER BY id',
      [numbers],
    );
    return rows.map(({ id }) => id);
  };
  const clash = async () => (await records.doubleBooked()).length;
  const lookAgain = () => world.heyawari.advanceTo(new Date(world.clock.now().getTime() + 24 * 3_600_000));
  const checkInGuest = async (number: string) => {
    const { id } = await records.reservation(number);
    const { hotelId } = world.hotel;
    await world.host.reservations.updateReservationStatus('test', {
      id,
      hotel_id: hotelId,
      status: 'checked_in',
      updated_by: clerk,
    });
  };

  const offSale = (id: number) => set(id, { for_sale: false });
  const drained = () => world.heyawari.drain();
  const asked = async (number: string) =>
    (await clerkAt(world).conflicts()).body.items.filter(({ stay }) => stay.bookingNumber === number);
  const finalByPerson = async (number: string) => {
    const { id, version } = await records.plan(number);
    expect((await clerkAt(world).makeFinal(id, version)).status).to.equal(200);
  };

  it('makes no room final that is off sale: at the deadline, or by a click', async () => {
    await book('L1', 'L2', 'L3', 'L4');
    const [held] = await roomIdsOf('L1');
    await offSale(held!);
    await drained();
    const [conflict] = await asked('L1');
    expect(conflict).to.deep.include({ state: 'open', otherRoom: null });
    expect(conflict!.reason.key).to.equal('conflict.room_unusable_no_other');
    const { id, version } = await records.plan('L1');
    expect((await clerkAt(world).makeFinal(id, version)).status).to.equal(409);
    await world.advanceTo(checkIn, 7);
    expect(await records.plan('L1')).to.include({ state: 'tentative' });
    expect(await records.plan('L2')).to.include({ state: 'final', cause: 'deadline' });
  });

  for (const [what, values] of [
    ['taken off sale', { for_sale: false }],
    ['made a staff room', { is_staff_room: true }],
    ['given a type that was not booked', () => ({ room_type_id: world.hotel.typeIds['DLX'] })],
  ] as const) {
    it(`has a pooled stay give way at once where its room is ${what}`, async () => {
      const number = `H${month}`;
      await book(number);
      const [held] = await roomIdsOf(number);
      await set(held!, typeof values === 'function' ? values() : values);
      await drained();
      const [now] = await roomIdsOf(number);
      expect(now).not.to.equal(held);
      expect(await records.plan(number)).to.include({ state: 'tentative', type: 'SGL' });
      expect((await records.reservation(number)).rooms).to.deep.equal([(await records.plan(number)).room]);
      expect(await records.history(number)).to.include('yielded');
      const [shown] = await asked(number);
      expect(shown).to.deep.include({ state: 'yielded', other: null });
      expect(await clash()).to.equal(0);
    });
  }

  it('asks a person where a final room is taken off sale, and moves nobody before the click', async () => {
    await book('J1');
    await finalByPerson('J1');
    const [held] = await roomIdsOf('J1');
    await offSale(held!);
    await drained();
    await lookAgain();
    expect(await roomIdsOf('J1')).to.deep.equal([held]);
    expect(await records.plan('J1')).to.include({ state: 'final', cause: 'person' });
    const [conflict, ...more] = await asked('J1');
    expect(more).to.deep.equal([]);
    expect(conflict).to.deep.include({ state: 'open', other: null });
    expect(conflict!.reason.key).to.equal('conflict.final_room_unusable');
    expect((await clerkAt(world).accept(conflict!.id, conflict!.stay.version)).status).to.equal(200);
    expect((await roomIdsOf('J1'))[0])
      .to.equal(room(conflict!.otherRoom!.number))
      .and.not.to.equal(held);
    expect(await asked('J1')).to.have.length(1);
  });

  it('asks no more where the room is on sale again', async () => {
    await book('K1');
    await finalByPerson('K1');
    const [held] = await roomIdsOf('K1');
    await offSale(held!);
    await drained();
    expect(await asked('K1')).to.have.length(1);
    await set(held!, { for_sale: true });
    await drained();
    expect(await asked('K1')).to.deep.equal([]);
  });

  it('gives another room for the same nights after a room was renumbered', async () => {
    await book('A1');
    const { room: number } = await records.plan('A1');
    await renumber(number!, '9101');
    await book('A2', 'A3');
    const rooms = await roomIdsOf('A1', 'A2', 'A3');
    expect(new Set(rooms).size).to.equal(3);
    expect(await records.plan('A1')).to.include({ room: '9101', state: 'tentative' });
    expect(await clash()).to.equal(0);
  });

  it('goes on after a renumbering by the night run, with who is in the house and whose room is final', async () => {
    await book('B1', 'B2');
    await checkInGuest('B1');
    await lookAgain();
    const before = await roomIdsOf('B1', 'B2');
    await renumber((await records.plan('B1')).room!, '8101');
    await lookAgain();
    await book('B3');
    expect(await records.plan('B1')).to.include({ room: '8101', state: 'final', inHouse: true });
    const [first] = await roomIdsOf('B1');
    expect(first).to.equal(before[0]);
    expect(new Set(await roomIdsOf('B1', 'B2', 'B3')).size).to.equal(3);
  });

  it('keeps both where two rooms exchange their numbers', async () => {
    await book('C1');
    const [held] = await roomIdsOf('C1');
    await renumber('101', 'x');
    await renumber('102', '101');
    await set(room('101'), { room_number: '102' });
    await book('C2', 'C3');
    expect((await roomIdsOf('C1'))[0]).to.equal(held);
    expect(new Set(await roomIdsOf('C1', 'C2', 'C3')).size).to.equal(3);
  });

  it('takes a new room with the number of a renumbered one for a room of its own', async () => {
    await book('D1');
    const { room: number } = await records.plan('D1');
    await renumber(number!, '7101');
    await world.rows(
      'INSERT INTO rooms (hotel_id, room_type_id, room_number, created_by) VALUES ($1, $2, $3, 1)',
      [world.hotel.hotelId, world.hotel.typeIds['SGL'], number],
    );
    await book('D2', 'D3', 'D4');
    expect(new Set(await roomIdsOf('D1', 'D2', 'D3', 'D4')).size).to.equal(4);
    expect((await Promise.all(['D2', 'D3', 'D4'].map(records.plan))).map((plan) => plan.room)).to.include(
      number,
    );
  });

  it('takes a room that gets the number of another for the same room', async () => {
    await renumber('201', '102');
    await book('E1', 'E2', 'E3');
    const taken = await roomIdsOf('E1', 'E2', 'E3');
    expect(new Set(taken)).to.deep.equal(new Set([room('101'), room('102'), room('103')]));
    await book('E4');
    expect(await records.message('E4-1')).to.equal('pending: no_availability');
  });

  it('leaves a guest in a room that was given another type, and counts it as that', async () => {
    await book('F1');
    const [held] = await roomIdsOf('F1');
    await set(held!, { room_type_id: world.hotel.typeIds['TWN'] });
    await world.deliver(newBooking('F2', { checkIn, rooms: [{ ...single, code: 'TWN' }] }));
    const plan = await records.plan('F1');
    expect(plan).to.include({ type: 'TWN', cause: null });
    expect(await clash()).to.equal(0);
  });

  it('gives nobody a room that was taken off sale, and leaves the guest who is in it', async () => {
    await book('G1');
    await checkInGuest('G1');
    const [held] = await roomIdsOf('G1');
    await set(held!, { for_sale: false });
    await book('G2', 'G3', 'G4');
    expect(await roomIdsOf('G1')).to.deep.equal([held]);
    expect(await roomIdsOf('G2', 'G3', 'G4')).not.to.include(held);
    expect(await records.plan('G1')).to.include({ state: 'final', inHouse: true });
  });
});
