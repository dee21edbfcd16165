// Improving a whole plan: many small chains of moves, tried by repeatable chance; worse ones are taken at first, less and less (simulated
// annealing). In a large house only better ones are taken.
import { between, type Random } from '../../domain/chance.js';
import type { Model } from '../plan/model.js';
import { compare, type Plan, standing } from '../plan/plan.js';
import type { WorkLimits } from '../problem/problem.js';
import { type Heat, heatsOf } from './heat.js';
import { tryChain, tryMovingTogether, tryPuttingOut } from './random-moves.js';

/** With fewer moves for each stay than this a cooling would only stir: then nothing but what is better is taken. */
const movesPerCooling = 300;

/** Many coolings find more than one of the same length: each may come to rest in another valley. */
const mostCoolings = 15;

/** So many in a row that find nothing better, of both kinds of heat: what is left is hardly worth the night's time. */
const mostInVain = 3;

/** A stay without a room, or of a set that must change its type as one, gets there only by putting others out. */
function tryAny(plan: Plan, stay: number, random: Random): boolean {
  if (random() < 0.1 && tryMovingTogether(plan, stay, random)) return true;
  const kind = random();
  const puttingOut = plan.roomOf[stay]! < 0 ? 0.7 : plan.model.alikeOf[stay]! >= 0 ? 0.4 : 0.25;
  return kind < puttingOut ? tryPuttingOut(plan, stay, random) : tryChain(plan, stay, random);
}

/** Stays whose room is optimised. */
interface Candidates {
  readonly stays: readonly number[];
  /** By stay: 1 where it is one of them. */
  readonly isOne: Uint8Array;
}

function candidatesOf({ stays, movable, options }: Model): Candidates {
  const isOne = Uint8Array.from(stays, ({ optimised }, stay) =>
    movable[stay] === 1 && optimised && options[stay]!.length > 0 ? 1 : 0,
  );
  return { stays: [...isOne.keys()].filter((stay) => isOne[stay] === 1), isOne };
}

/**
 * Tries as many moves as the limits allow and leaves the plan at the best it has been, by goals in their order. `mayStop` is asked every hundred moves; a wall
 * clock may answer yes. Answers how many were tried.
 */
export function anneal(plan: Plan, limits: WorkLimits, random: Random, mayStop: () => boolean): number {
  const candidates = candidatesOf(plan.model);
  const count = candidates.stays.length;
  if (count === 0) return 0;
  const moves = Math.min(limits.moves, (limits.movesPerStay ?? Infinity) * count);
  const coolings = Math.min(mostCoolings, Math.floor(moves / (movesPerCooling * count)));
  if (coolings === 0) return descent(plan, candidates.stays, moves, random, mayStop);
  return heatedOften(plan, candidates, { coolings, moves: Math.floor(moves / coolings) }, random, mayStop);
}

/** Ends before its time where nothing better has been found for long, and everybody has a room. */
function heatedOften(
  plan: Plan,
  candidates: Candidates,
  { coolings, moves }: { readonly coolings: number; readonly moves: number },
  random: Random,
  mayStop: () => boolean,
): number {
  let done = 0;
  let inVain = 0;
  for (let turn = 0; turn < coolings && !mayStop(); turn += 1) {
    const before = standing(plan);
    const heat = heatsOf(plan)[turn % 2]!;
    done += heated(plan, candidates, heat, moves, random, mayStop);
    inVain = compare(standing(plan), before) < 0 ? 0 : inVain + 1;
    if (inVain >= mostInVain && plan.unplaced === 0) break;
  }
  return done;
}

/** One of the candidates at random; where some have no room, one of those every other time. */
function someStay(plan: Plan, { stays, isOne }: Candidates, random: Random): number {
  const any = stays[between(random, 0, stays.length)]!;
  if (plan.unplaced === 0 || random() < 0.5) return any;
  const homeless = plan.homeless.within(isOne);
  return homeless.length === 0 ? any : homeless[between(random, 0, homeless.length)]!;
}

/** One cooling, through all stages of the heat. */
function heated(
  plan: Plan,
  candidates: Candidates,
  heat: Heat,
  moves: number,
  random: Random,
  mayStop: () => boolean,
) {
  let best = standing(plan);
  let rooms = Int32Array.from(plan.roomOf);
  let done = 0;
  for (const { from, to, share } of heat.stages) {
    const steps = Math.floor(moves * share);
    const cooling = (to / from) ** (1 / Math.max(1, steps));
    // Every stage starts from the best of the one before.
    restore(plan, rooms);
    let present = heat.of(plan);
    for (let step = 0, temperature = from; step < steps; step += 1, temperature *= cooling) {
      if (done % 100 === 0 && mayStop()) return finish(plan, rooms, done);
      done += 1;
      plan.settle();
      if (!tryAny(plan, someStay(plan, candidates, random), random)) continue;
      const reached = heat.of(plan);
      const rise = reached - present;
      if (!(rise <= 0 || random() < Math.exp(-rise / temperature))) {
        plan.rollBack(0);
        continue;
      }
      present = reached;
      const found = standing(plan);
      if (compare(found, best) >= 0) continue;
      best = found;
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
