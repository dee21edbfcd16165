// How near the engine comes to the best plan there is: small random cases, each solved by the engine and by the exact referee.
// `node --import tsx bench/referee.ts [--instances 500] [--from 1] [--seconds 60] [--remember FILE] [--worst 10] [--work 1] [--json]`; exit code 1 where
// a case fails.
import { optionsOf } from '../dev/problems.js';
import type { AssignmentProblem } from '../plugin/assignment/index.js';
import { compareByGoal, type GoalResult, judged } from './referee/compare.js';
import { type Answer, loadContestant } from './referee/contestant.js';
import { solveExactly } from './referee/exact.js';
import { loadHighs } from './referee/load-highs.js';
import { randomProblem } from './referee/random-problem.js';
import { type Remembered, rememberingIn } from './referee/remembered.js';
import { verdict } from './referee/verdict.js';
import { timed } from './timed.js';
import { limitsTimes, readWork, workInWords, workRange } from './work.js';

const { values } = optionsOf({
  options: {
    instances: { type: 'string', default: '500' },
    from: { type: 'string', default: '1' },
    /** The referee's, for each goal. */
    seconds: { type: 'string', default: '60' },
    /** Keeps the referee's plans, and takes those that are there already. */
    remember: { type: 'string' },
    worst: { type: 'string', default: '10' },
    /** Times the product's work limits. */
    work: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});

interface Result {
  readonly seed: number;
  readonly stays: number;
  readonly rooms: number;
  readonly goals: readonly GoalResult[];
  /** What was wrong with the plan or the answer besides; undefined: nothing. */
  readonly error: string | undefined;
  /** Whether the referee's plan was proven best at every goal. */
  readonly proven: boolean;
  /** Of the processor. */
  readonly milliseconds: { readonly ours: number; readonly exact: number };
}

const highs = await loadHighs();
const contestant = await loadContestant();

const secondsPerGoal = Number(values.seconds);
const work = readWork(values.work);
if (work === undefined) {
  console.error(`--work takes ${workRange}, not "${values.work}".`);
  process.exit(2);
}
const limitsOf = limitsTimes(work);
const workLimits = workInWords(work);

const solve = (problem: AssignmentProblem): Remembered => {
  const { value, cpuMs } = timed(() => solveExactly(highs, problem, { secondsPerGoal }));
  return { plan: value, milliseconds: cpuMs };
};
const referee = values.remember === undefined ? solve : rememberingIn(values.remember, secondsPerGoal, solve);

/** What either throws fails the case, not the run: the engine's plan broke a rule, or the referee and `Plan` disagree. */
function judge(seed: number): Result {
  const problem = randomProblem(seed, limitsOf);
  const about = { seed, stays: problem.stays.length, rooms: problem.house.rooms.length };
  const milliseconds = { ours: 0, exact: 0 };
  let proven = false;
  try {
    const exact = referee(problem);
    milliseconds.exact = exact.milliseconds;
    proven = exact.plan.proven.every(Boolean);
    const ours = timed(() => contestant(problem));
    milliseconds.ours = ours.cpuMs;
    const real = verdict(problem, ours.value.rooms);
    const goals = compareByGoal(real, exact.plan, problem.policy);
    return { ...about, goals, error: misjudged(ours.value, real.score), proven, milliseconds };
  } catch (error) {
    return { ...about, goals: [], error: String(error), proven, milliseconds };
  }
}

/** The engine must know what its own plan is worth. */
function misjudged({ score }: Answer, real: Answer['score']): string | undefined {
  const goals = Object.keys(real) as (keyof typeof real)[];
  const wrong = goals.filter((goal) => Math.abs(score[goal] - real[goal]) > 1e-6 * Math.max(1, real[goal]));
  const said = wrong.map((goal) => `${goal} is ${real[goal]}, the engine says ${score[goal]}`);
  return said.length > 0 ? said.join('; ') : undefined;
}

const failed = ({ goals, error }: Result) =>
  error !== undefined || goals.some(({ outcome }) => outcome === 'worse');

/** By how much the goal that decides is worse; what breaks a rule is worst. */
function shortfall({ goals, error }: Result): number {
  if (error !== undefined) return Infinity;
  const last = goals.at(-1)!;
  const weight = 10 ** (2 * (judged.length - judged.indexOf(last.goal)));
  return (weight * (last.ours - last.exact)) / Math.max(1, last.exact);
}

const percentile = (numbers: readonly number[], share: number) =>
  [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))]!;

function summaryOf(results: readonly Result[]) {
  const byGoal = judged.map((goal) => {
    const outcomes = results.flatMap((result) => result.goals.filter((one) => one.goal === goal));
    const count = (wanted: GoalResult['outcome']) =>
      outcomes.filter(({ outcome }) => outcome === wanted).length;
    return {
      goal,
      judged: outcomes.length,
      ...{ equal: count('equal'), within: count('within'), better: count('better'), worse: count('worse') },
    };
  });
  const times = (whose: 'ours' | 'exact') => {
    const all = results.map(({ milliseconds }) => milliseconds[whose]);
    return { median: Math.round(percentile(all, 0.5)), p95: Math.round(percentile(all, 0.95)) };
  };
  return {
    workLimits,
    instances: results.length,
    failed: results.filter(failed).length,
    goals1to4Equal: results.filter((result) =>
      result.goals.some(({ goal, outcome }) => goal === 'upgradeCost' && outcome === 'equal'),
    ).length,
    proven: results.filter(({ proven }) => proven).length,
    byGoal,
    milliseconds: { ours: times('ours'), exact: times('exact') },
  };
}

const describe = ({ seed, stays, rooms, goals, error }: Result) => {
  const last = goals.at(-1);
  const what = error ?? `${last?.goal} ${last?.outcome}: ${last?.ours}, exact ${last?.exact}`;
  return `  seed ${seed} (${stays} stays, ${rooms} rooms): ${what}`;
};

function print(results: readonly Result[]): void {
  const { instances, goals1to4Equal, proven, byGoal, milliseconds, ...rest } = summaryOf(results);
  console.log(workLimits);
  console.log(
    `${instances} cases, ${rest.failed} failed; the referee proved ${proven} to be the best there is`,
  );
  console.log(`goals 1-4 equal: ${goals1to4Equal}`);
  for (const { goal, ...counts } of byGoal)
    console.log(
      `${goal.padEnd(12)} judged ${counts.judged}: ${counts.equal} equal, ${counts.within} within 5 %, ` +
        `${counts.better} better, ${counts.worse} worse`,
    );
  for (const whose of ['ours', 'exact'] as const)
    console.log(
      `${whose}: median ${milliseconds[whose].median} ms of CPU, p95 ${milliseconds[whose].p95} ms`,
    );
  const notEqual = results
    .filter((result) => failed(result) || result.goals.at(-1)?.outcome !== 'equal')
    .sort((a, b) => shortfall(b) - shortfall(a))
    .slice(0, Number(values.worst));
  if (notEqual.length > 0) console.log('worst:');
  for (const result of notEqual) console.log(describe(result));
}

const results = Array.from({ length: Number(values.instances) }, (_, i) => judge(Number(values.from) + i));
if (values.json) console.log(JSON.stringify({ summary: summaryOf(results), results }));
else print(results);
process.exitCode = results.some(failed) ? 1 : 0;
