// What a killed start has left running: a process that is killed ends none of those that it has begun.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** What is noted of processes that run beside a start. */
export interface Noted {
  /** Named on the command line of each, and theirs alone. */
  readonly folder: string;
  readonly processes: readonly number[];
}

const endsWithinMs = 10_000;

export const note = (file: string, noted: Noted): void => writeFileSync(file, JSON.stringify(noted));

/** The number may by now be another process's; it is asked of the system what it runs. */
function runs(pid: number, folder: string): boolean {
  const { stdout } = spawnSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], {
    encoding: 'utf8',
    timeout: 10_000,
  });
  return (stdout ?? '').includes(folder);
}

function read(file: string): Noted | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Noted;
  } catch {
    return undefined; // it was killed while it wrote
  }
}

/** Ends what is noted in `file`, where it still runs, and removes its folder. Answers how many there were. */
export async function endLeftOver(file: string): Promise<number> {
  const noted = read(file);
  rmSync(file, { force: true });
  if (!noted) return 0;
  const { folder } = noted;
  const left = noted.processes.filter((pid) => runs(pid, folder));
  for (const pid of left) process.kill(pid, 'SIGTERM');
  for (const began = performance.now(); performance.now() - began < endsWithinMs; await pause(50))
    if (!left.some((pid) => runs(pid, folder))) break;
  rmSync(folder, { recursive: true, force: true });
  return left.length;
}
