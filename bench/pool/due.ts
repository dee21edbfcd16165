// Stays that are all due at once: from the job's being asked for to the last room's being final, by workers of the build in processes of their own.
import path from 'node:path';
import pg from 'pg';
import { buildAside } from '../../dev/main-job/built.js';
import { startWorker } from '../../test/support/instances.js';
import { cpuSeconds } from '../cpu.js';
import { type Figures, type Limit, median } from '../import/part.js';
import { type Houses, numberOf, runsOpen, seedHouses, tentative } from './houses.js';
import type { MeasurePool, PoolGround } from './part.js';

const look = 20;
const pause = () => new Promise((resolve) => setTimeout(resolve, look));

/** Each with its entry in the history. */
const finalised = `
  SELECT count(*) AS number FROM heyawari.booking_plans p JOIN heyawari.booking_plan_history h ON h.hotel_id = p.hotel_id AND h.plan_id = p.id
   WHERE p.room_state = 'final' AND p.final_cause = 'deadline' AND p.room_id IS NOT NULL AND h.event = 'finalised'`;

/** Seconds by the clock of the database, from the first of the jobs that ask for runs; with CPU-seconds of PostgreSQL. */
async function trial(url: string, entry: string, houses: Houses, postmaster: number) {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  const stays = houses.hotels * houses.rooms * houses.staysPerRoom;
  const settings = { databaseUrl: url, siteController: 'http://127.0.0.1:9/', entry };
  const workers = [];
  try {
    await seedHouses(pool, houses);
    workers.push(await startWorker(settings));
    // It compares every hotel with its PMS first, which has nothing else to say.
    await followed(pool, houses.hotels);
    const left = await numberOf(pool, tentative);
    if (left !== stays) throw new Error(`${left} of ${stays} stays were left as they were`);
    await pool.query(`UPDATE heyawari.booking_plans SET pool_deadline_time = now() - interval '1 minute'`);
    await pool.query('VACUUM ANALYZE heyawari.booking_plans');
    const [cpu, since] = [cpuSeconds(postmaster).postgres, await numberOf(pool, secondsNow)];
    workers.push(await startWorker(settings)); // it asks for what is due as it starts
    while ((await numberOf(pool, tentative)) + (await numberOf(pool, runsOpen)) > 0) await pause();
    const postgres = cpuSeconds(postmaster).postgres - cpu;
    const [seconds, told] = [await numberOf(pool, tookSince(since)), await numberOf(pool, finalised)];
    if (told !== stays) throw new Error(`${told} of ${stays} rooms have become final`);
    return { seconds, postgres };
  } finally {
    for (const worker of workers) worker.process.kill('SIGTERM');
    await Promise.all(workers.map(({ gone }) => gone));
    await pool.end();
  }
}

const secondsNow = `SELECT extract(epoch FROM clock_timestamp()) AS number`;
const tookSince = (since: number) => `
  SELECT extract(epoch FROM max(r.finished_at) - (SELECT min(created_on) FROM heyawari_jobs.job
           WHERE name LIKE 'assignment-run%' AND created_on >= to_timestamp(${since}))) AS number
    FROM heyawari.assignment_runs r WHERE r.finalised > 0`;

/** Every hotel has been compared, and no run is left. */
async function followed(pool: pg.Pool, hotels: number): Promise<void> {
  const compared = `SELECT count(*) AS number FROM heyawari.assignment_runs WHERE kind = 'sweep' AND started_at > now() - interval '1 hour'`;
  while ((await numberOf(pool, compared)) < hotels || (await numberOf(pool, runsOpen)) > 0) await pause();
}

async function due(
  key: string,
  houses: Houses,
  limit: Limit,
  says: string,
  ground: PoolGround,
): Promise<Figures> {
  const built = await buildAside();
  const trials: { seconds: number; postgres: number }[] = [];
  try {
    for (let round = 0; round < ground.rounds; round += 1) {
      const entry = path.join(built.folder, 'index.cjs');
      const done = await ground.inDatabase((url) => trial(url, entry, houses, ground.postmaster));
      ground.tell(`${key}: ${done.seconds.toFixed(1)} s; of PostgreSQL's CPU ${done.postgres.toFixed(1)} s`);
      trials.push(done);
    }
  } finally {
    built.remove();
  }
  return { [key]: { value: median(trials.map(({ seconds }) => seconds)), limit, says } };
}

/** Without a night's run in between, whatever the time of the day. */
const asIs = { nightsApart: 2, nightsDone: 3, untidy: false, timeZone: 'Asia/Tokyo' } as const;

export const measureDue: MeasurePool = async (ground, keys) => ({
  ...(keys.includes('dueSeconds') &&
    (await due(
      'dueSeconds',
      { hotels: 1, rooms: 1_000, staysPerRoom: 10, ...asIs },
      { most: 15 },
      's to make 10,000 rooms of a hotel of 1,000 final, one worker, a second one idle',
      ground,
    ))),
  ...(keys.includes('manyHotelsSeconds') &&
    (await due(
      'manyHotelsSeconds',
      { hotels: 100, rooms: 50, staysPerRoom: 2, ...asIs },
      { most: 10 },
      's to make 100 rooms of each of 100 hotels final, two workers',
      ground,
    ))),
});
