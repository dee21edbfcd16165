// One start at a time for a folder: a second would take the first one's PostgreSQL for a left-over and stop it.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StartProblem } from './problem.js';

/** Whether that process is there, also where it is somebody else's. */
function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Returns what gives the folder back. Throws where another start has it; a killed one's claim is taken over. */
export function claimFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'running.pid');
  const holder = existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined;
  if (holder !== undefined && holder !== process.pid && isRunning(holder))
    throw new StartProblem(`npm start runs already on ${folder}, as process ${holder} (${file}).`);
  writeFileSync(file, String(process.pid));
  return () => rmSync(file, { force: true });
}
