// Whether the PMS can live with the plugin's pace: its pool of connections and its API while a backlog is imported and a night moves rooms.
// `npm run bench:pace [-- --bookings 2000] [--moves 300] [--scale 5]`: holds are `scale` times shorter than the PMS's own, and the pace
// as much faster. Everything in one process, as in a hotel.
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { startPostgres } from '../dev/postgres.js';
import type { AssignmentProblem } from '../plugin/assignment/index.js';
import { type RoomId, roomId } from '../plugin/domain/ids.js';
import { newBooking } from '../test/support/bookings.js';
import { postgresEnvironment } from '../test/support/host-pms.js';
import { answering, nightWith } from '../test/support/night.js';
import { createTemplate, databaseUrl } from '../test/support/template.js';
import { createWorld, testLogger, type World } from '../test/support/world.js';
import { askForever, p95, watchPool } from './pace/measure.js';

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
const heldPerSecond = 6 * scale;
const usualPauseSeconds = 3;
const idleSeconds = 10;
const rooms = ['SGL', 'TWN'].flatMap((type, t) =>
  Array.from({ length: 150 }, (_, i) => ({ room: String((t + 1) * 1000 + i), type, capacity: 2 })),
);

interface PmsModules {
  createPms(
    this: void,
    options: { env: Record<string, string> },
  ): {
    start(port: number): Promise<{ port: number }>;
    stop(): Promise<void>;
  };
}

async function startPms(url: string) {
  const require = createRequire(import.meta.url);
  const { createPms } = require('../examples/host-pms/api/app.js') as PmsModules;
  const database = require('../examples/host-pms/api/config/database.js') as Parameters<typeof watchPool>[0];
  const pms = createPms({
    env: {
      ...postgresEnvironment(url),
      ...{ JWT_SECRET: 'of a bench', LOG_LEVEL: 'silent', STOCK_LISTENER: 'on' },
      STOCK_PAUSE_SECONDS: String(usualPauseSeconds / scale),
    },
  });
  const { port } = await pms.start(0);
  return { url: `http://127.0.0.1:${port}`, pms, database };
}

/** The first of the month's arrivals are those that the night will move. */
const arrival = (i: number) => {
  const day = i < moves ? i % 4 : 4 + (i % 80);
  return new Date(Date.UTC(2027, 1, 1 + day)).toISOString().slice(0, 10);
};

/** Each of the first stays to a twin room that nobody has on its nights. */
async function targets(world: World): Promise<ReadonlyMap<number, RoomId>> {
  const stays = await world.rows<{ id: number; from: number; to: number }>(
    `SELECT id::int, check_in - DATE '2027-01-01' AS "from", check_out - DATE '2027-01-01' AS "to"
       FROM heyawari.booking_plans WHERE room_state = 'tentative' AND pool_status = 'ready' ORDER BY check_in, id LIMIT $1`,
    [moves],
  );
  const taken = new Set<string>();
  const chosen = new Map<number, RoomId>();
  for (const { id, from, to } of stays) {
    const nights = Array.from({ length: to - from }, (_, n) => from + n);
    const room = world.hotel.rooms.find(
      (one) => one.type === 'TWN' && nights.every((night) => !taken.has(`${one.id} ${night}`)),
    );
    if (!room) continue;
    for (const night of nights) taken.add(`${room.id} ${night}`);
    chosen.set(id, roomId(room.id));
  }
  return chosen;
}

async function nightRun(world: World): Promise<number> {
  await world.advanceTo('2027-01-29', 9);
  const chosen = await targets(world);
  const assign = (problem: AssignmentProblem) => Promise.resolve(answering(problem, chosen));
  return nightWith(world, testLogger(), assign, { heldPerSecond }).moveTentativeRooms();
}

const server = await startPostgres({ directory: `bench-postgres-${process.pid}`, throwAway: true });
const url = databaseUrl(server.url, await createTemplate(server.url));
const { url: api, pms, database } = await startPms(url);
const world = await createWorld({
  ...{ databaseUrl: url, rooms, upgrades: { SGL: ['TWN'] }, messagesPerOutput: 200 },
  settings: { pace: { heldPerSecond } },
});
const asking = await askForever(api, world.hotel.hotelId);
await new Promise((resolve) => setTimeout(resolve, idleSeconds * 1000));
const idle = p95(asking.take());

const pool = watchPool(database);
let began = performance.now();
await world.deliver(
  ...Array.from({ length: bookings }, (_, i) => newBooking(`B${i}`, { checkIn: arrival(i) })),
);
const importSeconds = (performance.now() - began) / 1000;
began = performance.now();
const moved = await nightRun(world);
const nightSeconds = (performance.now() - began) / 1000;
const busy = p95(asking.take());
await asking.stop();
const { mostOut, mostWaiting, samples } = pool.stop();

console.log(
  `| ${bookings} bookings of 2 nights, ${moved} moves to another type, holds and pace 1:${scale} | measured | at most |`,
);
console.log('| --- | --- | --- |');
console.log(`| clients of the PMS's pool of 100 that were out, in ${samples} samples | ${mostOut} | 60 |`);
console.log(`| callers that waited for one | ${mostWaiting} | 0 |`);
console.log(
  `| p95 of the PMS's API, ms (idle: ${idle.toFixed(1)}) | ${busy.toFixed(1)} | ${(2 * idle).toFixed(1)} |`,
);
console.log(
  `| seconds of the import, of the night | ${importSeconds.toFixed(0)}, ${nightSeconds.toFixed(0)} | |`,
);
await world.stop();
await pms.stop();
await server.stop();
process.exit(mostOut <= 60 && mostWaiting === 0 && busy <= 2 * idle ? 0 : 1);
