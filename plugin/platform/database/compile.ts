// Statements with named bindings, as the driver wants them: compiled by Knex once, for as often as they are run.
import knex, { type Knex } from 'knex';

/** Values for `:name` in a statement. Arrays are passed whole, for `= ANY(:ids)`. */
export type Bindings = Readonly<Record<string, unknown>>;

interface Compiled {
  readonly text: string;
  /** Of `$1`, `$2`, …: a name may stand at several places. */
  readonly names: readonly string[];
}

export interface RunOptions {
  /**
   * Planned each time instead of once for a while (../prepared-statements.ts): for what goes through many rows of a table that may be nearly
   * empty at one moment and full a minute later.
   */
  readonly plannedAnew?: true;
}

const compiler: Knex = knex({ client: 'pg' });

/** The plugin has some 200 statements; more than this means that one is put together from input. */
const mostKept = 1_000;

/** A memo: one text always compiles to the same. */
const compiled = new Map<string, Compiled>();

function compile(statement: string, names: readonly string[]): Compiled {
  const markers = Object.fromEntries(names.map((name) => [name, name]));
  const { sql, bindings } = compiler.raw(statement, markers).toSQL().toNative();
  return { text: sql, names: bindings as string[] };
}

/** Throws where a value is undefined: that is a mistake, and never NULL. */
export function withBindings(
  statement: string,
  bindings: Bindings,
): { readonly text: string; readonly values: unknown[] } {
  let known = compiled.get(statement);
  if (!known) {
    known = compile(statement, Object.keys(bindings));
    if (compiled.size >= mostKept) compiled.clear();
    compiled.set(statement, known);
  }
  const values = known.names.map((name) => {
    if (bindings[name] === undefined) throw new Error(`no value for :${name} in ${statement}`);
    return bindings[name];
  });
  return { text: known.text, values };
}
