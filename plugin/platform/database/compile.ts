// Statements with named bindings, as the driver wants them: compiled by Knex once, for as often as they are run.
import { createHash } from 'node:crypto';
import knex, { type Knex } from 'knex';

/** Values for `:name` in a statement. Arrays are passed whole, for `= ANY(:ids)`. */
export type Bindings = Readonly<Record<string, unknown>>;

interface Compiled {
  readonly text: string;
  /** Of `$1`, `$2`, …: a name may stand at several places. */
  readonly names: readonly string[];
  /** What a connection knows the statement by once it has prepared it. */
  readonly preparedAs: string;
}

export interface RunOptions {
  /**
   * Parsed, and where PostgreSQL finds that as good also planned, once per connection. For what is run for every message; not for what looks
   * through tables that may be empty when a connection is opened and large an hour later.
   */
  readonly prepared?: boolean;
}

const compiler: Knex = knex({ client: 'pg' });

/** The plugin has some 200 statements; more than this means that one is put together from input. */
const mostKept = 1_000;

/** A memo: one text always compiles to the same. */
const compiled = new Map<string, Compiled>();

function compile(statement: string, names: readonly string[]): Compiled {
  const markers = Object.fromEntries(names.map((name) => [name, name]));
  const { sql, bindings } = compiler.raw(statement, markers).toSQL().toNative();
  const preparedAs = createHash('sha256').update(sql).digest('hex').slice(0, 32);
  return { text: sql, names: bindings as string[], preparedAs };
}

/** Throws where a value is undefined: that is a mistake, and never NULL. */
export function withBindings(
  statement: string,
  bindings: Bindings,
  { prepared = false }: RunOptions = {},
): { readonly name?: string; readonly text: string; readonly values: unknown[] } {
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
  return { ...(prepared && { name: known.preparedAs }), text: known.text, values };
}
