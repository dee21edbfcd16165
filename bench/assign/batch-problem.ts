// A batch by chance: a nearly full hotel over thirty days, of which a whole plan is known. The same seed gives the same batch.
import { seededRandom } from '../../dev/bookings/random.js';
import type { AssignmentPolicy, AssignmentProblem, NightSpan } from '../../plugin/assignment/index.js';
import { dayNumber, hotelDate } from '../../plugin/domain/hotel-date.js';
import type { RoomId } from '../../plugin/domain/ids.js';
import { limitsTimes } from '../work.js';
import { batchBlocks, batchHouse, batchUsage } from './batch-house.js';
import { batchStays } from './batch-stays.js';

export interface BatchSize {
  readonly rooms: number;
  readonly stays: number;
  readonly seed: number;
  /** By default 0.95. */
  readonly occupancy?: number;
  /** Share of the stays that have a room already, beside the locked ones; by default a half. */
  readonly tentative?: number;
  /** Times the product's work limits; by default 1. */
  readonly work?: number;
}

export interface Batch {
  readonly problem: AssignmentProblem;
  /** By stay id: the plan that the batch was made from. It houses everybody and breaks no rule. */
  readonly knownPlan: ReadonlyMap<number, RoomId>;
}

export const nights = 30;

const today = dayNumber(hotelDate('2027-02-01'));

/** The normal mode of section 4. */
const policy: AssignmentPolicy = {
  choice: 'comfort',
  ...{ evenDays: 1000, evenAhead: 1 },
  order: 'even',
  weights: { rotation: 0.5, roomOrder: 1.2, leastRecentlyUsed: 0.3, gaps: 1, changes: 0.5 },
  rotation: { behaviour: 'block', scope: 'ROOM', recoveryDays: 3 },
  usualNights: 2,
  turnoverMinutes: 180,
};

/** About `stays` stays in `rooms` rooms: one in ten locked, one in 25 booked a lower type than the known plan gives it. */
export function batchProblem(size: BatchSize): Batch {
  const { rooms, stays, seed, occupancy = 0.95, tentative = 0.5, work = 1 } = size;
  const random = seededRandom(seed);
  const window = { from: today, to: today + nights } as NightSpan;
  const house = batchHouse(random, rooms);
  const blocks = batchBlocks(random, house, window);
  const habits = { window, stays, occupancy, locked: 0.1, bookedLower: 0.04, tentative };
  const planned = batchStays(random, house, blocks, habits);
  const problem = {
    businessDate: today,
    house,
    blocks,
    stays: planned.map(({ stay }) => stay),
    policy,
    usage: batchUsage(random, house, today),
    lookAhead: undefined,
    limits: limitsTimes(work)(planned.length),
  };
  return { problem, knownPlan: new Map(planned.map(({ stay, room }) => [stay.id, house.rooms[room]!.id])) };
}
