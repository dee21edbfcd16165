// HiGHS (WebAssembly) as the solver of the type planner's linear programmes.
import * as highsModule from 'highs';
import type { HighsCallbackMap } from 'highs';
import type { LinearProgramme, LinearSolver } from '../assignment/index.js';

// The package's types are those of its CommonJS form, whose loader is the module itself; its ES form, and a bundler's, have it as `default`.
type Load = typeof highsModule.default.default;
const exported: unknown = highsModule.default;
const loadHighs = (
  typeof exported === 'function' ? exported : (exported as { default: unknown }).default
) as Load;

type Highs = Awaited<ReturnType<Load>>;

function modelData(highs: Highs, programme: LinearProgramme) {
  const numCols = programme.costs.length;
  const numRows = programme.rowUpper.length;
  return {
    numCols,
    numRows,
    colCost: programme.costs,
    colLower: new Float64Array(numCols),
    colUpper: programme.upper,
    rowLower: new Float64Array(numRows).fill(-highs.infinity),
    rowUpper: programme.rowUpper,
    matrix: {
      format: 'csr' as const,
      numRows,
      numCols,
      starts: programme.rowStarts,
      indices: programme.columns,
      values: programme.coefficients,
    },
    ...(programme.whole.includes(1) ? { integrality: Int32Array.from(programme.whole) } : {}),
  };
}

/**
 * Work on whole numbers, in simplex iterations over all nodes. HiGHS heeds neither its iteration limit there nor the node limit in good
 * time: dense programmes of 120 × 60 and 300 × 150 ran 20 and 62 s to 1,000 nodes (45,514 and 116,069 iterations), with a plan within 0.1 %
 * of the last one after a fifth of that.
 */
const wholeNumberIterations = 5_000;
const wholeNumberNodes = 1_000;

/** HiGHS says of a plan that it breaks nothing (`kSolutionStatusFeasible`). */
const feasible = 2;

/** Interrupts where the work is done up or `mayStop` says yes; both are asked at the solver's own checkpoints, which are the same in every run. */
function interrupts(highs: Highs, mostWhole: number, mayStop: () => boolean): HighsCallbackMap {
  const { simplexInterrupt, mipInterrupt } = highs.constants.callbackType;
  return {
    [simplexInterrupt](event) {
      if (mayStop()) event.interrupt();
    },
    [mipInterrupt](event) {
      const done = Number(event.data.mip_total_lp_iterations ?? 0n);
      if (done >= mostWhole || mayStop()) event.interrupt();
    },
  };
}

/**
 * Loads HiGHS once; the solver it answers with is synchronous and deterministic: it is limited by iterations, and by the clock only where
 * `mayStop` is one. A programme without whole numbers has an optimum or no answer; of one with them the best plan found counts.
 */
export async function loadLinearSolver(): Promise<LinearSolver> {
  const highs = await loadHighs();
  return (programme, maxIterations, mayStop = () => false) =>
    highs.withModel(modelData(highs, programme), (model) => {
      model.options.set({
        output_flag: false,
        simplex_iteration_limit: maxIterations,
        mip_rel_gap: 1e-6,
        mip_max_nodes: wholeNumberNodes,
      });
      model.run(interrupts(highs, Math.min(maxIterations, wholeNumberIterations), mayStop));
      const iterations = Number(model.info.get('simplex_iteration_count'));
      const optimal = model.getModelStatus() === highs.constants.modelStatus.optimal;
      const usable = programme.whole.includes(1)
        ? model.info.get('primal_solution_status') === feasible
        : optimal;
      if (!usable) return undefined;
      const { colValue, rowDual } = model.getSolution();
      return { values: colValue, prices: rowDual.map((dual) => Math.max(0, -dual)), iterations };
    });
}
