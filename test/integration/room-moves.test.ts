// 部屋移動: a person moves a whole stay before its arrival; what is in the way is named, and nothing is moved over it.
import { expect } from 'chai';
import { newBooking, singles, twins } from '../support/bookings.js';
import { type Clerk, clerkAt } from '../support/clerk.js';
import { useDatabase } from '../support/database.js';
import { type Records, recordsOf } from '../support/records.js';
import { createWorld, type World } from '../support/world.js';

describe('moving a stay into another room', () => {
  const database = useDatabase();
  let world: World;
  let records: Records;
  let clerk: Clerk;

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: [
        ...singles('101', '102', '103'),
        ...twins('201'),
        { room: '301', type: 'SUI', capacity: 1 },
        { room: '900', type: 'SGL', forSale: false },
      ],
      upgrades: { SGL: ['TWN'] },
    });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
    clerk = clerkAt(world);
  });
  afterEach(async () => expect(await records.doubleBooked()).to.deep.equal([]));

  const idOf = (room: string) => world.hotel.roomIds[room]!;
  const roomOf = async (number: string) => (await records.plan(number)).room!;
  const move = async (number: string, to: string) => {
    const { id, version } = await records.plan(number);
    return clerk.move(id, version, idOf(to));
  };
  const freeSingle = (...taken: string[]) => ['101', '102', '103'].find((room) => !taken.includes(room))!;
  /** One stay of that day for each name. */
  const stays = (day: string, ...numbers: string[]) =>
    world.deliver(...numbers.map((number) => newBooking(number, { checkIn: day, nights: 2 })));

  it('moves nights, PMS and plan at once, final as that person’s choice, with history and audit', async () => {
    await stays('2027-02-01', 'A');
    const from = await roomOf('A');
    const to = freeSingle(from);
    const { id, version } = await records.plan('A');
    await clerk.lock(id, version, { reason: '角部屋' });
    const { status, body } = await move('A', to);
    expect(status).to.equal(200);
    expect(body).to.deep.include({ state: 'final', finalCause: 'person' });
    expect(body, 'the room chosen is locked in that name (D3)').to.deep.include({
      lock: {
        ...{ cause: 'clerk', reason: null, userId: clerk.userId },
        at: world.clock.now().toISOString(),
      },
    });
    expect(await records.plan('A')).to.include({ room: to, state: 'final', cause: 'person' });
    expect((await records.reservation('A')).rooms).to.deep.equal([to]);
    expect(await records.roomNights('A')).to.deep.equal([`${to} 2027-02-01`, `${to} 2027-02-02`]);
    expect(await records.hostNights()).to.deep.equal([]);
    expect(await records.history('A')).to.deep.equal(['placed', 'locked', 'moved']);
    const [audited] = await world.rows<{ user_id: number; details: object }>(
      "SELECT user_id, details FROM heyawari.audit_log WHERE action = 'booking-plan.move' AND subject = $1",
      [`booking-plan:${id}`],
    );
    expect(audited).to.include({ user_id: clerk.userId });
    expect(audited!.details).to.have.nested.property('before.roomId', idOf(from));
    expect(audited!.details).to.have.nested.property('after.roomId', idOf(to));
    await world.heyawari.drain();
    expect(await records.plan('A'), 'what follows the PMS finds it as it is').to.include({ room: to });
    expect((await records.history('A')).length).to.equal(3);
  });

  it('lists the rooms that are free for all of its nights, the booked type first, then its upgrades, with what speaks against others', async () => {
    await stays('2027-03-01', 'B', 'C');
    const [b, c] = [await roomOf('B'), await roomOf('C')];
    const { id } = await records.plan('B');
    expect(await clerk.roomsFor(id)).to.deep.equal([
      ...[`${freeSingle(b, c)} booked_type`, '201 upgrade', '301 other'],
    ]);
  });

  it('is refused where another booking has the room, which it names, or the PMS by itself', async () => {
    await stays('2027-04-01', 'D', 'E');
    const [d, e] = [await roomOf('D'), await roomOf('E')];
    const refused = await move('D', e);
    expect(refused.status).to.equal(409);
    expect(refused.body).to.deep.include({
      key: 'pool.room_taken',
      params: { room: e, night: '2027-04-01', booking: 'E' },
    });
    const third = freeSingle(d, e);
    await world.host.reservations.createReservationBlock(
      'test',
      {
        ...{ hotelId: world.hotel.hotelId, roomId: idOf(third) },
        ...{ checkIn: '2027-04-02', checkOut: '2027-04-03' },
      },
      3,
    );
    const blocked = await move('D', third);
    expect(blocked.body).to.deep.include({
      key: 'pool.room_taken_in_pms',
      params: { room: third, night: '2027-04-02' },
    });
    expect(await roomOf('D')).to.equal(d);
    expect((await records.reservation('D')).rooms).to.deep.equal([d]);
  });

  it('is refused into its own room, one that is off sale, one that is not there, and without a room', async () => {
    await stays('2027-05-01', 'F', 'G', 'H', 'I', 'NONE');
    const own = await roomOf('F');
    expect((await move('F', own)).body).to.deep.include({ key: 'pool.already_there' });
    expect((await move('F', '900')).body).to.deep.include({ key: 'pool.target_off_sale' });
    const { id, version } = await records.plan('F');
    const unknown = await clerk.move(id, version, 999_999);
    expect(unknown.status).to.equal(404);
    expect(unknown.body).to.deep.include({ key: 'pool.room_unknown' });
    expect((await clerk.move(id, version + 1, idOf('301'))).body).to.deep.include({
      key: 'pool.plan_changed',
    });
    expect((await move('NONE', '301')).body).to.deep.include({ key: 'pool.nothing_to_move' });
    expect(await roomOf('F')).to.equal(own);
  });

  it('settles what was held twice: the room is its rival’s alone from then on', async () => {
    await stays('2027-08-01', 'M');
    const from = await roomOf('M');
    const { id, version } = await records.plan('M');
    expect((await clerk.makeFinal(id, version)).status).to.equal(200);
    await world.host.reservations.createReservationHold(
      'test',
      {
        ...{ hotelId: world.hotel.hotelId, checkIn: '2027-08-01', checkOut: '2027-08-02', people: 1 },
        ...{ roomId: idOf(from), status: 'confirmed' },
      },
      3,
    );
    await world.heyawari.drain();
    const conflictOf = async () =>
      (await clerk.conflicts()).body.items.find(({ stay }) => stay.bookingNumber === 'M')!;
    expect((await conflictOf()).state).to.equal('open');
    const to = freeSingle(from);
    expect((await move('M', to)).status).to.equal(200);
    expect(await conflictOf()).to.deep.include({ state: 'yielded' });
    expect((await conflictOf()).otherRoom).to.include({ number: to });
    await world.heyawari.drain();
    expect(await roomOf('M')).to.equal(to);
    expect((await move('M', from)).body).to.deep.include({ key: 'pool.room_taken_in_pms' });
  });

  it('is refused once the guest has come', async () => {
    await stays('2027-06-01', 'J');
    const before = await roomOf('J');
    await world.host.reservations.updateReservationStatus('test', {
      id: (await records.reservation('J')).id,
      ...{ hotel_id: world.hotel.hotelId, status: 'checked_in', updated_by: 3 },
    });
    await world.heyawari.drain();
    expect((await move('J', '301')).body).to.deep.include({ key: 'pool.guest_in_house' });
    expect(await roomOf('J')).to.equal(before);
  });

  it('gives a room to one of two stays that are moved there at once', async () => {
    await stays('2027-07-01', 'K', 'L');
    const [k, l] = await Promise.all(['K', 'L'].map((number) => records.plan(number)));
    const answers = await Promise.all(
      [k!, l!].map(({ id, version }) => clerk.move(id, version, idOf('301'))),
    );
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 409]);
    expect(answers.find(({ status }) => status === 409)!.body).to.deep.include({ key: 'pool.room_taken' });
  });
});
