// A backlog and a night's moves beside the PMS's own server, in one process as in a hotel: what the PMS's pool and API had to bear.
import { createRequire } from 'node:module';
import type { AssignmentProblem } from '../../plugin/assignment/index.js';
import { type RoomId, roomId } from '../../plugin/domain/ids.js';
import { newBooking } from '../../test/support/bookings.js';
import { forgetHostModules, postgresEnvironment } from '../../test/support/host-pms.js';
import { answering, nightWith } from '../../test/support/night.js';
import { createWorld, testLogger, type World } from '../../test/support/world.js';
import { askForever, p95, watchPool } from './measure.js';

export interface PaceTrial {
  /** Of an empty database with the PMS's schema and ours. */
  readonly databaseUrl: string;
  readonly bookings: number;
  /** The first stays of the month, each to a room of another type. */
  readonly moves: number;
  /** Holds are so many times shorter than the PMS's own, and the pace as much faster. */
  readonly scale: number;
  /** How long the PMS's API is measured by itself before. */
  readonly idleSeconds: number;
}

export interface PaceResult {
  readonly moved: number;
  /** Of the PMS's pool: the most clients out and the most callers waiting, of so many samples. */
  readonly pool: { readonly mostOut: number; readonly mostWaiting: number; readonly samples: number };
  /** Milliseconds, of the PMS's API by itself and meanwhile. */
  readonly p95: { readonly idle: number; readonly busy: number };
  readonly importSeconds: number;
  readonly nightSeconds: number;
}

const heldPerSecond = 6;
const usualPauseSeconds = 3;
const rooms = ['SGL', 'TWN'].flatMap((type, t) =>
  Array.from({ length: 150 }, (_, i) => ({ room: String((t + 1) * 1000 + i), type, capacity: 2 })),
);
const require = createRequire(import.meta.url);

interface RunningPms {
  readonly url: string;
  readonly database: Parameters<typeof watchPool>[0];
  stop(): Promise<void>;
}

/** The PMS reads its environment from this process, which has its own back when it has stopped. */
async function startPms(databaseUrl: string, scale: number): Promise<RunningPms> {
  const settings = {
    ...postgresEnvironment(databaseUrl),
    ...{ JWT_SECRET: 'of a trial', LOG_LEVEL: 'silent', STOCK_LISTENER: 'on' },
    STOCK_PAUSE_SECONDS: String(usualPauseSeconds / scale),
  };
  const before = { ...process.env };
  Object.assign(process.env, settings);
  forgetHostModules();
  const pms = require('../../examples/host-pms/api/index.js') as {
    start(port: number): Promise<{ port: number }>;
    stop(): Promise<void>;
  };
  const database = require('../../examples/host-pms/api/config/database.js') as RunningPms['database'];
  const { port } = await pms.start(0);
  return {
    ...{ url: `http://127.0.0.1:${port}`, database },
    async stop() {
      await pms.stop();
      for (const name of Object.keys(settings)) Reflect.deleteProperty(process.env, name);
      Object.assign(process.env, before);
    },
  };
}

/** The first of the month's arrivals are those that the night will move. */
const arrival = (i: number, moves: number) => {
  const day = i < moves ? i % 4 : 4 + (i % 80);
  return new Date(Date.UTC(2027, 1, 1 + day)).toISOString().slice(0, 10);
};

/** Each of the first stays to a twin room that nobody has on its nights. */
async function targets(world: World, moves: number): Promise<ReadonlyMap<number, RoomId>> {
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

async function nightRun(world: World, moves: number, pace: number): Promise<number> {
  await world.advanceTo('2027-01-29', 9);
  const chosen = await targets(world, moves);
  const assign = (problem: AssignmentProblem) => Promise.resolve(answering(problem, chosen));
  return nightWith(world, testLogger(), assign, { heldPerSecond: pace }).moveTentativeRooms();
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; seconds: number }> {
  const began = performance.now();
  const value = await work();
  return { value, seconds: (performance.now() - began) / 1000 };
}

export async function tryPace(trial: PaceTrial): Promise<PaceResult> {
  const { databaseUrl, bookings, moves, scale } = trial;
  const pace = heldPerSecond * scale;
  const pms = await startPms(databaseUrl, scale);
  const world = await createWorld({
    ...{ databaseUrl, rooms, upgrades: { SGL: ['TWN'] }, messagesPerOutput: 200 },
    settings: { pace: { heldPerSecond: pace } },
  });
  const asking = await askForever(pms.url, world.hotel.hotelId);
  await new Promise((resolve) => setTimeout(resolve, trial.idleSeconds * 1000));
  const idle = p95(asking.take());

  const pool = watchPool(pms.database);
  const backlog = Array.from({ length: bookings }, (_, i) =>
    newBooking(`B${i}`, { checkIn: arrival(i, moves) }),
  );
  const imported = await timed(() => world.deliver(...backlog));
  const night = await timed(() => nightRun(world, moves, pace));
  const busy = p95(asking.take());
  const seen = pool.stop();

  await asking.stop();
  await world.stop();
  await pms.stop();
  return {
    ...{ moved: night.value, pool: seen, p95: { idle, busy } },
    ...{ importSeconds: imported.seconds, nightSeconds: night.seconds },
  };
}
