// The SQL of forgetting audit entries: by a function of the migration's role alone, which removes nothing younger than a year.
import type { Sql } from '../database/index.js';

/** Entries from before `before` that are older than a year by the database's clock, at most `limit`. Answers with how many went. */
export async function forgetAudit(sql: Sql, before: Date, limit: number): Promise<number> {
  const row = await sql.row<{ removed: number }>('SELECT heyawari.forget_audit(:before, :limit) AS removed', {
    before,
    limit,
  });
  return row?.removed ?? 0;
}
