// Whether the PMS's change log is read without a hole: rows of transactions that are still open cannot be, and that lasts as long as they do.
import { type Clock, isSettable } from '../domain/clock.js';
import type { Database, Sql } from '../platform/database/index.js';
import { type Health, Unwell } from '../platform/health/index.js';
import { hostWords } from './messages.js';

/** Milliseconds: a transaction of the PMS takes seconds, and the log is looked at with every sweep. */
const longGap = 30 * 60_000;

interface Gaps {
  readonly highest: number | null;
  /** Business time; null where nothing is missing. */
  readonly oldest: Date | null;
  readonly missing: number;
}

const readGaps = (sql: Sql) =>
  sql.row<Gaps>(
    `SELECT CAST(r.highest AS double precision) AS highest,
            (SELECT min(CAST(g ->> 'since' AS timestamptz)) FROM jsonb_array_elements(r.gaps) AS g) AS oldest,
            (SELECT CAST(COALESCE(sum(jsonb_array_length(g -> 'ids')), 0) AS int) FROM jsonb_array_elements(r.gaps) AS g) AS missing
       FROM heyawari.host_log_reader r`,
  );

export function registerLogCheck(
  health: Health,
  { database, clock }: { readonly database: Database; readonly clock: Clock },
): void {
  const check = async () => {
    const found = await readGaps(database);
    const { oldest = null, missing = 0 } = found ?? {};
    const facts = { readUpTo: found?.highest ?? 0, missing };
    // By a simulated calendar nobody looks in between.
    if (oldest && !isSettable(clock) && clock.now().getTime() - oldest.getTime() > longGap)
      throw new Unwell('rows of the change log have been missing for long', facts, { since: oldest });
    return facts;
  };
  health.register('change log of the PMS', 'informative', check, hostWords.changeLog);
}
