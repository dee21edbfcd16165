// How long the engine takes: one batch over 30 days at 95 % occupancy with 10 % locks, or single bookings placed one after another.
// `node --import tsx bench/assign.ts [--rooms 200] [--stays 2000] [--rounds 5] [--seed 1] [--work 1] [--json]`: one size, every round another batch.
// `--incremental`: 500 single bookings into a 1,000-room hotel. `--growth [--plot FILE.svg]`: five sizes, each in a process of its own.
// Exit code 2: an argument makes no sense.
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { BadArgument, readArguments, type Request } from './assign/arguments.js';
import { measureIncremental } from './assign/incremental.js';
import { type BatchMeasurement, measureBatch } from './assign/measure.js';
import { growthPlot } from './assign/plot.js';
import { workInWords } from './work.js';

const growthRooms = [200, 500, 1000, 2000, 5000];
const staysPerRoom = 10;

const header =
  '| rooms | stays | moves | median ms | p95 ms | median CPU ms | p95 CPU ms | first ms | memory MB | unplaced | upgrades (known plan) | rooms changed |\n' +
  '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |';

const line = (one: BatchMeasurement): string =>
  `| ${one.rooms} | ${one.stays} | ${one.limits.moves} | ${one.medianMs} | ${one.p95Ms} | ${one.medianCpuMs} | ${one.p95CpuMs} | ${one.firstMs} | ${one.maxRssMb} | ${one.unplaced} | ` +
  `${one.upgrades} (${one.upgradesOfKnownPlan}) | ${one.roomsChanged} |`;

/** In a process of its own, so that its peak of memory is its own. */
async function measureApart(rooms: number, { rounds, seed, work }: Request): Promise<BatchMeasurement> {
  const size = [
    '--rooms',
    rooms,
    '--stays',
    rooms * staysPerRoom,
    '--rounds',
    rounds,
    '--seed',
    seed,
    '--work',
    work,
  ];
  const command = [...process.execArgv, fileURLToPath(import.meta.url), ...size.map(String), '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, command);
  return JSON.parse(stdout) as BatchMeasurement;
}

async function growth(request: Request): Promise<void> {
  const all: BatchMeasurement[] = [];
  if (!request.json) console.log(`${workInWords(request.work)}\n\n${header}`);
  for (const rooms of growthRooms) {
    const one = await measureApart(rooms, request);
    all.push(one);
    if (!request.json) console.log(line(one));
  }
  if (request.json) console.log(JSON.stringify(all));
  if (request.plot === undefined) return;
  writeFileSync(request.plot, growthPlot(all.map(({ stays, medianCpuMs }) => ({ stays, ms: medianCpuMs }))));
}

async function measure(request: Request): Promise<void> {
  if (request.kind === 'growth') return growth(request);
  if (request.kind === 'incremental') {
    const measured = measureIncremental(request);
    console.log(request.json ? JSON.stringify(measured) : JSON.stringify(measured, undefined, 2));
    return;
  }
  const measured = await measureBatch(request);
  console.log(
    request.json ? JSON.stringify(measured) : `${workInWords(request.work)}\n\n${header}\n${line(measured)}`,
  );
  if (measured.cutShort) process.exitCode = 1;
}

try {
  await measure(readArguments(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof BadArgument)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
