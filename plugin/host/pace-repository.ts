// The SQL of the pace at which the PMS is written to: one row for the whole installation, by database time, since machines share it.
import type { Sql } from '../platform/database/index.js';
import type { Lane } from './port.js';

const now = 'clock_timestamp()';
const seconds = 'make_interval(secs => CAST(:seconds AS double precision))';

/**
 * No debt is waited for longer: 3,600 notifications at six a second. What is further ahead, the database's clock has left behind when it was
 * set back, or a replica with another one took its place.
 */
const longestDebt = "interval '10 minutes'";
/** An urgent writer says every quarter of a second that it waits (`claimNextTurn`). */
const longestPlace = "interval '10 seconds'";

/** Takes a turn that lasts `lasting` seconds, if it is anyone's turn; an urgent writer waits for none but urgent ones. */
export async function takeTurn(sql: Sql, lane: Lane, lasting: number): Promise<boolean> {
  const before =
    lane === 'urgent' ? '' : `AND p.urgent_until NOT BETWEEN ${now} AND ${now} + ${longestPlace}`;
  const taken = await sql.run(
    `INSERT INTO heyawari.host_write_pace AS p (next_write_at) VALUES (${now} + ${seconds})
     ON CONFLICT (one_row) DO UPDATE SET next_write_at = EXCLUDED.next_write_at
      WHERE p.next_write_at NOT BETWEEN ${now} AND ${now} + ${longestDebt} ${before}`,
    { seconds: lasting },
  );
  return taken > 0;
}

/** Lets nobody else pass for `lasting` seconds. Said again as long as the urgent writer waits, so that one that dies holds up nobody. */
export async function claimNextTurn(sql: Sql, lasting: number): Promise<void> {
  await sql.run(`UPDATE heyawari.host_write_pace SET urgent_until = ${now} + ${seconds}`, {
    seconds: lasting,
  });
}

/** Seconds until the next turn, for others than urgent writers too. */
export async function untilNextTurn(sql: Sql): Promise<number> {
  const row = await sql.row<{ wait: number }>(
    `SELECT CAST(EXTRACT(EPOCH FROM GREATEST(next_write_at, urgent_until) - ${now}) AS double precision) AS wait
       FROM heyawari.host_write_pace`,
  );
  return Math.max(0, row?.wait ?? 0);
}

/** The next turn comes so many seconds later, or earlier where that is negative. */
export async function shiftNextTurn(sql: Sql, by: number): Promise<void> {
  const debt = `LEAST(next_write_at, ${now} + ${longestDebt})`;
  const from = by > 0 ? `GREATEST(${debt}, ${now})` : debt;
  await sql.run(`UPDATE heyawari.host_write_pace SET next_write_at = ${from} + ${seconds}`, { seconds: by });
}
