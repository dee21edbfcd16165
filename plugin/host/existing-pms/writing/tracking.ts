// Notes on the PMS's reservations, in columns that a hotel may do without, what imported them last: for whoever reads the PMS's tables.
import type { HostHotelTx, TrackedImport } from '../../port.js';
import { systemUser } from '../functions.js';
import { write } from '../gate.js';

/** What the migration makes; other columns of these names are not ours. */
const types = {
  heyawari_source: 'text',
  heyawari_import_id: 'bigint',
  heyawari_last_import: 'timestamp with time zone',
} as const;

/** Asked with each batch: its owner adds and drops them beside us. Once `tx` has touched the table they stay until it ends. */
async function hasColumns(tx: HostHotelTx): Promise<boolean> {
  const columns = await tx.rows(
    `SELECT FROM jsonb_each_text(CAST(:types AS jsonb)) AS wanted
       JOIN pg_attribute a ON a.attname = wanted.key AND format_type(a.atttypid, NULL) = wanted.value
      WHERE a.attrelid = to_regclass('reservations') AND NOT a.attisdropped
        AND has_column_privilege(a.attrelid, a.attnum, 'UPDATE')`,
    { types: JSON.stringify(types) },
  );
  return columns.length === Object.keys(types).length;
}

/** A reservation that somebody holds just now goes without. The stock listener does not hear of it: neither dates nor cancellation change. */
export async function trackImports(
  tx: HostHotelTx,
  source: string,
  imports: readonly TrackedImport[],
  at: Date,
): Promise<void> {
  if (imports.length === 0 || !(await hasColumns(tx))) return;
  await write(
    tx,
    `UPDATE reservations r
        SET heyawari_source = :source, heyawari_import_id = i.message, heyawari_last_import = :at, updated_by = :by
       FROM jsonb_to_recordset(CAST(:imports AS jsonb)) AS i(reservation uuid, message bigint)
      WHERE r.hotel_id = :hotel AND r.id = i.reservation
        AND r.id IN (SELECT f.id FROM reservations f WHERE f.hotel_id = :hotel AND f.id = ANY(:ids) FOR UPDATE SKIP LOCKED)`,
    {
      ...{ hotel: tx.hotel, source, at, by: systemUser },
      imports: JSON.stringify(imports.map(({ reservation, message }) => ({ reservation, message }))),
      ids: imports.map(({ reservation }) => reservation),
    },
  );
}
