// Loaded into the PMS's process by bench/statements.ts: says in the server's log which statements the PMS's own functions made.
import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequire } from 'node:module';
import pg from 'pg';
import { application, mark } from './groups.js';

const inPmsFunction = new AsyncLocalStorage<true>();

/** Runs the PMS's function as before, and lets every query that it makes know whose it is. */
const marked =
  (original: (...given: unknown[]) => unknown) =>
  (...given: unknown[]): unknown =>
    inPmsFunction.run(true, () => original(...given));

function markFunctionsOf(models: Record<string, unknown>): void {
  for (const [name, member] of Object.entries(models))
    if (typeof member === 'function') models[name] = marked(member as (...given: unknown[]) => unknown);
}

/** A query's text, alone or in a configuration, with the mark before it. */
function markedQuery(query: unknown): unknown {
  if (typeof query === 'string') return mark + query;
  const text = (query as { text?: unknown } | null)?.text;
  return typeof text === 'string' ? { ...(query as object), text: mark + text } : query;
}

function markQueries(): void {
  const prototype = pg.Client.prototype as unknown as { query(...given: unknown[]): unknown };
  const original = Reflect.get(prototype, 'query');
  prototype.query = function query(this: unknown, ...given: unknown[]) {
    const [first, ...rest] = given;
    return original.call(this, inPmsFunction.getStore() ? markedQuery(first) : first, ...rest);
  };
}

// The driver of the run loads the same modules, for the clerks' work: only the PMS's process is measured.
if (process.argv[1]?.endsWith('pms-process.js')) {
  process.env.PGAPPNAME = application;
  const require = createRequire(new URL('../../examples/host-pms/api/', import.meta.url));
  markFunctionsOf(require('./models/reservations') as Record<string, unknown>);
  markQueries();
}
