// What the type planner needs of a solver of linear programmes; `plugin/solver` fills it with HiGHS.

/** Minimise costs·x where rows·x ≤ rowUpper and 0 ≤ x ≤ upper. Rows are sparse, one after another. */
export interface LinearProgramme {
  readonly costs: Float64Array;
  readonly upper: Float64Array;
  /** 1: whole numbers only. */
  readonly whole: Uint8Array;
  readonly rowUpper: Float64Array;
  /** Where each row begins in `columns` and `coefficients`; one more at the end. */
  readonly rowStarts: Int32Array;
  readonly columns: Int32Array;
  readonly coefficients: Float64Array;
}

export interface LinearSolution {
  /** By column. */
  readonly values: Float64Array;
  /** By row: how much the objective rises for one unit less on the right-hand side, ≥ 0; empty where whole numbers were asked for. */
  readonly prices: Float64Array;
  readonly iterations: number;
}

/**
 * Undefined: no plan within the iterations. With whole numbers the answer is the best plan found within them, not always the best there is.
 * Deterministic, unless `mayStop`, which is asked now and then, says yes.
 */
export type LinearSolver = (
  programme: LinearProgramme,
  maxIterations: number,
  mayStop?: () => boolean,
) => LinearSolution | undefined;
