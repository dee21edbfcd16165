// A PostgreSQL that stands still with all its connections open: neither answers nor hangs up, as on a machine that has been paused.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

function childrenOf(pid: number): number[] {
  try {
    return execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map(Number);
  } catch {
    return []; // pgrep's way of saying that there are none
  }
}

function signal(pid: number, name: 'SIGSTOP' | 'SIGCONT'): void {
  try {
    process.kill(pid, name);
  } catch {
    // gone meanwhile, so it stands still too
  }
}

/** Stops the server on `data` and every process of it; answers with how to let them go on, safe to call more than once. */
export function freeze(data: string): () => void {
  const postmaster = Number(readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  // First whoever could make more of them.
  signal(postmaster, 'SIGSTOP');
  const children = childrenOf(postmaster);
  children.forEach((pid) => signal(pid, 'SIGSTOP'));
  return () => [...children, postmaster].forEach((pid) => signal(pid, 'SIGCONT'));
}
