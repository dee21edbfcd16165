// The memory of another process, seen from outside. Linux only: read from /proc.
import { readFileSync, writeFileSync } from 'node:fs';

/** Resident memory of the process now, or at most since `forgetPeak`, in MB. */
export const memoryOf = (pid: number, which: 'VmRSS' | 'VmHWM'): number =>
  Number(new RegExp(`^${which}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) /
  1024;

export const forgetPeak = (pid: number): void => writeFileSync(`/proc/${pid}/clear_refs`, '5');
