// Solving a large linear programme by the few of its columns that matter: the others are priced, and join only where they would help. The
// optimum is that of the whole programme.
import { keysOf, sortedBy } from './entries.js';
import type { LinearProgramme, LinearSolution, LinearSolver } from './linear.js';

export interface SolvedProgramme extends LinearSolution {
  /** Of the programme without whole numbers. */
  readonly prices: Float64Array;
}

/** Up to this many columns all take part from the start: pricing would cost more than it saves. */
const fewColumns = 400;
/** Columns of the first try at whole numbers, and how many times as many each further try has. */
const narrow = 250;
const wider = 3;
/** Beyond this many the last few upgrades are not worth the time: the best so far is kept, if there is any. */
const mostWhole = 2000;

const tolerance = 1e-6;

/** The programme by columns. */
interface Columns {
  readonly starts: Int32Array;
  readonly rows: Int32Array;
  readonly coefficients: Float64Array;
}

function columnsOf({ costs, rowStarts, columns, coefficients }: LinearProgramme): Columns {
  const sorted = sortedBy(costs.length, columns, { others: keysOf(rowStarts), coefficients });
  return { starts: sorted.starts, rows: sorted.others, coefficients: sorted.coefficients };
}

/** The values at some places. */
function picked(values: ArrayLike<number>, places: readonly number[]): Float64Array {
  const found = new Float64Array(places.length);
  for (let i = 0; i < places.length; i += 1) found[i] = values[places[i]!]!;
  return found;
}

/** The programme with the columns marked in `taking` only, and the rows that any of them touches, or that ask for one. */
function part(programme: LinearProgramme, taking: Uint8Array, wholeNumbers: boolean) {
  const { rowStarts, columns, coefficients, rowUpper, costs, upper, whole } = programme;
  const taken: number[] = [];
  const indexOf = new Int32Array(costs.length);
  for (let column = 0; column < costs.length; column += 1)
    if (taking[column] === 1) indexOf[column] = taken.push(column) - 1;
  const rows: number[] = [];
  const starts = [0];
  // As much as there could be, of which the beginning is used: to push a hundred thousand entries into lists costs more than to copy them.
  const indices = new Int32Array(columns.length);
  const values = new Float64Array(columns.length);
  let entries = 0;
  for (let row = 0; row < rowUpper.length; row += 1) {
    const start = entries;
    for (let i = rowStarts[row]!; i < rowStarts[row + 1]!; i += 1) {
      if (taking[columns[i]!] === 0) continue;
      indices[entries] = indexOf[columns[i]!]!;
      values[entries] = coefficients[i]!;
      entries += 1;
    }
    if (entries === start && rowUpper[row]! >= 0) continue;
    rows.push(row);
    starts.push(entries);
  }
  const reduced: LinearProgramme = {
    costs: picked(costs, taken),
    upper: picked(upper, taken),
    whole: wholeNumbers ? new Uint8Array(picked(whole, taken)) : new Uint8Array(taken.length),
    rowUpper: picked(rowUpper, rows),
    rowStarts: Int32Array.from(starts),
    columns: indices.slice(0, entries),
    coefficients: values.slice(0, entries),
  };
  return { reduced, taken, rows };
}

class Search {
  iterations = 0;
  private readonly byColumn: Columns;

  constructor(
    private readonly programme: LinearProgramme,
    private readonly solver: LinearSolver,
    private readonly maxIterations: number,
    private readonly mayStop: () => boolean,
  ) {
    this.byColumn = columnsOf(programme);
  }

  /** The best solution with the columns of `taking`, the others at 0; undefined where none was found within the iterations. */
  solve(
    taking: Uint8Array,
    wholeNumbers: boolean,
  ): { values: Float64Array; prices: Float64Array } | undefined {
    const { reduced, taken, rows } = part(this.programme, taking, wholeNumbers);
    const left = Math.max(0, this.maxIterations - this.iterations);
    const solution = this.solver(reduced, left, this.mayStop);
    if (!solution) return undefined;
    this.iterations += solution.iterations;
    const values = new Float64Array(this.programme.costs.length);
    taken.forEach((column, index) => (values[column] = solution.values[index]!));
    const prices = new Float64Array(this.programme.rowUpper.length);
    rows.forEach((row, index) => (prices[row] = solution.prices[index] ?? 0));
    return { values, prices };
  }

  /** By column: how much the objective rises for one unit of it. */
  reducedCosts(prices: Float64Array): Float64Array {
    const { starts, rows, coefficients } = this.byColumn;
    return this.programme.costs.map((cost, column) => {
      let reduced = cost;
      for (let i = starts[column]!; i < starts[column + 1]!; i += 1)
        reduced += prices[rows[i]!]! * coefficients[i]!;
      return reduced;
    });
  }

  /** The columns that ease a row which must be eased, or gain something by themselves: with them alone there is a solution. */
  beginning(): Uint8Array {
    const { costs, rowUpper } = this.programme;
    const { starts, rows, coefficients } = this.byColumn;
    const taking = new Uint8Array(costs.length);
    for (let column = 0; column < costs.length; column += 1) {
      if (costs[column]! < 0 || costs.length <= fewColumns) taking[column] = 1;
      for (let i = starts[column]!; i < starts[column + 1]! && taking[column] === 0; i += 1)
        if (coefficients[i]! < 0 && rowUpper[rows[i]!]! < 0) taking[column] = 1;
    }
    return taking;
  }

  costOf(values: Float64Array): number {
    return values.reduce((sum, value, column) => sum + value * this.programme.costs[column]!, 0);
  }

  isOver(): boolean {
    return this.iterations >= this.maxIterations || this.mayStop();
  }

  isSplit(values: Float64Array): boolean {
    const { whole } = this.programme;
    return values.some((value, i) => whole[i] === 1 && Math.abs(value - Math.round(value)) > tolerance);
  }
}

/** Solves without whole numbers: `taking` grows by every column that would help, until none would. */
function relax(search: Search, taking: Uint8Array) {
  for (;;) {
    const solution = search.solve(taking, false);
    if (!solution) return undefined;
    const reduced = search.reducedCosts(solution.prices);
    let grown = false;
    reduced.forEach((cost, column) => {
      if (taking[column] === 1 || cost >= -tolerance) return;
      taking[column] = 1;
      grown = true;
    });
    if (!grown) return { ...solution, reduced, cost: search.costOf(solution.values) };
  }
}

/**
 * Whole numbers, of the columns that cost least beside the split solution. What the answer costs more than that one is the most that any
 * column could save: where all that cheap took part, it is the best there is; else more take part.
 */
function inWholeNumbers(search: Search, reduced: Float64Array, splitCost: number): Float64Array | undefined {
  const byCost = reduced.slice().sort();
  let best: { values: Float64Array; cost: number } | undefined;
  for (let count = narrow; ; count *= wider) {
    const most = (byCost[Math.min(count, byCost.length) - 1] ?? 0) + tolerance;
    const enough = best ? best.cost - splitCost + tolerance : Infinity;
    const limit = Math.min(most, enough);
    const taking = new Uint8Array(reduced.length);
    reduced.forEach((cost, column) => (taking[column] = cost <= limit ? 1 : 0));
    const found = search.solve(taking, true);
    const cost = found ? search.costOf(found.values) : Infinity;
    if (found && !(best && best.cost <= cost)) best = { values: found.values, cost };
    if (search.isOver()) return best?.values;
    if (count >= byCost.length || (best && (best.cost - splitCost <= most || count * wider > mostWhole)))
      return best?.values;
  }
}

/**
 * Solves; where a room would be split between two types, again in whole numbers, as well as the iterations allow. Undefined: no plan within
 * them, or before `mayStop` said yes.
 */
export function solveProgramme(
  programme: LinearProgramme,
  solver: LinearSolver,
  maxIterations: number,
  mayStop: () => boolean = () => false,
): SolvedProgramme | undefined {
  const search = new Search(programme, solver, maxIterations, mayStop);
  const relaxed = relax(search, search.beginning());
  if (!relaxed) return undefined;
  const { prices, reduced, cost } = relaxed;
  const values = search.isSplit(relaxed.values) ? inWholeNumbers(search, reduced, cost) : relaxed.values;
  return values && { values, prices, iterations: search.iterations };
}
