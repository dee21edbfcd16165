// How much work a batch may do: enough to settle a small hotel, and never so much that a large one waits for it.
import type { WorkLimits } from './problem.js';

/** Moves by the number of stays, the first that fits; a second or two of work each. */
const byStays = [
  { upTo: 60, moves: 1_000_000 },
  { upTo: 100, moves: 500_000 },
  { upTo: 400, moves: 150_000 },
] as const;

/** Beyond: only better plans are taken, so a few moves for each stay are enough. */
const movesPerStay = 10;
const leastMoves = 20_000;

/** Far more than the type planner needs for a real hotel; it keeps a strange one from holding up the rest. */
const iterations = 200_000;

/** The product's limits for a batch of so many stays. */
export function workLimits(stays: number): WorkLimits {
  const small = byStays.find(({ upTo }) => stays <= upTo);
  return { moves: small?.moves ?? Math.max(leastMoves, movesPerStay * stays), iterations };
}

/** A night's share of them: what it leaves is taken up the next night, and it should not keep the sweep waiting. */
const mostNightlyMoves = 20_000;

/** The limits of one nightly run over so many stays. */
export function nightlyLimits(stays: number): WorkLimits {
  const limits = workLimits(stays);
  return { ...limits, moves: Math.min(limits.moves, mostNightlyMoves) };
}
