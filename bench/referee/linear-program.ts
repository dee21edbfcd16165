// A mixed-integer linear programme that grows row by row, and how HiGHS solves it.
import type { Highs, ModelData } from 'highs';

/** What stands for a sum: columns with their factors. A column may come several times. */
export type Terms = readonly (readonly [column: number, factor: number])[];

/** Every term times `factor`. */
export const times = (terms: Terms, factor: number): Terms =>
  terms.map(([column, own]) => [column, own * factor] as const);

/** Each column once, those that cancel out left out: HiGHS takes no column twice. */
function merged(terms: Terms): Map<number, number> {
  const sum = new Map<number, number>();
  for (const [column, factor] of terms) sum.set(column, (sum.get(column) ?? 0) + factor);
  for (const [column, factor] of sum) if (factor === 0) sum.delete(column);
  return sum;
}

export class LinearProgram {
  /** A column that is always 1, so that a constant is a term like any other. */
  readonly one: number;

  private readonly lower: number[] = [];
  private readonly upper: number[] = [];
  private readonly whole: (0 | 1)[] = [];
  /** Sparse, one after another. */
  private rows = {
    lower: [] as number[],
    upper: [] as number[],
    starts: [0],
    columns: [] as number[],
    factors: [] as number[],
  };

  constructor() {
    this.one = this.column(1, 1);
  }

  /** A continuous variable. */
  column(lower: number, upper: number): number {
    this.lower.push(lower);
    this.upper.push(upper);
    this.whole.push(0);
    return this.lower.length - 1;
  }

  /** A yes or no. */
  choice(): number {
    const column = this.column(0, 1);
    this.whole[column] = 1;
    return column;
  }

  /** The linear programme that is left once the choices are made as in `values`. */
  withChoices(values: Float64Array): LinearProgram {
    const decided = new LinearProgram();
    this.whole.forEach((whole, column) => {
      const value = Math.round(values[column]!);
      decided.lower[column] = whole ? value : this.lower[column]!;
      decided.upper[column] = whole ? value : this.upper[column]!;
      decided.whole[column] = 0;
    });
    decided.rows = this.rows;
    return decided;
  }

  row(lower: number, terms: Terms, upper: number): void {
    const { rows } = this;
    for (const [column, factor] of merged(terms)) {
      rows.columns.push(column);
      rows.factors.push(factor);
    }
    rows.starts.push(rows.columns.length);
    rows.lower.push(lower);
    rows.upper.push(upper);
  }

  atMost(terms: Terms, upper: number): void {
    this.row(-Infinity, terms, upper);
  }

  atLeast(terms: Terms, lower: number): void {
    this.row(lower, terms, Infinity);
  }

  equal(a: Terms, b: Terms): void {
    this.row(0, [...a, ...times(b, -1)], 0);
  }

  /** In the form HiGHS takes; `goal` is to be minimised. */
  data(goal: Terms): ModelData {
    const colCost = new Float64Array(this.lower.length);
    for (const [column, factor] of goal) colCost[column]! += factor;
    const numCols = this.lower.length;
    const { lower, upper, starts, columns, factors } = this.rows;
    const numRows = lower.length;
    return {
      ...{ numCols, colCost, colLower: this.lower, colUpper: this.upper, integrality: this.whole },
      ...{ numRows, rowLower: lower, rowUpper: upper },
      matrix: { format: 'csr', numRows, numCols, starts, indices: columns, values: factors },
    };
  }
}

export interface Solution {
  /** By column; choices are exactly 0 or 1. */
  readonly values: Float64Array;
  /** What the goal is worth with these choices. */
  readonly objective: number;
  /** What no solution can go below; equal to `objective`, but for rounding, where proven. */
  readonly bound: number;
  readonly proven: boolean;
}

/** Solutions that are nearer to the best than this share of it pass for the best. */
const relativeGap = 1e-6;

/**
 * The least value of `goal`. `start`: columns with their values, a solution to begin with; the columns not in it are completed.
 * Throws where HiGHS finds no solution within the time.
 */
export function minimise(
  highs: Highs,
  program: LinearProgram,
  goal: Terms,
  { start, seconds }: { readonly start: ReadonlyMap<number, number>; readonly seconds: number },
): Solution {
  const found = highs.withModel(program.data(goal), (model) => {
    model.options.set({
      output_flag: false,
      time_limit: seconds,
      mip_rel_gap: relativeGap,
      mip_abs_gap: relativeGap,
      mip_feasibility_tolerance: 1e-7,
    });
    model.setSolution({ indices: [...start.keys()], values: [...start.values()] });
    const { modelStatus } = model.run();
    const statuses = highs.constants.modelStatus;
    const ended = modelStatus === statuses.optimal || modelStatus === statuses.timeLimit;
    if (!ended || model.info.get('primal_solution_status') !== highs.constants.solutionStatus.feasible)
      throw new Error(`HiGHS found no solution: model status ${modelStatus}`);
    return {
      values: model.getSolution().colValue,
      bound: Number(model.info.get('mip_dual_bound')),
      proven: modelStatus === statuses.optimal,
    };
  });
  return { ...found, ...settled(highs, program, goal, found.values) };
}

/** The same choices without the solver's play: in a sum with large weights a millionth of a yes is seen. */
function settled(highs: Highs, program: LinearProgram, goal: Terms, values: Float64Array) {
  return highs.withModel(program.withChoices(values).data(goal), (model) => {
    model.options.set({
      output_flag: false,
      primal_feasibility_tolerance: 1e-10,
      dual_feasibility_tolerance: 1e-10,
    });
    const { modelStatus } = model.run();
    if (modelStatus !== highs.constants.modelStatus.optimal)
      throw new Error(`HiGHS's solution does not stand rounding: model status ${modelStatus}`);
    return { values: model.getSolution().colValue, objective: model.getObjectiveValue() };
  });
}
