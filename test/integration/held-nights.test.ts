// A booking without a room holds the nights that fit against those that come later (D6), until it has a room or wants none.
import { expect } from 'chai';
import { cancellationOf, changeOf, newBooking, singles, twins } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { type Records, recordsOf } from '../support/records.js';
import { guardsByToken, type Staff, staffAt } from '../support/staff.js';
import { createWorld, type World } from '../support/world.js';

describe('the nights that fit for a booking without a room', () => {
  const database = useDatabase();
  let world: World;
  let records: Records;
  let staff: Staff;

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: [...singles('101', '102'), ...twins('201')],
      upgrades: { TWN: ['SGL'] },
      auth: guardsByToken,
    });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
    staff = staffAt(world.heyawari, world.hotel.hotelId, 'view', 'operate', 'supervise');
  });
  afterEach(async () => expect(await records.doubleBooked()).to.deep.equal([]));

  const stay = (number: string, checkIn: string, nights: number) => newBooking(number, { checkIn, nights });
  /** 101 is sold on the 2nd, 102 on the 2nd and 3rd: of three nights from the 1st on, the 1st and 3rd fit. */
  const nearlyFull = (month: string) => [
    stay(`A${month}`, `2027-${month}-02`, 1),
    stay(`B${month}`, `2027-${month}-02`, 2),
    stay(`LONG${month}`, `2027-${month}-01`, 3),
  ];
  const why = async (number: string) => (await records.plan(number)).reason;
  const state = async (number: string) => (await records.plan(number)).state;

  it('are not given to a booking that comes later, in the same delivery or another', async () => {
    await world.deliver(...nearlyFull('02'), stay('SAME', '2027-02-03', 1));
    expect(await why('LONG02')).to.equal('placement.none_free');
    expect(await why('SAME')).to.equal('placement.held_for_earlier');
    await world.deliver(stay('LATER', '2027-02-03', 1));
    expect(await why('LATER')).to.equal('placement.held_for_earlier');
    expect(await records.message('LATER-1')).to.equal('pending: no_availability');
  });

  it('leave to a later booking what is free beside them', async () => {
    await world.deliver(stay('BESIDE', '2027-02-01', 1));
    expect(await state('BESIDE')).to.equal('tentative');
    await world.deliver(stay('BEHIND', '2027-02-01', 1));
    expect(await why('BEHIND')).to.equal('placement.held_for_earlier');
  });

  it('are not given to a guest who wants to stay longer either: the booking stays as it was', async () => {
    await world.deliver(stay('SHORT', '2027-02-04', 1));
    await world.deliver(changeOf('SHORT', { checkIn: '2027-02-03', nights: 2 }));
    expect(await records.message('SHORT-2')).to.equal('pending: no_availability');
    expect(await state('SHORT')).to.equal('tentative');
  });

  it('are what placement says of the later one as well', async () => {
    const { body } = await staff<{ items: { plan: { bookingNumber: string }; fits: object | null }[] }>(
      'get',
      '/imports/stays-without-room',
    );
    const later = body.items.find(({ plan }) => plan.bookingNumber === 'LATER');
    expect(later).to.include({ fits: null });
  });

  it('are its own when the missing one comes free, and the later ones still wait', async () => {
    await world.deliver(cancellationOf('A02'));
    expect(await state('LONG02')).to.equal('tentative');
    expect(await state('LATER')).to.equal('unplaced');
  });

  it('are given up with its cancellation, and go at once to who waits for them', async () => {
    await world.deliver(...nearlyFull('03'), stay('WAITS', '2027-03-03', 1));
    expect(await why('WAITS')).to.equal('placement.held_for_earlier');
    await world.deliver(cancellationOf('LONG03'));
    expect(await state('WAITS')).to.equal('tentative');
  });

  it('are given away by a person’s choice of the room', async () => {
    await world.deliver(...nearlyFull('04'), stay('CHOSEN', '2027-04-03', 1));
    expect(await why('CHOSEN')).to.equal('placement.held_for_earlier');
    const { body: list } = await staff<{ items: { id: number; version: number }[] }>(
      'get',
      '/imports/messages?bookingNumber=CHOSEN',
    );
    const [message] = list.items;
    const choices = [{ slot: 0, roomId: world.hotel.roomIds['101']! }];
    const body = { version: message!.version, choices };
    const answer = await staff('post', `/imports/messages/${message!.id}/import`, body);
    expect(answer.status, JSON.stringify(answer.body)).to.equal(200);
    expect((await records.reservation('CHOSEN')).rooms).to.deep.equal(['101']);
  });
});
