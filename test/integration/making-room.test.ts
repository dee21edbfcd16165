// A booking that fits only where another stay moves (O10): who moves, who does not, and that PMS, nights, plan and history agree.
import { expect } from 'chai';
import { cancellationOf, changeOf, newBooking, singles, twins } from '../support/bookings.js';
import { clerkAt } from '../support/clerk.js';
import { useDatabase } from '../support/database.js';
import { type PlanRecord, type Records, recordsOf } from '../support/records.js';
import { createWorld, type World } from '../support/world.js';

describe('making room for a booking', () => {
  const database = useDatabase();
  let world: World;
  let records: Records;

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: [...singles('101', '102'), ...twins('201')],
      upgrades: { SGL: ['TWN'] },
    });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
  });
  afterEach(async () => expect(await records.doubleBooked()).to.deep.equal([]));

  const day = (month: string, date: number) => `2027-${month}-${String(date).padStart(2, '0')}`;
  const roomOf = async (number: string) => (await records.plan(number)).room!;
  const otherSingle = (room: string) => (room === '101' ? '102' : '101');

  /** Two bookings of the same nights, of which the one in `room` stays. Answers with its number. */
  async function oneIn(room: string, number: string, checkIn: string, nights: number): Promise<string> {
    const both = [`${number}-A`, `${number}-B`];
    await world.deliver(...both.map((one) => newBooking(one, { checkIn, nights })));
    for (const one of both) if ((await roomOf(one)) !== room) await world.deliver(cancellationOf(one));
    for (const one of both) if ((await records.plan(one)).room === room) return one;
    throw new Error(`neither of ${number} came into ${room}`);
  }

  /** The first half of four nights taken in one single, the second half in the other. */
  async function halves(prefix: string, month: string): Promise<[string, string]> {
    const first = await oneIn('101', `${prefix}1`, day(month, 1), 2);
    return [first, await oneIn('102', `${prefix}2`, day(month, 3), 2)];
  }

  const finalByPerson = async ({ id, version }: PlanRecord) =>
    expect((await clerkAt(world).makeFinal(id, version)).status).to.equal(200);
  const move = async (number: string, to: string) => {
    const { id } = await records.reservation(number);
    const room = (name: string) => world.hotel.roomIds[name]!;
    await world.host.reservations.updateReservationRoom('test', id, room(await roomOf(number)), room(to), 3);
  };

  it('moves a tentative stay, so that the booked type is given: rows of the PMS, nights, plan and history', async () => {
    const [first, second] = await halves('M', '02');
    await world.deliver(newBooking('WHOLE', { checkIn: day('02', 1), nights: 4 }));
    expect(await records.plan('WHOLE')).to.include({ type: 'SGL', reason: 'placement.booked_type' });
    expect((await records.reservation('WHOLE')).rooms).to.deep.equal([await roomOf('WHOLE')]);
    const [moved, ...others] = (await Promise.all([first, second].map((one) => records.plan(one)))).filter(
      ({ reason }) => reason === 'assignment.moved',
    );
    expect(others).to.deep.equal([]);
    const number = moved!.checkIn === day('02', 1) ? first : second;
    expect(moved).to.include({ state: 'tentative', type: 'SGL', room: otherSingle(await roomOf('WHOLE')) });
    expect(await records.history(number)).to.deep.equal(['placed', 'moved']);
    expect((await records.reservation(number)).rooms).to.deep.equal([moved!.room]);
    expect(await records.roomNights(number)).to.deep.equal(
      (await records.reservation(number)).nights.map((night) => `${moved!.room} ${night}`),
    );
    expect(await world.metric('heyawari_tentative_moves_total')).to.equal(1);
  });

  it('leaves the plan as the PMS has it: looking at it again changes nothing', async () => {
    await world.deliver(newBooking('LOOK', { checkIn: '2027-12-01' }));
    for (const number of ['M1-A', 'M1-B', 'M2-A', 'M2-B', 'WHOLE'])
      expect(await records.history(number)).not.to.include('followed_host');
  });

  it('does not move who is final or in the house: it upgrades, and then leaves without a room', async () => {
    const [first, second] = await halves('F', '03');
    await finalByPerson(await records.plan(first));
    await world.host.reservations.updateReservationStatus('test', {
      id: (await records.reservation(second)).id,
      hotel_id: world.hotel.hotelId,
      status: 'checked_in',
      updated_by: 3,
    });
    await world.deliver(newBooking('UP', { checkIn: day('03', 1), nights: 4 }));
    expect(await records.plan('UP')).to.include({ type: 'TWN', reason: 'placement.upgrade' });
    await world.deliver(newBooking('NONE', { checkIn: day('03', 1), nights: 4 }));
    expect(await records.plan('NONE')).to.include({ state: 'unplaced', reason: 'placement.none_free' });
    expect(await records.plan(first)).to.include({ room: '101', cause: 'person' });
    expect(await records.plan(second)).to.include({ room: '102', inHouse: true });
  });

  it('moves two stays where it takes two', async () => {
    await world.deliver(newBooking('MIDDLE', { checkIn: day('04', 2), nights: 2 }));
    // A clerk's move makes it final.
    await move('MIDDLE', otherSingle(await roomOf('MIDDLE')));
    await world.deliver(newBooking('LOOK-AGAIN', { checkIn: '2027-12-05' }));
    const middle = await roomOf('MIDDLE');
    const before = await oneIn(otherSingle(middle), 'C1', day('04', 1), 1);
    const after = await oneIn(otherSingle(middle), 'C2', day('04', 4), 1);
    await world.deliver(newBooking('LONG', { checkIn: day('04', 1), nights: 4 }));
    expect(await records.plan('LONG')).to.include({ type: 'SGL', room: otherSingle(middle) });
    for (const one of [before, after])
      expect(await records.plan(one)).to.include({ room: middle, reason: 'assignment.moved' });
  });

  it('lets a changed booking and another exchange rooms', async () => {
    await world.deliver(
      newBooking('X1', { checkIn: day('05', 1), nights: 2 }),
      newBooking('X2', { checkIn: day('05', 2), nights: 2 }),
    );
    const [first, second] = [await roomOf('X1'), await roomOf('X2')];
    // The longer stay does not fit into its room any more, and the other one only where it has been itself.
    await finalByPerson(await records.plan(await oneIn(first, 'X3', day('05', 4), 1)));
    await world.deliver(changeOf('X1', { checkIn: day('05', 1), nights: 4 }));
    expect(await records.message('X1-2')).to.equal('imported');
    expect(await records.plan('X1')).to.include({ room: second, checkOut: day('05', 5) });
    expect(await records.plan('X2')).to.include({ room: first, reason: 'assignment.moved' });
    expect(await records.roomNights('X2')).to.deep.equal([`${first} 2027-05-02`, `${first} 2027-05-03`]);
  });

  it('does not split rooms booked alike, and moves none of them to another type', async () => {
    const checkIn = day('06', 1);
    const rooms = [
      { code: 'SGL', men: 1, pricePerNight: 8000 },
      { code: 'SGL', men: 1, pricePerNight: 8000 },
    ];
    await world.deliver(newBooking('PAIR', { checkIn, rooms }));
    await world.deliver(newBooking('LATE', { checkIn }));
    expect((await records.plans('PAIR')).map(({ type }) => type)).to.deep.equal(['SGL', 'SGL']);
    expect((await records.plan('LATE')).type).to.equal('TWN');
  });
});
