// Tables that a PMS may do without: which of them this one has.
import type { HotelSql } from '../../../platform/database/index.js';

const optional = ['reservation_rates', 'reservation_clients'] as const;

export type OptionalTables = (sql: HotelSql) => Promise<ReadonlySet<string>>;

async function tablesThere(sql: HotelSql): Promise<ReadonlySet<string>> {
  const rows = await sql.rows<{ name: string }>(
    'SELECT name FROM unnest(CAST(:optional AS text[])) AS name WHERE to_regclass(name) IS NOT NULL',
    { optional: [...optional] },
  );
  return new Set(rows.map(({ name }) => name));
}

/** Asked once. */
export function createOptionalTables(): OptionalTables {
  let tables: Promise<ReadonlySet<string>> | undefined;
  return (sql) => {
    tables ??= tablesThere(sql).catch((error: unknown) => {
      tables = undefined;
      throw error;
    });
    return tables;
  };
}
