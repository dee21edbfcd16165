// The engine in its thread: the same answer as without one, refusals with their names, no process kept alive.
import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import { randomProblem } from '../../bench/referee/random-problem.js';
import { problemOf, room, stay } from '../../test/support/problems.js';
import { assign, type AssignmentProblem, InvalidProblem } from '../assignment/index.js';
import { startEngineThread } from './engine-thread.js';
import { loadLinearSolver } from './highs.js';
import { type AssignmentSolver, createAssignmentSolver, EngineCutOff } from './index.js';

const limited = (seed: number, moves = 500): AssignmentProblem => {
  const problem = randomProblem(seed);
  return { ...problem, limits: { ...problem.limits, moves } };
};
const small = problemOf({ rooms: [room(101)], stays: [stay(1, 0, 2)] });
const wrong = problemOf({ rooms: [room(101)], stays: [stay(1, 0, 2), stay(1, 0, 2)] });
const endless = limited(5, 1e9);
const failure = (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => new Error('it went well'),
    (error: unknown) => error as Error,
  );

describe('the engine in its thread', () => {
  let solver: AssignmentSolver;
  beforeEach(() => (solver = createAssignmentSolver()));
  afterEach(() => solver.close());

  it('answers several problems at once as the engine does without a thread', async () => {
    const problems = [1, 2, 3, 4].map((seed) => limited(seed));
    const answers = await Promise.all(problems.map((problem) => solver.assign(problem)));
    const linear = await loadLinearSolver();
    expect(answers).to.deep.equal(problems.map((problem) => assign(problem, { solver: linear })));
  });

  it('refuses a problem that contradicts itself by name, and works on', async () => {
    const [refused, answer] = await Promise.all([failure(solver.assign(wrong)), solver.assign(small)]);
    expect(refused).to.be.instanceOf(InvalidProblem);
    expect(refused).to.deep.include({ key: 'assignment.duplicate_stay', params: { stay: 1 } });
    expect(answer.score.unplaced).to.equal(0);
  });

  it('rejects what is pending when it is closed, and may be used again', async () => {
    const pending = [endless, small].map((problem) => failure(solver.assign(problem)));
    await solver.close();
    for (const error of await Promise.all(pending)) expect(error.message).to.match(/closed/);
    expect((await solver.assign(small)).score.unplaced).to.equal(0);
  });

  it('rejects when the engine fails, and starts anew for the next problem', async () => {
    // A house that was not surveyed: a fault of the sender's that the types would not let through.
    const broken = {
      ...small,
      house: { ...small.house, unitsOf: undefined },
    } as unknown as AssignmentProblem;
    const [failed, pending] = await Promise.all([broken, small].map((one) => failure(solver.assign(one))));
    expect(failed!.message).to.match(/engine failed/);
    expect(pending!.message).to.equal('it went well');
    expect((await solver.assign(small)).score.unplaced).to.equal(0);
  });

  it('rejects what cannot be sent to a thread, and works on', async () => {
    const unsendable = { ...small, usage: () => 0 } as unknown as AssignmentProblem;
    expect((await failure(solver.assign(unsendable))).name).to.equal('DataCloneError');
    expect((await solver.assign(small)).score.unplaced).to.equal(0);
  });

  it('ends the work by the clock where its limits would not, and says so', async () => {
    const hasty = createAssignmentSolver({ longestMs: 50 });
    const { work } = await hasty.assign(endless);
    await hasty.close();
    expect(work.cutShort).to.equal(true);
    expect(work.moves).to.be.below(endless.limits.moves);
  });

  describe('that hangs', () => {
    const two = problemOf({ rooms: [room(101)], stays: [stay(1, 0, 2), stay(2, 2, 4)] });
    let cutting: AssignmentSolver;
    beforeEach(() => {
      const workerFile = new URL('../../test/support/hanging-engine.ts', import.meta.url);
      cutting = createAssignmentSolver({ workerFile, deadlineMs: 4_000 });
    });
    afterEach(() => cutting.close());

    it('is ended at its deadline, by name, and the next problem gets a new thread', async () => {
      expect(await failure(cutting.assign(small))).to.be.instanceOf(EngineCutOff);
      expect((await cutting.assign(two)).score.unplaced).to.equal(0);
    });

    it('holds up no other problem, and what waits behind two such is worked on after them', async () => {
      const ended: string[] = [];
      const work = (name: string, problem: AssignmentProblem) =>
        cutting.assign(problem).then(
          () => ended.push(name),
          () => ended.push(`${name} cut off`),
        );
      await Promise.all([work('first', small), work('other hotel', two)]);
      expect(ended).to.deep.equal(['other hotel', 'first cut off']);
      await Promise.all([work('a', small), work('b', small), work('c', two)]);
      expect(ended.at(-1)).to.equal('c');
    });

    it('is ended when it is closed', async () => {
      const pending = failure(cutting.assign(small));
      await cutting.close();
      expect((await pending).message).to.match(/closed/);
    });
  });

  describe('whose thread', () => {
    const two = problemOf({ rooms: [room(101)], stays: [stay(1, 0, 2), stay(2, 2, 4)] });
    const three = problemOf({ rooms: [room(101)], stays: [stay(1, 0, 2), stay(2, 2, 4), stay(3, 4, 5)] });
    let faulty: AssignmentSolver;
    afterEach(() => faulty.close());
    const hungry = () =>
      createAssignmentSolver({
        workerFile: new URL('../../test/support/hungry-engine.ts', import.meta.url),
        mostMemoryMb: 128,
      });

    it('takes memory without end is ended before the machine has none, and the next problem gets a new one', async () => {
      faulty = hungry();
      expect(await failure(faulty.assign(small))).to.have.property('code', 'ERR_WORKER_OUT_OF_MEMORY');
      expect((await faulty.assign(three)).score.unplaced).to.equal(0);
    });

    it('answers nonsense has failed', async () => {
      faulty = hungry();
      expect((await failure(faulty.assign(two))).message).to.match(/engine failed/);
      expect((await faulty.assign(three)).score.unplaced).to.equal(0);
    });

    it('cannot be started at all, as where the system has none left, rejects the problem and no other', async () => {
      let tries = 0;
      faulty = createAssignmentSolver({
        startThread(options) {
          tries += 1;
          if (tries === 1) throw new Error('EAGAIN');
          return startEngineThread(options);
        },
      });
      const failures = await Promise.all([small, small, small].map((one) => failure(faulty.assign(one))));
      expect(failures.map(({ message }) => message)).to.have.members([
        'EAGAIN',
        'it went well',
        'it went well',
      ]);
    });
  });

  for (const [what, sent] of [
    ['has answered', 'small'],
    ['was sent what it could not be sent', '{ usage: () => 0 }'],
  ] as const)
    it(`does not keep a process alive once it ${what}`, () => {
      const script = `
        import { createAssignmentSolver } from './plugin/solver/index.ts';
        import { problemOf, room, stay } from './test/support/problems.ts';
        const small = problemOf({ rooms: [room(101)], stays: [stay(1, 0, 2)] });
        await createAssignmentSolver().assign(${sent}).catch(() => undefined);
        console.log('answered');`;
      const node = ['--import', 'tsx', '--input-type=module', '--eval', script];
      const ended = spawnSync(process.execPath, node, { encoding: 'utf8', timeout: 10_000 });
      expect({ status: ended.status, stdout: ended.stdout, stderr: ended.stderr }).to.deep.equal({
        ...{ status: 0, stdout: 'answered\n', stderr: '' },
      });
    });
});
