// One batch, several times over: how long it takes, how much memory, and what the plan is worth.
import {
  type Assignment,
  type AssignmentProblem,
  assign,
  type GoalScore,
  scorePlan,
  type WorkLimits,
} from '../../plugin/assignment/index.js';
import type { RoomId } from '../../plugin/domain/ids.js';
import { loadLinearSolver } from '../../plugin/solver/highs.js';
import { timed } from '../timed.js';
import { batchProblem, nights } from './batch-problem.js';
import { type Checks, checkPlan } from './checks.js';

export interface BatchMeasurement {
  readonly rooms: number;
  readonly stays: number;
  /** Share of the nights of all rooms that the stays take. */
  readonly occupancy: number;
  /** Share of the stays that are locked. */
  readonly locks: number;
  readonly rounds: number;
  /** The first of all, in a process that has just begun; it is not among the rounds. */
  readonly firstMs: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  /** Time of the processor: on a busy machine it says more than the clock. */
  readonly medianCpuMs: number;
  readonly p95CpuMs: number;
  /** The process's peak. */
  readonly maxRssMb: number;
  /** Of the last round, as everything below. */
  readonly score: GoalScore;
  readonly unplaced: number;
  readonly upgrades: number;
  /** What the plan that the batch was made from needs; it is not the least possible. */
  readonly upgradesOfKnownPlan: number;
  readonly upgradeCostOfKnownPlan: number;
  /** Stays that had a room and have another now. */
  readonly roomsChanged: number;
  readonly checks: Checks;
  /** What it might do, and what it did. */
  readonly limits: WorkLimits;
  readonly work: { readonly moves: number; readonly iterations: number };
  readonly cutShort: boolean;
}

export const percentile = (numbers: readonly number[], share: number): number =>
  [...numbers].sort((a, b) => a - b)[Math.max(0, Math.ceil(numbers.length * share) - 1)]!;

export const rounded = (value: number, digits = 1): number => Number(value.toFixed(digits));

/** Unmeasured runs before the others: the solver's machine code is compiled as it runs. */
const warmUps = 3;

/** Stays whose room is of another type than they booked. */
export function upgradesIn({ house, stays }: AssignmentProblem, rooms: ReadonlyMap<number, RoomId>): number {
  const typeOf = new Map(house.rooms.map((room) => [room.id, room.typeId]));
  return stays.filter(({ id, bookedTypeId }) => rooms.has(id) && typeOf.get(rooms.get(id)!) !== bookedTypeId)
    .length;
}

export const roomsOf = ({ stays }: Assignment): Map<number, RoomId> =>
  new Map(stays.flatMap(({ stay, roomId }) => (roomId === undefined ? [] : [[stay.id, roomId] as const])));

/** Every round is another batch, seeded one after another. */
export async function measureBatch(size: {
  rooms: number;
  stays: number;
  seed: number;
  rounds: number;
  work: number;
}) {
  const solver = await loadLinearSolver();
  const { rooms, stays, work } = size;
  const ofSeed = (seed: number) => batchProblem({ rooms, stays, seed, work });
  const run = (problem: AssignmentProblem) => timed(() => assign(problem, { solver }));
  const first = run(ofSeed(size.seed).problem).ms;
  for (let i = 1; i < warmUps; i += 1) run(ofSeed(size.seed).problem);
  const runs: { ms: number; cpuMs: number }[] = [];
  let last: BatchMeasurement | undefined;
  for (let round = 0; round < size.rounds; round += 1) {
    const { problem, knownPlan } = ofSeed(size.seed + round);
    const { value, ms, cpuMs } = run(problem);
    runs.push({ ms, cpuMs });
    const checks = checkPlan(problem, roomsOf(value));
    if (Object.values(checks).includes(false))
      throw new Error(`seed ${size.seed + round}: ${JSON.stringify(checks)}`);
    if (round < size.rounds - 1) continue;
    last = {
      ...about(problem, value, knownPlan),
      rounds: size.rounds,
      firstMs: rounded(first),
      medianMs: rounded(
        percentile(
          runs.map((one) => one.ms),
          0.5,
        ),
      ),
      p95Ms: rounded(
        percentile(
          runs.map((one) => one.ms),
          0.95,
        ),
      ),
      medianCpuMs: rounded(
        percentile(
          runs.map((one) => one.cpuMs),
          0.5,
        ),
      ),
      p95CpuMs: rounded(
        percentile(
          runs.map((one) => one.cpuMs),
          0.95,
        ),
      ),
      maxRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
      checks,
    };
  }
  return last!;
}

function about(problem: AssignmentProblem, answer: Assignment, knownPlan: ReadonlyMap<number, RoomId>) {
  const { house, stays } = problem;
  const rooms = roomsOf(answer);
  const taken = stays.reduce((sum, { span }) => sum + span.to - span.from, 0);
  return {
    rooms: house.rooms.length,
    stays: stays.length,
    occupancy: rounded(taken / (house.rooms.length * nights), 3),
    locks: rounded(stays.filter(({ movability }) => movability === 'fixed').length / stays.length, 3),
    score: answer.score,
    unplaced: stays.length - rooms.size,
    upgrades: upgradesIn(problem, rooms),
    upgradesOfKnownPlan: upgradesIn(problem, knownPlan),
    upgradeCostOfKnownPlan: scorePlan(problem, knownPlan).score.upgradeCost,
    roomsChanged: stays.filter(({ id, roomId }) => roomId !== undefined && rooms.get(id) !== roomId).length,
    limits: problem.limits,
    work: { moves: answer.work.moves, iterations: answer.work.iterations },
    cutShort: answer.work.cutShort,
  };
}
