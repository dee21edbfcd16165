// The whole main job on the small bookings, as a command.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { MainJobResult } from '../../dev/main-job/result.js';

const file = (name: string) => fileURLToPath(new URL(`../../dev/${name}`, import.meta.url));

/** Its result on the first `bookings`. */
export async function mainJob(bookings: number, ...options: string[]): Promise<MainJobResult> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...['--import', 'tsx', file('main-job/main.ts'), '--json', '--limit', String(bookings)],
    ...['--bookings', file('bookings/small.csv.gz'), '--hotel', file('bookings/small-hotel.json')],
    ...options,
  ]);
  return JSON.parse(stdout) as MainJobResult;
}
