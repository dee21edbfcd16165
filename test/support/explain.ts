// What statements of the product cost: recorded as it sends them, run by EXPLAIN with their own values.
import type pg from 'pg';
import { withBindings } from '../../plugin/platform/database/compile.js';
import {
  createDatabase,
  type Database,
  hotelTransaction,
  type HotelTx,
  inHotel,
  type Sql,
} from '../../plugin/platform/database/index.js';
import type { HotelId } from '../../plugin/domain/ids.js';

/** What the product sends, with its values. */
export interface Sent {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Notes every statement on its way into `sent`. */
function noting(inner: Sql, sent: Sent[]): Sql {
  const note = (...[statement, bindings = {}]: Parameters<Sql['rows']>) => {
    const { text, values } = withBindings(statement, bindings);
    sent.push({ text, values });
  };
  return {
    rows: (...asked) => (note(...asked), inner.rows(...asked)),
    row: (...asked) => (note(...asked), inner.row(...asked)),
    run: (...asked) => (note(...asked), inner.run(...asked)),
  };
}

/** A database that notes every question on its way. */
export function recordedDatabase(pool: pg.Pool): { readonly database: Database; readonly sent: Sent[] } {
  const sent: Sent[] = [];
  const inner = createDatabase(pool);
  return { database: { ...inner, ...noting(inner, sent) }, sent };
}

class Undone extends Error {}

/** What `work` sends in a transaction of that hotel, which is undone. */
export async function sentInTransaction(
  pool: pg.Pool,
  hotel: HotelId,
  work: (tx: HotelTx) => Promise<unknown>,
): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  try {
    await hotelTransaction(createDatabase(pool), hotel, async (tx) => {
      await work(inHotel({ ...tx, ...noting(tx, sent) }, hotel));
      throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
  return sent;
}

interface PlanNode {
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

const nodesOf = (node: PlanNode): readonly PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

export interface Cost {
  /** Buffer blocks, of all statements together. */
  readonly blocks: number;
  readonly statements: number;
  /** Tables that were read from the first row to the last. */
  readonly readWhole: readonly string[];
  readonly indexes: readonly string[];
}

const usedBy = (nodes: readonly PlanNode[]): Pick<Cost, 'readWhole' | 'indexes'> => ({
  readWhole: nodes
    .filter((node) => node['Node Type'] === 'Seq Scan')
    .flatMap((node) => node['Relation Name'] ?? []),
  indexes: [...new Set(nodes.flatMap((node) => node['Index Name'] ?? []))],
});

async function printPlan(client: pg.PoolClient, { text, values }: Sent): Promise<void> {
  await client.query('BEGIN');
  const { rows } = await client.query<{ 'QUERY PLAN': string }>({
    text: `EXPLAIN (ANALYZE, BUFFERS, COSTS ON) ${text}`,
    values: [...values],
  });
  await client.query('ROLLBACK');
  console.log(rows.map((row) => row['QUERY PLAN']).join('\n'));
}

/** Planned as prepared statements are, `generic` or for the values; what they write is undone. `print`: shows the plans too. */
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
    const nodes: PlanNode[] = [];
    for (const one of sent) {
      await client.query('BEGIN');
      const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>({
        text: `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${one.text}`,
        values: [...one.values],
      });
      await client.query('ROLLBACK');
      const { Plan: plan } = rows[0]!['QUERY PLAN'][0];
      blocks += plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
      nodes.push(...nodesOf(plan));
      if (print) await printPlan(client, one);
    }
    return { blocks, statements: sent.length, ...usedBy(nodes) };
  } finally {
    client.release();
  }
}
