// A hotel of a few rooms and stays: what a case does not say is ordinary, and weighs nothing.
import {
  type AssignableRoom,
  type AssignableStay,
  type AssignmentPolicy,
  type AssignmentProblem,
  type GoalWeights,
  surveyHouse,
} from '../../plugin/assignment/index.js';
import { physicalRoom, roomId, type RoomTypeId } from '../../plugin/domain/ids.js';
import type { UpgradeOption } from '../../plugin/domain/upgrade.js';
import { nights, room as plainRoom, single, deluxe, twin } from './stays.js';

/** A room whose number is its id; ids of one hundred are one floor. */
export function room(
  id: number,
  typeId: RoomTypeId = single,
  changes: Partial<AssignableRoom> = {},
): AssignableRoom {
  const plain = plainRoom(id, typeId, { floor: Math.floor(id / 100), priority: id });
  const own = [physicalRoom(plain.number)];
  return { ...plain, accessible: false, attributes: new Set(), occupies: own, outOfService: [], ...changes };
}

/** A single booked for days `[from, to)`. */
export function stay(
  id: number,
  from: number,
  to: number,
  { inRoom, ...changes }: Partial<AssignableStay> & { readonly inRoom?: number } = {},
): AssignableStay {
  return {
    ...{ id, bookedTypeId: single, span: nights(from, to), people: 1, movability: 'free' },
    roomId: inRoom === undefined ? undefined : roomId(inRoom),
    ...{ reservation: undefined, together: undefined, guest: undefined, priority: 2, demanding: false },
    ...{ nonSmoking: false, smoking: false, accessible: false, wishes: [], upgradeApproved: false },
    ...{ arrivesAt: 15 * 60, leavesAt: 10 * 60, optimised: true, decidedNow: true },
    ...changes,
  };
}

/** One that keeps its room. */
export const fixed = (
  id: number,
  from: number,
  to: number,
  inRoom: number,
  changes: Partial<AssignableStay> = {},
) => stay(id, from, to, { ...changes, inRoom, movability: 'fixed' });

export const upgrade = (toTypeId: RoomTypeId, changes: Partial<UpgradeOption> = {}): UpgradeOption => ({
  ...{ toTypeId, path: [single, toTypeId], costPerNight: 0, levels: 1 },
  ...{ policy: 'automatic', sameBedCount: false },
  ...changes,
});

export interface Case extends Partial<Omit<AssignmentProblem, 'house' | 'policy'>> {
  readonly rooms: readonly AssignableRoom[];
  /** Where singles may go. */
  readonly upgrades?: readonly UpgradeOption[];
  readonly policy?: Partial<Omit<AssignmentPolicy, 'weights'>> & { readonly weights?: Partial<GoalWeights> };
}

const weightless: GoalWeights = { rotation: 0, roomOrder: 0, leastRecentlyUsed: 0, gaps: 0, changes: 0 };

export function problemOf({ rooms, upgrades = [], policy = {}, ...rest }: Case): AssignmentProblem {
  const types = [single, twin, deluxe].map((id) => ({ id, name: String(id) }));
  return {
    businessDate: nights(0, 1).from,
    house: surveyHouse({ types, rooms, upgrades: new Map([[single, upgrades]]) }),
    ...{ blocks: [], stays: [], usage: new Map(), lookAhead: undefined },
    limits: { moves: 0, iterations: 0 },
    policy: {
      choice: 'comfort',
      evenDays: 1000,
      evenAhead: 1,
      order: 'priority',
      rotation: { behaviour: 'penalise', scope: 'ROOM', recoveryDays: 3 },
      ...{ usualNights: 2, turnoverMinutes: 180 },
      ...policy,
      weights: { ...weightless, ...policy.weights },
    },
    ...rest,
  };
}
