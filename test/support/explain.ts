// What statements of the product cost: recorded as it sends them, run by EXPLAIN with their own values.
import type pg from 'pg';
import { withBindings } from '../../plugin/platform/database/compile.js';
import { createDatabase, type Database } from '../../plugin/platform/database/index.js';

/** What the product sends, with its values. */
export interface Sent {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** A database that notes every question on its way. */
export function recordedDatabase(pool: pg.Pool): { readonly database: Database; readonly sent: Sent[] } {
  const sent: Sent[] = [];
  const inner = createDatabase(pool);
  const note: Pick<Database, 'rows' | 'row'> = {
    rows: (statement, bindings = {}) => {
      const { text, values } = withBindings(statement, bindings);
      sent.push({ text, values });
      return inner.rows(statement, bindings);
    },
    row: async (...asked) => (await note.rows<never>(...asked))[0],
  };
  return { database: { ...inner, ...note }, sent };
}

interface PlanNode {
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
}

export interface Cost {
  /** Buffer blocks, of all statements together. */
  readonly blocks: number;
  readonly statements: number;
}

async function printPlan(client: pg.PoolClient, { text, values }: Sent): Promise<void> {
  const { rows } = await client.query<{ 'QUERY PLAN': string }>({
    text: `EXPLAIN (ANALYZE, BUFFERS, COSTS ON) ${text}`,
    values: [...values],
  });
  console.log(rows.map((row) => row['QUERY PLAN']).join('\n'));
}

/** Planned as prepared statements are, `generic` or for the values. `print`: shows the plans too. */
export async function costOf(
  pool: pg.Pool,
  sent: readonly Sent[],
  plan: 'generic' | 'custom',
  print = false,
): Promise<Cost> {
  const client = await pool.connect();
  try {
    await client.query(`SET plan_cache_mode = force_${plan}_plan`);
    let blocks = 0;
    for (const one of sent) {
      const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>({
        text: `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${one.text}`,
        values: [...one.values],
      });
      const { 'Shared Hit Blocks': hit, 'Shared Read Blocks': read } = rows[0]!['QUERY PLAN'][0].Plan;
      blocks += hit + read;
      if (print) await printPlan(client, one);
    }
    return { blocks, statements: sent.length };
  } finally {
    client.release();
  }
}
