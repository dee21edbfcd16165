// Stopping a kind of job in a hotel, and having it go on: its jobs wait meanwhile, and none is lost.
import { jobStops, type JobStopsAnswer, jobToStop } from './api/index.js';
import type { HotelJob } from './domain/job-names.js';
import { type HotelSql, type HotelTx, inHotel } from './platform/database/index.js';
import { type AnyRoute, route } from './platform/http/index.js';
import type { Platform } from './platform/index.js';
import { goIn, stopIn, stopsIn } from './platform/jobs/index.js';

const answer = async (sql: HotelSql): Promise<JobStopsAnswer> => ({
  items: (await stopsIn(sql)).map(({ stoppedAt, stoppedBy, ...stop }) => ({
    ...stop,
    stoppedAt: stoppedAt.toISOString(),
    stoppedBy: stoppedBy ?? null,
  })),
});

export function jobStopRoutes({ database, audit, clock }: Platform): AnyRoute[] {
  const record = (tx: HotelTx, job: HotelJob, stopped: boolean) =>
    audit.record(tx, {
      action: stopped ? 'job.stop' : 'job.go',
      subject: `job:${job}`,
      details: { before: { stopped: !stopped }, after: { stopped } },
    });
  return [
    route({
      method: 'get',
      path: '/jobs/stops',
      permission: 'view',
      summary: 'Which kinds of jobs are not worked in the hotel, since when and by whom',
      answer: jobStops,
      handler: async ({ hotelId }) => ({ status: 200, body: await answer(inHotel(database, hotelId)) }),
    }),
    route({
      method: 'post',
      path: '/jobs/stop',
      permission: 'configure',
      summary: 'Has jobs of that kind wait in the hotel, over restarts, until they go on; none is lost',
      body: jobToStop,
      answer: jobStops,
      async handler({ body: { job }, userId }, tx) {
        if (await stopIn(tx, job, { at: clock.now(), by: userId })) await record(tx, job, true);
        return { status: 200, body: await answer(tx) };
      },
    }),
    route({
      method: 'post',
      path: '/jobs/go',
      permission: 'configure',
      summary: 'Has jobs of that kind go on in the hotel, within 15 seconds',
      body: jobToStop,
      answer: jobStops,
      async handler({ body: { job } }, tx) {
        if (await goIn(tx, job)) await record(tx, job, false);
        return { status: 200, body: await answer(tx) };
      },
    }),
  ];
}
