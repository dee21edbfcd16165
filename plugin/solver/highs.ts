// HiGHS (WebAssembly) as the solver of the type planner's linear programmes.
import * as highsModule from 'highs';
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

/** Loads HiGHS once; the solver it answers with is synchronous and deterministic: it is limited by iterations, never by time. */
export async function loadLinearSolver(): Promise<LinearSolver> {
  const highs = await loadHighs();
  return (programme, maxIterations) =>
    highs.withModel(modelData(highs, programme), (model) => {
      model.options.set({
        output_flag: false,
        simplex_iteration_limit: maxIterations,
        mip_rel_gap: 1e-6,
        mip_max_nodes: 1000,
      });
      model.run();
      const iterations = Number(model.info.get('simplex_iteration_count'));
      if (model.getModelStatus() !== highs.constants.modelStatus.optimal) return undefined;
      const { colValue, rowDual } = model.getSolution();
      return { values: colValue, prices: rowDual.map((dual) => Math.max(0, -dual)), iterations };
    });
}
