// The nightly runs of many hotels, solver and moves included, by two workers of the build that start at the turn of the business date.
import path from 'node:path';
import pg from 'pg';
import { buildAside } from '../../dev/main-job/built.js';
import { startWorker } from '../../test/support/instances.js';
import { cpuSeconds } from '../cpu.js';
import { type Houses, numberOf, runsOpen, seedHouses } from './houses.js';
import type { MeasurePool, PoolGround } from './part.js';

const look = 200;
const hotels = 100;
/** The window of a week is full; half of them are in it. */
const untidy = { nightsApart: 3, nightsDone: 1, untidy: true } as const;

/** Where it is after five in the morning now, so that the night's run may move rooms. */
function zoneOfNight(): string {
  const east = ((5 - new Date().getUTCHours() + 36) % 24) - 12;
  return `Etc/GMT${east > 0 ? '-' : '+'}${Math.abs(east)}`;
}

const nightly = `FROM heyawari.assignment_runs WHERE kind = 'nightly' AND started_at > now() - interval '1 hour'`;
const numbers = {
  done: `SELECT count(*) AS number ${nightly}`,
  moved: `SELECT sum(moved) AS number ${nightly}`,
  longest: `SELECT max(duration_ms) / 1000.0 AS number ${nightly}`,
  madeUp: `SELECT count(*) AS number ${nightly} AND made_up`,
  minutes: `SELECT extract(epoch FROM max(finished_at) - (SELECT min(created_on) FROM heyawari_jobs.job WHERE name LIKE 'assignment-run%')) / 60 AS number ${nightly}`,
};

async function trial(url: string, entry: string, { postmaster, tell }: PoolGround) {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  const timeZone = zoneOfNight();
  const houses: Houses = { hotels, rooms: 100, staysPerRoom: 4, ...untidy, timeZone };
  const settings = { databaseUrl: url, siteController: 'http://127.0.0.1:9/', entry };
  const workers = [];
  try {
    await seedHouses(pool, houses);
    const before = cpuSeconds(postmaster).postgres;
    for (let i = 0; i < 2; i += 1)
      workers.push(await startWorker(settings, { HEYAWARI_TIME_ZONE: timeZone }));
    while ((await numberOf(pool, numbers.done)) < hotels || (await numberOf(pool, runsOpen)) > 0)
      await new Promise((resolve) => setTimeout(resolve, look));
    const postgres = cpuSeconds(postmaster).postgres - before;
    if ((await numberOf(pool, numbers.madeUp)) > 0)
      throw new Error('the night was over before all had their run');
    const [minutes, longest] = [await numberOf(pool, numbers.minutes), await numberOf(pool, numbers.longest)];
    const moved = await numberOf(pool, numbers.moved);
    tell(
      `nights: ${minutes.toFixed(2)} min, the longest ${longest.toFixed(1)} s, ${moved} stays moved; of PostgreSQL's CPU ${postgres.toFixed(0)} s`,
    );
    return { minutes, longest };
  } finally {
    for (const worker of workers) worker.process.kill('SIGTERM');
    await Promise.all(workers.map(({ gone }) => gone));
    await pool.end();
  }
}

/** Once: a round takes minutes. */
export const measureNights: MeasurePool = async (ground) => {
  const built = await buildAside();
  try {
    const entry = path.join(built.folder, 'index.cjs');
    const { minutes, longest } = await ground.inDatabase((url) => trial(url, entry, ground));
    const says = `min for the nights of ${hotels} hotels of 100 rooms, two workers; a hotel at most ${longest.toFixed(1)} s (at most 60)`;
    // A hotel that took too long misses as well.
    return { manyNightsMinutes: { value: minutes, limit: { most: longest > 60 ? 0 : 30 }, says } };
  } finally {
    built.remove();
  }
};
