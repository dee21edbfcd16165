// Whether the server has connections enough for the processes that are to run, beside what the PMS holds.
import { bounds, type Sql } from '../database/index.js';
import type { Finding } from '../finding.js';

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
  /** Of anybody, now. */
  readonly open: number;
}

/**
 * The narrowest of the server's limit, the database's and the role's. -1 is none. Of other roles' backends a role without privileges is not told
 * what they are, only in which database.
 */
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
  SELECT l.most, l."by", used.taken, used.open
    FROM limits l CROSS JOIN LATERAL (
      SELECT CAST(count(*) FILTER (WHERE application_name NOT LIKE 'heyawari%') AS int) AS taken, CAST(count(*) AS int) AS open
        FROM pg_stat_activity
       WHERE COALESCE(backend_type = 'client backend', datid IS NOT NULL)
         AND (l.turn = 1 OR l.turn = 2 AND datname = current_database() OR l.turn = 3 AND usename = current_user)) AS used
   WHERE l.most >= 0 ORDER BY l.most, l.turn LIMIT 1`;

const about = 'connections';

/** What is to run against what can be had. */
export interface Reckoning {
  /** Of the plugin, all together. */
  readonly processes: number;
  /** Connections that the PMS's own pool opens at most. */
  readonly hostPool: number;
}

/** Without a reckoning: whether the process that asks gets all of its own now. */
export async function connectionFindings(sql: Sql, reckoning?: Reckoning): Promise<readonly Finding[]> {
  const room = (await sql.row<Room>(narrowest))!;
  return [reckoning ? judgeRoom(room, reckoning) : judgeFree(room)];
}

/** A process that gets fewer works on with those: never more than a notice. It says no number that changes from one look to the next. */
export function judgeFree({ most, by, open }: Room): Finding {
  const free = most - open >= connectionsOfProcess;
  const had = `of the ${most} that can be had (${by})`;
  if (free)
    return {
      about,
      state: 'ok',
      says: `The ${connectionsOfProcess} that this process opens at most are free, ${had}.`,
    };
  return {
    about,
    state: 'notice',
    says: `Fewer than the ${connectionsOfProcess} connections that this process opens at most are free, ${had}: at busy times it will wait for some, and so will the PMS; raise that limit, or see who holds them (SELECT usename, application_name, count(*) FROM pg_stat_activity GROUP BY 1, 2).`,
  };
}

/**
 * The plugin's alone above the limit: it cannot work. With what others hold now, or with what the PMS's pool may come to, above it: somebody may get none
 * at busy times, and a PMS that gets none may end.
 */
export function judgeRoom({ most, by, taken }: Room, { processes, hostPool }: Reckoning): Finding {
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
