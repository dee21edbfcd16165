// Small hotels told to the engine in both its ways of choosing types, and what it answers for them.
import { expect } from 'chai';
import { assign, type Assignment, type LinearSolver, type RoomUsage } from '../../plugin/assignment/index.js';
import type { RoomId } from '../../plugin/domain/ids.js';
import { loadLinearSolver } from '../../plugin/solver/highs.js';
import { type Case, problemOf } from './problems.js';

export interface Told extends Case {
  /** What the engine does. */
  readonly it: string;
  /** By stay id. */
  readonly gives: Readonly<Record<number, number | 'none'>>;
}

export type Solve = (one: Case) => Assignment;

const limits = { moves: 1500, iterations: 10_000 };

export const roomsOf = ({ stays }: Assignment): Record<number, RoomId | 'none'> =>
  Object.fromEntries(stays.map((one) => [one.stay.id, one.roomId ?? 'none']));

/** The policy where only these weigh. */
export const weigh = (
  weights: NonNullable<NonNullable<Case['policy']>['weights']>,
  policy: Case['policy'] = {},
) => ({ policy: { ...policy, weights } });

export const used = (changes: Partial<RoomUsage>): RoomUsage => ({
  ...{ nightsUsed: 0, nightsSellable: 30, lastUsedUntil: undefined, demandingUntil: undefined },
  ...changes,
});

/** Defines the tests twice. */
export function inBothWays(define: (solve: Solve) => void): void {
  describe('one stay at a time', () => define((one) => assign(problemOf({ limits, ...one }))));
  describe('with types by a programme', () => {
    let solver: LinearSolver;
    before(async () => {
      solver = await loadLinearSolver();
    });
    define((one) => assign(problemOf({ limits, ...one }), { solver }));
  });
}

export function tell(cases: readonly Told[]): void {
  inBothWays((solve) => {
    for (const { it: sentence, gives, ...one } of cases)
      it(sentence, () => {
        expect(roomsOf(solve(one))).to.deep.equal(gives);
      });
  });
}
