// Whether this Node and the server know the hotels' time zone, and mean the same by it: both compute hotel days.
import type { Settings } from '../options.js';
import type { Sql } from '../platform/database/index.js';
import type { Finding } from '../platform/finding.js';

/** Months for whose first day both are asked. */
const months = 24;

/** As PostgreSQL writes it: `2027-02-01 09:00:00`. */
function wallClock(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return parts.format(at);
}

export async function timeZoneFindings(
  sql: Sql,
  { timeZone }: Pick<Settings, 'timeZone'>,
  now = new Date(),
): Promise<readonly Finding[]> {
  const about = 'time zone';
  const row = await sql.row('SELECT 1 FROM pg_timezone_names WHERE lower(name) = lower(:timeZone)', {
    timeZone,
  });
  if (!row)
    return [
      {
        about,
        state: 'fails',
        says: `The server knows no time zone ${timeZone}: install its time zone data (tzdata), or set timeZone (HEYAWARI_TIME_ZONE) to a zone it knows.`,
      },
    ];
  const moments = Array.from(
    { length: months },
    (_none, month) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + month, 1)),
  );
  const told = await sql.rows<{ text: string }>(
    `SELECT to_char(at AT TIME ZONE :timeZone, 'YYYY-MM-DD HH24:MI:SS') AS text
       FROM unnest(CAST(:moments AS timestamptz[])) WITH ORDINALITY AS m(at, turn) ORDER BY turn`,
    { timeZone, moments: moments.map((at) => at.toISOString()) },
  );
  const apart = moments.find((at, place) => wallClock(at, timeZone) !== told[place]!.text);
  if (!apart)
    return [
      { about, state: 'ok', says: `Node and PostgreSQL agree on ${timeZone} for the next ${months} months.` },
    ];
  const day = apart.toISOString().slice(0, 10);
  const says = `Node and PostgreSQL differ about ${timeZone} on ${day}: bring the older time zone data up to date, Node’s by a newer Node, the server’s by its tzdata.`;
  return [{ about, state: 'fails', says }];
}
