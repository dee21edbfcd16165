// The best plan there is, goal by goal, for small cases: each goal is minimised while those before it keep their value.
import type { Highs } from 'highs';
import { compile, type Model } from '../../plugin/assignment/plan/model.js';
import { Plan, type Standing } from '../../plugin/assignment/plan/plan.js';
import type { AssignmentProblem } from '../../plugin/assignment/index.js';
import { Choices } from './choices.js';
import { closeness } from './closeness.js';
import { LinearProgram, minimise, type Solution, type Terms, times } from './linear-program.js';
import { roomOrder } from './room-order.js';
import { shortBreaks } from './timeline.js';
import { type Rooms, roomsNow, type Verdict, verdict } from './verdict.js';
import { wear } from './wear.js';

/** In the order of `Standing`. */
export const goalNames = ['unplaced', 'upgradeCost', 'apart', 'wishes', 'comfort'] as const;

export interface ExactPlan extends Verdict {
  readonly rooms: Rooms;
  /** By goal: whether no plan is better at it, given the values of the goals before. */
  readonly proven: readonly boolean[];
  /** By goal: what no plan can go below, given the values of the goals before. */
  readonly bounds: readonly number[];
}

/** What a rotation rule that blocks weighs, as in `Plan`; that both agree is checked with every solution. */
const blocking = 1000;

/** As close as two computations of one value come. */
export const tolerance = (value: number): number => 1e-6 + 1e-9 * Math.abs(value);

/** Throws where the programme and `Plan` disagree on what a plan is worth: then one of them is wrong. */
export function solveExactly(
  highs: Highs,
  problem: AssignmentProblem,
  { secondsPerGoal }: { readonly secondsPerGoal: number },
): ExactPlan {
  const model = compile(problem);
  const choices = new Choices(new LinearProgram(), model);
  const { program } = choices;
  const proven: boolean[] = [];
  const bounds: number[] = [];
  let rooms = roomsNow(problem);
  let best = verdict(problem, rooms, model);
  const settled: Terms[] = [];
  goals(model).forEach((goal, g) => {
    settled.push(goal(choices));
    const start = columnsOf(choices, rooms);
    const solution = minimise(highs, program, settled[g]!, { start, seconds: secondsPerGoal });
    rooms = roomsOf(choices, solution);
    const reached = verdict(problem, rooms, model);
    checkAgreement(reached.standing, best.standing, g, solution.objective);
    best = reached;
    proven.push(solution.proven);
    bounds.push(solution.bound);
    // The goals before as well: one that was not proven may have become better on the way.
    settled.forEach((terms, i) =>
      program.atMost(terms, reached.standing[i]! + tolerance(reached.standing[i]!)),
    );
  });
  return { ...best, rooms, proven, bounds };
}

/** How each goal is put into linear terms, in the order of `Standing`. */
function goals(model: Model): ((choices: Choices) => Terms)[] {
  const plan = new Plan(model);
  return [
    (choices) => [
      [choices.program.one, model.stays.length],
      ...times(
        model.stays.flatMap((_, stay) => choices.placed(stay)),
        -1,
      ),
    ],
    (choices) => choices.alone((stay, room) => plan.costOf(stay, room)),
    closeness,
    (choices) => choices.alone((stay, room) => plan.dropped(stay, room)),
    comfort,
  ];
}

/** Goals 7 to 10 by their weights. What weighs nothing is left out: it would only make the programme larger. */
function comfort(choices: Choices): Terms {
  const { model } = choices;
  const { weights, rotation } = model.problem.policy;
  const parts: readonly (readonly [weight: number, goal: (choices: Choices) => Terms])[] = [
    [rotation.behaviour === 'block' ? blocking : weights.rotation, wear],
    [weights.roomOrder, roomOrder],
    [weights.leastRecentlyUsed, () => choices.alone((_, room) => model.recency[room]!)],
    [weights.gaps, shortBreaks],
    [weights.changes, () => choices.alone((stay, room) => changeOf(model, stay, room))],
  ];
  return parts.flatMap(([weight, goal]) => (weight > 0 ? times(goal(choices), weight) : []));
}

/** Goal 10 of the stay in a room. */
function changeOf(model: Model, stay: number, room: number): number {
  const now = model.roomNow[stay]!;
  if (now < 0 || now === room) return 0;
  return model.typeOf[now] === model.typeOf[room] ? 1 : 5;
}

function roomsOf({ rooms, model }: Choices, { values }: Solution): Rooms {
  const found = new Map<number, (typeof model.rooms)[number]['id']>();
  rooms.forEach((columns, stay) => {
    for (const [room, column] of columns)
      if (values[column]! > 0.5) found.set(model.stays[stay]!.id, model.rooms[room]!.id);
  });
  return found;
}

function columnsOf({ rooms, model }: Choices, plan: Rooms): Map<number, number> {
  const values = new Map<number, number>();
  rooms.forEach((columns, stay) => {
    const given = plan.get(model.stays[stay]!.id);
    for (const [room, column] of columns) values.set(column, model.rooms[room]!.id === given ? 1 : 0);
  });
  return values;
}

/** The goals before `goal` must not have become worse, and the goal must be worth what the programme says. */
function checkAgreement(reached: Standing, before: Standing, goal: number, objective: number): void {
  goalNames.slice(0, goal + 1).forEach((name, g) => {
    const expected = g < goal ? before[g]! : objective;
    const difference = reached[g]! - expected;
    if ((g < goal ? difference : Math.abs(difference)) > tolerance(expected))
      throw new Error(
        `goal ${goalNames[goal]}: the programme says ${name} is ${expected}, Plan says ${reached[g]}`,
      );
  });
}
