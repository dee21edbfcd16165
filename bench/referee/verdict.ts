// What a plan is worth, whoever made it: checked against the rules, and scored by the engine's own `Plan`.
import { compile, type Model } from '../../plugin/assignment/plan/model.js';
import { Plan, standing, type Standing } from '../../plugin/assignment/plan/plan.js';
import type { AssignmentProblem, GoalScore } from '../../plugin/assignment/index.js';
import type { RoomId } from '../../plugin/domain/ids.js';

/** A room for each stay by its id; a stay that is not in it has none. */
export type Rooms = ReadonlyMap<number, RoomId>;

export interface Verdict {
  readonly standing: Standing;
  readonly score: GoalScore;
}

/** The rooms that the stays have now. */
export const roomsNow = (problem: AssignmentProblem): Rooms =>
  new Map(problem.stays.flatMap((stay) => (stay.roomId === undefined ? [] : [[stay.id, stay.roomId]])));

/** What the plan is worth by goal. Throws where it breaks a rule that none may break. */
export function verdict(problem: AssignmentProblem, rooms: Rooms, model = compile(problem)): Verdict {
  const plan = new Plan(model);
  const indexOf = new Map(model.rooms.map((room, index) => [room.id, index]));
  model.stays.forEach(({ id }, stay) => {
    const room = rooms.get(id);
    const index = room === undefined ? -1 : indexOf.get(room);
    if (index === undefined) throw new Error(`stay ${id}: there is no room ${room}`);
    const objection = objectionTo(plan, stay, index);
    if (objection) throw new Error(`stay ${id} in room ${room}: ${objection}`);
    if (index >= 0) plan.put(stay, index);
  });
  checkAlike(model, plan);
  return { standing: standing(plan), score: plan.score() };
}

/** Why the stay cannot go into the room (-1: none); undefined where it can. */
function objectionTo(plan: Plan, stay: number, room: number): string | undefined {
  const { model } = plan;
  if (!model.movable[stay] && room !== model.roomNow[stay]) return 'it must keep its room';
  if (room < 0) return undefined;
  if (!plan.isFree(room, model.from[stay]!, model.to[stay]!)) return 'the room is taken';
  if (!model.movable[stay]) return undefined; // a person put it there
  if (!model.options[stay]!.some(({ type }) => type === model.typeOf[room]))
    return 'its type may not be given';
  return plan.suits(stay, room) ? undefined : 'the room does not suit';
}

function checkAlike(model: Model, plan: Plan): void {
  for (const set of model.alike) {
    const types = new Set(
      set.map((stay) => (plan.roomOf[stay]! < 0 ? -1 : model.typeOf[plan.roomOf[stay]!]!)),
    );
    if (types.size > 1)
      throw new Error(`stays ${set.map((stay) => model.stays[stay]!.id).join()} were booked alike`);
  }
}
