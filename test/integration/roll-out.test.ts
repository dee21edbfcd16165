// A hotel whose rooms are not planned: imported as reliably, each booking in the first free room; and back again without loss.
import { expect } from 'chai';
import { cancellationOf, changeOf, newBooking, single, singles, twins } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { guardsByToken, staffAt } from '../support/staff.js';
import { createWorld, type World } from '../support/world.js';

interface Plan {
  readonly number: string;
  readonly room: string | null;
  readonly state: string;
  readonly cause: string | null;
  readonly pool: string | null;
}

describe('a hotel whose rooms are not planned', () => {
  const database = useDatabase();
  let world: World;

  const rollOut = (state: 'off' | 'on') =>
    world.heyawari.configureHotel(world.hotel.hotelId, {
      ...{ rollOut: state, mode: 'BALANCE', deadlinePresetDays: 0 },
      upgrades: new Map([[world.hotel.typeIds.SGL!, [world.hotel.typeIds.TWN!]]]),
    });
  const plans = () =>
    world.rows<Plan>(
      `SELECT p.booking_number AS number, r.room_number AS room, p.room_state AS state, p.final_cause AS cause, p.pool_status AS pool
         FROM heyawari.booking_plans p LEFT JOIN rooms r ON r.hotel_id = p.hotel_id AND r.id = p.room_id
        WHERE p.hotel_id = $1 AND p.room_state <> 'ended' ORDER BY 1`,
      [world.hotel.hotelId],
    );

  beforeEach(async () => {
    const [first, ...others] = singles('101', '102', '103');
    world = await createWorld({
      databaseUrl: database.url(),
      auth: guardsByToken,
      // The last one is sold first (割当順).
      rooms: [first!, others[0]!, { ...others[1]!, priority: 1 }, ...twins('201')],
    });
    await rollOut('off');
  });
  afterEach(async () => {
    await world.stop();
    await database.pool().query('DELETE FROM sc_user_info');
  });

  it('gives each booking the first free room of its type in the PMS’s order, for good', async () => {
    await world.deliver(newBooking('A'), newBooking('B'), newBooking('C', { checkIn: '2027-03-01' }));
    const final = { state: 'final', cause: 'off', pool: null };
    expect(await plans()).to.deep.equal([
      { number: 'A', room: '103', ...final },
      { number: 'B', room: '101', ...final },
      { number: 'C', room: '103', ...final },
    ]);
  });

  it('upgrades nobody and moves nobody: what has no room waits, and has one as soon as a night comes free', async () => {
    await world.deliver(...['A', 'B', 'C', 'D'].map((number) => newBooking(number)));
    expect((await plans())[3]).to.deep.equal({
      number: 'D',
      room: null,
      state: 'unplaced',
      cause: null,
      pool: null,
    });
    await world.deliver(cancellationOf('B'));
    expect((await plans()).find(({ number }) => number === 'D')).to.include({ room: '101', cause: 'off' });
  });

  it('keeps a changed booking in its room where that is free', async () => {
    await world.deliver(newBooking('A'), newBooking('B'));
    await world.deliver(cancellationOf('A'), changeOf('B', { nights: 3 }));
    expect(await plans()).to.deep.equal([
      { number: 'B', room: '101', state: 'final', cause: 'off', pool: null },
    ]);
  });

  it('keeps a changed booking in a room of another type that it was upgraded to, or that a person has given it', async () => {
    const records = recordsOf(world);
    await rollOut('on');
    await world.deliver(...['K1', 'K2', 'K3', 'UP'].map((number) => newBooking(number)));
    await rollOut('off');
    await world.deliver(changeOf('UP', { nights: 3 }));
    expect(await records.message('UP-2')).to.equal('imported');
    expect(await records.plan('UP')).to.include({ room: '201', cause: 'off', checkOut: '2027-02-04' });
    await world.deliver(cancellationOf('UP', { nights: 3 }));
    const { roomIds } = world.hotel;
    const { id, rooms } = await records.reservation('K3');
    await world.host.reservations.updateReservationRoom(1, id, roomIds[rooms[0]!]!, roomIds['201']!, 3);
    await world.deliver(changeOf('K3', { nights: 3 }));
    expect((await records.reservation('K3')).rooms).to.deep.equal(['201']);
    expect(await records.plan('K3')).to.include({ room: '201', cause: 'moved_by_hand' });
  });

  it('gives nobody another room than a person has chosen', async () => {
    const records = recordsOf(world);
    await world.deliver(newBooking('NOCODE', { rooms: [{ ...single, code: 'NONE' }] }), newBooking('FIRST'));
    const staff = staffAt(world.heyawari, world.hotel.hotelId, 'view', 'operate');
    const { body } = await staff<{ items: { id: number; version: number }[] }>('get', '/imports/messages');
    const [{ id, version }] = body.items as [{ id: number; version: number }];
    const into = { version, choices: [{ slot: 0, roomId: world.hotel.roomIds['103'] }] };
    const taken = await staff<{ imported: boolean; reason: { key: string } | null }>(
      'post',
      `/imports/messages/${id}/import`,
      into,
    );
    expect(taken.body.imported).to.equal(false);
    expect(taken.body.reason!.key).to.equal('import.failure.chosen_room_taken');
    expect(await records.reservations('NOCODE')).to.deep.equal([]);
  });

  it('has no nightly run and no sweep', async () => {
    await world.deliver(newBooking('A'));
    await world.advanceTo('2027-01-23', 9);
    expect(
      await world.rows('SELECT 1 FROM heyawari.assignment_runs WHERE hotel_id = $1', [world.hotel.hotelId]),
    ).to.be.empty;
  });

  it('plans the same stays again once it is switched on, but for those that a person has chosen', async () => {
    await world.deliver(newBooking('A'), newBooking('B'));
    const [row] = await world.rows<{ id: string }>(
      `SELECT id FROM reservations WHERE hotel_id = $1 AND ota_reservation_id = 'B'`,
      [world.hotel.hotelId],
    );
    const { roomIds } = world.hotel;
    await world.host.reservations.updateReservationRoom(1, row!.id, roomIds['101']!, roomIds['102']!, 3);
    await world.deliver(newBooking('C', { checkIn: '2027-03-01' }));
    await rollOut('on');
    expect(await plans()).to.deep.equal([
      { number: 'A', room: '103', state: 'tentative', cause: null, pool: 'waiting' },
      { number: 'B', room: '102', state: 'final', cause: 'moved_by_hand', pool: null },
      { number: 'C', room: '103', state: 'tentative', cause: null, pool: 'waiting' },
    ]);
    await rollOut('off');
    expect((await plans()).map(({ room, cause }) => [room, cause])).to.deep.equal([
      ['103', 'off'],
      ['102', 'moved_by_hand'],
      ['103', 'off'],
    ]);
  });
});
