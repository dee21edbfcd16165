// CPU-seconds of a benchmark: of this process with its threads, and of the PostgreSQL server it works on. Linux only: read from /proc.
import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';

/** Clock ticks a second in /proc, the same on every Linux that Node runs on. */
const ticks = 100;

/** The fields of /proc/PID/stat after the program's name, which may hold blanks; undefined where the process has gone. */
function statOf(pid: number): readonly string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

const parentOf = (pid: number) => Number(statOf(pid)?.[1]);

/** user and system time; for the postmaster also what its ended children have used. */
const spent = (pid: number, withEnded: boolean) =>
  (statOf(pid) ?? []).slice(11, withEnded ? 15 : 13).reduce((sum, one) => sum + Number(one), 0) / ticks;

/** The server's postmaster: parent of whatever backend answers. */
export async function postmasterOf(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const postmaster = parentOf(rows[0]!.pid);
  await client.end();
  return postmaster;
}

/** CPU-seconds so far. */
export function cpuSeconds(postmaster: number): { node: number; postgres: number } {
  const { user, system } = process.cpuUsage();
  const backends = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(Number(name)) === postmaster)
    .map(Number);
  const postgres = spent(postmaster, true) + backends.reduce((sum, pid) => sum + spent(pid, false), 0);
  return { node: (user + system) / 1e6, postgres };
}
