// Improving a whole plan: many small chains of moves, tried by repeatable chance; worse ones are taken at first, less and less (simulated
// annealing), goal after goal. In a large house only better ones are taken.
import { between, type Random } from '../../domain/chance.js';
import { compare, type Plan, standing, type Standing } from '../plan/plan.js';
import { tryChain, tryMovingTogether, tryPuttingOut } from './random-moves.js';

/** What one unit of a goal weighs in the heat, so that no usual sum of later goals outweighs it. */
const weight = { cost: 1e9, apart: 1e4, wishes: 1e2, comfort: 1 } as const;

interface Stage {
  /** Temperatures, between which it cools evenly. */
  readonly from: number;
  readonly to: number;
  /** Of all moves. */
  readonly share: number;
}

/** One stage for each goal, from about what one move may change of it to next to nothing: later goals are settled last. */
const stagesOf = (unplaced: number, dearest: number): readonly Stage[] => [
  { from: unplaced, to: unplaced / 20, share: 0.15 },
  { from: weight.cost * dearest, to: weight.cost / 50, share: 0.25 },
  { from: weight.apart * 10, to: weight.apart / 5, share: 0.15 },
  { from: weight.wishes * 4, to: weight.wishes / 8, share: 0.2 },
  { from: weight.comfort * 3, to: weight.comfort / 50, share: 0.25 },
];

/** Fewer moves for each stay than this, and the heat would only stir: then nothing but what is better is taken. */
const heatedMoves = 300;

/** Steers the way, never the result, which is compared goal by goal. */
function heatOf(plan: Plan): {
  readonly heat: (standing: Standing) => number;
  readonly stages: readonly Stage[];
} {
  let dearest = 1;
  for (const options of plan.model.options) dearest = Math.max(dearest, options.at(-1)?.cost ?? 0);
  const unplacedWeight = weight.cost * dearest * 3;
  const heat = ([unplaced, cost, apart, wishes, comfort]: Standing) =>
    unplaced * unplacedWeight + cost * weight.cost + apart * weight.apart + wishes * weight.wishes + comfort;
  return { heat, stages: stagesOf(unplacedWeight, dearest) };
}

/** A stay without a room, or of a set that must change its type as one, gets there only by putting others out. */
function tryAny(plan: Plan, stay: number, random: Random): boolean {
  if (random() < 0.1 && tryMovingTogether(plan, stay, random)) return true;
  const kind = random();
  const puttingOut = plan.roomOf[stay]! < 0 ? 0.7 : plan.model.alikeOf[stay]! >= 0 ? 0.4 : 0.25;
  return kind < puttingOut ? tryPuttingOut(plan, stay, random) : tryChain(plan, stay, random);
}

/**
 * Tries `moves` moves and leaves the plan at the best it has been, by goals in their order. `mayStop` is asked every hundred moves; a wall
 * clock may answer yes. Answers how many were tried.
 */
export function anneal(plan: Plan, moves: number, random: Random, mayStop: () => boolean): number {
  const candidates = plan.model.stays.flatMap((_, stay) =>
    plan.model.movable[stay] === 1 &&
    plan.model.stays[stay]!.optimised &&
    plan.model.options[stay]!.length > 0
      ? [stay]
      : [],
  );
  if (candidates.length === 0) return 0;
  if (moves < heatedMoves * candidates.length) return descent(plan, candidates, moves, random, mayStop);
  let done = 0;
  for (let round = 0; round < rounds && !mayStop(); round += 1)
    done += heated(plan, candidates, Math.floor(moves / rounds), random, mayStop);
  return done;
}

/** Several coolings find more than one of the same length: each may come to rest in another valley. */
const rounds = 5;

/** One of the candidates at random; where some have no room, one of those every other time. */
function someStay(plan: Plan, candidates: readonly number[], random: Random): number {
  const any = candidates[between(random, 0, candidates.length)]!;
  if (plan.unplaced === 0 || random() < 0.5) return any;
  const homeless = candidates.filter((stay) => plan.roomOf[stay]! < 0);
  return homeless.length === 0 ? any : homeless[between(random, 0, homeless.length)]!;
}

function heated(
  plan: Plan,
  candidates: readonly number[],
  moves: number,
  random: Random,
  mayStop: () => boolean,
) {
  const { heat, stages } = heatOf(plan);
  let present = standing(plan);
  let best = present;
  let rooms = Int32Array.from(plan.roomOf);
  let done = 0;
  for (const { from, to, share } of stages) {
    const steps = Math.floor(moves * share);
    const cooling = (to / from) ** (1 / Math.max(1, steps));
    // Every stage starts from the best of the one before.
    restore(plan, rooms);
    present = standing(plan);
    for (let step = 0, temperature = from; step < steps; step += 1, temperature *= cooling) {
      if (done % 100 === 0 && mayStop()) return finish(plan, rooms, done);
      done += 1;
      plan.settle();
      if (!tryAny(plan, someStay(plan, candidates, random), random)) continue;
      const reached = standing(plan);
      const rise = heat(reached) - heat(present);
      if (!(rise <= 0 || random() < Math.exp(-rise / temperature))) {
        plan.rollBack(0);
        continue;
      }
      present = reached;
      if (compare(reached, best) >= 0) continue;
      best = reached;
      rooms = Int32Array.from(plan.roomOf);
    }
  }
  return finish(plan, rooms, done);
}

function finish(plan: Plan, rooms: Int32Array, done: number): number {
  restore(plan, rooms);
  return done;
}

function descent(
  plan: Plan,
  candidates: readonly number[],
  moves: number,
  random: Random,
  mayStop: () => boolean,
) {
  let best = standing(plan);
  let done = 0;
  // Whose room is decided now has no other night for it.
  const decided = candidates.filter((stay) => plan.model.stays[stay]!.decidedNow);
  for (; done < moves; done += 1) {
    if (done % 100 === 0 && mayStop()) break;
    plan.settle();
    const among = decided.length > 0 && done % 2 === 0 ? decided : candidates;
    if (!tryChain(plan, among[between(random, 0, among.length)]!, random)) continue;
    const reached = standing(plan);
    if (compare(reached, best) <= 0) best = reached;
    else plan.rollBack(0);
  }
  return done;
}

/** Brings every stay to where it was. */
export function restore(plan: Plan, rooms: Int32Array): void {
  const moved = [...rooms.keys()].filter((stay) => plan.roomOf[stay] !== rooms[stay]);
  for (const stay of moved) if (plan.roomOf[stay]! >= 0) plan.take(stay);
  for (const stay of moved) if (rooms[stay]! >= 0) plan.put(stay, rooms[stay]!);
  plan.settle();
}
