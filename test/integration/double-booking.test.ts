// A room that somebody else holds: no stay becomes final in it. The pooled stay gives way at once, and both are shown.
import { expect } from 'chai';
import { newBooking, single, singles, twins } from '../support/bookings.js';
import { type Clerk, clerkAt, type ConflictRecord } from '../support/clerk.js';
import { useDatabase } from '../support/database.js';
import { type Records, recordsOf } from '../support/records.js';
import { createWorld, hotelInstant, type World, type WorldOptions } from '../support/world.js';

const clerkId = 3;

/** A world of its own for each case, at 09:00 of 2027-01-20, and what a clerk does in the PMS. */
function useHouse(rooms: WorldOptions['rooms'], upgrades: WorldOptions['upgrades'] = {}) {
  const database = useDatabase();
  let world: World;
  let records: Records;
  let clerk: Clerk;
  before(async () => {
    world = await createWorld({ databaseUrl: database.url(), rooms, upgrades });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
    clerk = clerkAt(world);
  });
  const idOf = (room: string) => world.hotel.roomIds[room]!;
  const setStatus = (id: string, status: string) =>
    world.host.reservations.updateReservationStatus('test', {
      id,
      hotel_id: world.hotel.hotelId,
      status,
      updated_by: clerkId,
    });
  return {
    database,
    world: () => world,
    records: () => records,
    clerk: () => clerk,
    idOf,
    setStatus,
    /** A walk-in whom a clerk writes into the PMS, in the house at once. */
    async walkIn(room: string, checkIn: string, checkOut: string, status = 'checked_in'): Promise<string> {
      const id = await world.host.reservations.createReservationHold(
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
      );
      if (status !== 'confirmed') await setStatus(id!, status);
      return id!;
    },
    at: (day: string, hour: number, minute = 0) => world.heyawari.advanceTo(hotelInstant(day, hour, minute)),
    async checkIn(number: string) {
      await setStatus((await records.reservation(number)).id, 'checked_in');
    },
    async moveByHand(number: string, to: string) {
      const { id, rooms: held } = await records.reservation(number);
      await world.host.reservations.updateReservationRoom('test', id, idOf(held[0]!), idOf(to), clerkId);
    },
    conflicts: async (): Promise<ConflictRecord[]> => (await clerk.conflicts()).body.items,
  };
}

describe('a walk-in put into the room of a tentative stay before its deadline', () => {
  const house = useHouse(singles('101', '102'));
  let room: string;
  let other: string;

  before(async () => {
    await house.world().deliver(newBooking('A', { checkIn: '2027-02-01' }));
    room = (await house.records().plan('A')).room!;
    other = room === '101' ? '102' : '101';
    await house.at('2027-02-01', 5, 15);
    await house.walkIn(room, '2027-02-01', '2027-02-02');
    await house.at('2027-02-01', 6);
  });

  it('lets the stay give way to another room of its type, final there, in the PMS and with us', async () => {
    expect(await house.records().plan('A')).to.include({
      ...{ room: other, state: 'final', cause: 'deadline', reason: 'placement.yielded' },
    });
    expect((await house.records().reservation('A')).rooms).to.deep.equal([other]);
    expect(await house.records().history('A')).to.deep.equal(['placed', 'yielded', 'finalised']);
    expect(await house.records().doubleBooked()).to.deep.equal([]);
  });

  it('shows both: who gave way, where to, and for whom', async () => {
    const [conflict, ...more] = await house.conflicts();
    expect(more).to.deep.equal([]);
    expect(conflict).to.deep.include({ state: 'yielded', nights: { from: '2027-02-01', to: '2027-02-01' } });
    expect(conflict!.room.number).to.equal(room);
    expect(conflict!.stay.bookingNumber).to.equal('A');
    expect(conflict!.otherRoom?.number).to.equal(other);
    expect(conflict!.other!.status).to.equal('checked_in');
    expect(await house.world().metric('heyawari_room_conflicts_total')).to.equal(1);
  });
});

describe('a walk-in put into the room of a tentative stay in a house that is full', () => {
  const house = useHouse(singles('101', '102'));
  let walkIn: string;

  before(async () => {
    await house
      .world()
      .deliver(newBooking('A', { checkIn: '2027-02-01' }), newBooking('B', { checkIn: '2027-02-01' }));
    const { room } = await house.records().plan('A');
    await house.at('2027-02-01', 5, 15);
    walkIn = await house.walkIn(room!, '2027-02-01', '2027-02-02', 'confirmed');
    await house.at('2027-02-01', 6, 30);
  });

  it('leaves the stay where it is, not final, and shows both', async () => {
    expect(await house.records().plan('A')).to.include({ state: 'tentative' });
    expect(await house.records().plan('B')).to.include({ state: 'final' });
    const [conflict] = await house.conflicts();
    expect(conflict).to.deep.include({ state: 'open', otherRoom: null });
    expect(conflict!.reason.key).to.equal('conflict.no_room');
    expect(conflict!.other!.reservationId).to.equal(walkIn);
  });

  it('does not let a person make it final either', async () => {
    const { id, version } = await house.records().plan('A');
    const { status, body } = await house.clerk().makeFinal(id, version);
    expect(status).to.equal(409);
    expect(body).to.deep.include({ key: 'pool.room_held_by_other' });
    expect((await house.records().plan('A')).state).to.equal('tentative');
  });

  it('is over when the walk-in goes: the room becomes final then', async () => {
    await house.setStatus(walkIn, 'cancelled');
    await house.at('2027-02-01', 7);
    await house.world().heyawari.advanceTo(hotelInstant('2027-02-02', 6));
    expect(await house.records().plan('A')).to.include({ state: 'final', cause: 'deadline' });
    expect(await house.conflicts()).to.deep.equal([]);
  });
});

describe('walk-ins put into the rooms of two stays at once, in a house with one room left', () => {
  const house = useHouse(singles('101', '102', '103'));

  it('lets one have it; the other is asked about, and nobody is given a room that has just been taken', async () => {
    const dates = { checkIn: '2027-02-01' };
    await house.world().deliver(newBooking('A', dates), newBooking('B', dates));
    const rooms = [(await house.records().plan('A')).room!, (await house.records().plan('B')).room!];
    const left = ['101', '102', '103'].find((room) => !rooms.includes(room))!;
    await house.at('2027-02-01', 5, 15);
    for (const room of rooms) await house.walkIn(room, '2027-02-01', '2027-02-02');
    await house.at('2027-02-01', 6);
    const plans = [await house.records().plan('A'), await house.records().plan('B')];
    expect(plans.filter(({ room, state }) => room === left && state === 'final')).to.have.length(1);
    expect(plans.filter(({ state }) => state === 'tentative')).to.have.length(1);
    const conflicts = await house.conflicts();
    expect(conflicts.map(({ state, otherRoom }) => [state, otherRoom?.number ?? null])).to.have.deep.members([
      ['yielded', left],
      ['open', null],
    ]);
  });
});

describe('a stay that has to give way', () => {
  const house = useHouse([...singles('101'), ...twins('201')], { SGL: ['TWN'] });

  it('is upgraded where its own type is full', async () => {
    await house.world().deliver(newBooking('A', { checkIn: '2027-02-01' }));
    await house.walkIn('101', '2027-02-02', '2027-02-03');
    await house.world().deliver(newBooking('LATER', { checkIn: '2027-05-01' }));
    expect(await house.records().plan('A')).to.include({ room: '201', state: 'tentative' });
    expect(await house.records().doubleBooked()).to.deep.equal([]);
  });
});

describe('a stay whose guest has come, in a room that another has', () => {
  const house = useHouse(singles('101', '102', '103'));

  it('stays there without being final, since nobody in the house is moved', async () => {
    await house.world().deliver(newBooking('A', { checkIn: '2027-02-01' }));
    const { room } = await house.records().plan('A');
    await house.at('2027-02-01', 5, 30);
    await house.walkIn(room!, '2027-02-01', '2027-02-02');
    await house.checkIn('A');
    await house.at('2027-02-01', 6);
    expect(await house.records().plan('A')).to.include({ room, state: 'tentative', inHouse: true });
    const [conflict] = await house.conflicts();
    expect(conflict).to.deep.include({ state: 'open' });
    expect(conflict!.reason.key).to.equal('conflict.in_house_keeps');
  });

  it('makes the pooled one give way, and is final', async () => {
    await house.world().deliver(newBooking('B', { checkIn: '2027-02-10' }));
    await house.world().deliver(newBooking('C', { checkIn: '2027-02-10' }));
    const { room } = await house.records().plan('B');
    await house.moveByHand('C', room!);
    await house.checkIn('C');
    await house.world().deliver(newBooking('LATER', { checkIn: '2027-05-01' }));
    expect(await house.records().plan('C')).to.include({ room, state: 'final', inHouse: true });
    expect((await house.records().plan('B')).room).not.to.equal(room);
    expect(await house.records().roomNights('C')).to.deep.equal([`${room} 2027-02-10`, `${room} 2027-02-11`]);
    expect((await house.records().hostNights()).filter((night) => night.includes('2027-02-1'))).to.deep.equal(
      [],
    );
  });
});

describe('a final stay whose room a clerk gives away', () => {
  const house = useHouse(singles('101', '102'));

  it('stays, with a proposal: nothing automatic moves what somebody may have promised', async () => {
    await house.world().deliver(newBooking('A', { checkIn: '2027-02-01' }));
    const { id, version, room } = await house.records().plan('A');
    await house.clerk().makeFinal(id, version);
    await house.walkIn(room!, '2027-02-01', '2027-02-03', 'confirmed');
    await house.world().deliver(newBooking('LATER', { checkIn: '2027-05-01' }));
    expect(await house.records().plan('A')).to.include({ room, state: 'final', cause: 'person' });
    const [conflict] = await house.conflicts();
    expect(conflict).to.deep.include({ state: 'open' });
    expect(conflict!.otherRoom?.number).to.equal(room === '101' ? '102' : '101');
    expect(conflict!.stay.bookingNumber).to.equal('A');
  });
});

describe('a stay in the freeze whose room a clerk gives away', () => {
  const house = useHouse(singles('101', '102'));

  it('stays, not final, with a proposal', async () => {
    await house.world().deliver(newBooking('A', { checkIn: '2027-02-01' }));
    const { room } = await house.records().plan('A');
    await house.world().configure({ mode: 'BALANCE', deadlinePresetDays: 1 });
    await house.at('2027-02-01', 5, 20);
    await house.walkIn(room!, '2027-02-01', '2027-02-02');
    await house.at('2027-02-01', 6);
    expect(await house.records().plan('A')).to.include({ room, state: 'tentative' });
    const [conflict] = await house.conflicts();
    expect(conflict).to.deep.include({ state: 'open' });
    expect(conflict!.reason.key).to.equal('movability.arrives_soon');
    expect(conflict!.otherRoom?.number).not.to.equal(room);
  });
});

describe('two rooms of one booking, alike, of which a clerk gives one away', () => {
  const house = useHouse([...singles('101', '102'), ...twins('201', '202')], { SGL: ['TWN'] });

  it('are not given unlike rooms: a person decides', async () => {
    await house.world().deliver(newBooking('G', { checkIn: '2027-02-01', rooms: [single, single] }));
    await house.walkIn('101', '2027-02-01', '2027-02-02');
    await house.world().deliver(newBooking('LATER', { checkIn: '2027-05-01' }));
    expect((await house.records().plans('G')).map(({ type }) => type)).to.deep.equal(['SGL', 'SGL']);
    expect((await house.conflicts())[0]).to.deep.include({ state: 'open' });
  });
});

describe("a clerk's write that commits after the room was made final", () => {
  const house = useHouse(singles('101', '102'));

  it('is found when it has committed, by one process of several, and the stay is placed anew', async () => {
    const world = house.world();
    await world.deliver(newBooking('A', { checkIn: '2027-02-01' }));
    const { room } = await house.records().plan('A');
    const other = await world.anotherInstance();
    await house.at('2027-02-01', 5, 30);
    const client = await world.pool.connect();
    try {
      await client.query('BEGIN');
      await world.host.reservations.createReservationHold(
        'test',
        {
          ...{ hotelId: world.hotel.hotelId, checkIn: '2027-02-01', checkOut: '2027-02-02', people: 1 },
          ...{ roomId: house.idOf(room!), status: 'confirmed' },
        },
        clerkId,
        client,
      );
      await house.at('2027-02-01', 6);
      expect(await house.records().plan('A')).to.include({ room, state: 'final', cause: 'deadline' });
      await client.query('COMMIT');
    } finally {
      client.release();
    }
    await Promise.all([world.heyawari.drain(), other.drain()]);
    const [conflict, ...more] = await house.conflicts();
    expect(more).to.deep.equal([]);
    expect(conflict).to.deep.include({ state: 'yielded' });
    expect(await house.records().plan('A')).to.include({
      ...{ room: room === '101' ? '102' : '101', state: 'final', cause: 'deadline' },
    });
    expect(await house.records().doubleBooked()).to.deep.equal([]);
  });

  it('leaves a room that has been final for a while to a person', async () => {
    const { room } = await house.records().plan('A');
    await house.at('2027-02-01', 9);
    await house.walkIn(room!, '2027-02-02', '2027-02-03');
    await house.world().heyawari.drain();
    expect(await house.records().plan('A')).to.include({ room, state: 'final' });
    expect((await house.conflicts()).map(({ state }) => state)).to.deep.equal(['open', 'yielded']);
  });
});
