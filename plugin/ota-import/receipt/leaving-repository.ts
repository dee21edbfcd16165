// The SQL of leaving: whether somebody takes the plugin out, so that nothing more is fetched (`npx heyawari leave`).
import type { Sql } from '../../platform/database/index.js';

export async function isBeingLeft(sql: Sql): Promise<boolean> {
  return (await sql.row('SELECT since FROM heyawari.leaving')) !== undefined;
}
