// A night with an engine that never answers: it is cut off, which is told apart from one that fails, and what is due is done.
import { expect } from 'chai';
import type { AssignmentProblem } from '../../plugin/assignment/index.js';
import { type AssignmentSolver, createAssignmentSolver } from '../../plugin/solver/index.js';
import { newBooking, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { nightWith } from '../support/night.js';
import { recordedLog } from '../support/platform.js';
import { recordsOf } from '../support/records.js';
import { createWorld, hotelInstant, type World } from '../support/world.js';

describe('a night whose engine never answers', function () {
  this.timeout(60_000);
  const database = useDatabase();
  const log = recordedLog();
  let world: World;
  let hanging: AssignmentSolver;
  let stays: number;

  before(async () => {
    world = await createWorld({ databaseUrl: database.url(), rooms: singles('101', '102') });
    database.onEnd(() => world.stop());
    const workerFile = new URL('../support/hanging-engine.ts', import.meta.url);
    hanging = createAssignmentSolver({ workerFile, deadlineMs: 2_000 });
    database.onEnd(() => hanging.close());
    await world.deliver(newBooking('DUE', { checkIn: '2027-01-29', nights: 1 }));
    world.clock.set(hotelInstant('2027-01-29', 5, 30));
  });

  /** The deadline of the one stay comes while its room is worked out. */
  const assign = (problem: AssignmentProblem) => {
    stays = problem.stays.length;
    world.clock.set(hotelInstant('2027-01-29', 6));
    return hanging.assign(problem);
  };

  it('makes final what has become due meanwhile, and says that the engine was cut off', async () => {
    const night = nightWith(world, log.logger, assign);
    expect(await night.nightlyRun()).to.include({ kind: 'nightly', madeUp: false, moved: 0, finalised: 1 });
    expect(stays, 'the problem that hangs').to.equal(1);
    expect((await recordsOf(world).plan('DUE')).state).to.equal('final');
    const errors = log.lines.filter(({ level }) => level === 'error');
    expect(errors.map(({ cause }) => cause)).to.deep.equal(['cut_off']);
    expect(await night.metrics.metrics()).to.include(
      'heyawari_assignment_engine_failures_total{cause="cut_off"} 1',
    );
  });

  it('leaves one row of its run', async () => {
    const runs = await world.rows<{ finalised: number }>(
      "SELECT finalised FROM heyawari.assignment_runs WHERE kind = 'nightly' AND business_date = '2027-01-29'",
    );
    expect(runs).to.deep.equal([{ finalised: 1 }]);
  });
});
