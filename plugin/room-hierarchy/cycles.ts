// Cycles in a graph of room types: the shortest of each knot of types that lead into each other.
import type { RoomTypeId } from '../domain/ids.js';

type Neighbours = ReadonlyMap<RoomTypeId, readonly RoomTypeId[]>;

/**
 * What is left of the graph when every type that leads nowhere, and then every type that leads only to such, has been taken away: the cycles
 * and what leads into them. Empty where there is no cycle.
 */
function withoutDeadEnds(leaving: Neighbours): Set<RoomTypeId> {
  const open = new Map<RoomTypeId, number>();
  const arriving = new Map<RoomTypeId, RoomTypeId[]>();
  for (const [from, targets] of leaving) {
    open.set(from, targets.length);
    for (const to of targets) {
      const sources = arriving.get(to);
      if (sources) sources.push(from);
      else arriving.set(to, [from]);
    }
  }
  const ends = [...arriving.keys()].filter((type) => (open.get(type) ?? 0) === 0);
  for (const end of ends) {
    for (const from of arriving.get(end) ?? []) {
      const left = open.get(from)! - 1;
      open.set(from, left);
      if (left === 0) ends.push(from);
    }
  }
  return new Set([...open].filter(([, left]) => left > 0).map(([type]) => type));
}

/** The shortest way from `start` back to it, both included; undefined where none leads back. */
function wayBack(start: RoomTypeId, leaving: Neighbours, within: ReadonlySet<RoomTypeId>) {
  const cameFrom = new Map<RoomTypeId, RoomTypeId>();
  const queue = [start];
  for (const type of queue) {
    for (const next of leaving.get(type) ?? []) {
      if (next === start) {
        const way = [start];
        for (let at = type; at !== start; at = cameFrom.get(at)!) way.unshift(at);
        return [start, ...way];
      }
      if (!within.has(next) || cameFrom.has(next)) continue;
      cameFrom.set(next, type);
      queue.push(next);
    }
  }
  return undefined;
}

/**
 * Cycles of the graph, each as the types along it with the first one repeated at the end: `[twin, deluxe, twin]`. Every type that lies on a
 * cycle is named by one of them or shares one with it; none is told twice. Time: linear where there is no cycle.
 *
 * @param leaving the targets of each type, none of them the type itself
 */
export function findCycles(leaving: Neighbours): RoomTypeId[][] {
  const suspects = withoutDeadEnds(leaving);
  const told = new Set<RoomTypeId>();
  const cycles: RoomTypeId[][] = [];
  for (const type of [...suspects].sort((a, b) => a - b)) {
    if (told.has(type)) continue;
    const cycle = wayBack(type, leaving, suspects);
    if (!cycle) continue;
    for (const member of cycle) told.add(member);
    cycles.push(cycle);
  }
  return cycles;
}
