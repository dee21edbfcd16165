// Whether the server has connections enough for the processes that are to run, beside what the PMS holds.
import { bounds, type Sql } from '../platform/database/index.js';
import type { Finding } from '../platform/finding.js';

/** Connections that one process of the plugin opens at most: clicks, jobs, the job queue and its listener, and the one that hears of changes. */
export const connectionsOfProcess =
  bounds.clicks.connections + bounds.jobs.connections + bounds.queue.connections + 2;

interface Room {
  /** That a role without privileges can have in all. */
  readonly most: number;
  /** Which of the limits that is. */
  readonly by: string;
  /** Of others than the plugin, now. */
  readonly taken: number;
}

/** The narrowest of the server's limit, the database's and the role's. -1 is none. */
const narrowest = `
  WITH limits(turn, "by", most) AS (
    SELECT 1, 'max_connections of the server, less those it reserves',
           CAST(current_setting('max_connections') AS int) - CAST(current_setting('superuser_reserved_connections') AS int)
             - CAST(COALESCE(current_setting('reserved_connections', true), '0') AS int)
     UNION ALL
    SELECT 2, 'the connection limit of the database', datconnlimit FROM pg_database WHERE datname = current_database()
     UNION ALL
    SELECT 3, 'the connection limit of the role', rolconnlimit FROM pg_roles WHERE rolname = current_user
  )
  SELECT l.most, l."by",
         (SELECT CAST(count(*) AS int) FROM pg_stat_activity
           WHERE backend_type = 'client backend' AND application_name NOT LIKE 'heyawari%'
             AND (l.turn = 1 OR l.turn = 2 AND datname = current_database() OR l.turn = 3 AND usename = current_user)) AS taken
    FROM limits l WHERE l.most >= 0 ORDER BY l.most, l.turn LIMIT 1`;

/** `processes`: of the plugin, all together. `hostPool`: connections that the PMS's own pool opens at most. */
export async function connectionFindings(
  sql: Sql,
  processes: number,
  hostPool: number,
): Promise<readonly Finding[]> {
  const room = (await sql.row<Room>(narrowest))!;
  return [judgeRoom(room, processes, hostPool)];
}

/**
 * The plugin's alone above the limit: it cannot work. With what others hold now, or with what the PMS's pool may come to, above it: somebody may get none
 * at busy times, and a PMS that gets none may end.
 */
export function judgeRoom({ most, by, taken }: Room, processes: number, hostPool: number): Finding {
  const about = 'connections';
  const needed = processes * connectionsOfProcess;
  const sum = `${processes} × ${connectionsOfProcess} = ${needed} connections are needed at most, ${taken} are held by others now, the pool of the PMS may come to ${hostPool}, and ${most} can be had (${by})`;
  if (needed > most)
    return { about, state: 'fails', says: `${sum}: raise that limit, or run fewer processes.` };
  const all = needed + Math.max(taken, hostPool);
  if (all > most)
    return {
      about,
      state: 'notice',
      says: `${sum}: at busy times some will not get one, the PMS among them; raise that limit so that it comes to ${all} or more.`,
    };
  return { about, state: 'ok', says: `${sum}.` };
}
