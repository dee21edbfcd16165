// Which moves of a night depend on each other. Pure.
import { overlaps } from '../../assignment/index.js';
import type { ReservationId } from '../../domain/ids.js';
import type { PlannedMove } from '../placing/moves.js';

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

/** Notifications that the PMS holds a connection for: stock is counted by type, so a move within one is none. */
const heldBy = (chain: readonly Pick<NightMove, 'from' | 'to' | 'span'>[]): number =>
  chain.reduce((sum, { from, to, span }) => sum + (from.typeId === to.typeId ? 0 : span.to - span.from), 0);

/**
 * Chains in order, in as few groups as hold at most so many `moves`, and `held` notifications, each; a chain that is more by itself is a
 * group by itself.
 */
export function grouped<Move extends Pick<NightMove, 'from' | 'to' | 'span'>>(
  chains: readonly (readonly Move[])[],
  most: { readonly moves: number; readonly held: number },
): (readonly Move[])[][] {
  const groups: (readonly Move[])[][] = [];
  let [moves, held] = [0, 0];
  for (const chain of chains) {
    const holds = heldBy(chain);
    if (groups.length === 0 || moves + chain.length > most.moves || held + holds > most.held) {
      groups.push([]);
      [moves, held] = [0, 0];
    }
    groups.at(-1)!.push(chain);
    moves += chain.length;
    held += holds;
  }
  return groups;
}
