// The main job of this checkout beside that of another one, in one run: wall time and CPU-seconds, of node and PostgreSQL together.
// `npm run -s bench:main-job -- --against CHECKOUT --bookings FILE.csv[.gz] --hotel HOTEL.json [--limit N] [--rounds 1]`
// The other checkout has its own node_modules (`npm ci`). Each run has its own throw-away server, as `npm run main-job` always has.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { optionsOf } from '../dev/problems.js';

const { values } = optionsOf({
  options: {
    against: { type: 'string' },
    bookings: { type: 'string', default: 'dev/bookings/small.csv.gz' },
    hotel: { type: 'string', default: 'dev/bookings/small-hotel.json' },
    limit: { type: 'string' },
    rounds: { type: 'string', default: '1' },
  },
});

interface Played {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly outcome: string;
}

const here = fileURLToPath(new URL('..', import.meta.url));
const file = (name: string) => path.resolve(name);

/** Of a shell's ended children and theirs: the second line of `times`, as `0m1.5s 0m0.5s`. */
function childTimes(printed: string): number {
  const [, children = ''] = printed.trim().split('\n').slice(-2);
  const parts = [...children.matchAll(/(\d+)m([\d.]+)s/g)];
  return parts.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0);
}

async function play(checkout: string): Promise<Played> {
  const limit = values.limit === undefined ? [] : ['--limit', values.limit];
  const flags = ['--bookings', file(values.bookings), '--hotel', file(values.hotel), ...limit, '--json'];
  const command = '"$0" --import tsx dev/main-job/main.ts "$@"; times >&2';
  const shell = spawn('bash', ['-c', command, process.execPath, ...flags], {
    cwd: checkout,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, progress] = await Promise.all([text(shell.stdout), text(shell.stderr), once(shell, 'exit')]);
  const { seconds, outcome } = JSON.parse(output) as { seconds: number; outcome: string };
  return { seconds, outcome, cpuSeconds: childTimes(progress) };
}

const median = (numbers: readonly number[]) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

const commitOf = (checkout: string) =>
  execFileSync('git', ['-C', checkout, 'rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();

const checkouts = [...(values.against === undefined ? [] : [file(values.against)]), here];
const played = new Map<string, Played[]>(checkouts.map((checkout) => [checkout, []]));
for (let round = 0; round < Number(values.rounds); round += 1)
  for (const checkout of checkouts) played.get(checkout)!.push(await play(checkout));

const first = played.get(checkouts[0]!)!;
console.log('| main job | s | of the first | CPU-s, node and PostgreSQL | of the first | outcome |');
console.log('| --- | --- | --- | --- | --- | --- |');
for (const [checkout, list] of played) {
  const [seconds, cpu] = [list.map((one) => one.seconds), list.map((one) => one.cpuSeconds)];
  const ratio = (of: (one: Played) => number) =>
    median(list.map((one, round) => of(one) / of(first[round]!))).toFixed(2);
  const cells = [
    commitOf(checkout),
    median(seconds).toFixed(0),
    ratio((one) => one.seconds),
    median(cpu).toFixed(0),
    ratio((one) => one.cpuSeconds),
    list[0]!.outcome.slice(0, 12),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}
process.exit(0);
