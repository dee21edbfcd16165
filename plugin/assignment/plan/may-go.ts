// Which rooms a stay may be in at all, whoever is there: what moves, placing and the plan as it is given ask alike.
import type { Plan } from './plan.js';

/** Whether the stay may be in the room by its own nature, whoever is there. A stay booked with others alike does not change type alone. */
export function mayGo(plan: Plan, stay: number, room: number): boolean {
  const { model } = plan;
  const type = model.typeOf[room]!;
  const now = plan.roomOf[stay]!;
  if (now < 0 || model.typeOf[now] !== type) {
    if (model.alikeOf[stay]! >= 0 || plan.typeKept[stay] === 1) {
      const wanted = plan.typeWanted(stay);
      if (wanted >= 0 && wanted !== type) return false;
    }
    if (!plan.hasOption(stay, type)) return false;
  }
  return plan.suits(stay, room);
}
