// Keeps a reservation as it is until the transaction ends: whoever is saving in it is waited for, whoever saves then waits for us.
import type { HostPort } from '../../port.js';
import { write } from '../gate.js';
import type { OptionalTables } from '../reading/optional-tables.js';

const nights = 'SELECT d.id FROM reservation_details d WHERE d.hotel_id = :hotel AND d.reservation_id = :id';

/** What hangs on it, by the condition that finds its rows `t`; in the order in which the PMS's functions write. */
const hanging: readonly (readonly [table: string, condition: string])[] = [
  ['reservation_details', 't.reservation_id = :id'],
  ['reservation_payments', 't.reservation_id = :id'],
  ['reservation_addons', `t.reservation_detail_id IN (${nights})`],
  ['reservation_parking', `t.reservation_details_id IN (${nights})`],
];
const mayBeThere: typeof hanging = [
  ['reservation_rates', `t.reservation_details_id IN (${nights})`],
  ['reservation_clients', `t.reservation_details_id IN (${nights})`],
];

function lockHanging(there: ReadonlySet<string>): string {
  const tables = [...hanging, ...mayBeThere.filter(([table]) => there.has(table))];
  const locked = tables.map(
    ([table, condition]) =>
      `of_${table} AS MATERIALIZED (SELECT t.id FROM ${table} t WHERE t.hotel_id = :hotel AND ${condition} FOR UPDATE)`,
  );
  // What nothing asks for is not carried out.
  const asked = tables.map(([table]) => `(SELECT count(*) FROM of_${table})`);
  return `WITH ${locked.join(', ')} SELECT ${asked.join(' + ')} AS rows`;
}

/** Two statements: who adds to a reservation holds its row, and what was added is there for the next statement only. */
export const createLock =
  (optionalTables: OptionalTables): HostPort['lockReservation'] =>
  async (tx, id) => {
    const there = await optionalTables(tx);
    const bindings = { hotel: tx.hotel, id };
    await write(tx, 'SELECT FROM reservations WHERE hotel_id = :hotel AND id = :id FOR UPDATE', bindings);
    await write(tx, lockHanging(there), bindings);
  };
