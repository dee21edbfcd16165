// The import's jobs: fetch, import, confirm. The tables say what is due; a job only wakes us.
import { z } from 'zod';
import { hotelId, outputRowId } from '../domain/ids.js';
import type { Host } from '../host/port.js';
import type { Platform } from '../platform/index.js';
import type { Job } from '../platform/jobs/index.js';
import type { Pool } from '../pool/index.js';
import { hotelsToImport } from './ledger/due-hotels.js';
import { dueConfirmations } from './receipt/outputs-repository.js';
import { createOtaImport, type OtaImport, type Protocol } from './service.js';

const id = z.number().int().positive();

/** Hotels whose messages one process applies at the same time: each holds a connection. */
const importsAtOnce = 2;
/** One that waits for a silent site controller does not hold up the others. */
const confirmationsAtOnce = 2;

export interface ImportJobs {
  readonly service: OtaImport;
  /** Asks for everything that the tables say is due: messages to try again, outputs to confirm again, nights that came free. */
  requestDue(): Promise<void>;
  /** Asks for a look at the messages that wait for a room, in every hotel where nights came free. Answers with how many hotels. */
  requestWaking(): Promise<number>;
  /** From now on asks for it whenever nights come free, in whatever process. Returns how to stop. */
  listen(): () => void;
}

/** The service and the jobs that call it belong together: a receipt enqueues the jobs in its own transaction. */
export function defineImport(platform: Platform, host: Host, pool: Pool, protocol: Protocol): ImportJobs {
  const { jobs, database, clock, events, logger } = platform;

  const importJob: Job<{ hotelId: number }> = jobs.define({
    name: 'import',
    data: z.object({ hotelId: id }),
    tries: 5,
    pauseSeconds: 1,
    concurrency: importsAtOnce,
    oneAtATimePer: (data) => String(data.hotelId),
    async work(data) {
      if ((await service.importDue(hotelId(data.hotelId))) === 'unfinished') await importJob.enqueue(data);
    },
  });
  const confirmJob = jobs.define({
    name: 'confirm',
    data: z.object({ hotelId: id, output: id }),
    tries: 5,
    pauseSeconds: 1,
    concurrency: confirmationsAtOnce,
    work: (data) => service.confirm(hotelId(data.hotelId), outputRowId(data.output)),
  });
  // Any number of them may run: each takes what came free, and waits for no process that has died.
  const wakeJob: Job<{ hotelId: number }> = jobs.define({
    name: 'wake-waiting',
    data: z.object({ hotelId: id }),
    tries: 5,
    pauseSeconds: 1,
    deadLetter: false,
    work: (data) => service.wakeWaiting(hotelId(data.hotelId)),
  });
  const service = createOtaImport(platform, host, pool, protocol, {
    import: (hotel, tx) => importJob.enqueue({ hotelId: hotel }, tx),
    confirm: (hotel, output, tx) => confirmJob.enqueue({ hotelId: hotel, output }, tx),
  });

  async function requestWaking() {
    const hotels = await pool.hotelsWithFreedNights();
    await wakeJob.enqueueAll(hotels.map((hotel) => ({ hotelId: hotel })));
    return hotels.length;
  }

  async function requestDue() {
    await requestWaking();
    const now = clock.now();
    const hotels = await hotelsToImport(platform);
    await importJob.enqueueAll(hotels.map((hotel) => ({ hotelId: hotel })));
    const outputs = await dueConfirmations(database, now);
    await confirmJob.enqueueAll(outputs.map((due) => ({ hotelId: due.hotel, output: due.id })));
  }

  // Every minute; each hotel's own rhythm is kept by its bucket.
  jobs.schedule({
    name: 'fetch',
    cron: '* * * * *',
    work: async () => void (await service.fetchAll()),
  });
  jobs.schedule({ name: 'due-imports', cron: '* * * * *', work: requestDue });
  return {
    service,
    requestDue,
    requestWaking,
    listen: () =>
      events.subscribe(({ topic, hotelId: hotel }) => {
        if (topic !== 'nights-freed') return;
        wakeJob.enqueue({ hotelId: hotel }).catch((error: unknown) => {
          // What came free stays noted: the next minute's look finds it.
          logger.warn('those who wait for a room could not be told of one', { hotelId: hotel, error });
        });
      }),
  };
}
