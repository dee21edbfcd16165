// Applying what a night's work has found: chains of moves, all or none of each, while the hotel goes on.
import { expect } from 'chai';
import type { AssignmentProblem } from '../../plugin/assignment/index.js';
import { roomId, type RoomId } from '../../plugin/domain/ids.js';
import { openDatabase } from '../../plugin/platform/database/index.js';
import { cancellationOf, newBooking, singles, twins } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { answering, nightWith } from '../support/night.js';
import { recordedLog } from '../support/platform.js';
import { type Records, recordsOf } from '../support/records.js';
import { createWorld, hotelInstant, type World } from '../support/world.js';

describe('the moves of a night', () => {
  const database = useDatabase();
  let world: World;
  let records: Records;

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: [...singles('101', '102', '103', '104'), ...twins('201')],
      upgrades: { SGL: ['TWN'] },
    });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
  });
  afterEach(async () => expect(await records.doubleBooked()).to.deep.equal([]));

  const roomOf = async (number: string) => (await records.plan(number)).room!;
  const idOf = (room: string): RoomId => roomId(world.hotel.roomIds[room]!);
  const free = async (taken: readonly string[]) => {
    const rooms = await Promise.all(taken.map(roomOf));
    return ['101', '102', '103', '104'].filter((room) => !rooms.includes(room));
  };
  const target = async (moves: Readonly<Record<string, string>>) => {
    const rooms = new Map<number, RoomId>();
    for (const [number, room] of Object.entries(moves))
      rooms.set((await records.plan(number)).id, idOf(room));
    return (problem: AssignmentProblem) => Promise.resolve(answering(problem, rooms));
  };
  const checkIn = async (number: string) =>
    world.host.reservations.updateReservationStatus('test', {
      id: (await records.reservation(number)).id,
      hotel_id: world.hotel.hotelId,
      status: 'checked_in',
      updated_by: 3,
    });
  const quiet = () => recordedLog().logger;

  it('exchange two rooms', async () => {
    await world.deliver(
      ...['A', 'B'].map((number) => newBooking(number, { checkIn: '2027-02-01', nights: 2 })),
    );
    await world.advanceTo('2027-01-26', 9);
    const [first, second] = [await roomOf('A'), await roomOf('B')];
    const night = nightWith(world, quiet(), await target({ A: second, B: first }));
    expect(await night.moveTentativeRooms()).to.equal(2);
    expect(await records.plan('A')).to.include({ room: second, reason: 'assignment.moved', pool: 'ready' });
    expect(await records.plan('B')).to.include({ room: first });
    expect((await records.reservation('A')).rooms).to.deep.equal([second]);
    expect((await records.reservation('B')).rooms).to.deep.equal([first]);
    expect(await records.roomNights('A')).to.deep.equal([`${second} 2027-02-01`, `${second} 2027-02-02`]);
    expect((await records.history('A')).at(-1)).to.equal('moved');
  });

  it('are dropped as a chain where a guest has checked in meanwhile; the others are carried out', async () => {
    await world.deliver(newBooking('C', { checkIn: '2027-02-01', nights: 2 }));
    await world.advanceTo('2027-01-27', 9);
    const [first, second] = [await roomOf('A'), await roomOf('B')];
    const [elsewhere] = await free(['A', 'B', 'C']);
    const answer = await target({ A: second, B: first, C: elsewhere! });
    const log = recordedLog();
    const night = nightWith(world, log.logger, async (problem) => {
      await checkIn('A');
      return answer(problem);
    });
    expect(await night.moveTentativeRooms()).to.equal(1);
    expect(await records.plan('A')).to.include({ room: first, state: 'final', inHouse: true });
    expect(await records.plan('B')).to.include({ room: second, state: 'tentative' });
    expect((await records.reservation('B')).rooms).to.deep.equal([second]);
    expect(await roomOf('C')).to.equal(elsewhere);
    expect(log.lines.map(({ message }) => message)).to.include(
      'an exchange of tentative rooms is left to the next night',
    );
  });

  it('do not go into a room that a clerk has given away meanwhile', async () => {
    const [elsewhere] = await free(['A', 'B', 'C']);
    const answer = await target({ B: elsewhere! });
    const night = nightWith(world, quiet(), async (problem) => {
      await world.host.reservations.createReservationHold(
        'test',
        {
          ...{ hotelId: world.hotel.hotelId, checkIn: '2027-02-02', checkOut: '2027-02-03', people: 1 },
          roomId: idOf(elsewhere!),
        },
        3,
      );
      return answer(problem);
    });
    expect(await night.moveTentativeRooms()).to.equal(0);
    expect((await records.reservation('B')).rooms).to.deep.equal([await roomOf('B')]);
  });

  it('leave to the next night what a transaction of the PMS holds, and nothing else', async () => {
    const database = openDatabase(world.pool);
    await world.deliver(newBooking('D', { checkIn: '2027-02-01', nights: 1 }));
    await world.advanceTo('2027-01-28', 9);
    const [first, second] = [await roomOf('B'), await roomOf('C')];
    const exchange = await target({ B: second, C: first });
    const andAnother = await target({ B: second, C: first, D: '201' });
    const desk = await world.pool.connect();
    try {
      await desk.query('BEGIN');
      await desk.query(
        `SELECT FROM reservation_details
          WHERE reservation_id = (SELECT id FROM reservations WHERE ota_reservation_id = 'B') FOR UPDATE`,
      );
      expect(await nightWith(world, quiet(), andAnother, { database }).moveTentativeRooms()).to.equal(1);
    } finally {
      await desk.query('ROLLBACK');
      desk.release();
    }
    expect([await roomOf('B'), await roomOf('C'), await roomOf('D')]).to.deep.equal([first, second, '201']);
    expect(await nightWith(world, quiet(), exchange, { database }).moveTentativeRooms()).to.equal(2);
    expect((await records.reservation('B')).rooms).to.deep.equal([second]);
    await database.end();
  });

  it('do not stop what is due when the engine fails: once in the log, counted, and final rooms all the same', async () => {
    await world.deliver(newBooking('DUE', { checkIn: '2027-01-29', nights: 1 }));
    world.clock.set(hotelInstant('2027-01-29', 6));
    const log = recordedLog();
    const night = nightWith(world, log.logger, () => Promise.reject(new Error('the thread is gone')));
    expect(await night.nightlyRun()).to.include({ kind: 'nightly', moved: 0, finalised: 1 });
    expect((await records.plan('DUE')).state).to.equal('final');
    const errors = log.lines.filter(({ level }) => level === 'error');
    expect(errors.map(({ cause }) => cause)).to.deep.equal(['failed']);
    expect(await night.nightlyRun()).to.equal(undefined);
  });

  it('and imports at the same time leave every night with one stay, as the PMS has it', async () => {
    const dates = Array.from({ length: 12 }, (_, i) => `2027-02-${10 + (i % 6)}`);
    await world.deliver(
      ...dates.map((date, i) => newBooking(`N${i}`, { checkIn: date, nights: 1 + (i % 3) })),
    );
    await world.advanceTo('2027-02-08', 9);
    const exchange = (problem: AssignmentProblem) => {
      const moving = problem.stays.filter((stay) => stay.movability === 'free');
      const alike = Map.groupBy(moving, ({ span }) => `${span.from} ${span.to}`);
      const rooms = [...alike.values()].flatMap((stays) =>
        stays.map((stay, i) => [stay.id, stays[(i + 1) % stays.length]!.roomId!] as const),
      );
      return Promise.resolve(answering(problem, new Map(rooms)));
    };
    const night = nightWith(world, quiet(), exchange);
    let moved = 0;
    const nights = (async () => {
      for (let i = 0; i < 8; i += 1) moved += await night.moveTentativeRooms();
    })();
    const imports = (async () => {
      for (let i = 0; i < 8; i += 1)
        await world.deliver(
          newBooking(`I${i}`, { checkIn: `2027-02-${10 + i}`, nights: 2 }),
          cancellationOf(`N${i}`),
        );
    })();
    await Promise.all([nights, imports]);
    expect(moved).to.be.greaterThan(0);
    const apart = await world.rows(
      `SELECT p.booking_number, n.physical_room, n.night FROM heyawari.room_nights n
         JOIN heyawari.booking_plans p ON p.hotel_id = n.hotel_id AND p.id = n.plan_id
        WHERE NOT EXISTS (SELECT FROM reservation_details d JOIN rooms o ON o.hotel_id = d.hotel_id AND o.id = d.room_id
                           WHERE d.hotel_id = n.hotel_id AND d.reservation_id = p.reservation_id AND d.cancelled IS NULL
                             AND d.date = n.night AND o.room_number = n.physical_room)`,
    );
    expect(apart).to.deep.equal([]);
    expect(await records.plans('I7')).to.have.length(1);
  });
});

describe('a night of the engine itself', () => {
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

  it('moves one stay so that another one, upgraded, goes back to the type it booked', async () => {
    const [early, late] = [
      { checkIn: '2027-02-01', nights: 2 },
      { checkIn: '2027-02-03', nights: 2 },
    ];
    const numbers = ['E1', 'E2', 'L1', 'L2'];
    await world.deliver(...numbers.map((number) => newBooking(number, number < 'F' ? early : late)));
    await world.deliver(newBooking('UP', { checkIn: '2027-02-01', nights: 4 }));
    expect((await records.plan('UP')).type).to.equal('TWN');
    const room = async (number: string) => (await records.plan(number)).room;
    const lateElsewhere = (await room('E1')) === (await room('L1')) ? 'L2' : 'L1';
    // One stay remains in each single, each on other nights.
    await world.deliver(cancellationOf('E2'), cancellationOf(lateElsewhere === 'L1' ? 'L2' : 'L1'));
    await world.advanceTo('2027-01-27', 9);
    expect(await records.plan('UP')).to.include({
      ...{ type: 'SGL', state: 'tentative', reason: 'placement.returned_to_booked_type' },
    });
    expect(await room('E1')).to.equal(await room(lateElsewhere));
    expect(await records.doubleBooked()).to.deep.equal([]);
  });
});
