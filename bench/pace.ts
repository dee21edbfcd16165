// Whether the PMS can live with the plugin's pace: its pool of connections and its API while a backlog is imported and a night moves rooms.
// `npm run bench:pace [-- --bookings 2000] [--moves 300] [--scale 5]`: holds are `scale` times shorter than the PMS's own, and the pace
// as much faster. Everything in one process, as in a hotel.
import { parseArgs } from 'node:util';
import { startPostgres } from '../dev/postgres.js';
import { createTemplate, databaseUrl } from '../dev/template.js';
import { tryPace } from './pace/trial.js';

const { values } = parseArgs({
  options: {
    bookings: { type: 'string', default: '2000' },
    moves: { type: 'string', default: '300' },
    scale: { type: 'string', default: '5' },
  },
});
const [bookings, moves, scale] = [values.bookings, values.moves, values.scale].map(Number) as [
  number,
  number,
  number,
];

const server = await startPostgres({ directory: `bench-postgres-${process.pid}`, throwAway: true });
const url = databaseUrl(server.url, await createTemplate(server.url));
const { moved, pool, p95, importSeconds, nightSeconds } = await tryPace({
  ...{ databaseUrl: url, bookings, moves, scale, idleSeconds: 10 },
});
await server.stop();

console.log(
  `| ${bookings} bookings of 2 nights, ${moved} moves to another type, holds and pace 1:${scale} | measured | at most |`,
);
console.log('| --- | --- | --- |');
console.log(
  `| clients of the PMS's pool of 100 that were out, in ${pool.samples} samples | ${pool.mostOut} | 60 |`,
);
console.log(`| callers that waited for one | ${pool.mostWaiting} | 0 |`);
console.log(
  `| p95 of the PMS's API, ms (idle: ${p95.idle.toFixed(1)}) | ${p95.busy.toFixed(1)} | ${(2 * p95.idle).toFixed(1)} |`,
);
console.log(
  `| seconds of the import, of the night | ${importSeconds.toFixed(0)}, ${nightSeconds.toFixed(0)} | |`,
);
process.exit(pool.mostOut <= 60 && pool.mostWaiting === 0 && p95.busy <= 2 * p95.idle ? 0 : 1);
