// How much work a batch may do: one table for the night and for the benches. What more would buy is in docs/assignment.md.
import type { WorkLimits } from './problem.js';

interface WorkRow {
  /** Stays of the problem, those that keep their rooms included. */
  readonly upTo: number;
  readonly moves: number;
}

/** Moves by the number of stays, the first row that fits: a small hotel is settled, in a large one each stay gets a few tries. */
export const workTable: readonly WorkRow[] = [
  { upTo: 100, moves: 700_000 },
  { upTo: 6_000, moves: 20_000 },
  { upTo: Infinity, moves: 100_000 },
];

/** A night has few stays in their window: that many tries for each settle them. */
const movesPerStay = 12_000;

/** Far more than the type planner needs for a real hotel; it keeps a strange one from holding up the rest. */
const iterations = 200_000;

/** The limits of a batch, be it a night or a bench, of so many stays. */
export function workLimits(stays: number): WorkLimits {
  return { moves: workTable.find(({ upTo }) => stays <= upTo)!.moves, movesPerStay, iterations };
}

/** Of a problem that is only placed or scored. */
export const noWork: WorkLimits = { moves: 0, iterations: 0 };
