// What a nightly run has learned, used by the bookings that come after it and cannot wait.
import { expect } from 'chai';
import type { AssignmentProblem } from '../../plugin/assignment/index.js';
import { newBooking, singles, twins } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { answering, nightWith } from '../support/night.js';
import { recordedLog } from '../support/platform.js';
import { type Records, recordsOf } from '../support/records.js';
import { createWorld, hotelInstant, type World } from '../support/world.js';

describe("a nightly run's outlook", () => {
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

  /** An engine that holds a single to be worth most of an upgrade on every night. */
  const dearSingles = (problem: AssignmentProblem) =>
    Promise.resolve({
      ...answering(problem, new Map()),
      prices: {
        firstDay: problem.businessDate,
        byType: new Map([[problem.house.types[0]!.id, new Float64Array(21).fill(0.8)]]),
      },
    });

  it('lets a booking that is final at once keep its type for those who are expected', async () => {
    world.clock.set(hotelInstant('2027-01-25', 6));
    expect(await nightWith(world, recordedLog().logger, dearSingles).nightlyRun()).to.include({ moved: 0 });
    await world.deliver(
      newBooking('LATE', { checkIn: '2027-01-25', nights: 2 }),
      newBooking('LATER', { checkIn: '2027-01-30', nights: 2 }),
    );
    expect(await records.plan('LATE')).to.include({ state: 'final', reason: 'placement.upgrade_ahead' });
    expect(await records.plan('LATER')).to.include({ state: 'tentative', reason: 'placement.booked_type' });
  });

  it('serves until the next run, but is not trusted longer than a day', async () => {
    world.clock.set(hotelInstant('2027-01-26', 12));
    await world.deliver(newBooking('NEXT', { checkIn: '2027-01-26', nights: 2 }));
    expect(await records.plan('NEXT')).to.include({ reason: 'placement.upgrade_ahead' });
    world.clock.set(hotelInstant('2027-01-27', 12));
    await world.deliver(newBooking('STALE', { checkIn: '2027-01-27', nights: 2 }));
    expect(await records.plan('STALE')).to.include({ state: 'final', reason: 'placement.booked_type' });
  });
});
