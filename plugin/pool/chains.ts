// Which moves of a night depend on each other. Pure.
import { overlaps } from '../assignment/index.js';
import type { ReservationId } from '../domain/ids.js';
import type { PlannedMove } from './moves.js';

export interface NightMove extends PlannedMove {
  readonly reservationId: ReservationId | undefined;
}

/**
 * The moves in chains, in their order: one that leaves a room that another enters on a night of both, and those of one reservation, stand
 * or fall together.
 */
export function chainsOf<Move extends NightMove>(moves: readonly Move[]): Move[][] {
  const parent = moves.map((_, i) => i);
  const rootOf = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root]!;
    parent[i] = root;
    return root;
  };
  const join = (a: number, b: number) => {
    const [one, other] = [rootOf(a), rootOf(b)];
    parent[Math.max(one, other)] = Math.min(one, other);
  };
  const leaving = Map.groupBy(moves.keys(), (i) => moves[i]!.from.physical);
  const firstOf = new Map<ReservationId, number>();
  moves.forEach(({ to, span, reservationId }, i) => {
    for (const other of leaving.get(to.physical) ?? [])
      if (overlaps(span, moves[other]!.span)) join(i, other);
    if (reservationId === undefined) return;
    const fellow = firstOf.get(reservationId);
    if (fellow === undefined) firstOf.set(reservationId, i);
    else join(i, fellow);
  });
  return [...Map.groupBy(moves.keys(), rootOf).values()].map((chain) => chain.map((i) => moves[i]!));
}

/** Chains in order, in as few groups as hold about `size` moves each; a longer chain is a group by itself. */
export function grouped<Move>(chains: readonly (readonly Move[])[], size: number): (readonly Move[])[][] {
  const groups: (readonly Move[])[][] = [];
  let moves = 0;
  for (const chain of chains) {
    if (groups.length === 0 || moves + chain.length > size) {
      groups.push([]);
      moves = 0;
    }
    groups.at(-1)!.push(chain);
    moves += chain.length;
  }
  return groups;
}
