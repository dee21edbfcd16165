// `npx heyawari export FILE`: what exists nowhere else, as lines of JSON; texts of messages stay sealed with the installation's keys.
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type pg from 'pg';
import { kinds } from './open-rows.js';

/** The text of each may be a megabyte. */
const rowsAtOnce = 20;

/** The file is the owner's alone: it says which bookings there are. */
const readableByOwner = 0o600;

interface Line {
  readonly table: string;
  /** The whole row by its columns; what is binary as PostgreSQL writes it, `\x…`. */
  readonly row: { readonly hotel_id: number; readonly id: number | string };
}

const keyOf = (table: string, hotelId: number, id: number | string) => `${table}/${hotelId}/${id}`;

type Kind = (typeof kinds)[number];

async function* rowsOf(client: pg.ClientBase, { table, condition, whole }: Kind): AsyncGenerator<Line> {
  let after: readonly [number, string] = [0, '0'];
  for (;;) {
    const { rows } = await client.query<{ hotel_id: number; id: string; row: Line['row'] }>(
      `SELECT r.hotel_id, r.id, ${whole} AS row FROM heyawari.${table} r
        WHERE ${condition} AND (r.hotel_id, r.id) > ($1, $2) ORDER BY r.hotel_id, r.id LIMIT ${rowsAtOnce}`,
      [...after],
    );
    const last = rows.at(-1);
    if (!last) return;
    for (const { row } of rows) yield { table, row };
    after = [last.hotel_id, last.id];
  }
}

/** Writes `file`, which must not be there yet. Answers with how many rows are in it. */
export async function exportOpenRows(client: pg.ClientBase, file: string): Promise<number> {
  const handle = await open(file, 'wx', readableByOwner);
  let written = 0;
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    for (const kind of kinds)
      for await (const line of rowsOf(client, kind)) {
        await handle.write(`${JSON.stringify(line)}\n`);
        written += 1;
      }
    await handle.sync();
    return written;
  } finally {
    await client.query('ROLLBACK');
    await handle.close();
  }
}

/** How many of the rows that exist nowhere else are not in `file`. */
export async function missingIn(client: pg.ClientBase, file: string): Promise<number> {
  const exported = new Set<string>();
  for await (const text of createInterface({ input: createReadStream(file) })) {
    const { table, row } = JSON.parse(text) as Line;
    exported.add(keyOf(table, row.hotel_id, row.id));
  }
  let missing = 0;
  for (const kind of kinds) {
    const { rows } = await client.query<{ hotel_id: number; id: string }>(
      `SELECT r.hotel_id, r.id FROM heyawari.${kind.table} r WHERE ${kind.condition}`,
    );
    missing += rows.filter(({ hotel_id, id }) => !exported.has(keyOf(kind.table, hotel_id, id))).length;
  }
  return missing;
}
