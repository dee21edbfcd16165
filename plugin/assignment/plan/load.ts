// The plan as it stands before the engine touches it.
import { InvalidProblem } from './invalid-problem.js';
import type { Model } from './model.js';
import { mayGo } from '../packing/exchange.js';
import { Plan } from './plan.js';
import { takeTornSets } from './units.js';

const claims = { fixed: 0, proposal: 1, free: 2 } as const;

/** Fixed stays first: nobody takes their room. Then who moves only by a proposal, then by class priority, then by arrival. */
function byClaim({ stays, from }: Model): (a: number, b: number) => number {
  const claim = new Uint8Array(stays.length);
  const priority = new Float64Array(stays.length);
  const id = new Float64Array(stays.length);
  stays.forEach((stay, s) => {
    claim[s] = claims[stay.movability];
    priority[s] = stay.priority;
    id[s] = stay.id;
  });
  return (a, b) =>
    claim[a]! - claim[b]! || priority[b]! - priority[a]! || from[a]! - from[b]! || id[a]! - id[b]!;
}

function refuseOverlap(plan: Plan, stay: number, room: number): never {
  const { model } = plan;
  const [other] = plan.inTheWay(room, model.from[stay]!, model.to[stay]!);
  throw new InvalidProblem('assignment.fixed_overlap', {
    room: model.rooms[room]!.number,
    first: other === undefined || plan.isBlock(other) ? 'block' : model.stays[other]!.id,
    second: model.stays[stay]!.id,
  });
}

/**
 * Every stay in the room it has now. Left without: who had none, and whoever's room has become impossible (someone with a better claim is in it,
 * it is out of order, of a type that may not be given any more); with them the others of a set booked alike where types would differ.
 * Throws InvalidProblem where a fixed stay's room is taken by another fixed stay or a block.
 */
export function planAsGiven(model: Model): Plan {
  const plan = new Plan(model);
  // By numbers alone: a booking that waits for its room waits for this sort.
  const withRoom = Uint32Array.from([...model.stays.keys()].filter((stay) => model.roomNow[stay]! >= 0));
  withRoom.sort(byClaim(model));
  for (const stay of withRoom) {
    const room = model.roomNow[stay]!;
    const { movability } = model.stays[stay]!;
    const isFree = plan.isFree(room, model.from[stay]!, model.to[stay]!);
    // Who may not be moved was put there by somebody who knew why.
    if (isFree && (movability !== 'free' || mayGo(plan, stay, room))) plan.put(stay, room);
    else if (movability === 'fixed') refuseOverlap(plan, stay, room);
    else if (movability === 'proposal') model.movable[stay] = 1;
  }
  takeTornSets(plan);
  plan.settle();
  return plan;
}
