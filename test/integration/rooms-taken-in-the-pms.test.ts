// What staff do with rooms in the PMS around the moment of decision, and what must never follow from it: a double booking made final.
import { expect } from 'chai';
import { changeOf, newBooking, singles, twins } from '../support/bookings.js';
import { clerkAt, type ConflictRecord } from '../support/clerk.js';
import { useDatabase } from '../support/database.js';
import { type Records, recordsOf } from '../support/records.js';
import { createWorld, hotelInstant, type World, type WorldOptions } from '../support/world.js';

const clerkId = 3;

/** A world of its own for each case, at 09:00 of 2027-01-20, and what staff do in its PMS. */
function useHotel(
  rooms: WorldOptions['rooms'],
  upgrades: WorldOptions['upgrades'] = {},
  hostFunctions: WorldOptions['hostFunctions'] = (functions) => functions,
) {
  const database = useDatabase();
  let world: World;
  let records: Records;
  before(async () => {
    world = await createWorld({ databaseUrl: database.url(), rooms, upgrades, hostFunctions });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
  });
  const idOf = (room: string) => world.hotel.roomIds[room]!;
  return {
    world: () => world,
    records: () => records,
    idOf,
    at: (day: string, hour: number, minute = 0, second = 0) =>
      world.heyawari.advanceTo(new Date(hotelInstant(day, hour, minute).getTime() + second * 1000)),
    drained: () => world.heyawari.drain(),
    setStatus: (id: string, status: string) =>
      world.host.reservations.updateReservationStatus('test', {
        ...{ id, status },
        ...{ hotel_id: world.hotel.hotelId, updated_by: clerkId },
      }),
    reserve: (room: string, checkIn: string, checkOut: string) =>
      world.host.reservations.createReservationHold(
        'test',
        {
          hotelId: world.hotel.hotelId,
          checkIn,
          checkOut,
          people: 1,
          roomId: idOf(room),
          status: 'confirmed',
        },
        clerkId,
      ),
    block: (room: string, checkIn: string, checkOut: string) =>
      world.host.reservations.createReservationBlock(
        'test',
        { hotelId: world.hotel.hotelId, roomId: idOf(room), checkIn, checkOut },
        clerkId,
      ),
    conflicts: async (): Promise<ConflictRecord[]> => (await clerkAt(world).conflicts()).body.items,
  };
}

describe('a room taken in the second before the deadline, and in the second after it', () => {
  const hotel = useHotel(singles('101', '102', '103', '104'));
  const day = '2027-02-01';
  const roomOf = async (number: string) => (await hotel.records().plan(number)).room!;

  it('by a reservation or a block, has the stay final in another room', async () => {
    await hotel.world().deliver(newBooking('A', { checkIn: day }), newBooking('B', { checkIn: day }));
    const [a, b] = [await roomOf('A'), await roomOf('B')];
    await hotel.at(day, 5, 59, 59);
    await hotel.reserve(a, day, '2027-02-02');
    await hotel.at(day, 6);
    expect(await roomOf('A')).not.to.equal(a);
    expect(await hotel.records().plan('A')).to.include({ state: 'final', cause: 'deadline' });
    await hotel.block(b, day, '2027-02-02');
    await hotel.at(day, 6, 0, 1);
    expect(await roomOf('B')).not.to.equal(b);
    expect(await hotel.records().plan('B')).to.include({ state: 'final', cause: 'deadline' });
    expect(await hotel.records().doubleBooked()).to.deep.equal([]);
    expect((await hotel.conflicts()).map(({ state }) => state)).to.deep.equal(['yielded', 'yielded']);
  });
});

describe('a hotel that is closed for a night on which stays are booked', () => {
  const rooms = Array.from({ length: 30 }, (_, i) => String(101 + i));
  const hotel = useHotel(singles(...rooms));
  const day = '2027-02-01';
  const numbers = Array.from({ length: 30 }, (_, i) => `N${i}`);

  it('has all of them asked about in one look, and none final; those of rooms that are opened again are', async () => {
    await hotel.world().deliver(...numbers.map((number) => newBooking(number, { checkIn: day, nights: 1 })));
    await hotel.at(day, 5, 30);
    const blocks = new Map<string, string>();
    for (const room of rooms) blocks.set(room, await hotel.block(room, day, '2027-02-02'));
    await hotel.drained();
    const open = await hotel.world().rows(`SELECT FROM heyawari.room_conflicts WHERE state = 'open'`);
    expect(open).to.have.length(30);
    await hotel.at(day, 6, 30);
    const states = async () =>
      hotel
        .world()
        .rows(
          `SELECT room_state AS state, count(*)::int AS n FROM heyawari.booking_plans GROUP BY 1 ORDER BY 1`,
        );
    expect(await states()).to.deep.equal([{ state: 'tentative', n: 30 }]);
    await hotel.setStatus(blocks.get('105')!, 'cancelled');
    await hotel.drained();
    await hotel.at(day, 7);
    expect(await states()).to.deep.equal([
      { state: 'final', n: 1 },
      { state: 'tentative', n: 29 },
    ]);
  });
});

describe('a guest who has left early, whose room the desk has given to another', () => {
  const hotel = useHotel(singles('101', '102'));

  it('is no conflict: his nights can be freed, and the other has the room', async () => {
    await hotel.world().deliver(newBooking('E', { checkIn: '2027-02-01', nights: 4 }));
    const { room } = await hotel.records().plan('E');
    await hotel.at('2027-02-01', 16);
    const { id } = await hotel.records().reservation('E');
    await hotel.setStatus(id, 'checked_in');
    await hotel.at('2027-02-02', 9);
    await hotel.setStatus(id, 'checked_out');
    await hotel.reserve(room!, '2027-02-02', '2027-02-04');
    await hotel.drained();
    expect(await hotel.conflicts()).to.deep.equal([]);
    const clerk = clerkAt(hotel.world());
    const [left] = await clerk.earlyDepartures();
    expect((await clerk.releaseNights(left!.plan.id, left!.plan.version)).status).to.equal(200);
    expect(await hotel.records().roomNights('E')).to.deep.equal([`${room} 2027-02-01`]);
    expect(await hotel.records().hostNights()).to.deep.equal([`${room} 2027-02-02`, `${room} 2027-02-03`]);
    expect(await hotel.conflicts()).to.deep.equal([]);
  });
});

describe('a reservation that a clerk cancels and opens again', () => {
  const hotel = useHotel(singles('101', '102'));

  it('keeps its room from others, and stays there when the agency changes it', async () => {
    await hotel.world().deliver(newBooking('R', { checkIn: '2027-02-10' }));
    const { id, rooms } = await hotel.records().reservation('R');
    await hotel.setStatus(id, 'cancelled');
    await hotel.drained();
    expect(await hotel.records().roomNights('R')).to.deep.equal([]);
    await hotel.setStatus(id, 'confirmed');
    await hotel.drained();
    await hotel.world().deliver(newBooking('O', { checkIn: '2027-02-10' }));
    expect((await hotel.records().plan('O')).room).not.to.equal(rooms[0]);
    await hotel.world().deliver(changeOf('R', { checkIn: '2027-02-10', nights: 3 }));
    expect(await hotel.records().message('R-2')).to.equal('imported');
    expect((await hotel.records().reservation('R')).rooms).to.deep.equal(rooms);
    expect(await hotel.records().doubleBooked()).to.deep.equal([]);
  });
});

describe('a night run that was missed for days', () => {
  const hotel = useHotel([...singles('101', '102'), ...twins('201')], { SGL: ['TWN'] });
  const days = ['2027-02-01', '2027-02-02', '2027-02-03'];

  it('makes final by day whatever is due where it is, and moves nobody, however long ago it was due', async () => {
    for (const checkIn of days)
      await hotel.world().deliver(newBooking(`D${checkIn}`, { checkIn, nights: 1 }));
    const standing = () =>
      hotel.world().rows(`SELECT booking_number, room_id FROM heyawari.booking_plans ORDER BY 1`);
    const before = await standing();
    // Nothing ran from the first deadline on: time goes by without any job.
    hotel.world().clock.set(hotelInstant('2027-02-03', 14));
    await hotel.world().heyawari.advanceTo(hotelInstant('2027-02-03', 14, 30));
    expect(await standing()).to.deep.equal(before);
    for (const checkIn of days)
      expect(await hotel.records().plan(`D${checkIn}`)).to.include({ state: 'final', cause: 'deadline' });
    expect(
      await hotel
        .world()
        .rows(`SELECT moved FROM heyawari.assignment_runs WHERE kind = 'nightly' AND made_up`),
    ).to.deep.equal([{ moved: 0 }]);
  });
});

describe('two rows of the PMS with one number, of which one is archived', () => {
  const hotel = useHotel([...singles('101', '102'), ...twins('201')]);
  const set = (room: string, column: string, value: unknown) =>
    hotel.world().rows(`UPDATE rooms SET ${column} = $2 WHERE id = $1`, [hotel.idOf(room), value]);

  it('is one room still: who is in the living row stays, who is in the archived one goes', async () => {
    const checkIn = '2027-02-01';
    await hotel.world().deliver(newBooking('S', { checkIn }));
    const { room } = await hotel.records().plan('S');
    await set('201', 'room_number', room);
    await hotel.drained();
    await set('201', 'for_sale', false);
    await hotel.drained();
    expect(await hotel.records().plan('S')).to.include({ room, type: 'SGL', state: 'tentative' });
    expect(await hotel.conflicts()).to.deep.equal([]);
    await set('201', 'for_sale', true);
    await set(room!, 'for_sale', false);
    await hotel.drained();
    const moved = await hotel.records().plan('S');
    expect(moved).to.include({ type: 'SGL', state: 'tentative' });
    expect(moved.room).not.to.equal(room);
    await hotel
      .world()
      .deliver(newBooking('T', { checkIn, rooms: [{ code: 'TWN', men: 2, pricePerNight: 9000 }] }));
    expect(await hotel.records().plan('T')).to.include({ type: 'TWN', room });
    expect(await hotel.records().doubleBooked()).to.deep.equal([]);
  });
});

describe('a room that is given another type while messages are being imported', () => {
  let retype: (() => Promise<unknown>) | undefined;
  const hotel = useHotel([...singles('101', '102', '103'), ...twins('201')], {}, (functions) => ({
    ...functions,
    async addOTAReservation(...call) {
      const todo = retype;
      retype = undefined;
      await todo?.();
      return functions.addOTAReservation(...call);
    },
  }));

  it('leaves nobody in a room of a type that was not booked, and loses nothing', async () => {
    const checkIn = '2027-02-01';
    retype = () =>
      hotel
        .world()
        .rows(`UPDATE rooms SET room_type_id = $2 WHERE id = ANY ($1)`, [
          [hotel.idOf('101'), hotel.idOf('102')],
          hotel.world().hotel.typeIds['TWN'],
        ]);
    await hotel.world().deliver(newBooking('M', { checkIn }));
    expect(retype).to.equal(undefined);
    await hotel.at('2027-01-20', 10);
    expect(await hotel.records().message('M-1')).to.equal('imported');
    expect(await hotel.records().plan('M')).to.include({ room: '103', type: 'SGL' });
    expect((await hotel.records().reservation('M')).rooms).to.deep.equal(['103']);
  });
});

describe('a room with a final stay that is renumbered', () => {
  const hotel = useHotel(singles('101', '102'));

  it('is the same room, and the stay is final in it', async () => {
    await hotel.world().deliver(newBooking('F', { checkIn: '2027-02-01' }));
    const clerk = clerkAt(hotel.world());
    const { id, version, room } = await hotel.records().plan('F');
    await clerk.makeFinal(id, version);
    await hotel.world().rows(`UPDATE rooms SET room_number = '901' WHERE id = $1`, [hotel.idOf(room!)]);
    await hotel.drained();
    expect(await hotel.records().plan('F')).to.include({ room: '901', state: 'final', cause: 'person' });
    expect(await hotel.conflicts()).to.deep.equal([]);
    await hotel
      .world()
      .deliver(newBooking('G', { checkIn: '2027-02-01' }), newBooking('H', { checkIn: '2027-02-01' }));
    expect(await hotel.records().plan('H')).to.include({ state: 'unplaced' });
    expect(await hotel.records().doubleBooked()).to.deep.equal([]);
  });
});
