// From the plan as it stands to a whole one: everybody in the type chosen for them, nobody without a room who could have one.
import { place } from './placing.js';
import type { Plan } from '../plan/plan.js';
import { inOrder, takeTornSets } from '../plan/units.js';
import { repack } from './repack.js';
import { typesFor } from './search.js';

/** Ejections that one stay may cause before it is tried elsewhere. */
const fuelPerStay = 60;
/** Stays that may be moved to fit one more into a type. */
const within = { steps: 300, acrossTypes: false };
/** And for one who would stay without a room. */
const anywhere = { steps: 1000, acrossTypes: true };
/** Partners tried for a chain; a large house has more rooms than are worth asking. */
const partners = 60;

/**
 * Brings the plan to the chosen types (`target` by stay, -1: as it is) and houses everyone who can be: first where the choice says, then in
 * any type of theirs, the most important first.
 */
export function construct(plan: Plan, target: Int32Array): void {
  const { model } = plan;
  for (let stay = 0; stay < target.length; stay += 1) {
    const room = plan.roomOf[stay]!;
    const wanted = target[stay]!;
    if (model.movable[stay] === 1 && wanted >= 0 && room >= 0 && model.typeOf[room] !== wanted)
      plan.take(stay);
  }
  takeTornSets(plan);
  const homeless = [...target.keys()].filter((stay) => plan.roomOf[stay]! < 0 && model.movable[stay] === 1);
  const left = inOrder(model, homeless).filter((stays) => {
    const wanted = target[stays[0]!]!;
    return !place(plan, stays, wanted >= 0 ? [wanted] : typesFor(model, stays[0]!), effort(0));
  });
  left.sort(([a], [b]) => model.stays[b!]!.priority - model.stays[a!]!.priority);
  // Everybody first where the choice says: who goes elsewhere takes a room that was chosen for another.
  const elsewhere = left.filter((stays) => {
    const wanted = target[stays[0]!]!;
    return wanted < 0 || !repack(plan, stays, wanted, within);
  });
  for (const stays of elsewhere) {
    const wanted = target[stays[0]!]!;
    const types = typesFor(model, stays[0]!);
    const others = types.filter((type) => type !== wanted);
    if (others.some((type) => repack(plan, stays, type, within))) continue;
    const all = wanted >= 0 ? [wanted, ...others] : types;
    if (!place(plan, stays, all, effort(3))) all.some((type) => repack(plan, stays, type, anywhere));
  }
  plan.settle();
}

const effort = (depth: number) => ({ depth, partners, acrossTypes: depth > 1, fuel: { left: fuelPerStay } });
