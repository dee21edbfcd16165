// Where not everybody finds a room, and it makes no difference to any goal who goes without, the more important class does not (section 4).
import { compare, type Plan, standing } from '../plan/plan.js';

const isAlone = (plan: Plan, stay: number) => plan.model.alikeOf[stay]! < 0 && plan.typeKept[stay] === 0;

/** Puts `stay` in the place of whoever alone keeps it from `room`, where that one is less important and nothing gets worse. Whether it did. */
function takesThePlace(plan: Plan, stay: number, room: number): boolean {
  const { model } = plan;
  const inTheWay = plan.inTheWay(room, model.from[stay]!, model.to[stay]!);
  const [other] = inTheWay;
  if (other === undefined || inTheWay.length > 1) return false;
  if (!plan.mayMove(other) || !isAlone(plan, other) || !plan.mayGo(stay, room)) return false;
  if (model.stays[other]!.priority >= model.stays[stay]!.priority) return false;
  const before = standing(plan);
  const mark = plan.mark();
  plan.take(other);
  plan.put(stay, room);
  if (compare(standing(plan), before) <= 0) return true;
  plan.rollBack(mark);
  return false;
}

/** Goes through all who have no room, the most important first. */
export function preferHigherClass(plan: Plan): void {
  const { model } = plan;
  const homeless = [...model.stays.keys()].filter(
    (stay) => plan.roomOf[stay]! < 0 && model.movable[stay] === 1 && isAlone(plan, stay),
  );
  homeless.sort((a, b) => model.stays[b]!.priority - model.stays[a]!.priority);
  for (const stay of homeless)
    model.options[stay]!.some(({ type }) =>
      model.roomsOfType[type]!.some((room) => takesThePlace(plan, stay, room)),
    );
}
